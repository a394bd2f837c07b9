//! Announcements that wait for staff.

#[cfg(feature = "ssr")]
use crate::gate::{self, Done};
use crate::{AppError, form::Said, packed::Packed};
#[cfg(feature = "ssr")]
use backend::actor::{AdmitEmployers, Staff};
use domain::{form, view::notice::NoticeList};
use leptos::prelude::*;

/// Confirmed announcements, the oldest first.
#[server(prefix = "/api", endpoint = "notices/list")]
pub async fn notices() -> Result<Packed<NoticeList>, AppError> {
    gate::read_permitted::<Staff, AdmitEmployers, _, _, _>(|staff, permit| async move {
        staff.notices(&permit, gate::language()).await
    })
    .await
}

/// Admits an announcement, as a new employer or to one that exists.
#[server(prefix = "/api", endpoint = "notices/admit")]
pub async fn admit_notice(form: form::AdmitNotice) -> Result<Said, AppError> {
    gate::form_permitted::<Staff, AdmitEmployers, _, _>("admit-notice", &(), |staff, permit| async move {
        staff.admit_notice(&permit, &form).await?;
        Ok(Done::stay(Said::Admitted))
    })
    .await
}

/// Declines an announcement.
#[server(prefix = "/api", endpoint = "notices/decline")]
pub async fn decline_notice(form: form::DeclineNotice) -> Result<Said, AppError> {
    gate::form_permitted::<Staff, AdmitEmployers, _, _>("decline-notice", &form, |staff, permit| {
        let form = form.clone();
        async move {
            staff.decline_notice(&permit, &form).await?;
            Ok(Done::go("notices", Said::Saved))
        }
    })
    .await
}
