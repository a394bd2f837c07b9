//! Files that people take away. They pass the same gate as pages: a session, a role, its scope.

use crate::router::State;
use app::gate::Visit;
use axum::{
    Extension,
    extract::Query,
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
};
use backend::{
    AskedMonths, Error,
    actor::{Employer, ReadNumbers, Staff},
};
use domain::language::Language;
use serde::Deserialize;

/// What the address of a file says.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Wanted {
    /// The language of the words in the file; the account's if it says none.
    language: String,
    /// The first month of the numbers.
    from: String,
    /// The last month of the numbers.
    to: String,
}

impl Wanted {
    fn language(&self, principal: Option<&backend::Principal>) -> Language {
        let own = principal.map(backend::Principal::language).unwrap_or_default();
        self.language.parse().unwrap_or(own)
    }
}

/// The employer's hires as a workbook.
pub(crate) async fn hires(
    axum::extract::State(state): axum::extract::State<State>,
    Extension(visit): Extension<Visit>,
    Query(wanted): Query<Wanted>,
) -> Response {
    let principal = visit.principal.as_ref();
    let language = wanted.language(principal);
    let employer = match state.backend.acting::<Employer>(principal) {
        Ok(employer) => employer,
        Err(error) => return refused(&error),
    };
    match employer.export(app::api::hires::export_words(language)).await {
        Ok(file) => workbook("attachment; filename=\"hires.xlsx\"", file),
        Err(error) => refused(&error),
    }
}

/// The programme's numbers as a workbook.
pub(crate) async fn numbers(
    axum::extract::State(state): axum::extract::State<State>,
    Extension(visit): Extension<Visit>,
    Query(wanted): Query<Wanted>,
) -> Response {
    match numbers_file(&state.backend, visit.principal.as_ref(), wanted).await {
        Ok(file) => workbook("attachment; filename=\"numbers.xlsx\"", file),
        Err(error) => refused(&error),
    }
}

async fn numbers_file(
    backend: &backend::Backend,
    principal: Option<&backend::Principal>,
    wanted: Wanted,
) -> backend::Result<Vec<u8>> {
    let staff = backend.acting::<Staff>(principal)?;
    let permit = staff.permit::<ReadNumbers>()?;
    let language = wanted.language(principal);
    let asked = AskedMonths { from: wanted.from, to: wanted.to };
    let numbers = staff.numbers(language, &asked, permit).await?;
    backend::workbook(language, app::api::numbers::sheets(language, &backend.office().city, &numbers)).await
}

fn workbook(disposition: &'static str, file: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (headers, file).into_response()
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
