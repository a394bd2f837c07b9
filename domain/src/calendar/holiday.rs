//! Public holidays of the Länder; the movable ones hang on Easter.

use super::Day;
use chrono::Datelike;
use serde::{Deserialize, Serialize};

/// A German Land, for its holidays. Configuration of the installation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Land {
    /// North Rhine-Westphalia (Feiertagsgesetz NW).
    NorthRhineWestphalia,
}

/// A public holiday that can fall on a weekday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Holiday {
    /// 1 January.
    NewYear,
    /// Two days before Easter Sunday.
    GoodFriday,
    /// The day after Easter Sunday.
    EasterMonday,
    /// 1 May.
    LabourDay,
    /// 39 days after Easter Sunday.
    Ascension,
    /// 50 days after Easter Sunday.
    WhitMonday,
    /// 60 days after Easter Sunday.
    CorpusChristi,
    /// 3 October, since 1990.
    GermanUnity,
    /// 31 October, in 2017 alone.
    Reformation,
    /// 1 November.
    AllSaints,
    /// 25 December.
    ChristmasDay,
    /// 26 December.
    SecondChristmasDay,
}

/// The holiday of a Land on a day.
pub(super) fn on(land: Land, day: Day) -> Option<Holiday> {
    match land {
        Land::NorthRhineWestphalia => fixed(day).or_else(|| movable(day)),
    }
}

fn fixed(day: Day) -> Option<Holiday> {
    match (day.month(), day.day()) {
        (1, 1) => Some(Holiday::NewYear),
        (5, 1) => Some(Holiday::LabourDay),
        (10, 3) if day.year() >= 1990 => Some(Holiday::GermanUnity),
        (10, 31) if day.year() == 2017 => Some(Holiday::Reformation),
        (11, 1) => Some(Holiday::AllSaints),
        (12, 25) => Some(Holiday::ChristmasDay),
        (12, 26) => Some(Holiday::SecondChristmasDay),
        _ => None,
    }
}

fn movable(day: Day) -> Option<Holiday> {
    if !(3..=6).contains(&day.month()) {
        return None;
    }
    match (day - easter(day.year())?).num_days() {
        -2 => Some(Holiday::GoodFriday),
        1 => Some(Holiday::EasterMonday),
        39 => Some(Holiday::Ascension),
        50 => Some(Holiday::WhitMonday),
        60 => Some(Holiday::CorpusChristi),
        _ => None,
    }
}

/// Easter Sunday of a year in the Gregorian calendar (the anonymous algorithm, Meeus/Jones/Butcher).
///
/// Nothing for years outside the calendar's range.
#[must_use]
pub fn easter(year: i32) -> Option<Day> {
    let golden = year.rem_euclid(19);
    let (century, rest) = (year.div_euclid(100), year.rem_euclid(100));
    let leap_shift = century.div_euclid(4);
    let moon_shift = (century - (century + 8).div_euclid(25) + 1).div_euclid(3);
    let epact = (19 * golden + century - leap_shift - moon_shift + 15).rem_euclid(30);
    let weekday = (32 + 2 * century.rem_euclid(4) + 2 * (rest / 4) - epact - rest % 4).rem_euclid(7);
    let correction = (golden + 11 * epact + 22 * weekday) / 451;
    let march_based = epact + weekday - 7 * correction + 114;
    Day::from_ymd_opt(year, u32::try_from(march_based / 31).ok()?, u32::try_from(march_based % 31 + 1).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_falls_where_the_almanac_says() {
        for text in [
            "1900-04-15",
            "1913-03-23",
            "1954-04-18",
            "1981-04-19",
            "2000-04-23",
            "2008-03-23",
            "2024-03-31",
            "2025-04-20",
            "2026-04-05",
            "2027-03-28",
            "2028-04-16",
            "2038-04-25",
            "2049-04-18",
            "2076-04-19",
            "2099-04-12",
        ] {
            let day: Day = text.parse().unwrap();
            assert_eq!(easter(day.year()), Some(day));
        }
    }

    #[test]
    fn north_rhine_westphalia_has_eleven_holidays_a_year() {
        for (year, holidays) in [(1989, 10), (2017, 12), (2026, 11), (2027, 11)] {
            let first = Day::from_ymd_opt(year, 1, 1).unwrap();
            let found = first.iter_days().take(365).filter(|day| on(Land::NorthRhineWestphalia, *day).is_some());
            assert_eq!(found.count(), holidays, "{year}");
        }
    }
}
