//! One question about a case, as a rule asks it.

use super::{DayRule, Term};
use crate::{
    country::NationalityGroup,
    facts::{
        Anchor, DrivingLicence, Employment, FactKey, Housing, Interest, RecognitionResult, Residence, Route, Source,
        WordSet,
    },
    german::GermanLevel,
    occupation::Sector,
    step::StepKey,
};
use std::fmt;

/// A range of ages in full years, written `from 6 under 18`; either end may be open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AgeRange {
    /// The youngest age in the range.
    pub from: Option<u8>,
    /// The first age beyond the range.
    pub under: Option<u8>,
}

impl AgeRange {
    /// Whether an age in full years lies in the range.
    #[must_use]
    pub fn contains(self, years: u32) -> bool {
        self.from.is_none_or(|from| years >= u32::from(from)) && self.under.is_none_or(|under| years < u32::from(under))
    }
}

impl fmt::Display for AgeRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(from) = self.from {
            write!(f, " from {from}")?;
        }
        if let Some(under) = self.under {
            write!(f, " under {under}")?;
        }
        Ok(())
    }
}

/// A question about a case that has three answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Predicate {
    /// `always`.
    Always,
    /// `nationality in (german, free_movement)`.
    Nationality(WordSet<NationalityGroup>),
    /// `trained in (german)`: the group of the country in which the occupation was learnt.
    Trained(WordSet<NationalityGroup>),
    /// `route in (16a, 18g)`.
    Route(WordSet<Route>),
    /// `source in (employer)`.
    Source(WordSet<Source>),
    /// `residence in (city)`.
    Residence(WordSet<Residence>),
    /// `sector in (food, care)`.
    Sector(WordSet<Sector>),
    /// `housing in (needed)`.
    Housing(WordSet<Housing>),
    /// `employment in (employee, trainee)`.
    Employment(WordSet<Employment>),
    /// `recognition in (partial)`.
    Recognition(WordSet<RecognitionResult>),
    /// `licence in (foreign)`.
    Licence(WordSet<DrivingLicence>),
    /// `regulated`: practising the occupation needs a licence or recognition.
    Regulated,
    /// `fast_track`: § 81a `AufenthG` was chosen.
    FastTrack,
    /// `cohort`.
    Cohort,
    /// `already_here`: lives in Germany or in the city.
    AlreadyHere,
    /// `spouse`: a husband, wife or partner comes along.
    Spouse,
    /// `family`: somebody comes along.
    Family,
    /// `child under 7`: of the child the step is about, or else of any child; the age is today's.
    Child(AgeRange),
    /// `age from 45`: of the newcomer, on the first working day, or today where that is unknown.
    Age(AgeRange),
    /// `born from 1971`: the newcomer's year of birth or a later one.
    BornFrom(u16),
    /// `german from B1`: proven German of at least this level.
    GermanFrom(GermanLevel),
    /// `opted(volunteering)`: the newcomer said yes to the offer.
    Opted(Interest),
    /// `reported(knowledge_date)`: the date was entered; an event that has not happened is not unknown.
    Reported(Anchor),
    /// `unknown(route)`: nobody told the fact yet.
    Unknown(FactKey),
    /// `applies(recognition_apply)`: as that step.
    Applies(StepKey),
    /// `passport_valid_until before permit_valid_until`.
    Before(DayRule, DayRule),
}

impl Predicate {
    pub(super) fn steps(&self, visit: &mut dyn FnMut(Term)) {
        match self {
            Self::Applies(step) => visit(Term::Applies(*step)),
            Self::Before(earlier, later) => {
                earlier.steps(visit);
                later.steps(visit);
            }
            _ => {}
        }
    }
}

impl fmt::Display for Predicate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Always => f.write_str("always"),
            Self::Nationality(set) => write!(f, "nationality in ({set})"),
            Self::Trained(set) => write!(f, "trained in ({set})"),
            Self::Route(set) => write!(f, "route in ({set})"),
            Self::Source(set) => write!(f, "source in ({set})"),
            Self::Residence(set) => write!(f, "residence in ({set})"),
            Self::Sector(set) => write!(f, "sector in ({set})"),
            Self::Housing(set) => write!(f, "housing in ({set})"),
            Self::Employment(set) => write!(f, "employment in ({set})"),
            Self::Recognition(set) => write!(f, "recognition in ({set})"),
            Self::Licence(set) => write!(f, "licence in ({set})"),
            Self::Regulated => f.write_str("regulated"),
            Self::FastTrack => f.write_str("fast_track"),
            Self::Cohort => f.write_str("cohort"),
            Self::AlreadyHere => f.write_str("already_here"),
            Self::Spouse => f.write_str("spouse"),
            Self::Family => f.write_str("family"),
            Self::Child(range) => write!(f, "child{range}"),
            Self::Age(range) => write!(f, "age{range}"),
            Self::BornFrom(year) => write!(f, "born from {year}"),
            Self::GermanFrom(level) => write!(f, "german from {level}"),
            Self::Opted(interest) => write!(f, "opted({interest})"),
            Self::Reported(anchor) => write!(f, "reported({anchor})"),
            Self::Unknown(key) => write!(f, "unknown({key})"),
            Self::Applies(step) => write!(f, "applies({step})"),
            Self::Before(earlier, later) => write!(f, "{earlier} before {later}"),
        }
    }
}
