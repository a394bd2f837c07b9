//! Gives what a form sent a name of its own, so that it is done once.

use app::gate::Submission;
use axum::{
    body::{Body, Bytes, to_bytes},
    extract::Request,
    http::{Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use sha2::{Digest as _, Sha256};

/// The field every form of ours carries.
const WORD: &[u8] = b"once=";

/// Reads a form up to `limit` bytes and names it.
pub(crate) async fn name(limit: usize, request: Request, next: Next) -> Response {
    let is_form = request
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"application/x-www-form-urlencoded"));
    if *request.method() != Method::POST || !is_form {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    let Ok(sent) = to_bytes(body, limit).await else {
        let text = "Das war zu viel auf einmal. Bitte gehen Sie zurück und kürzen Sie den Text.\n\
                    That was too much at once. Please go back and shorten the text.\n";
        let kind = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
        return (StatusCode::PAYLOAD_TOO_LARGE, kind, text).into_response();
    };
    if let Some(form) = named(parts.uri.path(), &sent) {
        parts.extensions.insert(Submission(form));
    }
    next.run(Request::from_parts(parts, Body::from(sent))).await
}

/// The name of a form that carries a word of chance.
fn named(path: &str, sent: &Bytes) -> Option<[u8; 32]> {
    sent.split(|byte| *byte == b'&').find(|field| field.starts_with(WORD))?;
    Some(Sha256::new().chain_update(path).chain_update([0]).chain_update(sent).finalize().into())
}
