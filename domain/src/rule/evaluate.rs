//! What rules see of a case, and the answers to single questions.

use super::{DayRule, Predicate, Reason, Truth, predicate::AgeRange};
use crate::{
    calendar::{Day, WorkingCalendar},
    country::NationalityGroup,
    facts::{Child, FactKey, Known, Missing, Word, WordSet},
    step::StepKey,
};

/// What other steps of the same plan say.
pub trait Elsewhere {
    /// Whether the step applies.
    fn applies(&self, step: StepKey) -> Truth;
    /// The day it was done.
    fn done_on(&self, step: StepKey) -> Option<Day>;
    /// The day it is due, or what is missing to say so.
    ///
    /// # Errors
    /// What is missing.
    fn due(&self, step: StepKey) -> Result<super::Dated, Missing>;
}

/// The case as rules see it on a day.
#[derive(Clone, Copy)]
pub struct Situation<'a> {
    /// The facts and what follows from them.
    pub known: &'a Known<'a>,
    /// The child that the step is about, where there is one step for each child.
    pub child: Option<&'a Child>,
    /// The other steps of the plan.
    pub elsewhere: &'a dyn Elsewhere,
    /// Which days are working days.
    pub calendar: WorkingCalendar,
    /// The day of the office.
    pub today: Day,
}

fn flag(value: Option<bool>, key: FactKey, because: impl FnOnce() -> Reason) -> Truth {
    match value {
        Some(true) => Truth::True,
        Some(false) => Truth::False(because()),
        None => Truth::Unknown(Missing::fact(key)),
    }
}

fn member<W: Word>(value: Option<W>, set: WordSet<W>, key: FactKey, because: impl FnOnce() -> Reason) -> Truth {
    flag(value.map(|value| set.contains(value)), key, because)
}

impl Predicate {
    /// The answer in a situation.
    #[must_use]
    pub fn evaluate(&self, situation: &Situation<'_>) -> Truth {
        let known = situation.known;
        let because = || self.because(situation);
        match self {
            Self::Always => Truth::True,
            Self::Nationality(set) => member(known.nationality, *set, FactKey::Nationality, because),
            Self::Trained(set) => member(known.trained, *set, FactKey::TrainingCountry, because),
            Self::Route(set) => member(known.route, *set, known.route_question(), because),
            Self::Source(set) => member(known.source, *set, FactKey::Source, because),
            Self::Residence(set) => member(known.residence, *set, FactKey::Residence, because),
            Self::Sector(set) => member(known.sector, *set, FactKey::Occupation, because),
            Self::Housing(set) => member(known.housing, *set, FactKey::Housing, because),
            Self::Employment(set) => member(known.employment, *set, FactKey::Employment, because),
            Self::Recognition(set) => member(known.recognition, *set, FactKey::Recognition, because),
            Self::Licence(set) => member(known.licence, *set, FactKey::Licence, because),
            Self::Regulated => flag(known.regulated, known.regulation_question(), because),
            Self::FastTrack => flag(known.fast_track, FactKey::FastTrack, because),
            Self::Cohort => flag(known.in_cohort, FactKey::Cohort, because),
            Self::AlreadyHere => flag(known.already_here(), FactKey::Residence, because),
            Self::Spouse => flag(known.spouse, FactKey::Spouse, because),
            Self::Family => family(known, because()),
            Self::Child(range) => child(situation, *range),
            Self::Age(range) => {
                let on = known.anchor(crate::facts::Anchor::WorkStart).unwrap_or(situation.today);
                let years = known.birth_date.map(|born| on.years_since(born).unwrap_or(0));
                flag(years.map(|years| range.contains(years)), FactKey::BirthDate, because)
            }
            Self::BornFrom(year) => {
                let born = known.birth_date.map(|born| chrono::Datelike::year(&born) >= i32::from(*year));
                flag(born, FactKey::BirthDate, because)
            }
            Self::GermanFrom(level) => flag(known.german_from(*level), FactKey::German, because),
            Self::Opted(interest) => flag(known.wants(*interest), FactKey::Interests, because),
            Self::Reported(anchor) => {
                if known.anchor(*anchor).is_some() {
                    Truth::True
                } else {
                    Truth::False(Reason::NotReported)
                }
            }
            Self::Unknown(key) => {
                if known.lacks(*key) {
                    Truth::True
                } else {
                    Truth::False(Reason::FactKnown)
                }
            }
            Self::Applies(step) => situation.elsewhere.applies(*step),
            Self::Before(earlier, later) => before(earlier, later, situation),
        }
    }

    /// What is the case about this question, whatever the answer was: it becomes the reason of a "no".
    pub(super) fn because(&self, situation: &Situation<'_>) -> Reason {
        let known = situation.known;
        match self {
            Self::Always => Reason::Never,
            Self::Nationality(_) => match known.nationality {
                Some(NationalityGroup::German) => Reason::GermanCitizen,
                Some(NationalityGroup::FreeMovement) => Reason::FreeMovement,
                Some(NationalityGroup::VisaFreeEntry) => Reason::VisaFreeEntry,
                Some(NationalityGroup::VisaRequired) | None => Reason::ThirdCountry,
            },
            Self::Route(_) => match known.nationality {
                Some(NationalityGroup::German) => Reason::GermanCitizen,
                Some(NationalityGroup::FreeMovement) => Reason::FreeMovement,
                _ => Reason::OtherRoute,
            },
            Self::Trained(_) => Reason::TrainingCountry,
            Self::Source(_) => Reason::OtherSource,
            Self::Residence(_) | Self::AlreadyHere => {
                if known.already_here() == Some(false) {
                    Reason::NotYetHere
                } else {
                    Reason::AlreadyHere
                }
            }
            Self::Sector(_) => Reason::OtherSector,
            Self::Housing(_) => Reason::Housed,
            Self::Employment(_) => Reason::OtherEmployment,
            Self::Recognition(_) => Reason::OtherRecognition,
            Self::Licence(_) => Reason::Licence,
            Self::Regulated => choose(known.regulated, Reason::Regulated, Reason::NotRegulated),
            Self::FastTrack => choose(known.fast_track, Reason::FastTrack, Reason::NoFastTrack),
            Self::Cohort => choose(known.in_cohort, Reason::InCohort, Reason::NotInCohort),
            Self::Spouse => choose(known.spouse, Reason::WithSpouse, Reason::NoSpouse),
            Self::Family => choose(known.has_family(), Reason::WithFamily, Reason::NoFamily),
            Self::Child(_) => choose(known.has_child(), Reason::WithChild, Reason::NoChild),
            Self::Age(_) | Self::BornFrom(_) => Reason::Age,
            Self::GermanFrom(_) => Reason::GermanLevel,
            Self::Opted(interest) => choose(known.wants(*interest), Reason::Wanted, Reason::Declined),
            Self::Reported(_) => Reason::Reported,
            Self::Unknown(_) => Reason::FactKnown,
            Self::Applies(_) => Reason::OtherStepNeeded,
            Self::Before(..) => Reason::Dates,
        }
    }
}

fn choose(value: Option<bool>, yes: Reason, no: Reason) -> Reason {
    if value == Some(true) { yes } else { no }
}

fn family(known: &Known<'_>, because: Reason) -> Truth {
    match (known.spouse, known.has_child()) {
        (Some(true), _) | (_, Some(true)) => Truth::True,
        (Some(false), Some(false)) => Truth::False(because),
        (None, Some(_)) => Truth::Unknown(Missing::fact(FactKey::Spouse)),
        (Some(_), None) => Truth::Unknown(Missing::fact(FactKey::Children)),
        (None, None) => Truth::Unknown(Missing::fact(FactKey::Spouse).and(Missing::fact(FactKey::Children))),
    }
}

/// The child the step is about, or else any child.
fn child(situation: &Situation<'_>, range: AgeRange) -> Truth {
    let Some(all) = situation.known.children else {
        return Truth::Unknown(Missing::fact(FactKey::Children));
    };
    let children = situation.child.map_or(all, std::slice::from_ref);
    if children.is_empty() {
        return Truth::False(Reason::NoChild);
    }
    if range == AgeRange::default() {
        return Truth::True;
    }
    // A child not born yet is in its first year: its place in the plan can be prepared.
    let age = |child: &Child| child.born.map(|born| situation.today.years_since(born).unwrap_or(0));
    if children.iter().any(|child| age(child).is_some_and(|years| range.contains(years))) {
        Truth::True
    } else if children.iter().all(|child| child.born.is_some()) {
        Truth::False(Reason::ChildAge)
    } else {
        Truth::Unknown(Missing::fact(FactKey::ChildBirthDate))
    }
}

fn before(earlier: &DayRule, later: &DayRule, situation: &Situation<'_>) -> Truth {
    match (earlier.evaluate(situation), later.evaluate(situation)) {
        (Ok(earlier), Ok(later)) if earlier.day < later.day => Truth::True,
        (Ok(_), Ok(_)) => Truth::False(Reason::Dates),
        (Err(missing), Ok(_)) | (Ok(_), Err(missing)) => Truth::Unknown(missing),
        (Err(one), Err(other)) => Truth::Unknown(one.and(other)),
    }
}
