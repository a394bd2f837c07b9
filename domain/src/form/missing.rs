//! The few questions whose answers make a newcomer's plan exact.

use super::{Check, Problems, TellFacts, ToldFacts, plan::TellDay};
use crate::{calendar::Day, facts::Anchor};
use serde::{Deserialize, Serialize};

/// The longest address.
const ADDRESS: usize = 200;

/// Answers as posted; an empty one leaves the question open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AnswerMissing {
    /// `yes` or `no`: whether a husband, wife or partner comes along.
    pub spouse: String,
    /// Birth dates of the children who come along, or `0`; see [`TellFacts::children_born`].
    pub children_born: String,
    /// The country of the training, by any of its names.
    pub training_country: String,
    /// A [`crate::facts::Housing`].
    pub housing: String,
    /// The last day of the residence permit.
    pub permit_until: String,
    /// The last address before this city.
    pub last_address: String,
}

/// Answers that can be used.
#[derive(Clone, Debug, PartialEq)]
pub struct AnsweredMissing {
    /// Facts.
    pub facts: ToldFacts,
    /// The last day of the residence permit.
    pub permit_until: Option<Day>,
    /// The last address before this city.
    pub last_address: Option<String>,
}

impl AnswerMissing {
    /// The answers.
    ///
    /// # Errors
    /// Every answer that cannot be used.
    pub fn check(&self, today: Day) -> Result<AnsweredMissing, Problems> {
        let facts = TellFacts {
            spouse: self.spouse.clone(),
            children_born: self.children_born.clone(),
            training_country: self.training_country.clone(),
            housing: self.housing.clone(),
            ..TellFacts::default()
        }
        .check(today);
        let mut check = Check::default();
        let permit_until = if self.permit_until.trim().is_empty() {
            None
        } else {
            let day = TellDay { day: self.permit_until.clone() }.check(Anchor::PermitValidUntil, today);
            day.map_err(|problems| check.take(problems, "permit_until")).ok()
        };
        let last_address = check.optional_line("last_address", &self.last_address, ADDRESS);
        let facts = facts.map_err(|problems| check.take_all(problems)).ok();
        let last_address = last_address.map(|address| Some(address).filter(|address| !address.is_empty()));
        check.finish(facts.zip(last_address).map(|(facts, last_address)| AnsweredMissing {
            facts,
            permit_until,
            last_address,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{facts::Facts, form::Rule};

    fn today() -> Day {
        Day::from_ymd_opt(2026, 11, 23).unwrap()
    }

    #[test]
    fn a_family_is_told_in_one_line() {
        let answer = AnswerMissing {
            spouse: "yes".into(),
            children_born: "1.5.2015, 2019-07-03".into(),
            permit_until: "30.06.2028".into(),
            last_address: " 12 Rue de la Paix, Tunis ".into(),
            ..AnswerMissing::default()
        };
        let told = answer.check(today()).unwrap();
        let mut facts = Facts::default();
        let _changed = told.facts.tell(&mut facts);
        let born: Vec<_> = facts.children.unwrap().into_iter().map(|child| child.born).collect();
        assert_eq!(born, [Day::from_ymd_opt(2015, 5, 1), Day::from_ymd_opt(2019, 7, 3)]);
        assert_eq!(told.permit_until, Day::from_ymd_opt(2028, 6, 30));
        assert_eq!(told.last_address.as_deref(), Some("12 Rue de la Paix, Tunis"));
    }

    #[test]
    fn every_answer_that_cannot_be_used_is_told_by_its_field() {
        let answer = AnswerMissing {
            children_born: "1.5.2030".into(),
            training_country: "Atlantis".into(),
            permit_until: "soon".into(),
            last_address: "x".repeat(201),
            ..AnswerMissing::default()
        };
        let problems = answer.check(today()).unwrap_err().0;
        let mut told: Vec<_> = problems.iter().map(|problem| (problem.field.as_str(), problem.rule)).collect();
        told.sort_unstable_by_key(|(field, _)| *field);
        assert_eq!(
            told,
            [
                ("children_born", Rule::InTheFuture),
                ("last_address", Rule::TooLong),
                ("permit_until", Rule::NotADay),
                ("training_country", Rule::NotOffered),
            ]
        );
    }

    #[test]
    fn no_answer_at_all_changes_nothing() {
        let told = AnswerMissing::default().check(today()).unwrap();
        assert_eq!(told.facts.tell(&mut Facts::default()), []);
        assert_eq!((told.permit_until, told.last_address), (None, None));
    }
}
