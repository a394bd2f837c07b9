//! What lists of cases and the page of one case show to staff.

use super::{
    When,
    account::OpeningWay,
    casework::{NoteRow, QuestionRow, ReferralRow, TimelineRow},
    hires::InviteWays,
    step::StepRow,
};
use crate::{
    case::CaseState,
    facts::{Anchor, FactKey},
    id::{AccountId, CaseId, OrganisationId},
    journey::{Holder, Phase, Station},
    role::MembershipRole,
};
use serde::{Deserialize, Serialize};

/// What a list of cases is narrowed to, as it stands in the page's address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CaseFilter {
    /// A name, a number or an employer.
    pub q: String,
    /// Who must act; empty for anybody.
    pub holder: String,
    /// The station; empty for any.
    pub station: String,
    /// `due`, `name` or `start`; by due day where holder or station is given.
    pub sort: String,
    /// The last row of the page before.
    pub after: String,
}

/// A page of a list of cases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseList {
    /// The rows.
    pub rows: Vec<CaseRow>,
    /// How many there are in all, where that is counted.
    pub total: Option<u32>,
    /// What the next page begins after.
    pub next: Option<String>,
    /// The order they stand in.
    pub sort: CaseSort,
    /// Whether the reader sees how far they are; partners see what concerns them.
    pub shows_progress: bool,
}

crate::facts::word::words! {
    /// The order of a list of cases.
    CaseSort, "order of cases" {
        /// What is due first.
        Due = "due",
        /// By family name.
        Name = "name",
        /// By first working day.
        Start = "start",
    }
}

/// A case in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseRow {
    /// The case.
    pub id: CaseId,
    /// Whose case it is: family name, given names.
    pub name: String,
    /// `WO-2026-00042`.
    pub number: String,
    /// The employer, if there is one.
    pub employer: Option<String>,
    /// Where on the line it is, for those who see that.
    pub station: Option<Station>,
    /// Who must act.
    pub holder: Holder,
    /// Since when.
    pub since: When,
    /// The step to act on.
    pub next_step: Option<String>,
    /// When something is due next.
    pub next_due: Option<When>,
    /// The first working day.
    pub work_start: Option<When>,
    /// Something is overdue in red.
    pub has_overdue: bool,
    /// How it ended, if it did.
    pub ended: Option<CaseStatus>,
}

/// How far a case is, as far as its reader may know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CaseStatus {
    /// Its state.
    Known(CaseState),
    /// Not over; how far is not for this reader.
    Open,
    /// Over; why is not for this reader.
    Over,
}

impl CaseStatus {
    /// What of a state somebody learns who sees only an own part of the case.
    #[must_use]
    pub const fn without_reason(state: CaseState) -> Self {
        if state.is_open() { Self::Open } else { Self::Over }
    }

    /// Whether anybody still acts on the case.
    #[must_use]
    pub const fn is_open(self) -> bool {
        match self {
            Self::Known(state) => state.is_open(),
            Self::Open => true,
            Self::Over => false,
        }
    }
}

/// The page of one case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CasePage {
    /// The case.
    pub id: CaseId,
    /// `WO-2026-00042`.
    pub number: String,
    /// The person's name.
    pub name: String,
    /// How far it is.
    pub state: CaseStatus,
    /// The reader's own role, for showing what can be done; access is decided elsewhere.
    pub role: MembershipRole,
    /// Whether the reader belongs to the Welcome Office.
    pub is_office: bool,
    /// What the person is hired for, in the page's language.
    pub occupation: Option<String>,
    /// The nationality, in the page's language.
    pub nationality: Option<String>,
    /// The employer.
    pub employer: Option<String>,
    /// The language for mails and talks, in that language.
    pub language: String,
    /// Address and phone; for the Welcome Office alone.
    pub contact: Vec<String>,
    /// The companion.
    pub companion: Option<String>,
    /// The reader may choose who accompanies the person.
    pub is_assignable: bool,
    /// Who can be chosen, if that was asked: members of the own office.
    pub colleagues: Vec<Colleague>,
    /// How the reader may invite the person, for the first time or again.
    pub invite: InviteWays,
    /// The reader may reset the access, because the plan is open.
    pub is_resettable: bool,
    /// How the plan was opened.
    pub opened_by: Option<OpeningWay>,
    /// Invited, opened, accepted: when.
    pub invited: Option<When>,
    /// See [`Self::invited`].
    pub opened: Option<When>,
    /// See [`Self::invited`].
    pub accepted: Option<When>,
    /// Who must act next.
    pub next: NextMove,
    /// Steps by phase.
    pub phases: Vec<PhaseSteps>,
    /// Health and conduct as complete or open, for those who do not see these steps by name.
    pub papers_complete: Option<bool>,
    /// The step chosen to be worked on.
    pub chosen: Option<ChosenStep>,
    /// Dates others hang on.
    pub dates: Vec<DateRow>,
    /// Facts nobody told yet.
    pub missing: Vec<FactKey>,
    /// The newest first.
    pub timeline: Vec<TimelineRow>,
    /// Remarks of the own institution, the newest first.
    pub notes: Vec<NoteRow>,
    /// Questions to the own institution, the oldest first.
    pub questions: Vec<QuestionRow>,
    /// Referrals from or to the own institution, the newest first.
    pub referrals: Vec<ReferralRow>,
    /// Institutions the case can be referred to.
    pub institutions: Vec<Institution>,
}

/// Who must act next and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextMove {
    /// Who.
    pub holder: Holder,
    /// Since when.
    pub since: When,
    /// The step, in the page's language.
    pub step: Option<String>,
    /// Its address.
    pub address: Option<String>,
    /// Until when.
    pub due: Option<When>,
    /// That day has passed, in red.
    pub is_overdue: bool,
    /// The first working day is at risk.
    pub is_at_risk: bool,
    /// The first working day.
    pub work_start: Option<When>,
}

/// The steps of one part of the journey.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhaseSteps {
    /// The part.
    pub phase: Phase,
    /// Its steps that apply, or that were done.
    pub steps: Vec<StepRow>,
    /// Those that are not needed.
    pub not_needed: Vec<StepRow>,
}

/// A step chosen to be worked on, with what can be done about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChosenStep {
    /// Its address.
    pub address: String,
    /// Its name.
    pub title: String,
    /// The German term.
    pub german: String,
    /// What is done.
    pub what: String,
    /// What was said when it was given up.
    pub remark: Option<String>,
    /// What can be done about it.
    pub ways: Vec<StepWay>,
}

/// What staff can do about a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepWay {
    /// Confirm that it was done.
    Confirm,
    /// Give it up with a reason.
    Waive,
    /// Open it again.
    Reopen,
}

/// A date others hang on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateRow {
    /// Which.
    pub anchor: Anchor,
    /// The day, if known.
    pub day: Option<When>,
    /// The plan needs it.
    pub is_missing: bool,
}

/// Somebody of the own office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Colleague {
    /// The account.
    pub id: AccountId,
    /// The name.
    pub name: String,
}

/// An institution a case can be referred to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Institution {
    /// Its identifier.
    pub id: OrganisationId,
    /// Its name.
    pub name: String,
}
