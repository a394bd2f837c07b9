//! Somebody starts alone: who it is, from where, and what for.

use super::{
    Check, Problems,
    announce::{earlier, later},
};
use crate::{
    calendar::Day,
    country::Country,
    facts::{Anchor, Certainty, Employment, Facts, Residence, Route, word::words},
    occupation::Occupation,
    text::Email,
};
use chrono::Months;
use serde::{Deserialize, Serialize};

words! {
    /// What brings somebody.
    Purpose, "purpose" {
        /// A job.
        Job = "job",
        /// Vocational training.
        Training = "training",
        /// A study in Germany is finished.
        Graduate = "graduate",
        /// The family.
        Family = "family",
    }
}

/// An own start as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StartAlone {
    /// Given names.
    pub given_names: String,
    /// Family name.
    pub family_name: String,
    /// Where the link goes.
    pub email: String,
    /// The code of the country (`TN`).
    pub nationality: String,
    /// Where the person lives now: the word of a [`Residence`].
    pub residence: String,
    /// What brings the person: the word of a [`Purpose`].
    pub purpose: String,
    /// Occupation or study in the person's words.
    pub occupation: String,
    /// The first working day, where there is one.
    pub work_start: String,
}

/// An own start that can be worked with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnStart {
    /// Given names.
    pub given_names: String,
    /// Family name.
    pub family_name: String,
    /// Where the link goes.
    pub email: Email,
    /// The nationality.
    pub nationality: Country,
    /// Where the person lives now.
    pub residence: Residence,
    /// What brings the person.
    pub purpose: Purpose,
    /// Occupation or study in the person's words; empty where there is none.
    pub occupation: String,
    /// The first working day.
    pub work_start: Option<Day>,
}

impl StartAlone {
    /// The start, if it can be worked with on this office day.
    ///
    /// # Errors
    /// Every field that cannot be used.
    pub fn check(&self, today: Day) -> Result<OwnStart, Problems> {
        let mut check = Check::default();
        let given_names = check.line("given_names", &self.given_names, 120);
        let family_name = check.line("family_name", &self.family_name, 120);
        let email = check.email("email", &self.email);
        let nationality = check.choice("nationality", &self.nationality);
        let residence = check.choice("residence", &self.residence);
        let purpose = check.choice("purpose", &self.purpose);
        let occupation = check.optional_line("occupation", &self.occupation, 120);
        let work_start = if self.work_start.trim().is_empty() {
            Some(None)
        } else {
            let (earliest, latest) = (earlier(today, Months::new(36)), later(today, Months::new(36)));
            check.day("work_start", &self.work_start, earliest, latest).map(Some)
        };
        let start = || {
            Some(OwnStart {
                given_names: given_names?,
                family_name: family_name?,
                email: email?,
                nationality: nationality?,
                residence: residence?,
                purpose: purpose?,
                occupation: occupation?,
                work_start: work_start?,
            })
        };
        let start = start();
        check.finish(start)
    }
}

impl OwnStart {
    /// What it tells about the case. The way into work is only noted where the purpose names it; rules of
    /// free movement still count before it.
    #[must_use]
    pub fn facts(&self) -> Facts {
        let occupation = Occupation::find(&self.occupation);
        let mut facts = Facts {
            nationality: Some(self.nationality),
            residence: Some(self.residence),
            occupation,
            ..Facts::default()
        };
        match self.purpose {
            Purpose::Training => {
                facts.employment = Some(Employment::Trainee);
                facts.route = Some(Route::Training);
                facts.occupation = occupation.map(|occupation| occupation.training().unwrap_or(occupation));
            }
            // Who has work already looks for none: §§ 18a to 18g are decided later.
            Purpose::Graduate if self.work_start.is_none() => {
                facts.employment = Some(Employment::Seeking);
                facts.route = Some(Route::JobSearch);
            }
            Purpose::Job | Purpose::Graduate => facts.employment = Some(Employment::Employee),
            Purpose::Family => {}
        }
        if let Some(day) = self.work_start {
            facts.anchors.set(Anchor::WorkStart, day, Certainty::Planned);
        }
        facts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::{Problem, Rule};

    fn today() -> Day {
        Day::from_ymd_opt(2026, 11, 22).unwrap()
    }

    fn graduate() -> StartAlone {
        StartAlone {
            given_names: "Asha".into(),
            family_name: "Beispiel".into(),
            email: "asha@example.org".into(),
            nationality: "IN".into(),
            residence: "city".into(),
            purpose: "graduate".into(),
            occupation: "Informatik".into(),
            work_start: String::new(),
        }
    }

    #[test]
    fn a_graduate_without_work_is_looking_for_it() {
        let facts = graduate().check(today()).unwrap().facts();
        assert_eq!((facts.route, facts.employment), (Some(Route::JobSearch), Some(Employment::Seeking)));
        assert_eq!(facts.known().already_here(), Some(true));
        let hired = StartAlone { work_start: "2027-01-04".into(), ..graduate() }.check(today()).unwrap().facts();
        assert_eq!((hired.route, hired.employment), (None, Some(Employment::Employee)));
    }

    #[test]
    fn free_movement_counts_before_what_brings_somebody() {
        let form = StartAlone { nationality: "PL".into(), purpose: "training".into(), ..graduate() };
        assert_eq!(form.check(today()).unwrap().facts().known().route, Some(Route::FreeMovement));
    }

    #[test]
    fn what_is_needed_is_asked_for() {
        let problems = StartAlone::default().check(today()).unwrap_err();
        let fields: Vec<_> = problems.0.iter().map(|problem| problem.field.as_str()).collect();
        assert_eq!(fields, ["given_names", "family_name", "email", "nationality", "residence", "purpose"]);
        let problems = StartAlone { residence: "moon".into(), ..graduate() }.check(today()).unwrap_err();
        assert_eq!(problems.0, [Problem { field: "residence".into(), rule: Rule::NotOffered }]);
    }
}
