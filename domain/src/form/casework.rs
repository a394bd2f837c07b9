//! Forms with which institutions work on a case.

use super::{Check, Problems, Rule};
use crate::{
    calendar::{Day, Direction, Period},
    consultation::Topic,
    facts::Anchor,
    id::{AccountId, OrganisationId, QuestionId, ReferralId},
    step::{StepRef, WaiveReason},
};
use serde::{Deserialize, Serialize};

/// The longest text of a note, an answer or a request, in characters.
const TEXT: usize = 4000;
/// The longest remark beside a decision, in characters.
const REMARK: usize = 500;

/// Confirms that a step was done.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmStep {
    /// The step's address in the case.
    pub step: String,
    /// The day it was done; empty means today.
    #[serde(default)]
    pub done_on: String,
}

impl ConfirmStep {
    /// The step and the day it was done.
    ///
    /// # Errors
    /// The step has no such address, or the day is none, lies ahead or more than ten years back.
    pub fn check(&self, today: Day) -> Result<(StepRef, Day), Problems> {
        let mut check = Check::default();
        let step = check.choice("step", &self.step);
        let day = if self.done_on.trim().is_empty() {
            Some(today)
        } else {
            let earliest = Period::months(120).shift(today, Direction::Earlier);
            past_day(&mut check, "done_on", &self.done_on, earliest, today)
        };
        check.finish(step.zip(day))
    }
}

fn past_day(check: &mut Check, field: &str, text: &str, earliest: Day, today: Day) -> Option<Day> {
    let day = check.day(field, text, earliest, Day::MAX)?;
    if day > today {
        check.refuse(field, Rule::InTheFuture);
        return None;
    }
    Some(day)
}

/// Gives up a step with a reason.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaiveStep {
    /// The step's address in the case.
    pub step: String,
    /// Why.
    #[serde(default)]
    pub reason: String,
    /// In own words; has to be there for another reason than those offered.
    #[serde(default)]
    pub remark: String,
}

impl WaiveStep {
    /// The step, the reason and the remark.
    ///
    /// # Errors
    /// The step or the reason is none, or the remark is missing or too long.
    pub fn check(&self) -> Result<(StepRef, WaiveReason, String), Problems> {
        let mut check = Check::default();
        let step = check.choice("step", &self.step);
        let reason: Option<WaiveReason> = check.choice("reason", &self.reason);
        let remark = check.optional_line("remark", &self.remark, REMARK);
        if reason == Some(WaiveReason::Other) && remark.as_deref() == Some("") {
            check.refuse("remark", Rule::Missing);
        }
        let value = step.zip(reason).zip(remark).map(|((step, reason), remark)| (step, reason, remark));
        check.finish(value)
    }
}

/// A remark that only the own institution reads.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WriteNote {
    /// The remark.
    pub note: String,
}

impl WriteNote {
    /// The text.
    ///
    /// # Errors
    /// It is missing, too long or not plain.
    pub fn check(&self) -> Result<String, Problems> {
        let mut check = Check::default();
        let text = check.paragraph("note", &self.note, TEXT);
        check.finish(text)
    }
}

/// The answer to a newcomer's question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerQuestion {
    /// The question.
    pub question: String,
    /// The answer, in the newcomer's language or in plain German.
    #[serde(default)]
    pub answer: String,
}

impl AnswerQuestion {
    /// The question and the text.
    ///
    /// # Errors
    /// The question is none, or the text is missing or too long.
    pub fn check(&self) -> Result<(QuestionId, String), Problems> {
        let mut check = Check::default();
        let question = check.choice("question", &self.question);
        let text = check.paragraph("answer", &self.answer, TEXT);
        check.finish(question.zip(text))
    }
}

/// A request to another institution to take care of a case.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendReferral {
    /// The institution.
    pub organisation: String,
    /// What it is about.
    #[serde(default)]
    pub topic: String,
    /// What they are asked to do.
    #[serde(default)]
    pub request: String,
}

impl SendReferral {
    /// The institution, the topic and the text.
    ///
    /// # Errors
    /// One of them is missing or not offered.
    pub fn check(&self) -> Result<(OrganisationId, Topic, String), Problems> {
        let mut check = Check::default();
        let organisation = check.choice("organisation", &self.organisation);
        let topic = check.choice("topic", &self.topic);
        let request = check.paragraph("request", &self.request, TEXT);
        let value = organisation.zip(topic).zip(request).map(|((to, topic), request)| (to, topic, request));
        check.finish(value)
    }
}

/// The end of a referral: why it was declined, or what came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplyReferral {
    /// The referral.
    pub referral: String,
    /// The reason or the result.
    #[serde(default)]
    pub reply: String,
}

impl ReplyReferral {
    /// The referral and the text.
    ///
    /// # Errors
    /// The referral is none, or the text is missing or too long.
    pub fn check(&self) -> Result<(ReferralId, String), Problems> {
        let mut check = Check::default();
        let referral = check.choice("referral", &self.referral);
        let reply = check.paragraph("reply", &self.reply, TEXT);
        check.finish(referral.zip(reply))
    }
}

/// Who accompanies a newcomer from now on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssignCompanion {
    /// A member of the own office.
    pub companion: String,
}

impl AssignCompanion {
    /// The account.
    ///
    /// # Errors
    /// It is missing or none.
    pub fn check(&self) -> Result<AccountId, Problems> {
        let mut check = Check::default();
        let account = check.choice("companion", &self.companion);
        check.finish(account)
    }
}

/// A date that others hang on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetDate {
    /// Which date.
    pub anchor: String,
    /// The day.
    #[serde(default)]
    pub day: String,
}

impl SetDate {
    /// The date's name and the day.
    ///
    /// # Errors
    /// One of them is missing, or the day is further away than anyone plans: thirty years back or fifteen ahead.
    pub fn check(&self, today: Day) -> Result<(Anchor, Day), Problems> {
        let mut check = Check::default();
        let anchor = check.choice("anchor", &self.anchor);
        let earliest = Period::months(360).shift(today, Direction::Earlier);
        let day = check.day("day", &self.day, earliest, Period::months(180).after(today));
        check.finish(anchor.zip(day))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> Day {
        Day::from_ymd_opt(2026, 11, 23).unwrap()
    }

    fn broken<T: std::fmt::Debug>(outcome: Result<T, Problems>) -> Vec<(String, Rule)> {
        outcome.unwrap_err().0.into_iter().map(|problem| (problem.field, problem.rule)).collect()
    }

    #[test]
    fn a_step_is_confirmed_today_or_on_an_earlier_day_never_on_a_later_one() {
        let form = |day: &str| ConfirmStep { step: "move_in".into(), done_on: day.into() };
        assert_eq!(form("").check(today()).unwrap().1, today());
        assert_eq!(form("20.11.2026").check(today()).unwrap().1.to_string(), "2026-11-20");
        assert_eq!(broken(form("2026-11-24").check(today())), [("done_on".to_owned(), Rule::InTheFuture)]);
        assert_eq!(broken(form("2006-11-24").check(today())), [("done_on".to_owned(), Rule::InThePast)]);
    }

    #[test]
    fn another_reason_needs_a_remark() {
        let form = |reason: &str, remark: &str| WaiveStep {
            step: "move_in".into(),
            reason: reason.into(),
            remark: remark.into(),
        };
        assert!(form("done_before", "").check().is_ok());
        assert!(form("other", "has a house").check().is_ok());
        assert_eq!(broken(form("other", " ").check()), [("remark".to_owned(), Rule::Missing)]);
        assert_eq!(broken(form("whim", "").check()), [("reason".to_owned(), Rule::NotOffered)]);
    }

    #[test]
    fn a_referral_names_institution_topic_and_request() {
        let problems = broken(SendReferral { topic: "recognition".into(), ..SendReferral::default() }.check());
        assert_eq!(problems, [("organisation".to_owned(), Rule::Missing), ("request".to_owned(), Rule::Missing)]);
    }

    #[test]
    fn a_date_is_within_what_anyone_plans() {
        let form = |day: &str| SetDate { anchor: "arrival_date".into(), day: day.into() };
        assert!(form("2027-03-01").check(today()).is_ok());
        assert_eq!(broken(form("2090-03-01").check(today())), [("day".to_owned(), Rule::TooFar)]);
        assert_eq!(broken(SetDate::default().check(today())).len(), 2);
    }
}
