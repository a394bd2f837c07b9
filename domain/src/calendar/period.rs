//! Periods as §§ 187 to 189 BGB count them.

use super::{Day, WorkingCalendar};
use chrono::{Days, Months};
use std::{fmt, str::FromStr};

/// What a period is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Unit {
    /// Calendar days.
    Day,
    /// Weeks of seven days.
    Week,
    /// Calendar months.
    Month,
    /// Years of twelve months.
    Year,
}

/// A period in one unit, written as in ISO 8601: `P14D`, `P8W`, `P2M`, `P3Y`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    /// How many.
    pub count: u16,
    /// Of what.
    pub unit: Unit,
}

/// The way time is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Towards the future.
    Later,
    /// Towards the past.
    Earlier,
}

impl Direction {
    /// The neighbouring day; at the end of representable time the day itself.
    #[must_use]
    pub fn step(self, day: Day) -> Day {
        let neighbour = match self {
            Self::Later => day.succ_opt(),
            Self::Earlier => day.pred_opt(),
        };
        neighbour.unwrap_or(day)
    }
}

impl Period {
    /// So many calendar days.
    #[must_use]
    pub const fn days(count: u16) -> Self {
        Self { count, unit: Unit::Day }
    }

    /// So many months.
    #[must_use]
    pub const fn months(count: u16) -> Self {
        Self { count, unit: Unit::Month }
    }

    /// The last day of the period that an event on this day starts.
    ///
    /// The day of the event does not count (§ 187(1) BGB); a period in weeks, months or years ends on the
    /// day that corresponds by name or number, or on the last day of a shorter month (§ 188(2), (3) BGB).
    #[must_use]
    pub fn after(self, event: Day) -> Day {
        self.shift(event, Direction::Later)
    }

    /// The last day of a period whose first day counts in full, as with an age or a contract's
    /// beginning: one day before [`Period::after`] (§ 187(2), § 188(2) BGB).
    #[must_use]
    pub fn from_start_of(self, first: Day) -> Day {
        match (self.count, first.pred_opt()) {
            (1.., Some(before)) => match self.unit {
                Unit::Day | Unit::Week => self.after(before),
                // The corresponding day is that of the first day, so a month end must not be cut twice.
                Unit::Month | Unit::Year => {
                    let end = self.after(first);
                    let is_cut = chrono::Datelike::day(&end) != chrono::Datelike::day(&first);
                    if is_cut { end } else { Direction::Earlier.step(end) }
                }
            },
            _ => first,
        }
    }

    /// The day that lies the period before another, counted like [`Period::after`] backwards.
    #[must_use]
    pub fn before(self, day: Day) -> Day {
        self.shift(day, Direction::Earlier)
    }

    /// The day the period away from another; the end of representable time where there is none.
    #[must_use]
    pub fn shift(self, day: Day, direction: Direction) -> Day {
        let count = u32::from(self.count);
        let (days, months) = match self.unit {
            Unit::Day => (Some(u64::from(count)), 0),
            Unit::Week => (Some(u64::from(count) * 7), 0),
            Unit::Month => (None, count),
            Unit::Year => (None, count * 12),
        };
        match (direction, days) {
            (Direction::Later, Some(days)) => day.checked_add_days(Days::new(days)).unwrap_or(Day::MAX),
            (Direction::Later, None) => day.checked_add_months(Months::new(months)).unwrap_or(Day::MAX),
            (Direction::Earlier, Some(days)) => day.checked_sub_days(Days::new(days)).unwrap_or(Day::MIN),
            (Direction::Earlier, None) => day.checked_sub_months(Months::new(months)).unwrap_or(Day::MIN),
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            Unit::Day => 'D',
            Unit::Week => 'W',
            Unit::Month => 'M',
            Unit::Year => 'Y',
        };
        write!(f, "P{}{unit}", self.count)
    }
}

/// The text is no period such as `P14D`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a period such as P14D, P8W, P2M or P3Y")]
pub struct PeriodError;

impl FromStr for Period {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let body = text.strip_prefix('P').ok_or(PeriodError)?;
        let (digits, unit) = [('D', Unit::Day), ('W', Unit::Week), ('M', Unit::Month), ('Y', Unit::Year)]
            .into_iter()
            .find_map(|(letter, unit)| body.strip_suffix(letter).map(|digits| (digits, unit)))
            .ok_or(PeriodError)?;
        let plain = digits.bytes().all(|byte| byte.is_ascii_digit()) && !digits.starts_with('0');
        let count = digits.parse().ok().filter(|_| plain).ok_or(PeriodError)?;
        Ok(Self { count, unit })
    }
}

/// A distance between days: a period of the calendar or a number of working days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Span {
    /// Counted in the calendar.
    Calendar(Period),
    /// Counted in working days, written `working_days(10)`.
    WorkingDays(u16),
}

impl Span {
    /// The day this far away.
    #[must_use]
    pub fn shift(self, day: Day, direction: Direction, calendar: &WorkingCalendar) -> Day {
        match self {
            Self::Calendar(period) => period.shift(day, direction),
            Self::WorkingDays(count) => calendar.add_working_days(day, direction, count),
        }
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Calendar(period) => period.fmt(f),
            Self::WorkingDays(count) => write!(f, "working_days({count})"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn the_day_of_the_event_does_not_count_and_months_end_on_the_corresponding_or_last_day() {
        for (event, period, end) in [
            ("2026-03-03", "P14D", "2026-03-17"),
            ("2026-03-04", "P2W", "2026-03-18"), // Wednesday to Wednesday
            ("2026-01-31", "P1M", "2026-02-28"),
            ("2028-01-31", "P1M", "2028-02-29"),
            ("2026-02-28", "P1M", "2026-03-28"),
            ("2026-12-15", "P2M", "2027-02-15"),
            ("2026-11-30", "P3M", "2027-02-28"),
            ("2028-02-29", "P1Y", "2029-02-28"),
            ("2028-02-29", "P4Y", "2032-02-29"),
            ("2026-10-24", "P2D", "2026-10-26"), // the clocks go back: days stay days
        ] {
            assert_eq!(period.parse::<Period>().unwrap().after(day(event)), day(end), "{event} {period}");
        }
    }

    #[test]
    fn a_period_whose_first_day_counts_ends_a_day_earlier() {
        for (first, period, end) in [
            ("2026-01-01", "P1M", "2026-01-31"),
            ("2026-03-01", "P1Y", "2027-02-28"),
            ("2026-03-02", "P1W", "2026-03-08"),
            ("2026-01-31", "P1M", "2026-02-28"),
            ("2026-03-02", "P1D", "2026-03-02"),
        ] {
            assert_eq!(period.parse::<Period>().unwrap().from_start_of(day(first)), day(end), "{first} {period}");
        }
    }

    #[test]
    fn counting_back_from_a_month_end_stays_in_the_month() {
        assert_eq!(Period::months(3).before(day("2027-05-31")), day("2027-02-28"));
        assert_eq!("P8W".parse::<Period>().unwrap().before(day("2027-04-01")), day("2027-02-04"));
    }

    #[test]
    fn what_is_no_period_is_refused() {
        for text in ["", "P", "PD", "P0D", "P-1D", "P+1D", "14D", "p14d", "P14d", "P1D1M", "P70000D", "P1D "] {
            assert_eq!(text.parse::<Period>(), Err(PeriodError), "{text:?}");
        }
    }

    #[test]
    fn far_beyond_the_calendar_nothing_panics() {
        let long = Period { count: u16::MAX, unit: Unit::Year };
        assert_eq!(Period { count: u16::MAX, unit: Unit::Year }.after(long.after(long.after(Day::MAX))), Day::MAX);
        assert_eq!(long.before(long.before(long.before(Day::MIN))), Day::MIN);
    }

    proptest! {
        #[test]
        fn a_period_reads_back_as_it_was_written(count in 1_u16.., unit in 0_usize..4) {
            let period = Period { count, unit: [Unit::Day, Unit::Week, Unit::Month, Unit::Year][unit] };
            prop_assert_eq!(period.to_string().parse(), Ok(period));
        }

        #[test]
        fn a_longer_period_never_ends_earlier(offset in 0_u16..60_000, count in 1_u16..600) {
            let event = Period::days(offset).after(day("1950-01-01"));
            prop_assert!(Period::months(count).after(event) >= Period::months(count - 1).after(event));
        }
    }
}
