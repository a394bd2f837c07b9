//! What is known about a case. A fact that nobody has told is unknown, never guessed.

mod anchor;
mod known;
mod vocabulary;
pub(crate) mod word;

pub use anchor::{Anchor, AnchorDate, Anchors, Certainty};
pub use known::Known;
pub use vocabulary::{DrivingLicence, Employment, Housing, Interest, RecognitionResult, Residence, Route, Source};
pub use word::{UnknownWord, Word, WordSet};

use crate::{calendar::Day, country::Country, german::GermanLevel, id::PersonId, occupation::Occupation};
use serde::{Deserialize, Serialize};

/// Everything told about one case, as it is stored and sent.
///
/// What follows from these (the sector from the occupation, free movement from the nationality) is worked
/// out in [`Facts::known`] alone and not stored.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Facts {
    /// Nationality that decides about entry.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nationality: Option<Country>,
    /// Day of birth.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub birth_date: Option<Day>,
    /// What the person is hired for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub occupation: Option<Occupation>,
    /// Country in which the person learnt the occupation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub training_country: Option<Country>,
    /// The decided route; what follows from nationality or training need not be told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub route: Option<Route>,
    /// Whether the procedure of § 81a `AufenthG` was chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fast_track: Option<bool>,
    /// Who opened the case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    /// Where the person lives when the case begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub residence: Option<Residence>,
    /// Whether the person comes as one of a cohort.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_cohort: Option<bool>,
    /// How the person works; a trainee's occupation or route tells it too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub employment: Option<Employment>,
    /// How the person is housed on arrival.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub housing: Option<Housing>,
    /// Husband, wife or partner who comes along.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spouse: Option<Spouse>,
    /// Children who come along; an empty list says that none do. A child nothing else is known of counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub children: Option<Vec<Child>>,
    /// German that is proven.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub german: Option<GermanProof>,
    /// Contractual pay before deductions, in cents a year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gross_year_cents: Option<u32>,
    /// What the recognition body decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recognition: Option<RecognitionResult>,
    /// The driving licence the person holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub licence: Option<DrivingLicence>,
    /// Offers the person said yes to.
    #[serde(skip_serializing_if = "WordSet::is_empty")]
    pub wants: WordSet<Interest>,
    /// Offers the person said no to.
    #[serde(skip_serializing_if = "WordSet::is_empty")]
    pub declines: WordSet<Interest>,
    /// Dates that others hang on.
    pub anchors: Anchors,
}

/// Whether somebody comes along as husband, wife or partner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Spouse {
    /// Nobody.
    None,
    /// Comes along; the person, once entered.
    Comes(Option<PersonId>),
}

/// What the person can prove of German.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GermanProof {
    /// Nothing yet.
    None,
    /// A certificate of this level.
    Level(GermanLevel),
}

/// A child who comes along.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Child {
    /// The person, once entered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// Day of birth.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub born: Option<Day>,
}

word::words! {
    /// A fact one can ask for.
    FactKey, "fact" {
        /// [`Facts::nationality`].
        Nationality = "nationality",
        /// [`Facts::birth_date`].
        BirthDate = "birth_date",
        /// [`Facts::occupation`].
        Occupation = "occupation",
        /// Whether the occupation is regulated, where the list of occupations does not know.
        Regulation = "regulation",
        /// [`Facts::training_country`].
        TrainingCountry = "training_country",
        /// [`Facts::route`].
        Route = "route",
        /// [`Facts::fast_track`].
        FastTrack = "fast_track",
        /// [`Facts::source`].
        Source = "source",
        /// [`Facts::residence`].
        Residence = "residence",
        /// [`Facts::in_cohort`].
        Cohort = "cohort",
        /// [`Facts::employment`].
        Employment = "employment",
        /// [`Facts::housing`].
        Housing = "housing",
        /// [`Facts::spouse`].
        Spouse = "spouse",
        /// [`Facts::children`].
        Children = "children",
        /// [`Child::born`].
        ChildBirthDate = "child_birth_date",
        /// [`Facts::german`].
        German = "german",
        /// [`Facts::gross_year_cents`].
        Salary = "salary",
        /// [`Facts::recognition`].
        Recognition = "recognition",
        /// [`Facts::licence`].
        Licence = "licence",
        /// [`Facts::wants`] and [`Facts::declines`].
        Interests = "interests",
    }
}

/// What would have to be known to answer.
///
/// Both sets empty means: it will turn out by itself, there is nobody to ask.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Missing {
    /// Facts to ask for.
    pub facts: WordSet<FactKey>,
    /// Dates to ask for.
    pub anchors: WordSet<Anchor>,
}

impl Missing {
    /// Nothing is missing, or nothing that somebody could tell.
    pub const NOTHING: Self = Self { facts: WordSet::EMPTY, anchors: WordSet::EMPTY };

    /// One fact.
    #[must_use]
    pub fn fact(key: FactKey) -> Self {
        Self { facts: WordSet::only(key), anchors: WordSet::EMPTY }
    }

    /// One date.
    #[must_use]
    pub fn anchor(anchor: Anchor) -> Self {
        Self { facts: WordSet::EMPTY, anchors: WordSet::only(anchor) }
    }

    /// What either lacks.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self { facts: self.facts.union(other.facts), anchors: self.anchors.union(other.anchors) }
    }
}
