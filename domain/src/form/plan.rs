//! What a newcomer types on the own plan.

use super::{Check, Problems, Rule, read_day};
use crate::{
    calendar::{Day, Period, Unit},
    country::Country,
    facts::Anchor,
};
use serde::{Deserialize, Serialize};

/// The longest question, in characters.
const QUESTION_LONGEST: usize = 2_000;

/// The day a step was done; nothing typed says only that it is done.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// The day, as browsers send it or as people type it.
    #[serde(default)]
    pub done_on: String,
}

impl Claim {
    /// The day, if one was typed.
    ///
    /// # Errors
    /// It is no day, lies ahead of today or more than ten years back.
    pub fn check(&self, today: Day) -> Result<Option<Day>, Problems> {
        if self.done_on.trim().is_empty() {
            return Ok(None);
        }
        let Some(day) = read_day(&self.done_on) else {
            return Err(Problems::one("done_on", Rule::NotADay));
        };
        if day > today {
            return Err(Problems::one("done_on", Rule::InTheFuture));
        }
        if day < years(10).before(today) {
            return Err(Problems::one("done_on", Rule::InThePast));
        }
        Ok(Some(day))
    }
}

/// A question to a responsible person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskQuestion {
    /// What the newcomer wants to know, in any language.
    pub question: String,
}

impl AskQuestion {
    /// The question.
    ///
    /// # Errors
    /// It is missing or too long.
    pub fn check(&self) -> Result<String, Problems> {
        let mut check = Check::default();
        let text = check.paragraph("question", &self.question, QUESTION_LONGEST);
        check.finish(text)
    }
}

/// A date that only the newcomer knows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TellDay {
    /// The day.
    pub day: String,
}

impl TellDay {
    /// The day, within what is possible for this date.
    ///
    /// # Errors
    /// It is missing, no day, or further away than anyone plans.
    pub fn check(&self, anchor: Anchor, today: Day) -> Result<Day, Problems> {
        let (back, ahead) = match anchor {
            Anchor::VisaValidUntil => (1, 5),
            Anchor::PermitValidUntil | Anchor::PassportValidUntil => (1, 12),
            _ => (3, 3),
        };
        let mut check = Check::default();
        let day = check.day("day", &self.day, years(back).before(today), years(ahead).after(today));
        check.finish(day)
    }
}

/// What was entered about the newcomer, put right by the newcomer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectEntry {
    /// Given names.
    pub given_names: String,
    /// Family name; empty for people who have one name only.
    #[serde(default)]
    pub family_name: String,
    /// Day of birth.
    #[serde(default)]
    pub birth_date: String,
    /// Nationality, in any of the languages countries are found in.
    #[serde(default)]
    pub nationality: String,
    /// The last address before this city, in one line.
    #[serde(default)]
    pub last_address: String,
}

/// A correction that can be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// Given names.
    pub given_names: String,
    /// Family name, or nothing.
    pub family_name: String,
    /// Day of birth, if told.
    pub birth_date: Option<Day>,
    /// Nationality, if told.
    pub nationality: Option<Country>,
    /// The last address, if told.
    pub last_address: Option<String>,
}

impl CorrectEntry {
    /// The correction.
    ///
    /// # Errors
    /// A name is missing or too long, the birth date is impossible, or no country is meant.
    pub fn check(&self, today: Day) -> Result<Correction, Problems> {
        let mut check = Check::default();
        let given_names = check.line("given_names", &self.given_names, 120);
        let family_name = check.optional_line("family_name", &self.family_name, 120);
        let birth_date = self.birth_date(&mut check, today);
        let nationality = self.nationality(&mut check);
        let last_address = check.optional_line("last_address", &self.last_address, 200);
        let correction = || {
            Some(Correction {
                given_names: given_names?,
                family_name: family_name?,
                birth_date: birth_date?,
                nationality: nationality?,
                last_address: last_address.map(|address| Some(address).filter(|address| !address.is_empty()))?,
            })
        };
        let correction = correction();
        check.finish(correction)
    }

    #[expect(clippy::option_option, reason = "outer: could be read; inner: was entered")]
    fn birth_date(&self, check: &mut Check, today: Day) -> Option<Option<Day>> {
        if self.birth_date.trim().is_empty() {
            return Some(None);
        }
        // Nobody who starts to work is older; the youngest trainees are fifteen.
        let (earliest, latest) = (years(90).before(today), years(14).before(today));
        match read_day(&self.birth_date) {
            None => check.refuse("birth_date", Rule::NotADay),
            Some(day) if day > latest => check.refuse("birth_date", Rule::InTheFuture),
            Some(day) if day < earliest => check.refuse("birth_date", Rule::InThePast),
            Some(day) => return Some(Some(day)),
        }
        None
    }

    #[expect(clippy::option_option, reason = "outer: could be read; inner: was entered")]
    fn nationality(&self, check: &mut Check) -> Option<Option<Country>> {
        if self.nationality.trim().is_empty() {
            return Some(None);
        }
        let country = Country::find(&self.nationality);
        if country.is_none() {
            check.refuse("nationality", Rule::NotOffered);
        }
        country.map(Some)
    }
}

/// Deleting everything: said twice, because it cannot be taken back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EraseOwn {
    /// `yes` when ticked.
    #[serde(default)]
    pub sure: Option<String>,
}

impl EraseOwn {
    /// Nothing, if it was said twice.
    ///
    /// # Errors
    /// The box was not ticked.
    pub fn check(&self) -> Result<(), Problems> {
        let is_sure = self.sure.as_deref() == Some("yes");
        if is_sure { Ok(()) } else { Err(Problems::one("sure", Rule::Missing)) }
    }
}

const fn years(count: u16) -> Period {
    Period { count, unit: Unit::Year }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> Day {
        Day::from_ymd_opt(2026, 11, 23).unwrap()
    }

    fn first_rule<T: std::fmt::Debug>(outcome: Result<T, Problems>) -> (String, Rule) {
        let problems = outcome.unwrap_err();
        let first = problems.0.first().unwrap();
        (first.field.clone(), first.rule)
    }

    #[test]
    fn nothing_can_have_been_done_tomorrow() {
        for (text, expected) in [("", Ok(None)), ("23.11.2026", Ok(Some(today()))), ("2026-11-23", Ok(Some(today())))] {
            assert_eq!(Claim { done_on: text.into() }.check(today()), expected, "{text}");
        }
        for (text, rule) in [("24.11.2026", Rule::InTheFuture), ("1.1.2001", Rule::InThePast), ("soon", Rule::NotADay)]
        {
            assert_eq!(first_rule(Claim { done_on: text.into() }.check(today())).1, rule, "{text}");
        }
    }

    #[test]
    fn a_question_has_words_and_an_end() {
        let ask = |text: &str| AskQuestion { question: text.into() }.check();
        assert_eq!(ask(" Wo?\r\nWann? "), Ok("Wo?\nWann?".to_owned()));
        assert_eq!(first_rule(ask("  ")).1, Rule::Missing);
        assert_eq!(first_rule(ask(&"x".repeat(2_001))).1, Rule::TooLong);
    }

    #[test]
    fn a_visa_ends_within_years_an_arrival_is_near() {
        let tell = |anchor, day: &str| TellDay { day: day.into() }.check(anchor, today());
        assert!(tell(Anchor::VisaValidUntil, "2030-01-01").is_ok());
        assert_eq!(first_rule(tell(Anchor::ArrivalDate, "2032-01-01")).1, Rule::TooFar);
        assert_eq!(first_rule(tell(Anchor::ArrivalDate, "")).1, Rule::Missing);
    }

    #[test]
    fn a_correction_tells_every_problem_at_once() {
        let form = CorrectEntry {
            given_names: " ".into(),
            birth_date: "2026-01-01".into(),
            nationality: "Atlantis".into(),
            ..CorrectEntry::default()
        };
        let fields: Vec<_> = form.check(today()).unwrap_err().0.into_iter().map(|problem| problem.field).collect();
        assert_eq!(fields, ["given_names", "birth_date", "nationality"]);
        let fine = CorrectEntry { given_names: "Hà".into(), nationality: "vietnamesisch".into(), ..form };
        let fine = CorrectEntry { birth_date: "1.2.2004".into(), ..fine }.check(today()).unwrap();
        assert_eq!(fine.nationality.map(|country| country.code().to_owned()), Some("VN".to_owned()));
    }

    #[test]
    fn deleting_is_said_twice() {
        assert_eq!(first_rule(EraseOwn::default().check()), ("sure".to_owned(), Rule::Missing));
        assert_eq!(EraseOwn { sure: Some("yes".into()) }.check(), Ok(()));
    }
}
