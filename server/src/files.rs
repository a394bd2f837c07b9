//! Files that people take away. They pass the same gate as pages: a session, a role, its scope.

use crate::router::State;
use app::gate::Visit;
use axum::{
    Extension,
    extract::Query,
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
};
use backend::{Error, actor::Employer};
use domain::language::Language;
use serde::Deserialize;

/// What the address of a file says.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Wanted {
    /// The language of the words in the file; the account's if it says none.
    #[serde(default)]
    language: String,
}

/// The employer's hires as a workbook.
pub(crate) async fn hires(
    axum::extract::State(state): axum::extract::State<State>,
    Extension(visit): Extension<Visit>,
    Query(wanted): Query<Wanted>,
) -> Response {
    let principal = visit.principal.as_ref();
    let own = principal.map(backend::Principal::language).unwrap_or_default();
    let language: Language = wanted.language.parse().unwrap_or(own);
    let employer = match state.backend.acting::<Employer>(principal) {
        Ok(employer) => employer,
        Err(error) => return refused(&error),
    };
    match employer.export(app::api::hires::export_words(language)).await {
        Ok(file) => {
            let headers = [
                (header::CONTENT_TYPE, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
                (header::CONTENT_DISPOSITION, "attachment; filename=\"hires.xlsx\""),
                (header::CACHE_CONTROL, "no-store"),
            ];
            (headers, file).into_response()
        }
        Err(error) => refused(&error),
    }
}

/// A file has no page to say more on: the status alone.
fn refused(error: &Error) -> Response {
    match error {
        Error::SignIn => StatusCode::UNAUTHORIZED.into_response(),
        Error::Forbidden => StatusCode::FORBIDDEN.into_response(),
        Error::NotFound => StatusCode::NOT_FOUND.into_response(),
        other => {
            let reference = backend::reference();
            tracing::error!(reference, error = ?other, "a file could not be written");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
