//! What the newcomer's plan and its steps show.

use super::{
    When,
    step::{Measure, StepRow},
};
use crate::{
    case::CaseState,
    facts::Anchor,
    id::{OrganisationId, QuestionId},
    journey::{Holder, Mark, Phase},
};
use serde::{Deserialize, Serialize};

/// The own plan, or why there is none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OwnPlan {
    /// The name to greet with.
    pub name: String,
    /// The way that is open.
    pub way: Option<Way>,
    /// How the last way ended, where none is open.
    pub ended: Option<CaseState>,
    /// The time of day all this is of.
    pub as_of: String,
}

/// The way of one person, with at most three things to do now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Way {
    /// What people read out on the phone.
    pub number: String,
    /// First working day, with the day of the week.
    pub first_day: Option<When>,
    /// How it stands to that day.
    pub pace: Pace,
    /// The first thing to do now.
    pub now: Option<NowStep>,
    /// Up to two more.
    pub then: Vec<StepRow>,
    /// A date only the newcomer knows and others wait for.
    pub asked: Option<AskedDay>,
    /// Facts nobody told yet, asked as short questions.
    pub missing: MissingFacts,
    /// The day on which everything is done in one visit, once there is one.
    pub visit: Option<Visit>,
    /// What others are working on.
    pub others: Vec<OtherWork>,
    /// What opens next by itself, where there is nothing to do now.
    pub next: Option<StepRow>,
    /// Progress on the way to work.
    pub work: Measure,
    /// Progress on the way into the city.
    pub city: Measure,
    /// Whom to ask.
    pub contact: Contact,
    /// Every step that applies, by part of the journey.
    pub phases: Vec<PhaseSteps>,
    /// Steps that are not needed, with the reason.
    pub not_needed: Vec<StepRow>,
    /// Steps of which nobody knows yet whether they are needed.
    pub unclear: Vec<StepRow>,
    /// Own questions, the newest first.
    pub questions: Vec<QuestionRow>,
    /// Institutions that were asked about, and the answers.
    pub shares: Vec<Share>,
    /// What was entered about the newcomer.
    pub entry: Entry,
    /// The day the access was reset, until the newcomer has read it.
    pub reset: Option<When>,
    /// Whether there is a mail address to sign in with again.
    pub has_address: bool,
}

/// How a way stands to its first working day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Pace {
    /// No day is known.
    Unknown,
    /// Nothing before it is late.
    OnTime,
    /// A date before it has passed.
    AtRisk,
    /// It is behind.
    Working,
}

/// The one strong thing on the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NowStep {
    /// The step.
    pub row: StepRow,
    /// What to do, at most three sentences.
    pub what: String,
    /// The German sentence to say; empty where nobody has to be spoken to.
    pub say: String,
}

/// The one visit on a Wednesday.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    /// The day, with the day of the week.
    pub day: When,
    /// What to bring.
    pub papers: Vec<String>,
}

/// Something somebody else works on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherWork {
    /// The step's address.
    pub address: String,
    /// The step's name.
    pub title: String,
    /// Who.
    pub holder: Holder,
    /// Since when.
    pub since: Option<When>,
}

/// Steps of one part of the journey.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhaseSteps {
    /// The part.
    pub phase: Phase,
    /// Its steps in order.
    pub steps: Vec<StepRow>,
    /// How many are done.
    pub done: Measure,
}

/// Whom to ask.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// The companion's name, if one is assigned.
    pub person: Option<String>,
    /// The organisation.
    pub organisation: String,
    /// Its phone.
    pub phone: String,
    /// When somebody is there.
    pub hours: String,
}

/// Facts nobody told yet. Partner and children are one question: at most five are asked.
#[expect(clippy::struct_excessive_bools, reason = "each is one question of the page")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissingFacts {
    /// Whether a partner comes along.
    pub spouse: bool,
    /// Whether children come along, and when they were born.
    pub children: bool,
    /// Where the training was.
    pub training_country: bool,
    /// How the person will live.
    pub housing: bool,
    /// Until when the permit is valid.
    pub permit_until: bool,
    /// Where the person lived last.
    pub last_address: bool,
}

impl MissingFacts {
    /// Whether there is something to ask.
    #[must_use]
    pub const fn any(self) -> bool {
        self.spouse || self.children || self.training_country || self.housing || self.permit_until || self.last_address
    }
}

/// A date that is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedDay {
    /// Which.
    pub anchor: Anchor,
    /// What is known so far.
    pub known: Option<When>,
}

/// A question and its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionRow {
    /// Its identifier.
    pub id: QuestionId,
    /// The step it is about, by name.
    pub about: Option<String>,
    /// What was asked.
    pub text: String,
    /// When.
    pub asked: String,
    /// Until when the answer is promised.
    pub answer_by: When,
    /// Who answers.
    pub organisation: String,
    /// The answer, once there is one.
    pub answer: Option<String>,
    /// Whether the answer was not shown before.
    pub is_new: bool,
}

/// What an institution may see, and what the newcomer said to that.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// The institution.
    pub organisation: OrganisationId,
    /// Its name.
    pub name: String,
    /// What for.
    pub purpose: Purpose,
    /// What was said.
    pub answer: ShareAnswer,
    /// When.
    pub since: Option<When>,
}

crate::facts::word::words! {
    /// What an institution needs a newcomer's data for; one purpose, one institution, one yes.
    Purpose, "purpose" {
        /// Advice on recognition.
        Recognition = "recognition",
        /// Advice on work and training.
        Work = "work",
        /// Finding a home.
        Housing = "housing",
        /// Volunteering.
        Volunteering = "volunteering",
        /// A sports club.
        Sports = "sports",
    }

    /// What the newcomer said to an offer.
    WishAnswer, "wish" {
        /// Nothing yet.
        Open = "open",
        /// Yes, please.
        Yes = "yes",
        /// No, thank you.
        No = "no",
    }

    /// What the newcomer said to a request to share.
    ShareAnswer, "answer" {
        /// Nothing yet.
        Open = "open",
        /// Yes.
        Yes = "yes",
        /// No, or no longer.
        No = "no",
    }
}

/// What was entered about the newcomer, and by whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Whether the newcomer said that it is right.
    pub is_accepted: bool,
    /// The employer that announced her; nobody for who came alone.
    pub from: Option<String>,
    /// Given names.
    pub given_names: String,
    /// Family name.
    pub family_name: String,
    /// Day of birth.
    pub birth_date: Option<When>,
    /// Nationality, in the page's language.
    pub nationality: Option<String>,
    /// Occupation, in the page's language.
    pub occupation: Option<String>,
    /// First working day.
    pub first_day: Option<When>,
    /// Arrival.
    pub arrival: Option<When>,
    /// The last address before this city.
    pub last_address: Option<String>,
}

/// A step on its own page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnStep {
    /// The step as rows show it.
    pub row: StepRow,
    /// What to do, at most three sentences.
    pub what: String,
    /// Why.
    pub why: String,
    /// What to bring.
    pub papers: Vec<String>,
    /// Where, and whom to ask there.
    pub place: String,
    /// Until when, and what otherwise.
    pub until: String,
    /// The German sentence to say.
    pub say: String,
    /// Whether nobody knows yet that it is needed.
    pub is_unclear: bool,
    /// An offer the newcomer can say yes or no to, with what was said so far.
    pub wish: Option<WishAnswer>,
    /// The day it was done.
    pub done_on: Option<When>,
    /// What the newcomer can do with it.
    pub ways: Ways,
    /// A date it hangs on.
    pub asked: Option<AskedDay>,
    /// An institution that could help if it saw something.
    pub share: Option<Share>,
    /// Whom to ask.
    pub contact: Contact,
    /// Questions about this step.
    pub questions: Vec<QuestionRow>,
    /// Where all this comes from.
    pub basis: Basis,
    /// The time of day all this is of.
    pub as_of: String,
}

/// What the newcomer can do with a step.
#[expect(clippy::struct_excessive_bools, reason = "each is one button of the page")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ways {
    /// Say that it is done.
    pub claim: bool,
    /// Say that it has happened, though somebody else does it.
    pub report: bool,
    /// Say that it is not done after all.
    pub take_back: bool,
    /// Say that it has begun.
    pub start: bool,
    /// Say that it is handed in.
    pub wait: bool,
}

/// Where the text of a step comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basis {
    /// The law, as it is cited in German.
    pub legal: String,
    /// Where it was read.
    pub sources: Vec<String>,
    /// When.
    pub checked_on: When,
    /// How well it is known.
    pub mark: Mark,
    /// Who checked the translation; nobody yet is `None`.
    pub reviewed_by: Option<String>,
}
