//! The marked workbook of an uploaded list, to download.

use crate::{router::State, visit::unavailable};
use app::{MarkedWords, gate::Visit};
use axum::{
    Extension,
    extract::Path,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use backend::{Error, actor::Employer};
use domain::{id::ImportId, language::Language};

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The list with its problems marked, in the language of the page it was asked from.
pub(crate) async fn marked_list(
    axum::extract::State(state): axum::extract::State<State>,
    Extension(visit): Extension<Visit>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Response {
    let employer = match state.backend.acting::<Employer>(visit.principal.as_ref()) {
        Ok(employer) => employer,
        Err(Error::SignIn) => return StatusCode::UNAUTHORIZED.into_response(),
        Err(_) => return StatusCode::FORBIDDEN.into_response(),
    };
    let Some(id) = name.strip_suffix(".xlsx").and_then(|id| id.parse::<ImportId>().ok()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let language = asked_in(&headers).or_else(|| visit.principal.map(|principal| principal.language()));
    match employer.marked_list(id, &MarkedWords(language.unwrap_or_default())).await {
        Ok(list) => {
            let name = crate::cookies::encode(&list.file_name).replace('/', "%2F");
            let disposition = format!("attachment; filename=\"welcome-office.xlsx\"; filename*=UTF-8''{name}");
            let headers = [
                (header::CONTENT_TYPE, XLSX.to_owned()),
                (header::CONTENT_DISPOSITION, disposition),
                (header::CACHE_CONTROL, "no-store".to_owned()),
            ];
            (headers, list.bytes).into_response()
        }
        Err(Error::NotFound) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => unavailable(&error),
    }
}

/// The language of the page that the link stood on.
fn asked_in(headers: &HeaderMap) -> Option<Language> {
    let referer = headers.get(header::REFERER)?.to_str().ok()?;
    referer.parse::<http::Uri>().ok()?.path().split('/').nth(1)?.parse().ok()
}
