//! Every address that changes something, asked in every way another site can make a browser ask.

use super::world::World;
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};

const HOST: &str = "localhost:3000";
const REFUSED: &str = "This request came from another site.\n";

/// Headers that no page of ours sends: what the browser says of the site, and of the origin.
const FOREIGN: [(Option<&str>, Option<&str>); 15] = [
    (None, None),
    (None, Some("null")),
    (None, Some("")),
    (None, Some("https://evil.example")),
    (None, Some("http://evil.localhost:3000")),
    (None, Some("http://localhost:3001")),
    (None, Some("http://localhost")),
    (None, Some("https://localhost:3000")),
    (None, Some("http://localhost:3000.evil.example")),
    (Some("none"), None),
    (Some("same-site"), Some("http://localhost:3000")),
    (Some("cross-site"), Some("http://localhost:3000")),
    (Some("cross-site"), None),
    (Some("SAME-ORIGIN"), None),
    (Some("same-origin, cross-site"), None),
];

const OWN: [(Option<&str>, Option<&str>); 3] = [
    (Some("same-origin"), None),
    (Some("same-origin"), Some("http://localhost:3000")),
    (None, Some("http://localhost:3000")),
];

/// What does not go by the name of a server function.
const BESIDE: [&str; 5] = ["/uploads/hires", "/dev/clock", "/dev/as", "/dev/minute", "/dev/reset"];

async fn is_refused(world: &World, path: &str, ways: (Option<&str>, Option<&str>)) -> bool {
    is_refused_at(HOST, world, path, ways).await
}

async fn is_refused_at(host: &str, world: &World, path: &str, (site, origin): (Option<&str>, Option<&str>)) -> bool {
    let mut request = Request::post(path)
        .header(header::HOST, host)
        .header(header::ACCEPT, "text/html")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    if let Some(site) = site {
        request = request.header("sec-fetch-site", site);
    }
    if let Some(origin) = origin {
        request = request.header(header::ORIGIN, origin);
    }
    let answer = world.send(request.body(Body::empty()).unwrap()).await;
    answer.status == StatusCode::FORBIDDEN && answer.body == REFUSED
}

#[tokio::test]
async fn what_changes_something_is_done_for_our_own_pages_only() {
    let world = World::new().await;
    let functions = server_fn::axum::server_fn_paths().map(|(path, _)| path.to_owned());
    let paths: Vec<String> = functions.chain(BESIDE.map(str::to_owned)).collect();
    let mut wrong = Vec::new();
    for path in &paths {
        for ways in FOREIGN {
            if !is_refused(&world, path, ways).await {
                wrong.push(format!("{path} is done for {ways:?}"));
            }
        }
        // The demo begins anew with these, and nobody is left to ask.
        if path.starts_with("/dev/") {
            continue;
        }
        for ways in OWN {
            if is_refused(&world, path, ways).await {
                wrong.push(format!("{path} is refused for {ways:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    println!("{} addresses, {} ways each", paths.len(), FOREIGN.len() + OWN.len());
    assert!(paths.len() > 60);
}

#[tokio::test]
async fn an_office_reached_by_another_name_is_asked_by_pages_of_that_name() {
    let world = World::new().await;
    let host = "office.example:3000";
    for (origin, is_foreign) in [
        ("http://office.example:3000", false),
        ("http://localhost:3000", false),
        ("https://office.example:3000", true),
        ("http://office.example", true),
        ("http://evil.example:3000", true),
    ] {
        assert_eq!(is_refused_at(host, &world, BESIDE[0], (None, Some(origin))).await, is_foreign, "{origin}");
    }
}

#[tokio::test]
async fn nothing_is_changed_by_an_address_alone() {
    let world = World::new().await;
    for (path, _) in server_fn::axum::server_fn_paths() {
        let request = Request::get(path).header(header::HOST, HOST).header("sec-fetch-site", "same-origin");
        let answer = world.send(request.body(Body::empty()).unwrap()).await;
        assert!(
            matches!(answer.status, StatusCode::METHOD_NOT_ALLOWED | StatusCode::NOT_FOUND),
            "{path}: {}",
            answer.status
        );
    }
}

#[tokio::test]
async fn another_site_cannot_listen() {
    let world = World::new().await;
    for (site, origin) in [("cross-site", Some("https://evil.example")), ("same-site", None)] {
        let mut request = Request::get("/events").header(header::HOST, HOST).header("sec-fetch-site", site);
        if let Some(origin) = origin {
            request = request.header(header::ORIGIN, origin);
        }
        assert_eq!(world.send(request.body(Body::empty()).unwrap()).await.status, StatusCode::FORBIDDEN, "{site}");
    }
}
