//! The newcomer's own plan: reading it, saying what is done, asking, sharing.

#[cfg(feature = "ssr")]
use crate::gate::{self, Done};
use crate::{
    AppError,
    form::Said,
    packed::{Markup, Packed},
};
#[cfg(feature = "ssr")]
use backend::actor::Newcomer;
use domain::{
    facts::Anchor,
    form::{AnswerMissing as AnswerMissingForm, plan as form},
    id::OrganisationId,
    step::StepRef,
    view::plan::{OwnPlan, OwnStep, Purpose, ShareAnswer, WishAnswer},
};
use leptos::prelude::*;

/// The own plan.
#[server(prefix = "/api", endpoint = "plan/own")]
pub async fn load_plan() -> Result<Packed<OwnPlan>, AppError> {
    gate::read::<Newcomer, _, _, _>(|newcomer| async move { newcomer.plan(gate::language()).await }).await
}

/// The own plan for paper.
#[server(prefix = "/api", endpoint = "plan/print")]
pub async fn paper_plan() -> Result<Packed<Markup>, AppError> {
    gate::build::<Newcomer, _, _, _>(
        |newcomer| async move { newcomer.paper_plan(gate::language()).await },
        |locale, plan| paper::page(locale, plan, &gate::frame()),
    )
    .await
}

#[cfg(feature = "ssr")]
mod paper;

/// The newcomer has read that her access was reset.
#[server(prefix = "/api", endpoint = "plan/read-reset")]
pub async fn read_reset() -> Result<Said, AppError> {
    gate::form::<Newcomer, _, _>("read-reset", &(), |newcomer| async move {
        newcomer.read_reset().await?;
        Ok(Done::stay(Said::Nothing))
    })
    .await
}

/// A step of the own plan, by its address.
#[server(prefix = "/api", endpoint = "plan/step")]
pub async fn load_step(step: String) -> Result<Packed<OwnStep>, AppError> {
    gate::read::<Newcomer, _, _, _>(|newcomer| async move { newcomer.step(gate::language(), &step).await }).await
}

/// Says that a step is done.
#[server(prefix = "/api", endpoint = "plan/claim")]
pub async fn claim(step: StepRef, #[server(default)] form: form::Claim) -> Result<Said, AppError> {
    gate::form::<Newcomer, _, _>("claim", &form, |newcomer| {
        let form = form.clone();
        async move {
            newcomer.claim(step, &form).await?;
            Ok(Done::stay(Said::Claimed))
        }
    })
    .await
}

/// Says that a step is not done after all.
#[server(prefix = "/api", endpoint = "plan/take-back")]
pub async fn take_back(step: StepRef) -> Result<Said, AppError> {
    gate::form::<Newcomer, _, _>("take-back", &(), |newcomer| async move {
        newcomer.take_back(step).await?;
        Ok(Done::stay(Said::TakenBack))
    })
    .await
}

/// Says that a step has begun.
#[server(prefix = "/api", endpoint = "plan/begin")]
pub async fn begin(step: StepRef) -> Result<Said, AppError> {
    gate::form::<Newcomer, _, _>("begin", &(), |newcomer| async move {
        newcomer.start(step).await?;
        Ok(Done::stay(Said::Saved))
    })
    .await
}

/// Says that a step is handed in.
#[server(prefix = "/api", endpoint = "plan/hand-in")]
pub async fn hand_in(step: StepRef) -> Result<Said, AppError> {
    gate::form::<Newcomer, _, _>("hand-in", &(), |newcomer| async move {
        newcomer.wait(step).await?;
        Ok(Done::stay(Said::Saved))
    })
    .await
}

/// Asks a responsible person, about a step or about anything.
#[server(prefix = "/api", endpoint = "plan/ask")]
pub async fn ask(#[server(default)] step: Option<StepRef>, form: form::AskQuestion) -> Result<Said, AppError> {
    gate::form::<Newcomer, _, _>("ask", &form, |newcomer| {
        let form = form.clone();
        async move {
            newcomer.ask(step, &form, gate::language()).await?;
            Ok(Done::stay(Said::Asked))
        }
    })
    .await
}

/// Answers whether an institution may see the own case.
#[server(prefix = "/api", endpoint = "plan/share")]
pub async fn answer_share(step: StepRef, answer: ShareAnswer) -> Result<Said, AppError> {
    gate::form::<Newcomer, _, _>("share", &(), |newcomer| async move {
        newcomer.answer_share(step, answer, gate::language()).await?;
        Ok(Done::stay(Said::Saved))
    })
    .await
}

/// Says yes or no to an offer.
#[server(prefix = "/api", endpoint = "plan/wish")]
pub async fn answer_offer(step: StepRef, answer: WishAnswer) -> Result<Said, AppError> {
    gate::form::<Newcomer, _, _>("wish", &(), |newcomer| async move {
        newcomer.wish(step, answer).await?;
        Ok(Done::stay(Said::Saved))
    })
    .await
}

/// Takes back that an institution may see the own case.
#[server(prefix = "/api", endpoint = "plan/stop-sharing")]
pub async fn stop_sharing(organisation: OrganisationId, purpose: Purpose) -> Result<Said, AppError> {
    gate::form::<Newcomer, _, _>("stop-sharing", &(), |newcomer| async move {
        newcomer.stop_sharing(organisation, purpose, gate::language()).await?;
        Ok(Done::stay(Said::Saved))
    })
    .await
}

/// Tells a date only the newcomer knows.
#[server(prefix = "/api", endpoint = "plan/day")]
pub async fn tell_day(anchor: Anchor, form: form::TellDay) -> Result<Said, AppError> {
    gate::form::<Newcomer, _, _>("day", &form, |newcomer| {
        let form = form.clone();
        async move {
            newcomer.tell_day(anchor, &form).await?;
            Ok(Done::stay(Said::Saved))
        }
    })
    .await
}

/// Answers some of the short questions about what nobody told yet.
#[server(prefix = "/api", endpoint = "plan/answer-missing")]
pub async fn answer_missing(form: AnswerMissingForm) -> Result<Said, AppError> {
    gate::form::<Newcomer, _, _>("missing", &form, |newcomer| {
        let form = form.clone();
        async move {
            newcomer.answer_missing(&form).await?;
            Ok(Done::stay(Said::Saved))
        }
    })
    .await
}

/// Says that what was entered is right.
#[server(prefix = "/api", endpoint = "plan/accept")]
pub async fn accept() -> Result<Said, AppError> {
    gate::form::<Newcomer, _, _>("accept", &(), |newcomer| async move {
        newcomer.accept().await?;
        Ok(Done::stay(Said::Saved))
    })
    .await
}

/// Puts right what was entered.
#[server(prefix = "/api", endpoint = "plan/correct")]
pub async fn correct_entry(form: form::CorrectEntry) -> Result<Said, AppError> {
    gate::form::<Newcomer, _, _>("correct", &form, |newcomer| {
        let form = form.clone();
        async move {
            newcomer.correct_entry(&form).await?;
            Ok(Done::stay(Said::Saved))
        }
    })
    .await
}

/// Deletes what is stored about the newcomer, and signs out.
#[server(prefix = "/api", endpoint = "plan/erase")]
pub async fn erase_own(#[server(default)] form: form::EraseOwn) -> Result<Said, AppError> {
    gate::form::<Newcomer, _, _>("erase", &form, |newcomer| {
        let form = form.clone();
        async move {
            newcomer.erase(&form).await?;
            gate::set_session(None);
            Ok(Done::go("", Said::SignedOut))
        }
    })
    .await
}
