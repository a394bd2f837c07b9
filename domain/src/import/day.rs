//! Days as people write them in tables: German and English texts, ISO, and spreadsheets' day counts.

use super::Cell;
use crate::fold;
use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// Whose day is read: it decides the century of `04.05.85` and `01.04.27`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// A day of birth: a year of two digits is the last one that has passed.
    Birth,
    /// A day of a plan: a year of two digits is in this century.
    Plan,
}

/// How exactly a day was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// A day.
    Day,
    /// A month only; its first day stands for it.
    Month,
}

/// A day that was read, and how exactly it was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadDay {
    /// The day, between 1900-01-01 and 2100-12-31.
    pub day: NaiveDate,
    /// Whether it was given as a day or as a month.
    pub precision: Precision,
}

/// Why a text is no day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayProblem {
    /// It does not read as a day at all.
    NotUnderstood,
    /// It reads as a day that does not exist.
    NoSuchDay,
    /// It is a day outside 1900 to 2100.
    OutOfRange,
}

const MONTHS: [&[&str]; 12] = [
    &["januar", "january", "janner"],
    &["februar", "february", "feber"],
    &["marz", "march", "mrz"],
    &["april"],
    &["mai", "may"],
    &["juni", "june"],
    &["juli", "july"],
    &["august"],
    &["september"],
    &["oktober", "october"],
    &["november"],
    &["dezember", "december"],
];

/// Words around a day that do not change it.
const AROUND: [&str; 27] = [
    "am",
    "ab",
    "zum",
    "den",
    "der",
    "vom",
    "from",
    "on",
    "of",
    "the",
    "ca",
    "circa",
    "etwa",
    "anfang",
    "mo",
    "di",
    "mi",
    "do",
    "fr",
    "sa",
    "so",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "geplant",
];

/// The longest text that is looked at.
const LONGEST: usize = 60;

/// The day in a cell, or nothing if the cell is blank or says that the day is open (`n. n.`, `offen`, `-`).
///
/// # Errors
/// [`DayProblem`] says whether the text is no day, an impossible one or one outside 1900 to 2100.
pub fn read_day(cell: &Cell, reading: Reading, today: NaiveDate) -> Result<Option<ReadDay>, DayProblem> {
    let read = match cell {
        Cell::Empty => return Ok(None),
        Cell::Bool(_) => Err(DayProblem::NotUnderstood),
        Cell::Date(day) => Ok(whole(*day)),
        Cell::Number(number) => serial(*number),
        Cell::Text(text) if is_open(text) => return Ok(None),
        Cell::Text(text) => read_text(text, reading, today),
    }?;
    if (1900..=2100).contains(&read.day.year()) { Ok(Some(read)) } else { Err(DayProblem::OutOfRange) }
}

const fn whole(day: NaiveDate) -> ReadDay {
    ReadDay { day, precision: Precision::Day }
}

/// Whether the text says that nothing is known yet.
fn is_open(text: &str) -> bool {
    ["", "nn", "offen", "unbekannt", "tba", "tbd", "na", "open", "unknown", "folgt"]
        .contains(&fold::letters(text).as_str())
}

/// A day as spreadsheets count them: day 1 is 1900-01-01, with the 29 February 1900 that never was; or
/// `20270401` typed as a number.
fn serial(number: f64) -> Result<ReadDay, DayProblem> {
    let day_count = number.trunc();
    if !(1.0..=99_999_999.0).contains(&day_count) {
        return Err(DayProblem::NotUnderstood);
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "checked to be between 1 and 99,999,999"
    )]
    let count = day_count as u32;
    if count >= 19_000_000 {
        return compact(count);
    }
    // 2100-12-31 is day 73,415; a number below 366 is rather a day of a month or a mistake.
    if !(366..=73_415).contains(&count) {
        return Err(DayProblem::NotUnderstood);
    }
    let origin = NaiveDate::from_ymd_opt(1899, 12, 30).ok_or(DayProblem::NotUnderstood)?;
    origin.checked_add_days(Days::new(u64::from(count))).map(whole).ok_or(DayProblem::OutOfRange)
}

/// `20270401`.
fn compact(digits: u32) -> Result<ReadDay, DayProblem> {
    build(digits / 10_000, digits / 100 % 100, digits % 100)
}

fn read_text(text: &str, reading: Reading, today: NaiveDate) -> Result<ReadDay, DayProblem> {
    if text.chars().count() > LONGEST {
        return Err(DayProblem::NotUnderstood);
    }
    let text: String = text.chars().map(western_digit).collect();
    let text = text.trim();
    // A time behind the day: `2027-04-01T00:00:00`, `01.04.2027 00:00`.
    let text = text.split_once('T').filter(|(day, _)| day.len() == 10).map_or(text, |(day, _)| day);
    let text = text.split_once(' ').filter(|(_, time)| time.contains(':')).map_or(text, |(day, _)| day);
    let pieces: Vec<String> = pieces(text);
    let pieces: Vec<&str> = pieces.iter().map(String::as_str).filter(|piece| !AROUND.contains(piece)).collect();
    let number = |piece: &str| piece.parse::<u32>().map_err(|_| DayProblem::NotUnderstood);
    let year = |piece: &str| Ok(full_year(number(piece)?, piece.len(), reading, today));
    match pieces.as_slice() {
        [single] if single.len() == 8 => compact(number(single)?),
        [single] if single.len() == 5 => serial(f64::from(number(single)?)),
        [first, rest_month, rest_day] if first.len() == 4 && month(first).is_none() => {
            build(number(first)?, number(rest_month)?, number(rest_day)?)
        }
        [day, name, last] if month(name).is_some() => build(year(last)?, month(name).unwrap_or(0), number(day)?),
        [name, day, last] if month(name).is_some() => build(year(last)?, month(name).unwrap_or(0), number(day)?),
        [name, last] if month(name).is_some() => first_of(year(last)?, month(name).unwrap_or(0)),
        [day, middle, last] => {
            let (day, middle) = (number(day)?, number(middle)?);
            // `04/13/2027` can only be American.
            let (day, month) =
                if middle > 12 && day <= 12 && text.contains('/') { (middle, day) } else { (day, middle) };
            build(year(last)?, month, day)
        }
        [first, last] if last.len() == 4 => first_of(number(last)?, number(first)?),
        [first, last] if first.len() == 4 => first_of(number(first)?, number(last)?),
        _ => Err(DayProblem::NotUnderstood),
    }
}

fn build(year: u32, month: u32, day: u32) -> Result<ReadDay, DayProblem> {
    let year = i32::try_from(year).map_err(|_| DayProblem::OutOfRange)?;
    NaiveDate::from_ymd_opt(year, month, day).map(whole).ok_or(DayProblem::NoSuchDay)
}

fn first_of(year: u32, month: u32) -> Result<ReadDay, DayProblem> {
    build(year, month, 1).map(|read| ReadDay { precision: Precision::Month, ..read })
}

/// A year of two digits in its century; other years as they are.
fn full_year(year: u32, digits: usize, reading: Reading, today: NaiveDate) -> u32 {
    let this_year = u32::try_from(today.year()).unwrap_or(2000);
    let this_century = this_year / 100 * 100;
    match reading {
        _ if digits != 2 => year,
        Reading::Birth if this_century + year > this_year => (this_century + year).saturating_sub(100),
        _ => this_century + year,
    }
}

/// The month of a name or of its beginning of at least three letters.
fn month(name: &str) -> Option<u32> {
    if name.len() < 3 {
        return None;
    }
    (1..).zip(MONTHS).find(|(_, names)| names.iter().any(|known| known.starts_with(name))).map(|(month, _)| month)
}

/// Runs of digits and runs of letters, folded.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut last = ' ';
    for letter in text.chars() {
        let continues =
            (letter.is_ascii_digit() && last.is_ascii_digit()) || (letter.is_alphabetic() && last.is_alphabetic());
        match pieces.last_mut() {
            Some(piece) if continues => piece.push(letter),
            _ if letter.is_alphanumeric() => pieces.push(letter.into()),
            _ => {}
        }
        last = letter;
    }
    pieces
        .into_iter()
        .map(|piece| if piece.starts_with(|first: char| first.is_ascii_digit()) { piece } else { fold::plain(&piece) })
        .collect()
}

/// Arabic and Persian digits as the ones used here.
fn western_digit(letter: char) -> char {
    let zero = match letter {
        '\u{660}'..='\u{669}' => 0x660,
        '\u{6f0}'..='\u{6f9}' => 0x6f0,
        _ => return letter,
    };
    char::from_digit(u32::from(letter) - zero, 10).unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
    }

    fn plan(text: &str) -> Result<Option<ReadDay>, DayProblem> {
        read_day(&Cell::from(text), Reading::Plan, today())
    }

    #[test]
    fn a_day_is_read_as_people_write_it() {
        let april = NaiveDate::from_ymd_opt(2027, 4, 1).unwrap();
        for text in [
            "1.4.2027",
            "01.04.2027",
            "01.04.27",
            "1. April 2027",
            "1 April 2027",
            "1. Apr. 27",
            "1-Apr-2027",
            "2027-04-01",
            "2027-04-01T00:00:00",
            "01.04.2027 00:00",
            "2027/4/1",
            "01/04/2027",
            "01-04-2027",
            "April 1, 2027",
            "1st",
            "ab 01.04.2027",
            "Do, 01.04.2027",
            "Donnerstag, den 1. April 2027",
            "20270401",
            "46478",
            "٠١.٠٤.٢٠٢٧",
        ] {
            if text == "1st" {
                assert_eq!(plan(text), Err(DayProblem::NotUnderstood));
            } else {
                assert_eq!(plan(text), Ok(Some(whole(april))), "{text}");
            }
        }
        assert_eq!(read_day(&Cell::Number(46478.0), Reading::Plan, today()), Ok(Some(whole(april))));
        assert_eq!(read_day(&Cell::Date(april), Reading::Plan, today()), Ok(Some(whole(april))));
        assert_eq!(plan("04/13/2027").map(|read| read.map(|read| read.day)), Ok(NaiveDate::from_ymd_opt(2027, 4, 13)));
    }

    #[test]
    fn a_month_stands_for_its_first_day() {
        let march = ReadDay { day: NaiveDate::from_ymd_opt(2027, 3, 1).unwrap(), precision: Precision::Month };
        for text in
            ["März 2027", "Maerz 2027", "Mrz 27", "Anfang März 2027", "03/2027", "03.2027", "2027-03", "March 2027"]
        {
            assert_eq!(plan(text), Ok(Some(march)), "{text}");
        }
    }

    #[test]
    fn years_of_two_digits_lie_behind_a_birth_and_ahead_of_a_plan() {
        let born = |text: &str| read_day(&Cell::from(text), Reading::Birth, today()).unwrap().unwrap().day.year();
        assert_eq!((born("04.05.85"), born("04.05.05"), born("4. Mai 27")), (1985, 2005, 1927));
        assert_eq!(plan("04.05.85").unwrap().unwrap().day.year(), 2085);
    }

    #[test]
    fn what_is_no_day_says_why() {
        for (text, problem) in [
            ("31.02.2027", DayProblem::NoSuchDay),
            ("32.1.2027", DayProblem::NoSuchDay),
            ("2027-13-01", DayProblem::NoSuchDay),
            ("1.4.1827", DayProblem::OutOfRange),
            ("01.04.20277", DayProblem::OutOfRange),
            ("bald", DayProblem::NotUnderstood),
            ("1.4.", DayProblem::NotUnderstood),
            ("April", DayProblem::NotUnderstood),
            ("12", DayProblem::NotUnderstood),
        ] {
            assert_eq!(plan(text), Err(problem), "{text}");
        }
        assert_eq!(read_day(&Cell::Number(3.0), Reading::Plan, today()), Err(DayProblem::NotUnderstood));
        assert_eq!(read_day(&Cell::Number(f64::NAN), Reading::Plan, today()), Err(DayProblem::NotUnderstood));
    }

    #[test]
    fn a_day_that_is_still_open_is_none() {
        for text in ["", "  ", "n.n.", "offen", "-", "?", "tba"] {
            assert_eq!(plan(text), Ok(None), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_and_no_number_is_a_day_outside_two_centuries(text in "[0-9.\\- /a-zA-ZäT:]{0,20}|\\PC{0,30}", number in any::<f64>()) {
            for cell in [Cell::Text(text.clone()), Cell::Number(number)] {
                for reading in [Reading::Birth, Reading::Plan] {
                    if let Ok(Some(read)) = read_day(&cell, reading, today()) {
                        prop_assert!((1900..=2100).contains(&read.day.year()));
                    }
                }
            }
        }

        #[test]
        fn every_day_reads_back_from_each_way_of_writing(count in 0_u64..73_000) {
            let day = NaiveDate::from_ymd_opt(1901, 1, 1).unwrap() + Days::new(count);
            prop_assume!(day.year() <= 2100);
            let (year, month, date) = (day.year(), day.month(), day.day());
            let name = MONTHS.get(day.month0() as usize).and_then(|names| names.first()).unwrap();
            for text in [format!("{date:02}.{month:02}.{year}"), day.to_string(), format!("{date}. {name} {year}")] {
                prop_assert_eq!(plan(&text), Ok(Some(whole(day))));
            }
        }
    }
}
