//! The occupations that employers of the region hire for, and what each means for recognition and German.

use crate::{german::GermanLevel, language::Language};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{fmt, str::FromStr};

mod finding;

/// One occupation a line, in the order of the codes:
/// code, sector, regulation, usual German level, name in German, English, Arabic and Vietnamese.
static OCCUPATIONS: &str = include_str!("occupation/occupations.txt");

/// What a training occupation's code ends in.
const TRAINING: &str = "_training";

/// An occupation of the list, by its stable code (`nurse`, `nurse_training`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Occupation(
    /// Its line of the table.
    &'static str,
);

/// The part of working life an occupation belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sector {
    /// Nursing and care.
    Care,
    /// Medicine and therapy.
    Health,
    /// Child care, school, social work.
    Education,
    /// Kitchens, bakeries, food production: § 43 `IfSG` asks for the instruction on food hygiene.
    Food,
    /// Hotels and restaurants, in contact with guests.
    Hospitality,
    /// Skilled crafts.
    Craft,
    /// Building sites.
    Construction,
    /// Manufacturing.
    Industry,
    /// Transport and storage.
    Logistics,
    /// Information technology.
    It,
    /// Engineering and design.
    Engineering,
    /// Science.
    Research,
    /// Offices and administration.
    Office,
    /// Shops and trade.
    Retail,
    /// Cleaning.
    Cleaning,
    /// Everything else.
    Other,
}

impl Sector {
    /// Every sector, as menus list them.
    pub const ALL: [Self; 16] = [
        Self::Care,
        Self::Health,
        Self::Education,
        Self::Food,
        Self::Hospitality,
        Self::Craft,
        Self::Construction,
        Self::Industry,
        Self::Logistics,
        Self::It,
        Self::Engineering,
        Self::Research,
        Self::Office,
        Self::Retail,
        Self::Cleaning,
        Self::Other,
    ];

    /// The key in rules and locale files.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Care => "care",
            Self::Health => "health",
            Self::Education => "education",
            Self::Food => "food",
            Self::Hospitality => "hospitality",
            Self::Craft => "craft",
            Self::Construction => "construction",
            Self::Industry => "industry",
            Self::Logistics => "logistics",
            Self::It => "it",
            Self::Engineering => "engineering",
            Self::Research => "research",
            Self::Office => "office",
            Self::Retail => "retail",
            Self::Cleaning => "cleaning",
            Self::Other => "other",
        }
    }
}

/// Whether an occupation may only be practised with a licence, and how well that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Regulation {
    /// A licence is needed; read in the sources of the recognition bodies.
    Yes,
    /// No licence is needed to work as an employee; read in the sources.
    No,
    /// A licence is needed according to general knowledge of the federal and Land laws, not read for this list.
    ProbablyYes,
    /// Nobody looked it up yet.
    Open,
}

impl Occupation {
    /// The stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.part(0)
    }

    /// The name in a release language, in German in the form that means everyone (`Pflegefachfrau/-mann`).
    ///
    /// Training reads `Ausbildung: …`.
    #[must_use]
    pub fn name(self, language: Language) -> &'static str {
        self.part(match language {
            Language::De => 4,
            Language::En => 5,
            Language::Ar => 6,
            Language::Vi => 7,
        })
    }

    /// The sector.
    #[must_use]
    pub fn sector(self) -> Sector {
        Sector::ALL.into_iter().find(|sector| sector.key() == self.part(1)).unwrap_or(Sector::Other)
    }

    /// Whether a licence is needed, with how well that is known.
    ///
    /// Craft trades are regulated for self-employment only and engineers by title only, so employees are
    /// [`Regulation::No`]. Trainees work under supervision and need no licence.
    #[must_use]
    pub fn regulation(self) -> Regulation {
        match self.part(2) {
            "yes" => Regulation::Yes,
            "no" => Regulation::No,
            "yes?" => Regulation::ProbablyYes,
            _ => Regulation::Open,
        }
    }

    /// Whether a licence is needed: nothing where nobody looked it up. [`Occupation::regulation`] says how
    /// well it is known.
    #[must_use]
    pub fn regulated(self) -> Option<bool> {
        match self.regulation() {
            Regulation::Yes | Regulation::ProbablyYes => Some(true),
            Regulation::No => Some(false),
            Regulation::Open => None,
        }
    }

    /// The level of German that practice asks for, where sources give one: nursing and physiotherapy B2,
    /// doctors, dentists and teachers C1, training B1 (§ 16a `AufenthG`, unless the school tested the language).
    ///
    /// For doctors and dentists C1 is the level of the professional language, beside a general B2.
    #[must_use]
    pub fn usual_german(self) -> Option<GermanLevel> {
        self.part(3).parse().ok()
    }

    /// Whether this is training for an occupation (`Ausbildung`), not work in it.
    #[must_use]
    pub fn is_training(self) -> bool {
        self.code().ends_with(TRAINING)
    }

    /// Training for this occupation, where the list has it; training itself stays as it is.
    #[must_use]
    pub fn training(self) -> Option<Self> {
        if self.is_training() { Some(self) } else { format!("{}{TRAINING}", self.code()).parse().ok() }
    }

    /// The occupation that this trains for; an occupation itself stays as it is.
    #[must_use]
    pub fn trained(self) -> Self {
        self.code().strip_suffix(TRAINING).and_then(|code| code.parse().ok()).unwrap_or(self)
    }

    /// Every occupation of the list, in the order of the codes.
    pub fn all() -> impl Iterator<Item = Self> {
        OCCUPATIONS.lines().map(Self)
    }

    fn part(self, place: usize) -> &'static str {
        self.0.split('|').nth(place).unwrap_or("")
    }
}

/// The text is no occupation's code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an occupation of the list")]
pub struct UnknownOccupation;

impl FromStr for Occupation {
    type Err = UnknownOccupation;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::all().find(|occupation| occupation.code() == text).ok_or(UnknownOccupation)
    }
}

impl fmt::Display for Occupation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

// By hand: derived for a field that borrows for ever, it could only read texts that live for ever.
impl<'de> Deserialize<'de> for Occupation {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

impl Serialize for Occupation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn named(code: &str) -> Occupation {
        code.parse().unwrap()
    }

    #[test]
    fn every_line_of_the_table_is_complete() {
        let mut codes = BTreeSet::new();
        for occupation in Occupation::all() {
            assert_eq!(occupation.0.split('|').count(), 8, "{occupation:?}");
            assert!(codes.insert(occupation.code()), "{occupation} stands there twice");
            assert_eq!(occupation.sector().key(), occupation.part(1), "{occupation}");
            assert!(["yes", "no", "yes?", "open"].contains(&occupation.part(2)), "{occupation}");
            assert_eq!(occupation.usual_german().is_none(), occupation.part(3) == "-", "{occupation}");
            assert!(Language::ALL.iter().all(|language| !occupation.name(*language).is_empty()), "{occupation}");
            assert!(!occupation.is_training() || occupation.trained() != occupation, "{occupation} trains for nothing");
        }
        assert!(codes.len() >= 150);
    }

    #[test]
    fn the_list_says_what_the_recognition_bodies_say() {
        for (code, regulated) in [
            ("nurse", Some(true)),
            ("dentist", Some(true)),
            ("physiotherapist", Some(true)),
            ("educator", Some(true)),
            ("teacher", Some(true)),
            ("cook", Some(false)),
            ("medical_assistant", Some(false)),
            ("electrician", Some(false)),
            ("civil_engineer", Some(false)),
            ("nurse_training", Some(false)),
            ("truck_driver", None),
        ] {
            assert_eq!(named(code).regulated(), regulated, "{code}");
        }
        assert_eq!(named("nurse").usual_german(), Some(GermanLevel::B2));
        assert_eq!(named("nurse_training").usual_german(), Some(GermanLevel::B1));
        assert_eq!(named("cook").usual_german(), None);
    }

    #[test]
    fn training_leads_to_its_occupation_and_back() {
        assert_eq!(named("nurse").training(), Some(named("nurse_training")));
        assert_eq!(named("nurse_training").trained(), named("nurse"));
        assert_eq!(named("professor").training(), None);
    }

    #[test]
    fn an_occupation_travels_as_its_code() {
        assert_eq!(serde_json::to_string(&named("cook")).unwrap(), "\"cook\"");
        let sent = String::from("[\"cook\"]");
        assert_eq!(serde_json::from_str::<Vec<Occupation>>(&sent).unwrap(), [named("cook")]);
        assert!(serde_json::from_str::<Occupation>("\"chef de rang\"").is_err());
    }
}
