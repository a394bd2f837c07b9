//! What the desk shows: who is to act, what waits for the own institution, who arrives next.

use super::When;
use crate::{
    id::{CaseId, ReferralId},
    journey::Holder,
};
use serde::{Deserialize, Serialize};

/// The desk of one institution at one moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Desk {
    /// When this was true: "10:32", in the office's time zone.
    pub as_of: String,
    /// The next Wednesday of the one-stop visit.
    pub wednesday: When,
    /// Days until then; 0 is today.
    pub days: u16,
    /// People of the own scope who arrive from today until that day; nothing for those whose part does not depend on it.
    pub arriving: Option<u32>,
    /// Open cases of the own scope.
    pub cases: u32,
    /// Who is to act, the largest number first.
    pub holders: Vec<HolderCount>,
    /// What people's names are needed for; nothing for those who only see numbers.
    pub people: Option<DeskPeople>,
}

/// How many cases wait for one holder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HolderCount {
    /// Who must act.
    pub holder: Holder,
    /// Whether that is the own institution, and it alone.
    pub is_own: bool,
    /// Cases in which that is so.
    pub total: u32,
    /// Of these, cases whose next day has passed.
    pub overdue: u32,
}

/// The part of the desk with people in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskPeople {
    /// What waits for the own institution, by consequence.
    pub turns: Vec<Turn>,
    /// Whether there is more than is shown.
    pub is_cut: bool,
    /// The next arrivals, for those who see these days.
    pub arrivals: Option<Vec<Arrival>>,
}

/// One thing the own institution is to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    /// What kind of thing, with what its action needs.
    pub task: Task,
    /// The case.
    pub case: CaseId,
    /// Whose case it is.
    pub name: String,
    /// The step it is about, in the page's language.
    pub step: Option<String>,
    /// Until when.
    pub due: Option<When>,
    /// That day has passed.
    pub is_overdue: bool,
    /// The first working day is at risk.
    pub is_at_risk: bool,
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Task {
    /// A question waits for its answer.
    Answer {
        /// The question.
        question: String,
    },
    /// A referral waits for the word that it arrived.
    Acknowledge {
        /// The referral.
        referral: ReferralId,
        /// The institution that sent it.
        from: String,
    },
    /// Somebody says that a step is done.
    Confirm {
        /// The step's address.
        step: String,
    },
    /// The next step of the case is the own institution's.
    Act,
}

/// Somebody who arrives soon.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrival {
    /// The case.
    pub case: CaseId,
    /// Whose case it is.
    pub name: String,
    /// The employer, if there is one.
    pub employer: Option<String>,
    /// The day.
    pub day: When,
    /// Who must act next.
    pub holder: Holder,
}
