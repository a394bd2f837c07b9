//! What an employer sees of cohorts: people who come together.

use super::{
    When,
    hires::{Fact, HireRow},
};
use crate::{
    id::{CaseId, CohortId},
    journey::Station,
};
use serde::{Deserialize, Serialize};

/// A page of an employer's cohorts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cohorts {
    /// The rows, by name.
    pub rows: Vec<CohortRow>,
    /// The last row, if more follow.
    pub next: Option<CohortId>,
}

/// A cohort in numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CohortRow {
    /// The cohort.
    pub id: CohortId,
    /// Its name.
    pub name: String,
    /// People in it.
    pub people: u32,
    /// How many of them are invited.
    pub invited: u32,
    /// How many of them have opened the invitation.
    pub opened: u32,
    /// The earliest first working day.
    pub first_day: Option<When>,
    /// How many are at each station, in the order of the line; stations without anybody are left out.
    pub stations: Vec<(Station, u32)>,
}

/// One cohort.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cohort {
    /// Its numbers.
    pub row: CohortRow,
    /// Its numbers as sentences, number and words apart.
    pub facts: Vec<Fact>,
    /// Whether somebody has an address and no invitation.
    pub can_invite: bool,
    /// A page of its people, by name.
    pub people: Vec<HireRow>,
    /// The last row, if more follow.
    pub next: Option<CaseId>,
}
