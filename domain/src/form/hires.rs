//! What an employer types about hires and cohorts.

use super::{Check, Problems, Rule, read_day};
use crate::{
    calendar::Day,
    country::Country,
    facts::{Housing, word::words},
    id::{CaseId, CohortId},
    journey::{Holder, Station},
    occupation::Occupation,
    step::StepKey,
    text::Email,
};
use chrono::Months;
use serde::{Deserialize, Serialize};

/// The longest name of a person or a cohort, in characters.
const NAME: usize = 100;
/// The most children anybody has entered for one family.
const CHILDREN: u16 = 20;

words! {
    /// The order of a list of hires.
    HireSort, "order of hires" {
        /// What is due first.
        Due = "due",
        /// By family name.
        Name = "name",
        /// By first working day.
        Start = "start",
    }

    /// Why a hire does not come.
    DropOut, "reason to drop out" {
        /// The person took another job.
        OtherJob = "other_job",
        /// The person does not come, for own reasons.
        NotComing = "not_coming",
        /// The visa was refused.
        VisaRefused = "visa_refused",
        /// The employer took the offer back.
        OfferWithdrawn = "offer_withdrawn",
        /// Entered by mistake.
        Mistake = "mistake",
    }
}

/// Whom a list of hires shows. Only these exist: each is read through an index.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HireFilter {
    /// Everybody.
    #[default]
    All,
    /// Those on whom this holder must act next.
    Holder(Holder),
    /// Those at this station.
    Station(Station),
    /// Those who were invited and have not opened it yet.
    NotOpened,
    /// Those for whom the employer has this step to do.
    Task(StepKey),
}

/// What the address of the list says, as it stands there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FindHires {
    /// Part of a name or number.
    pub q: String,
    /// [`HireFilter::Holder`].
    pub holder: String,
    /// [`HireFilter::Station`].
    pub station: String,
    /// [`HireFilter::NotOpened`], if anything stands here.
    pub invited: String,
    /// [`HireFilter::Task`].
    pub task: String,
    /// The order.
    pub sort: String,
    /// The last hire of the page before.
    pub after: String,
}

/// A list of hires that can be asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HireSearch {
    /// Part of a name or number; may be empty.
    pub question: String,
    /// Whom it shows.
    pub filter: HireFilter,
    /// Its order.
    pub sort: HireSort,
    /// The last hire of the page before.
    pub after: Option<CaseId>,
}

impl FindHires {
    /// The list asked for. An address can say anything, so what is unknown is left out; a filter that is only
    /// indexed by due day brings its order with it.
    #[must_use]
    pub fn read(&self) -> HireSearch {
        let filter = if let Ok(step) = self.task.parse() {
            HireFilter::Task(step)
        } else if !self.invited.is_empty() {
            HireFilter::NotOpened
        } else if let Ok(holder) = self.holder.parse() {
            HireFilter::Holder(holder)
        } else if let Ok(station) = self.station.parse() {
            HireFilter::Station(station)
        } else {
            HireFilter::All
        };
        let sort = match filter {
            HireFilter::All => self.sort.parse().unwrap_or(HireSort::Due),
            _ => HireSort::Due,
        };
        HireSearch {
            question: self.q.chars().take(NAME).collect::<String>().trim().to_owned(),
            filter,
            sort,
            after: self.after.parse().ok(),
        }
    }

    /// Whether the address asks for nothing in particular.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        *self == Self::default()
    }
}

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

/// A hire that does not come.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WithdrawHire {
    /// A word of [`DropOut`].
    pub reason: String,
}

impl WithdrawHire {
    /// The reason, if one was chosen.
    ///
    /// # Errors
    /// None was.
    pub fn check(&self) -> Result<DropOut, Problems> {
        let mut check = Check::default();
        let reason = check.choice("reason", &self.reason);
        check.finish(reason)
    }
}

/// Somebody who comes instead of a hire that drops out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReplaceHire {
    /// A word of [`DropOut`].
    pub reason: String,
    /// Given names of the new person.
    pub given_names: String,
    /// Family name of the new person.
    pub family_name: String,
    /// Nationality of the new person, by any name of the country.
    pub nationality: String,
    /// Mail address of the new person; may be empty.
    pub email: String,
}

/// A replacement that can be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replacement {
    /// Why the first person does not come.
    pub reason: DropOut,
    /// Given names.
    pub given_names: String,
    /// Family name.
    pub family_name: String,
    /// Nationality.
    pub nationality: Country,
    /// Mail address.
    pub email: Option<Email>,
}

impl ReplaceHire {
    /// The replacement, if every field can be read.
    ///
    /// # Errors
    /// Fields that cannot.
    pub fn check(&self) -> Result<Replacement, Problems> {
        let mut check = Check::default();
        let reason = check.choice("reason", &self.reason);
        let given_names = check.optional_line("given_names", &self.given_names, NAME);
        let family_name = check.line("family_name", &self.family_name, NAME);
        let nationality = Country::find(&self.nationality);
        if nationality.is_none() {
            let rule = if self.nationality.trim().is_empty() { Rule::Missing } else { Rule::NotOffered };
            check.refuse("nationality", rule);
        }
        let email = check.optional_email("email", &self.email);
        let replacement = (|| {
            Some(Replacement {
                reason: reason?,
                given_names: given_names?,
                family_name: family_name?,
                nationality: nationality?,
                email: email?,
            })
        })();
        check.finish(replacement)
    }
}

/// A new cohort.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewCohort {
    /// Its name.
    pub name: String,
}

impl NewCohort {
    /// The name, if it is one.
    ///
    /// # Errors
    /// It is missing or too long.
    pub fn check(&self) -> Result<String, Problems> {
        let mut check = Check::default();
        let name = check.line("name", &self.name, NAME);
        check.finish(name)
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
    fn an_address_that_says_nonsense_shows_everybody() {
        let find =
            FindHires { holder: "pirates".into(), sort: "luck".into(), after: "x".into(), ..FindHires::default() };
        let search = find.read();
        assert_eq!((search.filter, search.sort, search.after), (HireFilter::All, HireSort::Due, None));
    }

    #[test]
    fn a_filter_that_is_indexed_by_due_day_only_is_sorted_by_it() {
        let find = FindHires { holder: "mission".into(), sort: "name".into(), ..FindHires::default() };
        assert_eq!((find.read().filter, find.read().sort), (HireFilter::Holder(Holder::Mission), HireSort::Due));
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

    #[test]
    fn whoever_comes_instead_needs_a_name_a_country_and_a_reason() {
        let told = broken(ReplaceHire::default().check().unwrap_err());
        assert_eq!(
            told,
            [
                ("reason".into(), Rule::Missing),
                ("family_name".into(), Rule::Missing),
                ("nationality".into(), Rule::Missing)
            ]
        );
        let form = ReplaceHire {
            reason: "other_job".into(),
            given_names: "Thị Mai".into(),
            family_name: "Trần".into(),
            nationality: "Vietnam".into(),
            email: String::new(),
        };
        assert_eq!(form.check().unwrap().nationality.code(), "VN");
    }
}
