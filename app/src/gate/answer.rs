//! How an outcome is told: the status and the way back that whoever asked can use.

use super::{Door, Entry, FLASH_COOKIE, entry, keep_cookie, language, parts, referring_path};
use crate::{AppError, form::Flash};
use axum::http::{HeaderName, HeaderValue};
use backend::{Error, Principal};
use domain::text::LocalPath;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

/// Turns a backend error into what may be shown, and logs it once: our failures with their
/// sources, refusals with the account, wrong input not at all.
pub fn told(error: Error, principal: Option<&Principal>) -> AppError {
    let account = principal.map(|principal| principal.account().to_string());
    let path = parts().map(|parts| parts.uri.path().to_owned()).unwrap_or_default();
    match error {
        Error::SignIn => AppError::SignIn,
        Error::Forbidden => {
            tracing::info!(account, path, "refused");
            AppError::Forbidden
        }
        Error::NotFound => AppError::NotFound,
        Error::Conflict | Error::Repeated => AppError::Conflict,
        Error::Invalid(problems) => AppError::Invalid { problems },
        Error::Slow { seconds } => {
            tracing::info!(account, path, seconds, "slowed down");
            AppError::Slow { seconds }
        }
        Error::Unwritable(_) => {
            tracing::error!(?error, "nothing can be written");
            AppError::Unwritable
        }
        Error::Database(_) | Error::Inconsistent(_) => failed(&error),
    }
}

pub(super) fn failed(error: &(dyn std::error::Error + 'static)) -> AppError {
    let reference = backend::reference();
    tracing::error!(reference, error = ?error, "use case failed");
    AppError::Failed { reference }
}

/// Puts an error on the answer in the way its caller can use.
///
/// A plain post is sent back to its form: a status on it would override the redirect, and the
/// browser would show raw JSON. A page that renders sets its own status.
pub(super) fn answer(error: &AppError) {
    let (Some(parts), Some(response)) = (parts(), use_context::<ResponseOptions>()) else { return };
    match entry(&parts) {
        Entry::Rendering => {}
        Entry::Script => set_status(&response, error),
        Entry::PlainForm if matches!(error, AppError::SignIn) => {
            if let Ok(path) = format!("/{}/sign-in", language()).parse() {
                redirect(&path);
            }
        }
        Entry::PlainForm => {
            let home = format!("/{}", language()).parse().ok();
            if let Some(back) = referring_path(&parts).or(home) {
                redirect(&back);
            }
        }
    }
}

fn set_status(response: &ResponseOptions, error: &AppError) {
    if let Ok(status) = axum::http::StatusCode::from_u16(error.status()) {
        response.set_status(status);
    }
}

/// Arguments that cannot be read never reach a role; they are answered here.
pub(crate) fn answer_malformed(error: &AppError) {
    if matches!(error, AppError::Malformed) {
        answer(error);
    }
}

/// Sets the status of a page from the outcome of its main data.
pub(crate) fn page_status(error: &AppError) {
    if let Some(response) = use_context::<ResponseOptions>() {
        set_status(&response, error);
    }
}

#[expect(clippy::disallowed_methods, reason = "only a checked path gets here")]
pub(super) fn redirect(to: &LocalPath) {
    leptos_axum::redirect(to.as_str());
}

/// On the answer to a form that was done; for the server, which takes it off again.
pub const DONE: HeaderName = HeaderName::from_static("wo-done");

/// Marks the answer: whoever sends the same again gets it again.
pub(super) fn mark_done() {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.insert_header(DONE, HeaderValue::from_static("yes"));
    }
}

/// Keeps what a form without scripts has to show on the next page, found by a cookie of its own.
pub(super) async fn keep_flash(flash: &Flash) {
    let Some(Door(backend)) = use_context::<Door>() else { return };
    let Ok(body) = serde_json::to_string(flash) else { return };
    match backend.keep_flash(&body).await {
        Ok(secret) => keep_cookie(FLASH_COOKIE, &secret, 600),
        Err(error) => tracing::error!(?error, "flash not kept"),
    }
}
