//! Chance that is the same at every start, so that a demo told on Monday is the demo shown on Friday.

/// A sequence of numbers from a fixed seed (`SplitMix64`); for the demo only, never for secrets.
#[derive(Clone, Debug)]
pub(super) struct Chance(u64);

impl Chance {
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `limit`; 0 where that is 0.
    pub(super) fn below(&mut self, limit: u32) -> u32 {
        self.next().checked_rem(u64::from(limit)).and_then(|rest| u32::try_from(rest).ok()).unwrap_or_default()
    }

    /// One of these, each as often as its weight says; the first where there is nothing to choose from.
    pub(super) fn pick<T: Copy>(&mut self, first: T, of: &[(T, u32)]) -> T {
        let mut left = self.below(of.iter().map(|(_, weight)| weight).sum());
        for (one, weight) in of {
            match left.checked_sub(*weight) {
                Some(rest) => left = rest,
                None => return *one,
            }
        }
        first
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_starts_see_the_same_numbers_below_their_limit() {
        let draw = || {
            let mut chance = Chance::new(42);
            (0..100).map(|_| chance.below(7)).collect::<Vec<_>>()
        };
        assert_eq!(draw(), draw());
        assert!(draw().iter().all(|number| *number < 7) && draw().contains(&6) && draw().contains(&0));
    }

    #[test]
    fn heavy_choices_come_more_often_and_weightless_ones_never() {
        let mut chance = Chance::new(7);
        let picked: Vec<_> = (0..400).map(|_| chance.pick('z', &[('a', 9), ('b', 1), ('c', 0)])).collect();
        let times = |letter| picked.iter().filter(|one| **one == letter).count();
        assert!(times('a') > 5 * times('b') && times('b') > 0 && times('c') == 0, "{} {}", times('a'), times('b'));
    }
}
