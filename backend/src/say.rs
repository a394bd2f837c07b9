//! Days and times in the reader's words. Said here, so that browsers need no tables for it and both
//! sides of a page say the same.

use crate::OfficeClock;
use chrono::{DateTime, Datelike as _, Timelike as _, Utc};
use domain::{calendar::Day, language::Language, view::When};
use icu_calendar::{Date, Gregorian};
use icu_datetime::{
    DateTimeFormatter,
    fieldsets::{MD, YM, YMD, YMDE},
};
use icu_locale_core::Locale as IcuLocale;
use std::{
    cell::{OnceCell, RefCell},
    collections::BTreeMap,
};

/// A language with Latin digits: German papers use them, and people compare.
fn icu(language: Language) -> IcuLocale {
    let tag = match language {
        Language::De => "de-DE",
        Language::En => "en-GB",
        Language::Ar => "ar-EG-u-nu-latn",
        Language::Vi => "vi-VN",
    };
    tag.parse().unwrap_or(IcuLocale::UNKNOWN)
}

fn date(day: Day) -> Option<Date<Gregorian>> {
    Date::try_new_gregorian(day.year(), u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?).ok()
}

/// A formatter of one language, and the days it has said. Days of an office are few and come again on every page.
struct Said<F> {
    formatter: Option<F>,
    days: RefCell<BTreeMap<Day, String>>,
}

/// Days a thread remembers in each language and length; then it begins anew.
const REMEMBERED: usize = 2_000;

/// Formats with a formatter that each thread makes once for each language: made anew for every day, formatters were
/// among the dearest things on a page with many.
macro_rules! in_words {
    ($language:expr, $day:expr, $of:ident, $length:ident) => {{
        thread_local! {
            static MADE: [OnceCell<Said<DateTimeFormatter<$of>>>; Language::ALL.len()] =
                const { [const { OnceCell::new() }; Language::ALL.len()] };
        }
        let (language, day): (Language, Day) = ($language, $day);
        MADE.with(|made| {
            let said = made.get(Language::ALL.iter().position(|each| *each == language)?)?.get_or_init(|| Said {
                formatter: DateTimeFormatter::try_new(icu(language).into(), $of::$length()).ok(),
                days: RefCell::default(),
            });
            let mut days = said.days.borrow_mut();
            if let Some(text) = days.get(&day) {
                return Some(text.clone());
            }
            let text = said.formatter.as_ref()?.format(&date(day)?).to_string();
            if days.len() >= REMEMBERED {
                days.clear();
            }
            days.insert(day, text.clone());
            Some(text)
        })
        .unwrap_or_else(|| day.to_string())
    }};
}

/// "Donnerstag, 1. April 2027".
#[must_use]
pub fn day(language: Language, day: Day) -> String {
    in_words!(language, day, YMDE, long)
}

/// "1. April 2027".
#[must_use]
pub fn short_day(language: Language, day: Day) -> String {
    in_words!(language, day, YMD, long)
}

/// "01.04.2027": for tables.
#[must_use]
pub fn table_day(language: Language, day: Day) -> String {
    in_words!(language, day, YMD, medium)
}

/// "1. April", for days of this year.
#[must_use]
pub fn day_of_year(language: Language, day: Day) -> String {
    in_words!(language, day, MD, long)
}

/// "April 2027".
#[must_use]
pub fn month(language: Language, day: Day) -> String {
    in_words!(language, day, YM, long)
}

/// "1.204": whole numbers in groups of three.
#[must_use]
pub fn number(language: Language, number: u32) -> String {
    let separator = match language {
        Language::De | Language::Vi => '.',
        Language::En | Language::Ar => ',',
    };
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

/// "82 %", as the language writes it.
#[must_use]
pub fn percent(language: Language, percent: u32) -> String {
    match language {
        Language::De => format!("{percent}\u{a0}%"),
        Language::En | Language::Vi => format!("{percent}%"),
        // The mark keeps the sign on the side of the number.
        Language::Ar => format!("\u{200e}{percent}%\u{200e}"),
    }
}

/// "10:32".
#[must_use]
pub fn time(clock: &OfficeClock, at: DateTime<Utc>) -> String {
    let time = clock.time_of(at);
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// "22. November 2026, 10:32".
#[must_use]
pub fn instant(language: Language, clock: &OfficeClock, at: DateTime<Utc>) -> String {
    let comma = if language == Language::Ar { "،" } else { "," };
    format!("{}{comma} {}", short_day(language, clock.day_of(at)), time(clock, at))
}

/// A day as pages show it: for people and for programs.
#[must_use]
pub fn when(language: Language, day: Day) -> When {
    When { day, text: short_day(language, day) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn april() -> Day {
        Day::from_ymd_opt(2027, 4, 1).unwrap()
    }

    #[test]
    fn numbers_have_groups_of_three() {
        for (given, expected) in [(0, "0"), (412, "412"), (1_204, "1.204"), (1_000_000, "1.000.000")] {
            assert_eq!(number(Language::De, given), expected);
        }
        assert_eq!(number(Language::Ar, 12_000), "12,000");
        assert_eq!(percent(Language::De, 82), "82\u{a0}%");
    }

    #[test]
    fn days_are_said_in_the_readers_language_with_latin_digits() {
        assert_eq!(day(Language::De, april()), "Donnerstag, 1. April 2027");
        assert_eq!(day(Language::En, april()), "Thursday, 1 April 2027");
        assert_eq!(day(Language::Vi, april()), "Thứ Năm, 1 tháng 4, 2027");
        assert!(day(Language::Ar, april()).contains("2027"), "{}", day(Language::Ar, april()));
    }
}
