//! What crosses the wire to a page: only what that page shows, already in words where words depend
//! on numbers or days. One file for each area.

pub mod account;
pub mod case;
pub mod casework;
pub mod cohorts;
pub mod desk;
pub mod hires;
pub mod import;
pub mod notice;
pub mod numbers;
pub mod plan;
pub mod public;
pub mod step;
pub mod way;

use crate::calendar::Day;
use serde::{Deserialize, Serialize};

/// A day as pages show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct When {
    /// For programs: `<time datetime>`.
    #[serde(with = "day_number")]
    pub day: Day,
    /// For people, in the page's language.
    pub text: String,
}

/// A day on its way: its number in the calendar, because reading a written date takes code that every visitor
/// would have to load.
mod day_number {
    use crate::calendar::Day;
    use chrono::Datelike as _;
    use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
    pub(super) fn serialize<S: Serializer>(day: &Day, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i32(day.num_days_from_ce())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Day, D::Error> {
        let number = i32::deserialize(deserializer)?;
        Day::from_num_days_from_ce_opt(number).ok_or_else(|| D::Error::custom("no day of the calendar"))
    }
}
