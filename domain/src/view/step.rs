//! A step as rows and pages show it.

use super::When;
use crate::{
    journey::{Holder, Phase, Progress},
    step::Look,
};
use serde::{Deserialize, Serialize};

/// One row of a list of steps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepRow {
    /// Its address in the case: `school_enrolment~…`.
    pub address: String,
    /// Its name in the page's language.
    pub title: String,
    /// The German term.
    pub german: String,
    /// Whom of the household it is about, where a case has it several times.
    pub about: Option<String>,
    /// The part of the journey.
    pub phase: Phase,
    /// The measure of progress it counts for.
    pub progress: Progress,
    /// How it looks.
    pub look: Look,
    /// Done by the person's word, not yet confirmed.
    pub is_claimed: bool,
    /// The mark in red.
    pub is_overdue: bool,
    /// Until when.
    pub due: Option<When>,
    /// Since when it stands as it does.
    pub since: Option<When>,
    /// Who must act on it.
    pub holder: Holder,
    /// What has to be done first, in the page's language.
    pub after: Vec<String>,
    /// The first day on which it can be done.
    pub opens_on: Option<When>,
    /// Why it is not needed, in the page's language.
    pub not_needed: Option<String>,
}

/// A measure of progress.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    /// Done.
    pub done: u16,
    /// All that apply.
    pub total: u16,
}
