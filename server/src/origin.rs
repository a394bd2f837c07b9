//! Refuses what another site makes a browser send.
//!
//! The browser says where a request comes from (`Sec-Fetch-Site`), older ones at least the origin.
//! That needs no hidden field, so it works for every form, with and without scripts.

use crate::router::State;
use axum::{
    extract::Request,
    http::{Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};

/// Lets a request pass that reads, or that our own pages sent.
pub(crate) async fn refuse_cross_site(
    axum::extract::State(state): axum::extract::State<State>,
    request: Request,
    next: Next,
) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let is_stream = request.uri().path() == "/events";
    if (reads && !is_stream) || is_own(&request, &state.settings.server.public_url, reads) {
        return next.run(request).await;
    }
    tracing::info!(path = request.uri().path(), "refused a request of another site");
    (StatusCode::FORBIDDEN, "This request came from another site.\n").into_response()
}

fn is_own(request: &Request, public_url: &str, reads: bool) -> bool {
    let header = |name| request.headers().get(name).and_then(|value| value.to_str().ok());
    match header("sec-fetch-site".parse().unwrap_or(header::ORIGIN)) {
        Some("same-origin") => true,
        // Typed into the address bar: only reading.
        Some("none") => reads,
        Some(_) => false,
        None => match header(header::ORIGIN) {
            Some(origin) => origin == public_url || is_own_host(request, origin, public_url),
            // No browser of the last ten years posts a form without either.
            None => reads,
        },
    }
}

/// The origin names the very host this request was sent to, reached in the way this installation is.
fn is_own_host(request: &Request, origin: &str, public_url: &str) -> bool {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    let scheme = public_url.split_once("://").map(|(scheme, _)| scheme);
    origin.split_once("://").is_some_and(|(by, name)| Some(by) == scheme && Some(name) == host)
}
