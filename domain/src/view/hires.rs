//! What an employer sees of the own hires.

use super::{When, step::StepRow};
use crate::{
    facts::Housing,
    id::{CaseId, CohortId},
    journey::{Holder, Phase, Station},
    language::Language,
    step::StepKey,
};
use serde::{Deserialize, Serialize};

/// The portfolio.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hires {
    /// The numbers of the first sentence.
    pub counts: Counts,
    /// The first sentence in the page's language, number and words apart.
    pub facts: Vec<Fact>,
    /// What the employer has to do, most urgent first; at most five.
    pub tasks: Vec<TaskGroup>,
    /// The line of stations.
    pub line: Vec<StationPlace>,
    /// A page of the table.
    pub rows: Vec<HireRow>,
    /// How many the filter leaves, in words; nothing where nobody counts them.
    pub total: Option<String>,
    /// That number, where a counter exists.
    pub total_count: Option<u32>,
    /// The name of the step the list is filtered by.
    pub task: Option<String>,
    /// The last row, if more follow.
    pub next: Option<CaseId>,
    /// The only hire there is.
    pub only: Option<CaseId>,
}

/// How many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// People on their way.
    pub people: u32,
    /// Things the employer has to do, each for one person or for several.
    pub tasks: u32,
    /// First working days at risk; counted up to [`Counts::MOST`].
    pub at_risk: u32,
}

impl Counts {
    /// Where counting stops that no counter does; more is "more than".
    pub const MOST: u32 = 50;
}

/// A number and what it counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// The number in digits.
    pub number: String,
    /// What it counts.
    pub text: String,
}

/// One thing to do for one person or for several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskGroup {
    /// The step.
    pub step: StepKey,
    /// Its name in the page's language.
    pub title: String,
    /// The German term.
    pub german: String,
    /// For how many people.
    pub people: u32,
    /// "for 14 people", in the page's language.
    pub text: String,
    /// The earliest day it is due.
    pub due: Option<When>,
    /// Whether the law's day has passed for somebody.
    pub is_overdue: bool,
    /// The person, if it is one only.
    pub only: Option<CaseId>,
}

/// A station of the line, with everybody who is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StationPlace {
    /// The station.
    pub station: Station,
    /// How many are there.
    pub count: u32,
    /// One mark for each of them; empty where they are too many to be drawn.
    pub marks: Vec<Mark>,
}

/// A person on the line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// The hire.
    pub id: CaseId,
    /// The name.
    pub name: String,
    /// Who must act next.
    pub holder: Holder,
    /// Whether a day of the law has passed.
    pub is_overdue: bool,
}

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HireRow {
    /// The hire.
    pub id: CaseId,
    /// Its number.
    pub number: String,
    /// Given names and family name.
    pub name: String,
    /// First working day.
    pub first_day: Option<When>,
    /// Place on the line.
    pub station: Station,
    /// Who must act next.
    pub holder: Holder,
    /// Since when.
    pub since: When,
    /// Until when.
    pub due: Option<When>,
    /// Whether a day of the law has passed.
    pub is_overdue: bool,
    /// Whether the first working day is at risk.
    pub at_risk: bool,
    /// Whether the person was invited.
    pub invitation: Invitation,
}

/// How far an invitation is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Invitation {
    /// There is no address to send it to.
    NoAddress,
    /// The address belongs to several people, or to the employer itself: only paper reaches her.
    SharedAddress,
    /// Not sent yet.
    NotInvited,
    /// Sent on this day, not opened yet.
    NotOpened(When),
    /// Opened on this day.
    Opened(When),
}

impl Invitation {
    /// Whether the person has opened it: from then on the plan is shared.
    #[must_use]
    pub const fn is_opened(&self) -> bool {
        matches!(self, Self::Opened(_))
    }
}

/// The page of one hire.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hire {
    /// What the table shows of it.
    pub row: HireRow,
    /// What the employer entered and may put right.
    pub entered: Entered,
    /// The line of stations of this person.
    pub line: Vec<LinePlace>,
    /// What the employer has to do or did.
    pub tasks: Vec<Task>,
    /// Health and conduct, never by name.
    pub papers: Papers,
    /// Whether the person has agreed; before, the employer sees what it entered and its own steps.
    pub is_accepted: bool,
    /// The person's other steps by phase; empty until then.
    pub phases: Vec<PhaseSteps>,
    /// The cohorts to choose from.
    pub cohorts: Vec<CohortName>,
    /// What an invitation can be.
    pub invite: InviteWays,
}

/// How a person can be invited.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InviteWays {
    /// By mail.
    pub mail: bool,
    /// On paper; without a birth date it cannot be made yet.
    pub paper: PaperWay,
    /// The address belongs to several people, or to the employer itself.
    pub is_shared: bool,
    /// The language of a sheet, unless another is chosen.
    pub language: Language,
}

/// Whether an invitation on paper can be made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PaperWay {
    /// Not needed: the plan is open, or the way has ended.
    #[default]
    No,
    /// The birth date is missing.
    NoBirthDate,
    /// Yes.
    Yes,
}

/// What an employer entered about a hire.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entered {
    /// The occupation, in the page's language.
    pub occupation: Option<String>,
    /// The country of the nationality, in the page's language.
    pub nationality: Option<String>,
    /// First working day.
    pub work_start: Option<When>,
    /// Day of arrival.
    pub arrival: Option<When>,
    /// Whether the person confirmed the arrival, so that nobody else moves it.
    pub is_arrival_fixed: bool,
    /// How the person is housed.
    pub housing: Option<Housing>,
    /// What belongs to the person alone once the invitation is opened.
    pub family: Option<FamilyEntered>,
    /// The cohort.
    pub cohort: Option<CohortName>,
}

/// Family and address, as entered by the employer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FamilyEntered {
    /// Number of children who come along.
    pub children: Option<u16>,
    /// Whether a partner comes along.
    pub partner: Option<bool>,
    /// Mail address.
    pub email: Option<String>,
    /// Birth date, which an invitation on paper asks for.
    pub birth_date: Option<When>,
}

/// A station on one person's line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinePlace {
    /// The station.
    pub station: Station,
    /// Whether it is behind.
    pub is_passed: bool,
    /// Whether the person is there.
    pub is_current: bool,
}

/// A step of the employer's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// The step.
    pub row: StepRow,
    /// What to do.
    pub what: String,
    /// Until when, and what if it is late.
    pub until: String,
    /// What is needed for it.
    pub papers: Vec<String>,
    /// Legal basis, as the template names it.
    pub legal_basis: String,
    /// Where that was read.
    pub sources: Vec<String>,
    /// The day it was read.
    pub checked_on: When,
    /// Whether it was read in a source in full.
    pub is_verified: bool,
    /// What the employer can do about it now.
    pub act: Act,
}

/// What can be done about a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Act {
    /// Nothing now.
    Nothing,
    /// Say that it is done.
    Claim,
    /// Take that back.
    TakeBack,
}

/// Papers about health and conduct, as employers see them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Papers {
    /// None are needed.
    None,
    /// Something is missing.
    Open,
    /// Nothing is missing.
    Complete,
}

/// Steps of one part of the journey.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhaseSteps {
    /// The part.
    pub phase: Phase,
    /// Its steps.
    pub steps: Vec<StepRow>,
}

/// A cohort to choose or to go to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CohortName {
    /// The cohort.
    pub id: CohortId,
    /// Its name.
    pub name: String,
}
