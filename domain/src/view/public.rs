//! What pages for visitors without an account show.

use super::When;
use crate::{
    form::AnnounceHire,
    id::{BarrierId, NoticeId},
    language::Language,
};
use serde::{Deserialize, Serialize};

/// What forms about a person offer, in the page's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choices {
    /// Codes and names of countries, in the order of their names.
    pub countries: Vec<(String, String)>,
    /// Names of occupations.
    pub occupations: Vec<String>,
    /// Months of arrival: `2027-03` and its name.
    pub months: Vec<(String, String)>,
}

/// The page on which one hire is announced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnnouncePage {
    /// What its form offers.
    pub choices: Choices,
    /// What this browser entered before.
    pub entered: Option<EnteredNotice>,
}

/// An announcement as its sender sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnteredNotice {
    /// Its identifier; who reads it needs the browser that wrote it.
    pub id: NoticeId,
    /// What people read out: `AN-2026-00012`; nothing before it is sent.
    pub number: Option<String>,
    /// The answers as typed.
    pub typed: AnnounceHire,
    /// The nationality in words.
    pub nationality: String,
    /// Whether the list of occupations knows the occupation.
    pub is_occupation_known: bool,
    /// The first working day.
    pub work_start: When,
    /// The month of arrival in words.
    pub arrival_month: Option<String>,
    /// Until when the link in the mail works.
    pub link_until: When,
    /// The day by which the office means to answer.
    pub answer_by: When,
}

/// Which legal page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LegalPage {
    /// Who is responsible for the site.
    Imprint,
    /// What is stored and why.
    Privacy,
    /// How accessible the site is.
    Accessibility,
}

/// What people could not use, the oldest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BarrierList {
    /// One for each report.
    pub rows: Vec<BarrierRow>,
    /// Whether there are more than are shown.
    pub has_more: bool,
}

/// One report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BarrierRow {
    /// Its identifier.
    pub id: BarrierId,
    /// The day it was sent.
    pub reported: When,
    /// What does not work, as written.
    pub text: String,
    /// Where an answer is wanted.
    pub reply_to: Option<String>,
    /// The language of the page it was written on.
    pub language: Language,
}
