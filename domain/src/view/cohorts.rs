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

/// Members without an invitation whom no mail reaches, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnPaper {
    /// Those with an address that several people share, or that is the employer's own.
    pub shared: u32,
    /// Those without an address.
    pub without: u32,
    /// Those of both whose birth date is missing: a sheet asks for it.
    pub no_birth_date: u32,
}

/// One cohort.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cohort {
    /// Its numbers.
    pub row: CohortRow,
    /// Its numbers as sentences, number and words apart.
    pub facts: Vec<Fact>,
    /// Whether somebody has an address of her own and no invitation.
    pub can_invite: bool,
    /// Who has none and cannot get a mail.
    pub on_paper: OnPaper,
    /// The same as sentences, in the page's language.
    pub on_paper_facts: Vec<String>,
    /// A page of its people, by name.
    pub people: Vec<HireRow>,
    /// The last row, if more follow.
    pub next: Option<CaseId>,
}
