//! Headers on every answer. The content policy of pages is set by the pages: it carries their nonce.

use axum::{
    http::{HeaderName, HeaderValue, header},
    response::Response,
};

/// What every answer carries.
pub(crate) async fn every_answer(mut response: Response) -> Response {
    let headers = response.headers_mut();
    let fixed: [(HeaderName, &'static str); 5] = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        // Forms find the way back by it, so it is not `no-referrer`.
        (header::REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=(), payment=()"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(
        "default-src 'none'; frame-ancestors 'none'; img-src 'self'; style-src 'self'; font-src 'self'",
    ));
    response
}

/// Symbols have no hash in their name: kept for an hour.
pub(crate) async fn icons(mut response: Response) -> Response {
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=3600"));
    response
}

/// Files with a hash in their name never change; others are asked for again.
pub(crate) async fn static_files(mut response: Response) -> Response {
    let value = if response.status().is_success() { "public, max-age=31536000, immutable" } else { "no-store" };
    response.headers_mut().entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static(value));
    response
}
