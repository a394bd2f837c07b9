//! What is too small to stand alone stands together.

use super::LEAST;

/// How many of these counts, the largest first, stand alone, at most so many; what is behind them stands together.
///
/// Nothing under five stands alone, and what stands together is five or more as long as there is a count to add.
#[must_use]
pub fn alone(counts: &[u32], most: usize) -> usize {
    let large = counts.iter().take_while(|count| **count >= LEAST).count();
    // One more than fits needs no word for several.
    if large == counts.len() && large <= most + 1 {
        return large;
    }
    let mut alone = large.min(most);
    while alone > 0 {
        let together = counts.iter().skip(alone).fold(0_u32, |sum, count| sum.saturating_add(*count));
        if together == 0 || together >= LEAST {
            break;
        }
        alone -= 1;
    }
    alone
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn small_counts_stand_together_and_take_the_next_one_along_if_they_are_too_few() {
        for (counts, most, expected) in [
            (vec![20, 9, 3, 2], 5, 2),       // 3 and 2 are five
            (vec![20, 9, 3], 5, 1),          // 3 alone would be seen through: 9 goes with it
            (vec![20, 9, 6, 5, 5, 5], 3, 3), // no more than three
            (vec![20, 9, 6, 5], 3, 4),       // the fourth needs no word for several
            (vec![20, 9, 0, 0], 5, 2),
            (vec![3], 5, 0),
            (vec![], 5, 0),
        ] {
            assert_eq!(alone(&counts, most), expected, "{counts:?}");
        }
    }

    proptest! {
        #[test]
        fn nothing_small_stands_alone_and_what_stands_together_is_not_small(
            mut counts in prop::collection::vec(0_u32..30, 0..12), most in 1_usize..8,
        ) {
            counts.sort_unstable_by(|one, other| other.cmp(one));
            let (single, together) = counts.split_at(alone(&counts, most));
            prop_assert!(single.len() <= most + 1 && single.iter().all(|count| *count >= LEAST));
            let sum: u32 = together.iter().sum();
            prop_assert!(single.is_empty() || sum == 0 || sum >= LEAST, "{counts:?}");
        }
    }
}
