//! Files that people send: plain routes, because a file is no field that server functions take.

use crate::{cookies, router::State, visit::unavailable};
use app::{
    form::{Flash, Said},
    gate::{FLASH_COOKIE, Visit, told},
};
use axum::{
    Extension, Router,
    extract::{DefaultBodyLimit, Multipart, multipart::MultipartError},
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
    routing::post,
};
use backend::{
    Error,
    actor::Employer,
    import::{LARGEST_FILE, Upload},
};
use domain::{
    form::{Problems, Rule},
    language::Language,
};
use sha2::{Digest as _, Sha256};

/// The routes, with a limit of their own: the file, and what stands around it.
pub(crate) fn routes() -> Router<State> {
    Router::new().route("/uploads/hires", post(hires)).layer(DefaultBodyLimit::max(LARGEST_FILE + 64 * 1024))
}

/// What stood in the form.
struct Sent {
    /// The name of what was sent, if it carries a word of chance.
    once: Option<[u8; 32]>,
    language: Language,
    form: &'static str,
    upload: Result<Upload, Problems>,
}

/// A list of hires, as a file or from the clipboard.
async fn hires(
    axum::extract::State(state): axum::extract::State<State>,
    Extension(visit): Extension<Visit>,
    multipart: Multipart,
) -> Response {
    // Refused before the file is read: nobody else may make this server work.
    let employer = match state.backend.acting::<Employer>(visit.principal.as_ref()) {
        Ok(employer) => employer,
        Err(Error::SignIn) => return see_other("/"),
        Err(_) => return StatusCode::FORBIDDEN.into_response(),
    };
    let sent = read(multipart).await;
    let language = sent.language;
    let outcome = match sent.upload {
        Ok(upload) => employer.by_form(sent.once).upload_hires(upload).await,
        Err(problems) => Err(problems.into()),
    };
    let flash = match outcome {
        Ok(id) => return see_other(&format!("/{language}/hires/import/{id}")),
        // Sent twice: the first one's draft stands in the list, unless it was taken over or discarded since.
        Err(Error::Repeated) => Flash::said(sent.form, Said::DoneBefore),
        Err(error) => {
            let error = Some(told(error, visit.principal.as_ref()));
            Flash { form: sent.form.to_owned(), error, ..Flash::default() }
        }
    };
    let back = see_other(&format!("/{language}/hires/import"));
    keep(&state, &visit, &flash, back).await
}

/// Reads the form. A file that is too big ends the reading; what was read before still counts.
async fn read(mut multipart: Multipart) -> Sent {
    let mut sent = Sent {
        once: None,
        language: Language::default(),
        form: "upload",
        upload: Err(Problems::one("file", Rule::Missing)),
    };
    let (mut name, mut has_word) = (Sha256::new(), false);
    loop {
        match multipart.next_field().await {
            Ok(Some(field)) => match field.name().unwrap_or_default() {
                "once" => {
                    name.update(field.bytes().await.unwrap_or_default());
                    has_word = true;
                }
                "language" => {
                    let text = field.text().await.unwrap_or_default();
                    sent.language = text.parse().unwrap_or_default();
                }
                "table" => {
                    sent.form = "paste";
                    let text = field.text().await;
                    name.update(text.as_deref().unwrap_or_default());
                    sent.upload = text.map(Upload::table).map_err(|error| problem("table", &error));
                }
                "file" => {
                    let file = field.file_name().unwrap_or_default().to_owned();
                    let bytes = field.bytes().await.map_err(|error| problem("file", &error));
                    name.update(bytes.as_deref().unwrap_or_default());
                    sent.upload = bytes.map(|bytes| Upload::file(&file, bytes.into()));
                }
                _ => {}
            },
            Ok(None) => {
                sent.once = has_word.then(|| name.finalize().into());
                return sent;
            }
            Err(error) => {
                sent.upload = Err(problem("file", &error));
                return sent;
            }
        }
    }
}

fn problem(field: &str, error: &MultipartError) -> Problems {
    let is_big = error.status() == StatusCode::PAYLOAD_TOO_LARGE;
    Problems::one(field, if is_big { Rule::FileTooBig } else { Rule::FileUnreadable })
}

fn see_other(to: &str) -> Response {
    (StatusCode::SEE_OTHER, [(header::LOCATION, to), (header::CACHE_CONTROL, "no-store")]).into_response()
}

/// Keeps what the next page shows once.
async fn keep(state: &State, visit: &Visit, flash: &Flash, mut response: Response) -> Response {
    let Ok(body) = serde_json::to_string(flash) else { return response };
    match state.backend.keep_flash(&body).await {
        Ok(secret) => {
            let cookie = cookies::of_server(FLASH_COOKIE, &secret, 600, visit.secure);
            if let Ok(cookie) = cookie.parse() {
                response.headers_mut().append(header::SET_COOKIE, cookie);
            }
            response
        }
        Err(error) => unavailable(&error),
    }
}
