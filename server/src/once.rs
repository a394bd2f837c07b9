//! A form that is sent twice is done once, and both are answered alike: a second click, a retry after the line was cut.
//!
//! What was sent gets a name, by which the use case knows it again for a day. The answer to what was done is kept in
//! memory for two minutes: it leads on and carries cookies, and whoever got only the second answer needs them.

use crate::{cookies, overload::is_form};
use app::gate::{DONE, Submission, session_cookie};
use axum::{
    body::{Body, Bytes, to_bytes},
    extract::Request,
    http::{HeaderMap, HeaderValue, StatusCode, header, response::Parts},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use sha2::{Digest as _, Sha256};
use std::{
    collections::HashMap,
    sync::{Arc, PoisonError},
    time::Duration,
};
use tokio::sync::{Mutex, Semaphore};
use tracing::Instrument as _;

/// The field every form of ours carries.
const WORD: &[u8] = b"once=";
/// How long an answer is kept.
const KEPT: Duration = Duration::from_mins(2);
/// Answers kept at once. In a crowd a second click gets a plainer answer, and has no second effect all the same.
const MOST: usize = 10_000;
/// Forms worked on at once: who hangs up does not make room for more.
const AT_ONCE: usize = 256;
/// What is not done by then is given up: nobody waits for it any more.
const LONGEST: Duration = Duration::from_secs(35);

/// What was answered to forms that were done.
#[derive(Clone, Debug)]
pub(crate) struct Answers {
    working: Arc<Semaphore>,
    by_form: Arc<std::sync::Mutex<HashMap<[u8; 32], Place>>>,
}

/// Who comes second waits here for the answer of the first.
type Place = Arc<Mutex<Option<Kept>>>;

/// An answer, to be given once more.
#[derive(Clone, Debug)]
struct Kept {
    parts: Parts,
    body: Bytes,
}

impl Answers {
    /// None yet.
    pub(crate) fn none() -> Self {
        Self { working: Arc::new(Semaphore::new(AT_ONCE)), by_form: Arc::default() }
    }

    fn places(&self) -> std::sync::MutexGuard<'_, HashMap<[u8; 32], Place>> {
        self.by_form.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn place(&self, key: [u8; 32]) -> Place {
        let mut places = self.places();
        if places.len() < MOST || places.contains_key(&key) {
            Arc::clone(places.entry(key).or_default())
        } else {
            Place::default()
        }
    }
}

/// Forgets an answer when it is dropped: answers carry secrets.
struct Forgotten {
    answers: Answers,
    key: [u8; 32],
    place: Place,
}

impl Drop for Forgotten {
    fn drop(&mut self) {
        let mut places = self.answers.places();
        if places.get(&self.key).is_some_and(|place| Arc::ptr_eq(place, &self.place)) {
            places.remove(&self.key);
        }
    }
}

/// Reads a form, names it, and answers one that was done as before.
pub(crate) async fn answer(
    axum::extract::State(answers): axum::extract::State<Answers>,
    request: Request,
    next: Next,
) -> Response {
    if !is_form(request.method(), request.headers()) {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    // It has arrived, and is not too long.
    let Ok(sent) = to_bytes(body, usize::MAX).await else { return StatusCode::BAD_REQUEST.into_response() };
    let Some(form) = named(parts.uri.path(), &sent) else {
        return read(next.run(Request::from_parts(parts, Body::from(sent))).await).await.0;
    };
    let key = key(&form, &parts.headers);
    let place = answers.place(key);
    let mut kept = Arc::clone(&place).lock_owned().await;
    if let Some(Kept { parts, body }) = kept.clone() {
        return Response::from_parts(parts, Body::from(body));
    }
    let forgotten = Forgotten { answers: answers.clone(), key, place };
    let Ok(working) = Arc::clone(&answers.working).acquire_owned().await else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    parts.extensions.insert(Submission(form));
    let work = async move {
        let answered = async { read(next.run(Request::from_parts(parts, Body::from(sent))).await).await };
        let Ok((response, done)) = tokio::time::timeout(LONGEST, answered).await else {
            return StatusCode::SERVICE_UNAVAILABLE.into_response();
        };
        drop(working);
        if done.is_some() {
            *kept = done;
            tokio::spawn(async move {
                tokio::time::sleep(KEPT).await;
                drop(forgotten);
            });
        }
        response
    };
    // Goes on and is kept whoever hangs up: a browser that is clicked twice no longer waits for the first.
    match tokio::spawn(work.in_current_span()).await {
        Ok(response) => response,
        Err(panicked) => std::panic::resume_unwind(panicked.into_panic()),
    }
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
