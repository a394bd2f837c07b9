//! The log of conversations.

#[cfg(feature = "ssr")]
use crate::gate::{self, Done};
use crate::{AppError, form::Said, packed::Packed};
#[cfg(feature = "ssr")]
use backend::actor::{Consult, Staff};
use domain::{form, view::casework::ConsultationPage};
use leptos::prelude::*;

/// A page of the own institution's log.
#[server(prefix = "/api", endpoint = "consultations/list")]
pub async fn consultations(#[server(default)] after: String) -> Result<Packed<ConsultationPage>, AppError> {
    gate::read_permitted::<Staff, Consult, _, _, _>(|staff, permit| async move {
        staff.consultations(gate::language(), &after, permit).await
    })
    .await
}

/// Logs a conversation of today.
#[server(prefix = "/api", endpoint = "consultations/log")]
pub async fn log_consultation(form: form::LogConsultation) -> Result<Said, AppError> {
    gate::form_permitted::<Staff, Consult, _, _>("consultation", &form.clone(), |staff, permit| async move {
        staff.log_consultation(&form, permit).await?;
        Ok(Done::stay(Said::Logged))
    })
    .await
}
