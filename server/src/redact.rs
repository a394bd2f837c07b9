//! The access log: method, path without secrets, status, time. No query, no address, no name.

use axum::{extract::Request, middleware::Next, response::Response};
use std::time::Instant;

/// Logs a request once it is answered.
pub(crate) async fn log(request: Request, next: Next) -> Response {
    let method = request.method().clone();
    let path = redacted(request.uri().path());
    let began = Instant::now();
    let response = next.run(request).await;
    let status = response.status().as_u16();
    let millis = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    tracing::debug!(%method, path, status, millis, "request");
    response
}

/// A path without the secret of a mailed link or the code of a sheet.
pub(crate) fn redacted(path: &str) -> String {
    let secret = ["/link/", "/code/"].into_iter().find_map(|place| Some((path.split_once(place)?.0, place)));
    match secret {
        Some((before, place)) => format!("{before}{place}…"),
        None => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::redacted;

    #[test]
    fn secrets_of_links_and_codes_of_sheets_never_reach_the_log() {
        assert_eq!(redacted("/de/link/0123abcd"), "/de/link/…");
        assert_eq!(redacted("/ar/code/0123ABCD"), "/ar/code/…");
        assert_eq!(redacted("/de/plan/entry"), "/de/plan/entry");
    }
}
