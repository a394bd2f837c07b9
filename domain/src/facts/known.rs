//! What follows from the facts told: the one place where something is concluded.

use super::{
    Anchor, Child, DrivingLicence, Employment, FactKey, Facts, GermanProof, Housing, Interest, RecognitionResult,
    Residence, Route, Source, Spouse, Word,
};
use crate::{
    calendar::Day,
    country::{Country, NationalityGroup},
    german::GermanLevel,
    id::PersonId,
    occupation::{Occupation, Sector},
};

/// The facts and what follows from them, as rules ask for it. Nothing where unknown.
///
/// What was told counts before what was concluded, save that nobody with free movement can be on another route.
/// Nothing is concluded from a fact's absence: where facts do not contradict each other, forgetting one never makes
/// an unknown answer known.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    facts: &'a Facts,
    /// By nationality.
    pub nationality: Option<NationalityGroup>,
    /// Group of the country in which the occupation was learnt.
    pub trained: Option<NationalityGroup>,
    /// Free movement and citizenship by nationality; else told; else training by occupation.
    pub route: Option<Route>,
    /// Told; never for those who need no title.
    pub fast_track: Option<bool>,
    /// Told.
    pub source: Option<Source>,
    /// Told.
    pub residence: Option<Residence>,
    /// By occupation.
    pub sector: Option<Sector>,
    /// By occupation; trainees work under supervision and need no licence.
    pub regulated: Option<bool>,
    /// Told; or trainee by occupation or route, seeking by route, employee where an employer hires.
    pub employment: Option<Employment>,
    /// Told; someone who opened the case alone, at a university or at the counter is in no cohort.
    pub in_cohort: Option<bool>,
    /// Told.
    pub housing: Option<Housing>,
    /// Told.
    pub recognition: Option<RecognitionResult>,
    /// Told.
    pub licence: Option<DrivingLicence>,
    /// Told.
    pub birth_date: Option<Day>,
    /// Whether a husband, wife or partner comes along.
    pub spouse: Option<bool>,
    /// The children who come along.
    pub children: Option<&'a [Child]>,
    days: [Option<Day>; ANCHORS],
}

const ANCHORS: usize = Anchor::ALL.len();

impl Facts {
    /// The facts and what follows from them.
    #[must_use]
    pub fn known(&self) -> Known<'_> {
        let nationality = self.nationality.map(Country::group);
        let is_training = self.occupation.map(Occupation::is_training);
        let route = route(self.route, nationality, is_training);
        let employment = self.employment.or_else(|| concluded_employment(route, is_training, self.source));
        let needs_no_title = matches!(route, Some(Route::Citizen | Route::FreeMovement));
        let mut days = [None; ANCHORS];
        for (anchor, date) in self.anchors.iter() {
            if let Some(slot) = days.get_mut(usize::from(anchor.place())) {
                *slot = Some(date.day);
            }
        }
        Known {
            facts: self,
            nationality,
            trained: self.training_country.map(Country::group),
            route,
            fast_track: self.fast_track.or(needs_no_title.then_some(false)),
            source: self.source,
            residence: self.residence,
            sector: self.occupation.map(Occupation::sector),
            regulated: if employment == Some(Employment::Trainee) {
                Some(false)
            } else {
                self.occupation.and_then(Occupation::regulated)
            },
            employment,
            in_cohort: self.in_cohort.or_else(|| came_alone(self.source).then_some(false)),
            housing: self.housing,
            recognition: self.recognition,
            licence: self.licence,
            birth_date: self.birth_date,
            spouse: self.spouse.map(|spouse| spouse != Spouse::None),
            children: self.children.as_deref(),
            days,
        }
    }
}

fn route(told: Option<Route>, nationality: Option<NationalityGroup>, is_training: Option<bool>) -> Option<Route> {
    match nationality {
        Some(NationalityGroup::German) => Some(Route::Citizen),
        Some(NationalityGroup::FreeMovement) => Some(Route::FreeMovement),
        Some(NationalityGroup::VisaFreeEntry | NationalityGroup::VisaRequired) if is_training == Some(true) => {
            told.or(Some(Route::Training))
        }
        _ => told,
    }
}

fn concluded_employment(route: Option<Route>, is_training: Option<bool>, source: Option<Source>) -> Option<Employment> {
    match (is_training, route) {
        (Some(true), _) | (_, Some(Route::Training)) => Some(Employment::Trainee),
        (_, Some(Route::TrainingSearch | Route::JobSearch | Route::OpportunityCard | Route::LanguageCourse)) => {
            Some(Employment::Seeking)
        }
        // Before the occupation is known, an employer's hire may still turn out to be a trainee.
        (Some(false), _) if matches!(source, Some(Source::Employer | Source::Zav)) => Some(Employment::Employee),
        _ => None,
    }
}

const fn came_alone(source: Option<Source>) -> bool {
    matches!(source, Some(Source::Newcomer | Source::University | Source::WalkIn))
}

impl Known<'_> {
    /// The anchor's day.
    #[must_use]
    pub fn anchor(&self, anchor: Anchor) -> Option<Day> {
        self.days.get(usize::from(anchor.place())).copied().flatten()
    }

    /// Whether the person lives in Germany already.
    #[must_use]
    pub fn already_here(&self) -> Option<bool> {
        self.residence.map(|residence| residence != Residence::Abroad)
    }

    /// Whether a child comes along.
    #[must_use]
    pub fn has_child(&self) -> Option<bool> {
        self.children.map(|children| !children.is_empty())
    }

    /// Whether somebody comes along.
    #[must_use]
    pub fn has_family(&self) -> Option<bool> {
        match (self.spouse, self.has_child()) {
            (Some(true), _) | (_, Some(true)) => Some(true),
            (Some(false), Some(false)) => Some(false),
            _ => None,
        }
    }

    /// Whether German of at least this level is proven.
    #[must_use]
    pub fn german_from(&self, level: GermanLevel) -> Option<bool> {
        self.facts.german.map(|proof| match proof {
            GermanProof::None => false,
            GermanProof::Level(has) => has >= level,
        })
    }

    /// Whether the person said yes to an offer; nothing where nobody asked.
    #[must_use]
    pub fn wants(&self, interest: Interest) -> Option<bool> {
        if self.facts.wants.contains(interest) {
            Some(true)
        } else {
            self.facts.declines.contains(interest).then_some(false)
        }
    }

    /// The person who comes along as husband, wife or partner, if somebody does; inside, the person if entered.
    #[expect(clippy::option_option, reason = "outer: whether somebody comes; inner: whether the person is entered")]
    pub(crate) fn coming_spouse(&self) -> Option<Option<PersonId>> {
        match self.facts.spouse {
            Some(Spouse::Comes(person)) => Some(person),
            Some(Spouse::None) | None => None,
        }
    }

    /// The fact to ask for where the route is unknown: without a nationality nobody can choose one.
    #[must_use]
    pub fn route_question(&self) -> FactKey {
        if self.nationality.is_none() { FactKey::Nationality } else { FactKey::Route }
    }

    /// The fact to ask for where regulation is unknown.
    #[must_use]
    pub fn regulation_question(&self) -> FactKey {
        if self.facts.occupation.is_none() { FactKey::Occupation } else { FactKey::Regulation }
    }

    /// Whether nobody told this fact and it does not follow from others.
    #[must_use]
    pub fn lacks(&self, key: FactKey) -> bool {
        match key {
            FactKey::Nationality => self.nationality.is_none(),
            FactKey::BirthDate => self.birth_date.is_none(),
            FactKey::Occupation => self.facts.occupation.is_none(),
            FactKey::Regulation => self.regulated.is_none(),
            FactKey::TrainingCountry => self.trained.is_none(),
            FactKey::Route => self.route.is_none(),
            FactKey::FastTrack => self.fast_track.is_none(),
            FactKey::Source => self.source.is_none(),
            FactKey::Residence => self.residence.is_none(),
            FactKey::Cohort => self.in_cohort.is_none(),
            FactKey::Employment => self.employment.is_none(),
            FactKey::Housing => self.housing.is_none(),
            FactKey::Spouse => self.spouse.is_none(),
            FactKey::Children => self.children.is_none(),
            FactKey::ChildBirthDate => self.children.is_some_and(|all| all.iter().any(|child| child.born.is_none())),
            FactKey::German => self.facts.german.is_none(),
            FactKey::Salary => self.facts.gross_year_cents.is_none(),
            FactKey::Recognition => self.recognition.is_none(),
            FactKey::Licence => self.licence.is_none(),
            FactKey::Interests => Interest::ALL.iter().any(|interest| self.wants(*interest).is_none()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn route_and_employment_follow_from_nationality_and_occupation() {
        for (nationality, occupation, told, route, employment) in [
            ("PL", "cook", None, Some(Route::FreeMovement), Some(Employment::Employee)),
            ("PL", "cook", Some(Route::SkilledTraining), Some(Route::FreeMovement), Some(Employment::Employee)),
            ("DE", "nurse_training", None, Some(Route::Citizen), Some(Employment::Trainee)),
            ("VN", "nurse_training", None, Some(Route::Training), Some(Employment::Trainee)),
            ("VN", "nurse", None, None, Some(Employment::Employee)),
            ("VN", "nurse", Some(Route::Training), Some(Route::Training), Some(Employment::Trainee)),
            ("IN", "nurse", Some(Route::JobSearch), Some(Route::JobSearch), Some(Employment::Seeking)),
        ] {
            let facts = Facts {
                nationality: nationality.parse().ok(),
                occupation: occupation.parse().ok(),
                route: told,
                source: Some(Source::Employer),
                ..Facts::default()
            };
            let known = facts.known();
            assert_eq!((known.route, known.employment), (route, employment), "{nationality} {occupation}");
        }
    }

    #[test]
    fn a_trainee_needs_no_licence_and_who_needs_no_title_no_fast_track() {
        let mut facts = Facts { occupation: "nurse".parse().ok(), ..Facts::default() };
        assert_eq!((facts.known().regulated, facts.known().fast_track), (Some(true), None));
        facts.nationality = "FR".parse().ok();
        assert_eq!((facts.known().regulated, facts.known().fast_track), (Some(true), Some(false)));
        facts.nationality = "VN".parse().ok();
        facts.route = Some(Route::Training);
        assert_eq!((facts.known().regulated, facts.known().fast_track), (Some(false), None));
    }

    #[test]
    fn a_stored_fact_that_nobody_knows_is_refused_and_the_others_read_back() {
        let text = r#"{"nationality":"VN","route":"16a","children":[{"born":"2018-02-11"}],"spouse":"none",
            "german":{"level":"B1"},"wants":["sports"],
            "anchors":{"work_start":{"day":"2027-04-01","certainty":"planned"}}}"#;
        let facts: Facts = serde_json::from_str(text).unwrap();
        assert_eq!(facts.known().anchor(Anchor::WorkStart), "2027-04-01".parse().ok());
        assert_eq!(
            (facts.known().wants(Interest::Sports), facts.known().wants(Interest::Volunteering)),
            (Some(true), None)
        );
        assert_eq!(serde_json::from_str::<Facts>(&serde_json::to_string(&facts).unwrap()).unwrap(), facts);
        assert!(serde_json::from_str::<Facts>(r#"{"shoe_size":38}"#).is_err());
        assert!(serde_json::from_str::<Facts>(r#"{"route":"99"}"#).is_err());
        assert!(serde_json::from_str::<Facts>(r#"{"wants":["chess"]}"#).is_err());
    }
}
