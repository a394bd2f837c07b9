//! The form that fills in what is not known about a case yet.

use super::{Check, Problems, Rule};
use crate::{
    calendar::Day,
    country::Country,
    facts::{
        Child, DrivingLicence, Employment, FactKey, Facts, GermanProof, Housing, RecognitionResult, Residence, Route,
        Spouse,
    },
    german::GermanLevel,
    occupation::Occupation,
};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// Answers as posted; an empty one leaves the fact as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TellFacts {
    /// A country, by any of its names.
    pub nationality: String,
    /// A day.
    pub birth_date: String,
    /// An occupation, by any of its names.
    pub occupation: String,
    /// A country, by any of its names.
    pub training_country: String,
    /// A [`Route`].
    pub route: String,
    /// `yes` or `no`.
    pub fast_track: String,
    /// A [`Residence`].
    pub residence: String,
    /// An [`Employment`].
    pub employment: String,
    /// A [`Housing`].
    pub housing: String,
    /// `yes` or `no`.
    pub spouse: String,
    /// How many children come along.
    pub children: String,
    /// The birth dates of the children who come along, separated by commas or lines; `0` for none.
    pub children_born: String,
    /// A [`GermanLevel`], or `none`.
    pub german: String,
    /// A [`RecognitionResult`].
    pub recognition: String,
    /// A [`DrivingLicence`].
    pub licence: String,
}

/// The most children one case has; more are entered by name.
const MOST_CHILDREN: u8 = 12;

/// Answers that can be used.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ToldFacts {
    nationality: Option<Country>,
    birth_date: Option<Day>,
    occupation: Option<Occupation>,
    training_country: Option<Country>,
    route: Option<Route>,
    fast_track: Option<bool>,
    residence: Option<Residence>,
    employment: Option<Employment>,
    housing: Option<Housing>,
    spouse: Option<bool>,
    children: Option<u8>,
    children_born: Option<Vec<Day>>,
    german: Option<GermanProof>,
    recognition: Option<RecognitionResult>,
    licence: Option<DrivingLicence>,
}

/// Reads answers that may be left out; notes what cannot be read.
struct Answers(Check);

impl Answers {
    fn read<T>(&mut self, field: &str, text: &str, read: impl FnOnce(&str) -> Result<T, Rule>) -> Option<T> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        read(text).map_err(|rule| self.0.refuse(field, rule)).ok()
    }

    fn word<T: FromStr>(&mut self, field: &str, text: &str) -> Option<T> {
        self.read(field, text, |text| text.parse().map_err(|_| Rule::NotOffered))
    }

    fn yes_or_no(&mut self, field: &str, text: &str) -> Option<bool> {
        self.read(field, text, |text| match text {
            "yes" => Ok(true),
            "no" => Ok(false),
            _ => Err(Rule::NotOffered),
        })
    }

    fn country(&mut self, field: &str, text: &str) -> Option<Country> {
        self.read(field, text, |text| Country::find(text).ok_or(Rule::NotOffered))
    }
}

impl TellFacts {
    /// The answers.
    ///
    /// # Errors
    /// A text that is no country, occupation, day, number or answer offered.
    pub fn check(&self, today: Day) -> Result<ToldFacts, Problems> {
        let mut answers = Answers(Check::default());
        let told = ToldFacts {
            nationality: answers.country("nationality", &self.nationality),
            birth_date: answers.read("birth_date", &self.birth_date, |text| {
                let day = super::read_day(text).ok_or(Rule::NotADay)?;
                if day < today { Ok(day) } else { Err(Rule::InTheFuture) }
            }),
            occupation: answers.read("occupation", &self.occupation, |text| {
                let by_code = || Occupation::all().find(|occupation| occupation.code() == text);
                by_code().or_else(|| Occupation::find(text)).ok_or(Rule::NotOffered)
            }),
            training_country: answers.country("training_country", &self.training_country),
            route: answers.word("route", &self.route),
            fast_track: answers.yes_or_no("fast_track", &self.fast_track),
            residence: answers.word("residence", &self.residence),
            employment: answers.word("employment", &self.employment),
            housing: answers.word("housing", &self.housing),
            spouse: answers.yes_or_no("spouse", &self.spouse),
            children: answers.read("children", &self.children, |text| {
                text.parse().ok().filter(|count| *count <= MOST_CHILDREN).ok_or(Rule::OutOfRange)
            }),
            children_born: answers.read("children_born", &self.children_born, |text| births(text, today)),
            german: answers.read("german", &self.german, |text| match text {
                "none" => Ok(GermanProof::None),
                _ => text.parse::<GermanLevel>().map(GermanProof::Level).map_err(|_| Rule::NotOffered),
            }),
            recognition: answers.word("recognition", &self.recognition),
            licence: answers.word("licence", &self.licence),
        };
        answers.0.finish(Some(told))
    }
}

impl ToldFacts {
    /// Writes the answers into the facts and names those that changed.
    ///
    /// Children and partner who are entered by name already stay; a smaller number is left to a conversation.
    pub fn tell(&self, facts: &mut Facts) -> Vec<FactKey> {
        let mut told = Vec::new();
        let mut note = |key, is_changed: bool| {
            if is_changed {
                told.push(key);
            }
        };
        note(FactKey::Nationality, put(&mut facts.nationality, self.nationality));
        note(FactKey::BirthDate, put(&mut facts.birth_date, self.birth_date));
        note(FactKey::Occupation, put(&mut facts.occupation, self.occupation));
        note(FactKey::TrainingCountry, put(&mut facts.training_country, self.training_country));
        note(FactKey::Route, put(&mut facts.route, self.route));
        note(FactKey::FastTrack, put(&mut facts.fast_track, self.fast_track));
        note(FactKey::Residence, put(&mut facts.residence, self.residence));
        note(FactKey::Employment, put(&mut facts.employment, self.employment));
        note(FactKey::Housing, put(&mut facts.housing, self.housing));
        let spouse = self.spouse.map(|comes| match (comes, facts.spouse) {
            (true, Some(Spouse::Comes(person))) => Spouse::Comes(person),
            (true, _) => Spouse::Comes(None),
            (false, _) => Spouse::None,
        });
        note(FactKey::Spouse, put(&mut facts.spouse, spouse));
        let children = self.children.map(|count| {
            let mut children = facts.children.clone().unwrap_or_default();
            children.resize_with(children.len().max(usize::from(count)), Child::default);
            children
        });
        note(FactKey::Children, put(&mut facts.children, children));
        let children = self.children_born.as_ref().map(|born| with_births(facts.children.clone(), born));
        note(FactKey::ChildBirthDate, put(&mut facts.children, children));
        note(FactKey::German, put(&mut facts.german, self.german));
        note(FactKey::Recognition, put(&mut facts.recognition, self.recognition));
        note(FactKey::Licence, put(&mut facts.licence, self.licence));
        told
    }
}

/// Birth dates as typed: as many as a family has.
fn births(text: &str, today: Day) -> Result<Vec<Day>, Rule> {
    if text == "0" {
        return Ok(Vec::new());
    }
    let days = text.split([',', ';', '\n', '،']).map(str::trim).filter(|part| !part.is_empty());
    let days: Vec<Day> = days.map(|day| super::read_day(day).ok_or(Rule::NotADay)).collect::<Result<_, _>>()?;
    if days.len() > usize::from(MOST_CHILDREN) {
        Err(Rule::OutOfRange)
    } else if days.iter().any(|day| *day > today) {
        Err(Rule::InTheFuture)
    } else {
        Ok(days)
    }
}

/// The children with birth dates told: those already known stay, the others get a date each, and who is left is new.
fn with_births(children: Option<Vec<Child>>, told: &[Day]) -> Vec<Child> {
    let mut children = children.unwrap_or_default();
    let mut told: Vec<Day> = told.to_vec();
    told.retain(|day| !children.iter().any(|child| child.born == Some(*day)));
    let mut told = told.into_iter();
    for child in children.iter_mut().filter(|child| child.born.is_none()) {
        child.born = told.next();
    }
    children.extend(told.map(|day| Child { person: None, born: Some(day) }));
    children
}

/// Writes an answer down if there is one; says whether that changed something.
fn put<T: PartialEq>(fact: &mut Option<T>, answer: Option<T>) -> bool {
    let is_changed = answer.is_some() && *fact != answer;
    if is_changed {
        *fact = answer;
    }
    is_changed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> Day {
        Day::from_ymd_opt(2026, 11, 23).unwrap()
    }

    #[test]
    fn an_empty_answer_changes_nothing() {
        let mut facts = Facts { fast_track: Some(true), ..Facts::default() };
        let before = facts.clone();
        assert_eq!(TellFacts::default().check(today()).unwrap().tell(&mut facts), []);
        assert_eq!(facts, before);
    }

    #[test]
    fn countries_and_occupations_are_understood_as_people_write_them() {
        let form = TellFacts { nationality: "tunesisch".into(), occupation: "Köchin".into(), ..TellFacts::default() };
        let mut facts = Facts::default();
        let told = form.check(today()).unwrap().tell(&mut facts);
        assert_eq!(told, [FactKey::Nationality, FactKey::Occupation]);
        assert_eq!(facts.nationality.unwrap().code(), "TN");
        assert_eq!(facts.occupation.unwrap().code(), "cook");
    }

    #[test]
    fn children_already_known_are_kept() {
        let known = Child { born: Some(today()), ..Child::default() };
        let mut facts = Facts { children: Some(vec![known]), ..Facts::default() };
        let form = |count: &str| TellFacts { children: count.into(), ..TellFacts::default() }.check(today()).unwrap();
        assert_eq!(form("2").tell(&mut facts), [FactKey::Children]);
        assert_eq!(facts.children.as_deref(), Some(&[known, Child::default()][..]));
        assert_eq!(form("0").tell(&mut facts), []);
    }

    #[test]
    fn birth_dates_complete_the_children_already_known() {
        let day = |day| Day::from_ymd_opt(2015, 5, day);
        let known = [Child { person: None, born: day(1) }, Child::default()];
        let mut facts = Facts { children: Some(known.to_vec()), ..Facts::default() };
        let form =
            |text: &str| TellFacts { children_born: text.into(), ..TellFacts::default() }.check(today()).unwrap();
        assert_eq!(form("01.05.2015; 02.05.2015\n03.05.2015").tell(&mut facts), [FactKey::ChildBirthDate]);
        let born: Vec<_> = facts.children.as_ref().unwrap().iter().map(|child| child.born).collect();
        assert_eq!(born, [day(1), day(2), day(3)]);
        assert_eq!(form("01.05.2015").tell(&mut facts), []);
        let mut nobody = Facts::default();
        assert_eq!(form("0").tell(&mut nobody), [FactKey::ChildBirthDate]);
        assert_eq!(nobody.children, Some(Vec::new()));
    }

    #[test]
    fn what_cannot_be_read_is_told_by_field() {
        let form = TellFacts {
            nationality: "Atlantis".into(),
            birth_date: "2030-01-01".into(),
            spouse: "perhaps".into(),
            children: "99".into(),
            ..TellFacts::default()
        };
        let problems: Vec<_> = form.check(today()).unwrap_err().0.into_iter().map(|p| (p.field, p.rule)).collect();
        assert_eq!(
            problems,
            [
                ("nationality".to_owned(), Rule::NotOffered),
                ("birth_date".to_owned(), Rule::InTheFuture),
                ("spouse".to_owned(), Rule::NotOffered),
                ("children".to_owned(), Rule::OutOfRange),
            ]
        );
    }
}
