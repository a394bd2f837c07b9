//! Questions, notes, referrals, consultations and the timeline as rows.

use super::When;
use crate::{
    consultation::{ConsultationResult, Party, SpokenLanguage, Topic},
    facts::Anchor,
    id::{CaseId, QuestionId, ReferralId},
    referral::ReferralState,
};
use serde::{Deserialize, Serialize};

/// Something that happened to a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineRow {
    /// What: the code of the event.
    pub kind: String,
    /// When, in words.
    pub at: String,
    /// When, for programs: the office day.
    pub day: When,
    /// Who: a name within the own institution, else the institution; nothing for the newcomer and the system.
    pub by: Option<String>,
    /// The step it is about; nothing where the reader may not see which.
    pub step: Option<String>,
    /// The date that was set.
    pub anchor: Option<Anchor>,
    /// The day it was set to.
    pub to: Option<When>,
}

/// A remark of the own institution.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteRow {
    /// The text.
    pub text: String,
    /// Who wrote it.
    pub author: String,
    /// When, in words.
    pub at: String,
}

/// A question to the own institution.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionRow {
    /// Its identifier.
    pub id: QuestionId,
    /// The case.
    pub case: CaseId,
    /// Whose case it is.
    pub name: String,
    /// The step it is about.
    pub step: Option<String>,
    /// The question.
    pub text: String,
    /// The language it was asked in, as a tag.
    pub language: String,
    /// When it was asked, in words.
    pub asked: String,
    /// Until when it is to be answered.
    pub answer_by: When,
    /// That day has passed, and no answer came.
    pub is_late: bool,
    /// The answer, with who gave it and when.
    pub answer: Option<AnswerRow>,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerRow {
    /// The text.
    pub text: String,
    /// Who gave it.
    pub by: String,
    /// When, in words.
    pub at: String,
}

/// Questions to the own institution.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionPage {
    /// Waiting, the oldest first.
    pub open: Vec<QuestionRow>,
    /// Whether more are waiting than are shown.
    pub is_cut: bool,
    /// The last answered ones, the newest first.
    pub answered: Vec<QuestionRow>,
}

/// A referral.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReferralRow {
    /// Its identifier.
    pub id: ReferralId,
    /// The case.
    pub case: CaseId,
    /// Whose case it is; nothing once the reader no longer sees the case.
    pub name: Option<String>,
    /// Whether the own institution received it.
    pub is_ours: bool,
    /// The other institution.
    pub other: String,
    /// What it is about.
    pub topic: Topic,
    /// What is asked for.
    pub request: String,
    /// Where it stands.
    pub state: ReferralState,
    /// When it was sent, in words.
    pub sent: String,
    /// Until when it is to be acknowledged.
    pub acknowledge_by: When,
    /// That day has passed, and nobody acknowledged.
    pub is_late: bool,
    /// The reason or the result.
    pub reply: Option<String>,
}

/// Referrals of the own institution.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReferralPage {
    /// To us, still open, the oldest first.
    pub to_us: Vec<ReferralRow>,
    /// From us, still open, the oldest first.
    pub from_us: Vec<ReferralRow>,
    /// Over, the newest first.
    pub over: Vec<ReferralRow>,
    /// Whether more are open than are shown.
    pub is_cut: bool,
}

/// A logged conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsultationRow {
    /// The day.
    pub day: When,
    /// With whom.
    pub party: Party,
    /// About what.
    pub topics: Vec<Topic>,
    /// In which language.
    pub language: SpokenLanguage,
    /// How long, in minutes.
    pub minutes: u16,
    /// What came of it.
    pub result: ConsultationResult,
    /// A remark, or nothing.
    pub remark: String,
    /// The case's number, where it was about one the reader sees.
    pub case: Option<(CaseId, String)>,
    /// Who held it.
    pub by: String,
}

/// The own institution's conversations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsultationPage {
    /// The newest first.
    pub rows: Vec<ConsultationRow>,
    /// What the next page begins after.
    pub next: Option<String>,
    /// The month that is counted: "November 2026".
    pub month: String,
    /// Conversations in that month.
    pub count: u32,
    /// The same by topic, the most frequent first.
    pub topics: Vec<(Topic, u32)>,
}
