//! More requests at once than this program can work on are told to come back: answering some is better than
//! answering nobody in time.

use axum::{
    body::{Body, Bytes, HttpBody},
    extract::Request,
    http::{StatusCode, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Seconds after which it is worth trying again.
const AGAIN: &str = "3";

/// Places for requests that are worked on.
#[derive(Clone, Debug)]
pub(crate) struct Places(Arc<Semaphore>);

impl Places {
    pub(crate) fn new(requests: usize) -> Self {
        Self(Arc::new(Semaphore::new(requests)))
    }
}

/// Gives a request its place until its answer was sent. Who asks how the program is always gets an answer, and open
/// streams wait rather than work.
pub(crate) async fn shed(
    axum::extract::State(places): axum::extract::State<Places>,
    request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path();
    if path.starts_with("/health/") || path == "/events" {
        return next.run(request).await;
    }
    let Ok(place) = places.0.try_acquire_owned() else { return busy() };
    next.run(request).await.map(|body| Body::new(Held { body, _place: place }))
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
    _place: OwnedSemaphorePermit,
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
