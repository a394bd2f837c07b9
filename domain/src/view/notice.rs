//! Announcements that wait for staff.

use super::When;
use crate::id::{NoticeId, OrganisationId};
use serde::{Deserialize, Serialize};

/// Confirmed announcements, the oldest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeList {
    /// One row for each.
    pub rows: Vec<NoticeRow>,
    /// Whether there are more than are shown.
    pub has_more: bool,
}

/// An announcement as staff see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeRow {
    /// Its identifier.
    pub id: NoticeId,
    /// `AN-2026-00012`.
    pub number: String,
    /// The company that hires.
    pub company: String,
    /// Who announced.
    pub sender_name: String,
    /// The sender's confirmed address.
    pub sender_email: String,
    /// When the sender confirmed.
    pub confirmed: When,
    /// The person's name.
    pub person: String,
    /// The nationality in words.
    pub nationality: String,
    /// The occupation in the sender's words.
    pub occupation: String,
    /// Whether the list of occupations knows it.
    pub is_occupation_known: bool,
    /// The first working day.
    pub work_start: When,
    /// The month of arrival in words.
    pub arrival_month: Option<String>,
    /// Whether a husband, wife or partner comes along.
    pub partner: bool,
    /// How many children come along.
    pub children: u8,
    /// Employers it could be, those with the same name first.
    pub similar: Vec<SimilarEmployer>,
}

/// An employer that an announcement could belong to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SimilarEmployer {
    /// Its identifier.
    pub id: OrganisationId,
    /// Its name.
    pub name: String,
    /// Whether the names are the same but for case, marks and legal form.
    pub is_same: bool,
}
