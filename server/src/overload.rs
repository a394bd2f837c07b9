//! More requests at once than this program can work on are told to come back: answering some is better than
//! answering nobody in time. Who is slow to send or to read holds up nobody.

use axum::{
    body::{Body, Bytes, HttpBody, to_bytes},
    extract::Request,
    http::{HeaderMap, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use std::{
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
    time::Duration,
};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore, oneshot},
    time::timeout,
};

/// Seconds after which it is worth trying again.
const AGAIN: &str = "3";
/// How long a form may take to arrive.
const ARRIVAL: Duration = Duration::from_secs(10);
/// How long an answer that is being sent keeps its place: who reads more slowly is waited for, but not by others.
const SENDING: Duration = Duration::from_secs(10);
/// Files that arrive and are read at once.
const FILES: usize = 32;
/// Kilobytes of forms that arrive at once.
const ARRIVING: usize = 64 * 1024;
const KILOBYTE: usize = 1024;

/// Places for requests that are worked on.
#[derive(Clone, Debug)]
pub(crate) struct Places {
    requests: Arc<Semaphore>,
    files: Arc<Semaphore>,
}

impl Places {
    pub(crate) fn new(requests: usize) -> Self {
        Self { requests: Arc::new(Semaphore::new(requests)), files: Arc::new(Semaphore::new(FILES)) }
    }
}

/// Room for forms that are arriving.
#[derive(Clone, Debug)]
pub(crate) struct Room {
    limit: usize,
    kilobytes: Arc<Semaphore>,
}

impl Room {
    /// For forms of up to so many bytes.
    pub(crate) fn for_forms(limit: usize) -> Self {
        Self { limit, kilobytes: Arc::new(Semaphore::new(ARRIVING)) }
    }
}

/// Whether this is a form without files.
pub(crate) fn is_form(method: &Method, headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE);
    *method == Method::POST
        && kind.is_some_and(|kind| kind.as_bytes().starts_with(b"application/x-www-form-urlencoded"))
}

/// Lets a form arrive before anything is done about it.
pub(crate) async fn receive(
    axum::extract::State(room): axum::extract::State<Room>,
    request: Request,
    next: Next,
) -> Response {
    if !is_form(request.method(), request.headers()) {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let size = body.size_hint().exact().and_then(|size| usize::try_from(size).ok()).unwrap_or(room.limit);
    if size > room.limit {
        return too_much();
    }
    let kilobytes = u32::try_from(size / KILOBYTE + 1).unwrap_or(u32::MAX);
    let Ok(_room) = room.kilobytes.try_acquire_many_owned(kilobytes) else { return busy() };
    match timeout(ARRIVAL, to_bytes(body, room.limit)).await {
        Ok(Ok(sent)) => next.run(Request::from_parts(parts, Body::from(sent))).await,
        Ok(Err(_)) => too_much(),
        Err(_) => not_arrived(),
    }
}

fn too_much() -> Response {
    let text = "Das war zu viel auf einmal. Bitte gehen Sie zurück und kürzen Sie den Text.\n\
                That was too much at once. Please go back and shorten the text.\n";
    (StatusCode::PAYLOAD_TOO_LARGE, PLAIN, text).into_response()
}

fn not_arrived() -> Response {
    let text = "Das Formular ist nicht angekommen. Bitte gehen Sie zurück und senden Sie es noch einmal.\n\
                The form did not arrive. Please go back and send it again.\n";
    (StatusCode::REQUEST_TIMEOUT, [(header::CONNECTION, "close")], PLAIN, text).into_response()
}

const PLAIN: [(header::HeaderName, &str); 1] = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];

/// Gives a request its place until its answer was sent. Who asks how the program is always gets an answer, open streams
/// wait rather than work, and files of the site are no work.
pub(crate) async fn shed(
    axum::extract::State(places): axum::extract::State<Places>,
    request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path();
    if path == "/events" || ["/health/", "/pkg/", "/fonts/"].iter().any(|begin| path.starts_with(begin)) {
        return next.run(request).await;
    }
    let has_file = *request.method() == Method::POST && !is_form(request.method(), request.headers());
    let places = if has_file { places.files } else { places.requests };
    let Ok(place) = places.try_acquire_owned() else { return busy() };
    let response = next.run(request).await;
    let place = Place(Arc::new(Mutex::new(Some(place))));
    let (sent, is_sent) = oneshot::channel();
    let slow = place.clone();
    tokio::spawn(async move {
        if timeout(SENDING, is_sent).await.is_err() {
            slow.leave();
        }
    });
    response.map(|body| Body::new(Held { body, place, _sent: sent }))
}

/// A place, until it is left.
#[derive(Clone)]
struct Place(Arc<Mutex<Option<OwnedSemaphorePermit>>>);

impl Place {
    fn leave(&self) {
        drop(self.0.lock().unwrap_or_else(PoisonError::into_inner).take());
    }
}

/// Whoever is not answered because it takes too long is told so, and when to try again.
pub(crate) async fn with_words(response: Response) -> Response {
    let is_bare = response.body().size_hint().exact() == Some(0);
    if response.status() == StatusCode::SERVICE_UNAVAILABLE && is_bare { busy() } else { response }
}

fn busy() -> Response {
    let text = "Gerade sind zu viele Menschen auf einmal hier. Das Welcome Office ist gleich wieder da.\n\
                Too many people are here at once. The Welcome Office will be back in a moment.\n";
    let headers = [(header::RETRY_AFTER, AGAIN), (header::CONTENT_TYPE, "text/plain; charset=utf-8")];
    (StatusCode::SERVICE_UNAVAILABLE, headers, text).into_response()
}

/// An answer that keeps its place: much of a page is made while it is being sent.
struct Held {
    body: Body,
    place: Place,
    _sent: oneshot::Sender<()>,
}

impl Drop for Held {
    fn drop(&mut self) {
        self.place.leave();
    }
}

impl HttpBody for Held {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<hyper::body::Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> hyper::body::SizeHint {
        self.body.size_hint()
    }
}
