//! What an invitation's page offers beside opening the own plan.

#[cfg(feature = "ssr")]
use crate::gate::{self, Done};
use crate::{AppError, form::Said};
use leptos::prelude::*;

/// Mails a new invitation to the address of an old one.
#[server(prefix = "/api", endpoint = "invitation/renew")]
pub async fn renew_invitation(token: String) -> Result<Said, AppError> {
    gate::form::<backend::actor::Public, _, _>("renew-invitation", &(), |visitor| async move {
        visitor.renew_invitation(&token, &gate::device()).await?;
        Ok(Done::stay(Said::LinkMailed))
    })
    .await
}

/// Deletes what is stored about the person an invitation went to.
#[server(prefix = "/api", endpoint = "invitation/erase")]
pub async fn erase_by_link(token: String) -> Result<Said, AppError> {
    gate::form::<backend::actor::Public, _, _>("erase", &(), |visitor| async move {
        visitor.erase_by_link(&token, &gate::device()).await?;
        Ok(Done::stay(Said::Nothing))
    })
    .await
}
