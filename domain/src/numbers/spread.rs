//! How long something took: median and quartiles of whole days.

use super::{Cell, LEAST};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Median and quartiles by nearest rank: the smallest number of days that at least a quarter, a half or three
/// quarters of the cases do not exceed. Each is a number of days that a case really took.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spread {
    /// At least a quarter took no longer.
    pub lower: u32,
    /// At least half took no longer.
    pub median: u32,
    /// At least three quarters took no longer.
    pub upper: u32,
}

/// How many there were, and how long they took.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measured {
    /// How many.
    pub count: Cell,
    /// How long, if they are at least five.
    pub spread: Option<Spread>,
}

/// Numbers of days, each with how often it was seen: as large as the longest time, however many cases there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Durations(BTreeMap<u32, u32>);

impl Durations {
    /// Notes that something took so many days, so many times.
    pub fn add(&mut self, days: u32, times: u32) {
        let seen = self.0.entry(days).or_default();
        *seen = seen.saturating_add(times);
    }

    /// Takes others in.
    pub fn join(&mut self, others: &Self) {
        for (days, times) in &others.0 {
            self.add(*days, *times);
        }
    }

    /// How many were noted.
    #[must_use]
    pub fn count(&self) -> u32 {
        self.0.values().fold(0, |sum, times| sum.saturating_add(*times))
    }

    /// Median and quartiles; nothing of fewer than five.
    #[must_use]
    pub fn spread(&self) -> Option<Spread> {
        let count = self.count();
        if count < LEAST {
            return None;
        }
        Some(Spread { lower: self.rank(count, 1)?, median: self.rank(count, 2)?, upper: self.rank(count, 3)? })
    }

    /// Both as they may be shown, for a count that stands alone.
    #[must_use]
    pub fn measured(&self) -> Measured {
        Measured { count: Cell::of(self.count()), spread: self.spread() }
    }

    /// The smallest number of days that at least so many quarters do not exceed.
    fn rank(&self, count: u32, quarters: u64) -> Option<u32> {
        let rank = (u64::from(count) * quarters).div_ceil(4);
        let mut reached = 0;
        self.0.iter().find_map(|(days, times)| {
            reached += u64::from(*times);
            (reached >= rank).then_some(*days)
        })
    }
}

impl FromIterator<u32> for Durations {
    fn from_iter<I: IntoIterator<Item = u32>>(days: I) -> Self {
        let mut durations = Self::default();
        days.into_iter().for_each(|days| durations.add(days, 1));
        durations
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn spread(days: &[u32]) -> Option<(u32, u32, u32)> {
        let spread = days.iter().copied().collect::<Durations>().spread()?;
        Some((spread.lower, spread.median, spread.upper))
    }

    #[test]
    fn median_and_quartiles_are_days_that_cases_took() {
        assert_eq!(spread(&[1, 2, 3, 4, 5]), Some((2, 3, 4)));
        assert_eq!(spread(&[9, 1, 1, 1, 1, 1]), Some((1, 1, 1)));
        assert_eq!(spread(&[0, 10, 20, 30, 40, 50, 60, 70]), Some((10, 30, 50)));
    }

    #[test]
    fn of_fewer_than_five_nothing_is_said() {
        assert_eq!(spread(&[1, 2, 3, 4]), None);
        let four = Durations::from_iter([1, 2, 3, 4]).measured();
        assert_eq!(four, Measured { count: Cell::Hidden, spread: None });
    }

    proptest! {
        #[test]
        fn at_least_a_quarter_half_and_three_quarters_do_not_exceed_them(days in prop::collection::vec(0_u32..400, 5..60)) {
            let (lower, median, upper) = spread(&days).unwrap();
            for (value, quarters) in [(lower, 1), (median, 2), (upper, 3)] {
                let not_above = days.iter().filter(|day| **day <= value).count();
                let below = days.iter().filter(|day| **day < value).count();
                prop_assert!(not_above * 4 >= days.len() * quarters, "{value} is too small");
                prop_assert!(below * 4 < days.len() * quarters, "{value} is too large");
            }
        }

        #[test]
        fn taking_in_others_is_the_same_as_noting_all(one in prop::collection::vec(0_u32..60, 0..20), other in prop::collection::vec(0_u32..60, 0..20)) {
            let mut joined: Durations = one.iter().copied().collect();
            joined.join(&other.iter().copied().collect());
            prop_assert_eq!(joined, one.into_iter().chain(other).collect());
        }
    }
}
