//! Questions to the own institution.

#[cfg(feature = "ssr")]
use crate::gate::{self, Done};
use crate::{AppError, form::Said, packed::Packed};
#[cfg(feature = "ssr")]
use backend::actor::{Answer, ReadCases, Staff};
use domain::{form, view::casework::QuestionPage};
use leptos::prelude::*;

/// The questions to the own institution.
#[server(prefix = "/api", endpoint = "questions/list")]
pub async fn questions() -> Result<Packed<QuestionPage>, AppError> {
    gate::read_permitted::<Staff, ReadCases, _, _, _>(|staff, permit| async move {
        staff.questions(gate::language(), permit).await
    })
    .await
}

/// Answers a question.
#[server(prefix = "/api", endpoint = "questions/answer")]
pub async fn answer_question(form: form::AnswerQuestion) -> Result<Said, AppError> {
    gate::form_permitted::<Staff, Answer, _, _>("answer", &form.clone(), |staff, permit| async move {
        staff.answer_question(&form, permit).await?;
        Ok(Done::stay(Said::Answered))
    })
    .await
}
