//! Numbers about many people that say nothing about one of them.
//!
//! A count under five is not shown, and neither is what it could be computed from. What took how long is said by
//! its median, its quartiles and the number of cases behind them, never by a mean.

mod group;
mod months;
mod spread;
mod suppress;

pub use group::alone;
pub use months::{MonthSpan, PeriodProblem};
pub use spread::{Durations, Measured, Spread};
pub use suppress::{List, Table};

use serde::{Deserialize, Serialize};

/// The smallest count that is shown.
pub const LEAST: u32 = 5;

/// A count as it may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cell {
    /// The count itself.
    Shown(u32),
    /// Under five, or what a count under five could be computed from.
    Hidden,
}

impl Cell {
    /// A count that stands alone: nothing that is shown elsewhere could be subtracted from.
    #[must_use]
    pub const fn of(count: u32) -> Self {
        if is_small(count) { Self::Hidden } else { Self::Shown(count) }
    }

    /// The count, if it is shown.
    #[must_use]
    pub const fn shown(self) -> Option<u32> {
        match self {
            Self::Shown(count) => Some(count),
            Self::Hidden => None,
        }
    }
}

/// Whether a count tells of so few that it is never shown. Nobody is nobody: zero says so.
const fn is_small(count: u32) -> bool {
    0 < count && count < LEAST
}

/// The share of a part in a whole in percent, rounded half up; nothing of nothing.
#[must_use]
pub fn percent(part: u32, whole: u32) -> Option<u32> {
    let (part, whole) = (u64::from(part), u64::from(whole));
    let percent = (part * 200 + whole).checked_div(whole * 2)?;
    u32::try_from(percent).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_to_four_are_hidden_and_nobody_is_not() {
        let cells: Vec<Cell> = (0..7).map(Cell::of).collect();
        let hidden = [Cell::Hidden; 4];
        assert_eq!(cells.first(), Some(&Cell::Shown(0)));
        assert_eq!(cells.get(1..5), Some(hidden.as_slice()));
        assert_eq!(cells.get(5..), Some([Cell::Shown(5), Cell::Shown(6)].as_slice()));
    }

    #[test]
    fn shares_are_rounded_half_up_and_there_is_none_of_nothing() {
        for (part, whole, expected) in
            [(61, 74, Some(82)), (1, 8, Some(13)), (0, 9, Some(0)), (9, 9, Some(100)), (0, 0, None)]
        {
            assert_eq!(percent(part, whole), expected, "{part} of {whole}");
        }
        assert_eq!(percent(u32::MAX, u32::MAX), Some(100));
    }
}
