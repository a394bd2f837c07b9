//! What an employer changes about one hire, or about several at once.

use crate::{
    calendar::Day,
    facts::Housing,
    form::{Check, Problems, Rule, read_day},
    id::CohortId,
    occupation::Occupation,
    text::Email,
};
use chrono::Months;
use serde::{Deserialize, Serialize};

/// The most children anybody has entered for one family.
const CHILDREN: u16 = 20;

/// What an employer can change about a hire.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EditHire {
    /// First working day.
    pub work_start: String,
    /// Day of arrival in the city.
    pub arrival: String,
    /// A word of [`Housing`].
    pub housing: String,
    /// Number of children who come along.
    pub children: String,
    /// `yes` or `no`: whether a partner comes along.
    pub partner: String,
    /// Mail address of the person.
    pub email: String,
    /// The cohort.
    pub cohort: String,
    /// Birth date of the person.
    pub birth_date: String,
}

/// A change of a hire that can be made. An empty field says nothing and changes nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HireChange {
    /// First working day.
    pub work_start: Option<Day>,
    /// Day of arrival in the city.
    pub arrival: Option<Day>,
    /// How the person is housed.
    pub housing: Option<Housing>,
    /// What the person is hired for.
    pub occupation: Option<Occupation>,
    /// Number of children who come along.
    pub children: Option<u16>,
    /// Whether a partner comes along.
    pub partner: Option<bool>,
    /// Mail address of the person.
    pub email: Option<Email>,
    /// The cohort.
    pub cohort: Option<CohortId>,
    /// Birth date of the person.
    pub birth_date: Option<Day>,
}

impl HireChange {
    /// Whether nothing would change.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl EditHire {
    /// The change, if every field can be read.
    ///
    /// # Errors
    /// Fields that cannot.
    pub fn check(&self, today: Day) -> Result<HireChange, Problems> {
        let mut check = Check::default();
        let change = HireChange {
            work_start: optional_day(&mut check, "work_start", &self.work_start, today),
            arrival: optional_day(&mut check, "arrival", &self.arrival, today),
            housing: optional_choice(&mut check, "housing", &self.housing),
            occupation: None,
            children: optional_children(&mut check, &self.children),
            partner: match self.partner.as_str() {
                "yes" => Some(true),
                "no" => Some(false),
                _ => None,
            },
            email: check.optional_email("email", &self.email).flatten(),
            cohort: optional_choice(&mut check, "cohort", &self.cohort),
            birth_date: birth_date(&mut check, &self.birth_date, today),
        };
        check.finish(Some(change))
    }
}

/// One or a few facts that are the same for everybody selected.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SetForAll {
    /// First working day.
    pub work_start: String,
    /// Day of arrival in the city.
    pub arrival: String,
    /// A word of [`Housing`].
    pub housing: String,
    /// An occupation by any of its names.
    pub occupation: String,
}

impl SetForAll {
    /// The change, if every field can be read and at least one is filled in.
    ///
    /// # Errors
    /// Fields that cannot, or nothing to set.
    pub fn check(&self, today: Day) -> Result<HireChange, Problems> {
        let mut check = Check::default();
        let occupation = Occupation::find(&self.occupation);
        if occupation.is_none() && !self.occupation.trim().is_empty() {
            check.refuse("occupation", Rule::NotOffered);
        }
        let change = HireChange {
            work_start: optional_day(&mut check, "work_start", &self.work_start, today),
            arrival: optional_day(&mut check, "arrival", &self.arrival, today),
            housing: optional_choice(&mut check, "housing", &self.housing),
            occupation,
            ..HireChange::default()
        };
        let change = check.finish(Some(change))?;
        if change.is_empty() { Err(Problems::one("work_start", Rule::Missing)) } else { Ok(change) }
    }
}

/// Hires are planned within three years; a day up to a year ago can still be put right.
fn optional_day(check: &mut Check, field: &str, text: &str, today: Day) -> Option<Day> {
    if text.trim().is_empty() {
        return None;
    }
    let (earliest, latest) = (today - Months::new(12), today + Months::new(36));
    let day = read_day(text);
    if day.is_none() {
        check.refuse(field, Rule::NotADay);
    }
    check.day(field, &day?.to_string(), earliest, latest)
}

/// Whoever is hired is between fourteen and a hundred years old.
fn birth_date(check: &mut Check, text: &str, today: Day) -> Option<Day> {
    if text.trim().is_empty() {
        return None;
    }
    let day = read_day(text);
    match day {
        None => check.refuse("birth_date", Rule::NotADay),
        Some(day) if day > today - Months::new(14 * 12) => check.refuse("birth_date", Rule::InTheFuture),
        Some(day) if day < today - Months::new(100 * 12) => check.refuse("birth_date", Rule::InThePast),
        Some(_) => {}
    }
    day
}

fn optional_choice<T: std::str::FromStr>(check: &mut Check, field: &str, text: &str) -> Option<T> {
    if text.trim().is_empty() { None } else { check.choice(field, text) }
}

fn optional_children(check: &mut Check, text: &str) -> Option<u16> {
    if text.trim().is_empty() {
        return None;
    }
    let children = text.trim().parse().ok().filter(|count| *count <= CHILDREN);
    if children.is_none() {
        check.refuse("children", Rule::OutOfRange);
    }
    children
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> Day {
        Day::from_ymd_opt(2026, 11, 22).unwrap()
    }

    fn broken(problems: Problems) -> Vec<(String, Rule)> {
        problems.0.into_iter().map(|problem| (problem.field, problem.rule)).collect()
    }

    #[test]
    fn empty_fields_change_nothing() {
        assert!(EditHire::default().check(today()).unwrap().is_empty());
        assert_eq!(broken(SetForAll::default().check(today()).unwrap_err()), [("work_start".into(), Rule::Missing)]);
    }

    #[test]
    fn every_field_that_cannot_be_read_is_told() {
        let form = EditHire {
            work_start: "31.2.2027".into(),
            arrival: "2031-01-01".into(),
            housing: "castle".into(),
            children: "-1".into(),
            email: "nobody".into(),
            birth_date: "2020-01-01".into(),
            ..EditHire::default()
        };
        let told = broken(form.check(today()).unwrap_err());
        assert_eq!(
            told,
            [
                ("work_start".into(), Rule::NotADay),
                ("arrival".into(), Rule::TooFar),
                ("housing".into(), Rule::NotOffered),
                ("children".into(), Rule::OutOfRange),
                ("email".into(), Rule::NotAnEmail),
                ("birth_date".into(), Rule::InTheFuture),
            ]
        );
    }

    #[test]
    fn an_occupation_is_found_by_its_name() {
        let form = SetForAll { occupation: "Koch".into(), ..SetForAll::default() };
        assert_eq!(form.check(today()).unwrap().occupation.map(Occupation::code), Some("cook"));
        let form = SetForAll { occupation: "Zauberlehrling XYZ".into(), ..SetForAll::default() };
        assert_eq!(broken(form.check(today()).unwrap_err()), [("occupation".into(), Rule::NotOffered)]);
    }
}
