//! The months that numbers are about.

use crate::calendar::{Day, Direction, Period};
use chrono::Datelike as _;
use serde::{Deserialize, Serialize};

/// Whole months, from the first to the last, both included; the present one as far as it has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthSpan {
    /// The first day of the first month.
    first: Day,
    /// The first day of the last month.
    last: Day,
}

/// Why the months asked for are not those shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PeriodProblem {
    /// One of them is no month.
    Unreadable,
    /// The first comes after the last.
    Reversed,
    /// The last has not begun yet.
    Future,
    /// More than a sheet of paper holds.
    TooLong,
}

impl MonthSpan {
    /// The most months that are shown at once.
    pub const MOST: u16 = 24;
    /// How many are shown unless somebody asks for others.
    pub const USUAL: u16 = 12;

    /// The months asked for, written `2026-11`; the usual ones if nothing was asked for, and also, with the reason,
    /// if what was asked for cannot be shown.
    #[must_use]
    pub fn read(from: &str, to: &str, today: Day) -> (Self, Option<PeriodProblem>) {
        match Self::asked(from, to, today) {
            Ok(span) => (span, None),
            Err(problem) => (Self::up_to(month_of(today)), Some(problem)),
        }
    }

    fn asked(from: &str, to: &str, today: Day) -> Result<Self, PeriodProblem> {
        let last = if to.is_empty() { month_of(today) } else { parse(to).ok_or(PeriodProblem::Unreadable)? };
        if from.is_empty() && last <= today {
            return Ok(Self::up_to(last));
        }
        let first = if from.is_empty() { last } else { parse(from).ok_or(PeriodProblem::Unreadable)? };
        if last > today {
            return Err(PeriodProblem::Future);
        }
        if first > last {
            return Err(PeriodProblem::Reversed);
        }
        if Period::months(Self::MOST).after(first) <= last {
            return Err(PeriodProblem::TooLong);
        }
        Ok(Self { first, last })
    }

    /// The usual number of months, with this one as the last.
    fn up_to(last: Day) -> Self {
        Self { first: Period::months(Self::USUAL - 1).before(last), last }
    }

    /// Whether these are the months shown unless somebody asks for others.
    #[must_use]
    pub fn is_usual(self, today: Day) -> bool {
        self == Self::up_to(month_of(today))
    }

    /// The first day.
    #[must_use]
    pub const fn first_day(self) -> Day {
        self.first
    }

    /// The first day of the last month.
    #[must_use]
    pub const fn last_month(self) -> Day {
        self.last
    }

    /// The day after the last one.
    #[must_use]
    pub fn end(self) -> Day {
        Period::months(1).after(self.last)
    }

    /// The last day.
    #[must_use]
    pub fn last_day(self) -> Day {
        Direction::Earlier.step(self.end())
    }

    /// The first day of each month, the earliest first.
    pub fn months(self) -> impl Iterator<Item = Day> {
        (0..Self::MOST)
            .map(move |later| Period::months(later).after(self.first))
            .take_while(move |day| *day <= self.last)
    }

    /// The place of a day's month among the months, if it is one of them.
    #[must_use]
    pub fn place(self, day: Day) -> Option<usize> {
        let month = month_of(day);
        self.months().position(|first| first == month)
    }
}

/// The first day of a day's month.
#[must_use]
fn month_of(day: Day) -> Day {
    day.with_day(1).unwrap_or(day)
}

/// A month as addresses write it.
fn parse(month: &str) -> Option<Day> {
    let is_month =
        month.len() == 7 && month.bytes().enumerate().all(|(place, byte)| (place == 4) != byte.is_ascii_digit());
    is_month.then(|| format!("{month}-01").parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn read(from: &str, to: &str) -> (String, String, Option<PeriodProblem>) {
        let (span, problem) = MonthSpan::read(from, to, day("2026-11-22"));
        (span.first_day().to_string(), span.last_day().to_string(), problem)
    }

    #[test]
    fn without_a_question_they_are_the_last_twelve_with_the_present_one() {
        assert_eq!(read("", ""), ("2025-12-01".into(), "2026-11-30".into(), None));
        let (span, _) = MonthSpan::read("", "", day("2026-11-22"));
        assert_eq!((span.months().count(), span.is_usual(day("2026-11-22"))), (12, true));
    }

    #[test]
    fn months_asked_for_are_shown() {
        assert_eq!(read("2025-03", "2025-08"), ("2025-03-01".into(), "2025-08-31".into(), None));
        assert_eq!(read("2026-02", "2026-02"), ("2026-02-01".into(), "2026-02-28".into(), None));
        assert_eq!(read("2026-09", ""), ("2026-09-01".into(), "2026-11-30".into(), None));
        assert_eq!(read("", "2025-08"), ("2024-09-01".into(), "2025-08-31".into(), None));
        assert_eq!(read("2024-12", "2026-11"), ("2024-12-01".into(), "2026-11-30".into(), None));
    }

    #[test]
    fn what_cannot_be_shown_falls_back_and_says_why() {
        for (from, to, problem) in [
            ("2026-13", "2026-11", PeriodProblem::Unreadable),
            ("2026-1", "", PeriodProblem::Unreadable),
            ("", "next year", PeriodProblem::Unreadable),
            ("2026-08", "2026-07", PeriodProblem::Reversed),
            ("2026-08", "2026-12", PeriodProblem::Future),
            ("", "9999-12", PeriodProblem::Future),
            ("2024-11", "2026-11", PeriodProblem::TooLong),
        ] {
            assert_eq!(read(from, to), ("2025-12-01".into(), "2026-11-30".into(), Some(problem)), "{from} {to}");
        }
    }

    #[test]
    fn a_day_stands_in_its_month() {
        let (span, _) = MonthSpan::read("2026-01", "2026-03", day("2026-11-22"));
        let place = |text| span.place(day(text));
        assert_eq!((place("2026-01-01"), place("2026-03-31")), (Some(0), Some(2)));
        assert_eq!((place("2025-12-31"), place("2026-04-01")), (None, None));
    }

    proptest! {
        #[test]
        fn whatever_is_asked_for_there_are_one_to_twenty_four_months_up_to_now(from in ".{0,8}|2[0-9]{3}-[01][0-9]", to in ".{0,8}|2[0-9]{3}-[01][0-9]") {
            let today = day("2026-11-22");
            let (span, _) = MonthSpan::read(&from, &to, today);
            prop_assert!((1..=usize::from(MonthSpan::MOST)).contains(&span.months().count()));
            prop_assert!(span.first_day() <= span.last_month() && span.last_month() <= today);
            prop_assert_eq!(span.months().last(), Some(span.last_month()));
        }
    }
}
