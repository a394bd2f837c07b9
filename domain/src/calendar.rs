//! Days, public holidays and periods as the law counts them.
//!
//! Everything here is about days of the office; a day has no time zone and no clock.

mod holiday;
mod period;

pub use chrono::Weekday;
pub use holiday::{Holiday, Land, easter};
pub use period::{Direction, Period, PeriodError, Span, Unit};

use chrono::Datelike;

/// A day of the office.
pub type Day = chrono::NaiveDate;

/// Which days are working days at the place where the office is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkingCalendar {
    land: Land,
}

impl WorkingCalendar {
    /// The calendar of one Land.
    #[must_use]
    pub const fn new(land: Land) -> Self {
        Self { land }
    }

    /// The Land whose holidays count.
    #[must_use]
    pub const fn land(self) -> Land {
        self.land
    }

    /// The public holiday on this day, if it is one.
    #[must_use]
    pub fn holiday(self, day: Day) -> Option<Holiday> {
        holiday::on(self.land, day)
    }

    /// Neither Saturday nor Sunday nor a public holiday (§ 193 BGB, § 31(3) `VwVfG`).
    #[must_use]
    pub fn is_working_day(self, day: Day) -> bool {
        !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && self.holiday(day).is_none()
    }

    /// The day itself if it is a working day, otherwise the next one: where the end of a period moves to.
    #[must_use]
    pub fn next_working_day_on_or_after(self, day: Day) -> Day {
        self.walk(day, Direction::Later, 0)
    }

    /// The working day that is `count` working days away; the start itself does not count.
    #[must_use]
    pub fn add_working_days(self, start: Day, direction: Direction, count: u16) -> Day {
        let first = direction.step(start);
        if count == 0 { start } else { self.walk(first, direction, count - 1) }
    }

    /// How many working days lie between: the first day does not count, the last one does. None backwards.
    #[must_use]
    pub fn working_days_between(self, start: Day, end: Day) -> u32 {
        let days = start.iter_days().skip(1).take_while(|day| *day <= end);
        u32::try_from(days.filter(|day| self.is_working_day(*day)).count()).unwrap_or(u32::MAX)
    }

    /// The first such weekday on or after a day on which the office may be open: holidays are passed over.
    #[must_use]
    pub fn first_working(self, weekday: Weekday, from: Day) -> Day {
        let distance = (7 + weekday.num_days_from_monday() - from.weekday().num_days_from_monday()) % 7;
        let mut day = Period::days(u16::try_from(distance).unwrap_or(0)).after(from);
        // Saturday and Sunday are never working days; a year of weeks is more than any row of holidays.
        for _ in 0..52 {
            if self.is_working_day(day) {
                return day;
            }
            day = Period::days(7).after(day);
        }
        day
    }

    /// The working day reached after passing over `passed` working days, beginning with `day`.
    fn walk(self, mut day: Day, direction: Direction, mut passed: u16) -> Day {
        loop {
            let next = direction.step(day);
            if next == day {
                return day; // the end of representable time
            }
            if self.is_working_day(day) {
                if passed == 0 {
                    return day;
                }
                passed -= 1;
            }
            day = next;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NRW: WorkingCalendar = WorkingCalendar::new(Land::NorthRhineWestphalia);

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn an_end_on_a_weekend_or_holiday_moves_to_the_next_working_day() {
        for (end, moved) in [
            ("2026-11-21", "2026-11-23"), // Saturday
            ("2026-11-01", "2026-11-02"), // All Saints on a Sunday
            ("2026-04-03", "2026-04-07"), // Good Friday to the Tuesday after Easter
            ("2026-05-14", "2026-05-15"), // Ascension: the Friday is a working day
            ("2026-06-04", "2026-06-05"), // Corpus Christi
            ("2026-12-24", "2026-12-24"), // Christmas Eve is a working day
            ("2026-12-25", "2026-12-28"), // Friday, Saturday, Sunday
            ("2026-12-31", "2026-12-31"), // New Year's Eve is a working day
            ("2027-01-01", "2027-01-04"),
        ] {
            assert_eq!(NRW.next_working_day_on_or_after(day(end)), day(moved), "{end}");
        }
    }

    #[test]
    fn working_days_pass_over_weekends_and_holidays() {
        assert_eq!(NRW.add_working_days(day("2026-12-23"), Direction::Later, 3), day("2026-12-29"));
        assert_eq!(NRW.add_working_days(day("2026-04-07"), Direction::Earlier, 1), day("2026-04-02"));
        assert_eq!(NRW.add_working_days(day("2026-11-21"), Direction::Later, 1), day("2026-11-23"));
    }

    #[test]
    fn an_answer_on_monday_to_a_question_of_friday_took_one_working_day() {
        let between = |start, end| NRW.working_days_between(day(start), day(end));
        assert_eq!(between("2026-11-20", "2026-11-23"), 1);
        assert_eq!(between("2026-11-20", "2026-11-22"), 0);
        assert_eq!(between("2026-12-23", "2026-12-29"), 3);
        assert_eq!(between("2026-11-23", "2026-11-20"), 0);
    }

    #[test]
    fn the_first_wednesday_is_never_a_holiday() {
        assert_eq!(NRW.first_working(Weekday::Wed, day("2026-11-21")), day("2026-11-25"));
        assert_eq!(NRW.first_working(Weekday::Wed, day("2026-11-25")), day("2026-11-25"));
        // 1 November 2028 is a Wednesday.
        assert_eq!(NRW.first_working(Weekday::Wed, day("2028-10-30")), day("2028-11-08"));
    }

    proptest! {
        #[test]
        fn a_moved_end_is_a_working_day_at_most_five_days_later(offset in 0_u16..60_000) {
            let end = Period::days(offset).after(day("1950-01-01"));
            let moved = NRW.next_working_day_on_or_after(end);
            prop_assert!(NRW.is_working_day(moved));
            prop_assert!((moved - end).num_days() <= 5);
        }

        #[test]
        fn as_many_working_days_lie_between_as_were_added(offset in 0_u16..60_000, count in 0_u16..200) {
            let start = Period::days(offset).after(day("1950-01-01"));
            let end = NRW.add_working_days(start, Direction::Later, count);
            prop_assert_eq!(NRW.working_days_between(start, end), u32::from(count));
        }

        #[test]
        fn going_back_as_many_working_days_returns_to_a_working_day(offset in 0_u16..60_000, count in 1_u16..200) {
            let start = NRW.next_working_day_on_or_after(Period::days(offset).after(day("1950-01-01")));
            let there = NRW.add_working_days(start, Direction::Later, count);
            prop_assert_eq!(NRW.add_working_days(there, Direction::Earlier, count), start);
        }
    }
}
