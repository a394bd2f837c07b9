//! A form that is sent twice is done once, and both are answered alike: a second click, a retry after the line was cut.
//!
//! What was sent gets a name, by which the use case knows it again for days. The answer to what was done is kept in memory
//! for minutes: it leads on and carries cookies, and whoever got only the second answer needs them.

use crate::cookies;
use app::gate::{DONE, Submission, session_cookie};
use axum::{
    body::{Body, Bytes, to_bytes},
    extract::Request,
    http::{HeaderMap, HeaderValue, Method, StatusCode, header, response::Parts},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use sha2::{Digest as _, Sha256};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

/// The field every form of ours carries.
const WORD: &[u8] = b"once=";
/// How long an answer is kept.
const KEPT: Duration = Duration::from_mins(2);
/// Answers kept at once; a crowd loses the oldest comfort, never a change.
const MOST: usize = 10_000;

/// What was answered to forms that were done.
#[derive(Clone, Debug)]
pub(crate) struct Answers {
    limit: usize,
    places: Arc<Mutex<Places>>,
}

/// Places by form, with the time of the first.
#[derive(Debug)]
struct Places {
    by_form: HashMap<[u8; 32], (Instant, Place)>,
    /// When those that are old were put away last.
    tidied: Instant,
}

/// Who comes second waits here for the answer of the first.
type Place = Arc<tokio::sync::Mutex<Option<Kept>>>;

/// An answer, to be given once more.
#[derive(Clone, Debug)]
struct Kept {
    parts: Parts,
    body: Bytes,
}

impl Answers {
    /// None yet; forms are read up to so many bytes.
    pub(crate) fn up_to(limit: usize) -> Self {
        Self { limit, places: Arc::new(Mutex::new(Places { by_form: HashMap::new(), tidied: Instant::now() })) }
    }

    fn place(&self, key: [u8; 32]) -> Place {
        let mut places = self.places.lock().unwrap_or_else(PoisonError::into_inner);
        let Places { by_form, tidied } = &mut *places;
        let now = Instant::now();
        let is_old = |since: Instant| now.duration_since(since) > KEPT;
        // Answers carry secrets: none stays longer than twice its time.
        if is_old(*tidied) {
            by_form.retain(|_, (since, _)| !is_old(*since));
            *tidied = now;
        }
        if by_form.len() >= MOST {
            by_form.clear();
        }
        let place = by_form.entry(key).or_insert_with(|| (now, Place::default()));
        if is_old(place.0) {
            *place = (now, Place::default());
        }
        Arc::clone(&place.1)
    }
}

/// Reads a form, names it, and answers one that was done as before.
pub(crate) async fn answer(
    axum::extract::State(answers): axum::extract::State<Answers>,
    request: Request,
    next: Next,
) -> Response {
    let is_form = request
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"application/x-www-form-urlencoded"));
    if *request.method() != Method::POST || !is_form {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    let Ok(sent) = to_bytes(body, answers.limit).await else {
        let text = "Das war zu viel auf einmal. Bitte gehen Sie zurück und kürzen Sie den Text.\n\
                    That was too much at once. Please go back and shorten the text.\n";
        let kind = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
        return (StatusCode::PAYLOAD_TOO_LARGE, kind, text).into_response();
    };
    let Some(form) = named(parts.uri.path(), &sent) else {
        return read(next.run(Request::from_parts(parts, Body::from(sent))).await).await.0;
    };
    let place = answers.place(key(&form, &parts.headers));
    let mut kept = place.lock().await;
    if let Some(Kept { parts, body }) = kept.clone() {
        return Response::from_parts(parts, Body::from(body));
    }
    parts.extensions.insert(Submission(form));
    let (response, done) = read(next.run(Request::from_parts(parts, Body::from(sent))).await).await;
    *kept = done;
    response
}

/// The answer, and the same to be kept if what was asked is done.
async fn read(mut response: Response) -> (Response, Option<Kept>) {
    if response.headers_mut().remove(DONE).is_none() {
        return (response, None);
    }
    let (parts, body) = response.into_parts();
    let Ok(body) = to_bytes(body, usize::MAX).await else {
        return (StatusCode::INTERNAL_SERVER_ERROR.into_response(), None);
    };
    let kept = Kept { parts: parts.clone(), body: body.clone() };
    (Response::from_parts(parts, Body::from(body)), Some(kept))
}

/// The name of a form that carries a word of chance.
fn named(path: &str, sent: &Bytes) -> Option<[u8; 32]> {
    sent.split(|byte| *byte == b'&').find(|field| field.starts_with(WORD))?;
    Some(Sha256::new().chain_update(path).chain_update([0]).chain_update(sent).finalize().into())
}

/// The same form, of the same session, to be answered in the same way.
fn key(form: &[u8; 32], headers: &HeaderMap) -> [u8; 32] {
    let session = [true, false].map(|secure| cookies::find(headers, session_cookie(secure)).unwrap_or_default());
    let way = headers.get(header::ACCEPT).map(HeaderValue::as_bytes).unwrap_or_default();
    let mut key = Sha256::new().chain_update(form);
    for part in [session[0].as_bytes(), session[1].as_bytes(), way] {
        key.update(part);
        key.update([0]);
    }
    key.finalize().into()
}
