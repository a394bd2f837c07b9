//! An announcement of one hire: who sends it, and six facts about the person.

use super::{Check, Problems, Rule};
use crate::{
    calendar::Day,
    country::Country,
    facts::{Anchor, Certainty, Child, Facts, Spouse},
    id::{NoticeId, OrganisationId},
    occupation::Occupation,
    text::Email,
};
use chrono::{Datelike as _, Months};
use serde::{Deserialize, Serialize};

/// The longest name and company.
const LINE: usize = 120;
/// The most children one announcement tells of.
const CHILDREN: u8 = 15;
/// How long after the first working day the office can still be told.
const LATE: Months = Months::new(6);
/// How far ahead anyone plans a first working day.
const AHEAD: Months = Months::new(36);

/// An announcement as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AnnounceHire {
    /// The company that hires.
    pub company: String,
    /// Who announces.
    pub sender_name: String,
    /// Where the link to confirm goes.
    pub sender_email: String,
    /// The person's family name.
    pub family_name: String,
    /// The person's given names.
    pub given_names: String,
    /// The code of the country (`TN`).
    pub nationality: String,
    /// The occupation in the sender's words.
    pub occupation: String,
    /// The first working day.
    pub work_start: String,
    /// The month of arrival, `2027-03`; empty while nobody knows.
    pub arrival_month: String,
    /// `yes` or `no`: whether a husband, wife or partner comes along.
    pub partner: String,
    /// How many children come along.
    pub children: String,
    /// The person's mail address, or nothing.
    pub person_email: String,
}

/// An announcement that can be worked with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Announcement {
    /// The company that hires.
    pub company: String,
    /// Who announces.
    pub sender_name: String,
    /// Where the link to confirm goes.
    pub sender_email: Email,
    /// The person's family name.
    pub family_name: String,
    /// The person's given names.
    pub given_names: String,
    /// The person's nationality.
    pub nationality: Country,
    /// The occupation in the sender's words; kept, because the list may not know it.
    pub occupation: String,
    /// The first working day.
    pub work_start: Day,
    /// The first day of the month of arrival.
    pub arrival_month: Option<Day>,
    /// Whether a husband, wife or partner comes along.
    pub partner: bool,
    /// How many children come along.
    pub children: u8,
    /// The person's mail address.
    pub person_email: Option<Email>,
}

impl AnnounceHire {
    /// The announcement, if it can be worked with on this office day.
    ///
    /// # Errors
    /// Every field that cannot be used.
    pub fn check(&self, today: Day) -> Result<Announcement, Problems> {
        let mut check = Check::default();
        let company = check.line("company", &self.company, LINE);
        let sender_name = check.line("sender_name", &self.sender_name, LINE);
        let sender_email = check.email("sender_email", &self.sender_email);
        let family_name = check.line("family_name", &self.family_name, LINE);
        let given_names = check.line("given_names", &self.given_names, LINE);
        let nationality = check.choice("nationality", &self.nationality);
        let occupation = check.line("occupation", &self.occupation, LINE);
        let work_start = check.day("work_start", &self.work_start, earlier(today, LATE), later(today, AHEAD));
        let arrival_month = self.arrival(&mut check, work_start);
        let partner = partner(&mut check, &self.partner);
        let children = children(&mut check, &self.children);
        let person_email = check.optional_email("person_email", &self.person_email);
        let announcement = || {
            Some(Announcement {
                company: company?,
                sender_name: sender_name?,
                sender_email: sender_email?,
                family_name: family_name?,
                given_names: given_names?,
                nationality: nationality?,
                occupation: occupation?,
                work_start: work_start?,
                arrival_month: arrival_month?,
                partner: partner?,
                children: children?,
                person_email: person_email?,
            })
        };
        let announcement = announcement();
        check.finish(announcement)
    }

    /// Nobody arrives in a month after the first working day.
    #[expect(clippy::option_option, reason = "outer: could be read; inner: is known")]
    fn arrival(&self, check: &mut Check, work_start: Option<Day>) -> Option<Option<Day>> {
        if self.arrival_month.trim().is_empty() {
            return Some(None);
        }
        let Some(month) = read_month(&self.arrival_month) else {
            check.refuse("arrival_month", Rule::NotOffered);
            return None;
        };
        if work_start.is_some_and(|start| start < month) {
            check.refuse("arrival_month", Rule::WrongOrder);
            return None;
        }
        Some(Some(month))
    }
}

impl Announcement {
    /// What it tells about the case. A month of arrival is planned for its first day, or for `today` if
    /// that is later.
    #[must_use]
    pub fn facts(&self, today: Day) -> Facts {
        let mut facts = Facts {
            nationality: Some(self.nationality),
            occupation: Occupation::find(&self.occupation),
            spouse: Some(if self.partner { Spouse::Comes(None) } else { Spouse::None }),
            children: Some(vec![Child::default(); usize::from(self.children)]),
            ..Facts::default()
        };
        facts.anchors.set(Anchor::WorkStart, self.work_start, Certainty::Planned);
        if let Some(month) = self.arrival_month {
            let arrival = if later(month, Months::new(1)) <= today { month } else { month.max(today) };
            facts.anchors.set(Anchor::ArrivalDate, arrival, Certainty::Planned);
        }
        facts
    }

    /// The announcement as it was typed, for changing it.
    #[must_use]
    pub fn typed(&self) -> AnnounceHire {
        AnnounceHire {
            company: self.company.clone(),
            sender_name: self.sender_name.clone(),
            sender_email: self.sender_email.to_string(),
            family_name: self.family_name.clone(),
            given_names: self.given_names.clone(),
            nationality: self.nationality.code().to_owned(),
            occupation: self.occupation.clone(),
            work_start: self.work_start.to_string(),
            arrival_month: self.arrival_month.map(month_code).unwrap_or_default(),
            partner: if self.partner { "yes" } else { "no" }.to_owned(),
            children: self.children.to_string(),
            person_email: self.person_email.as_ref().map(Email::to_string).unwrap_or_default(),
        }
    }
}

/// The month of a day as forms send it: `2027-03`.
#[must_use]
pub fn month_code(day: Day) -> String {
    format!("{:04}-{:02}", day.year(), day.month())
}

/// `2027-03` as its first day.
fn read_month(text: &str) -> Option<Day> {
    let (year, month) = text.trim().split_once('-')?;
    let day = Day::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, 1)?;
    (2000..=2200).contains(&day.year()).then_some(day)
}

fn partner(check: &mut Check, text: &str) -> Option<bool> {
    match text.trim() {
        "yes" => Some(true),
        "no" => Some(false),
        "" => {
            check.refuse("partner", Rule::Missing);
            None
        }
        _ => {
            check.refuse("partner", Rule::NotOffered);
            None
        }
    }
}

/// An empty field means that no children come along.
fn children(check: &mut Check, text: &str) -> Option<u8> {
    if text.trim().is_empty() {
        return Some(0);
    }
    let count = text.trim().parse().ok().filter(|count| *count <= CHILDREN);
    if count.is_none() {
        check.refuse("children", Rule::OutOfRange);
    }
    count
}

pub(super) fn earlier(day: Day, by: Months) -> Day {
    day.checked_sub_months(by).unwrap_or(day)
}

pub(super) fn later(day: Day, by: Months) -> Day {
    day.checked_add_months(by).unwrap_or(day)
}

/// Which announcement is admitted, and to whom.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AdmitNotice {
    /// The announcement; behind a `~` the employer it belongs to, if that exists already.
    pub choice: String,
}

impl AdmitNotice {
    /// The choice behind a button.
    #[must_use]
    pub fn of(notice: NoticeId, employer: Option<OrganisationId>) -> String {
        employer.map_or_else(|| notice.to_string(), |employer| format!("{notice}~{employer}"))
    }

    /// Announcement and employer.
    ///
    /// # Errors
    /// The text names neither.
    pub fn check(&self) -> Result<(NoticeId, Option<OrganisationId>), Problems> {
        let mut check = Check::default();
        let (notice, employer) = match self.choice.split_once('~') {
            Some((notice, employer)) => (notice, check.choice("choice", employer).map(Some)),
            None => (self.choice.as_str(), Some(None)),
        };
        let notice = check.choice("choice", notice);
        check.finish(notice.zip(employer))
    }
}

/// Why an announcement is not taken up.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeclineNotice {
    /// The announcement.
    pub notice: String,
    /// The reason, for the office's own record.
    pub reason: String,
}

impl DeclineNotice {
    /// Announcement and reason.
    ///
    /// # Errors
    /// The reason is missing or too long.
    pub fn check(&self) -> Result<(NoticeId, String), Problems> {
        let mut check = Check::default();
        let notice = check.choice("notice", &self.notice);
        let reason = check.line("reason", &self.reason, 300);
        check.finish(notice.zip(reason))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::Problem;

    fn today() -> Day {
        Day::from_ymd_opt(2026, 11, 22).unwrap()
    }

    fn cook() -> AnnounceHire {
        AnnounceHire {
            company: "Gasthaus Beispiel".into(),
            sender_name: "Olga Muster".into(),
            sender_email: "olga@example.org".into(),
            family_name: "Kowalski".into(),
            given_names: "Jan".into(),
            nationality: "PL".into(),
            occupation: "Koch".into(),
            work_start: "2027-01-04".into(),
            arrival_month: "2026-12".into(),
            partner: "no".into(),
            children: String::new(),
            person_email: String::new(),
        }
    }

    #[test]
    fn six_facts_reach_the_plan() {
        let announcement = cook().check(today()).unwrap();
        let facts = announcement.facts(today());
        assert_eq!(facts.occupation.map(Occupation::code), Some("cook"));
        assert_eq!(facts.children, Some(Vec::new()));
        assert_eq!(facts.spouse, Some(Spouse::None));
        assert_eq!(facts.anchors.get(Anchor::ArrivalDate).map(|date| date.day), Day::from_ymd_opt(2026, 12, 1));
        assert_eq!(announcement.typed().check(today()), Ok(announcement));
    }

    #[test]
    fn a_month_that_has_begun_is_planned_from_today() {
        let announcement = AnnounceHire { arrival_month: "2026-11".into(), ..cook() }.check(today()).unwrap();
        let arrival = announcement.facts(today()).anchors.get(Anchor::ArrivalDate).unwrap();
        assert_eq!(arrival.day, today());
    }

    #[test]
    fn an_unknown_occupation_is_kept_in_its_words_and_its_regulation_stays_unknown() {
        let announcement =
            AnnounceHire { occupation: "Klangmeisterin für Orgeln".into(), ..cook() }.check(today()).unwrap();
        assert_eq!(announcement.occupation, "Klangmeisterin für Orgeln");
        assert_eq!(announcement.facts(today()).known().regulated, None);
    }

    #[test]
    fn a_choice_names_the_announcement_and_perhaps_an_employer() {
        let (notice, employer) = (NoticeId(uuid::Uuid::from_u128(1)), OrganisationId(uuid::Uuid::from_u128(2)));
        for to in [None, Some(employer)] {
            assert_eq!(AdmitNotice { choice: AdmitNotice::of(notice, to) }.check(), Ok((notice, to)));
        }
        for bad in ["", "~", "x~y"] {
            assert!(AdmitNotice { choice: bad.into() }.check().is_err(), "{bad}");
        }
    }

    #[test]
    fn every_unusable_field_is_told() {
        let problems = |form: AnnounceHire| form.check(today()).unwrap_err().0;
        let one = |field: &str, rule| vec![Problem { field: field.into(), rule }];
        for (form, field, rule) in [
            (AnnounceHire { arrival_month: "2027-02".into(), ..cook() }, "arrival_month", Rule::WrongOrder),
            (AnnounceHire { arrival_month: "March".into(), ..cook() }, "arrival_month", Rule::NotOffered),
            (AnnounceHire { children: "16".into(), ..cook() }, "children", Rule::OutOfRange),
            (AnnounceHire { children: "two".into(), ..cook() }, "children", Rule::OutOfRange),
            (AnnounceHire { partner: String::new(), ..cook() }, "partner", Rule::Missing),
            (AnnounceHire { nationality: "ZZ".into(), ..cook() }, "nationality", Rule::NotOffered),
            (AnnounceHire { work_start: "2020-01-01".into(), ..cook() }, "work_start", Rule::InThePast),
            (
                AnnounceHire { work_start: "2040-01-01".into(), arrival_month: String::new(), ..cook() },
                "work_start",
                Rule::TooFar,
            ),
            (AnnounceHire { person_email: "jan".into(), ..cook() }, "person_email", Rule::NotAnEmail),
        ] {
            assert_eq!(problems(form), one(field, rule), "{field}");
        }
    }
}
