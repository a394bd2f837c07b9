//! Whoever comes from elsewhere is not made to wait for a second journey before anything is painted.

use super::world::{Answer, World};
use axum::{body::Body, http::Request};

const STYLES: &str = ".wo-stage > h1 { color: #123456 }";
const NAMED: &str = "rel=\"stylesheet\"";

/// The start page, as asked for by a browser that was where `from` says before.
async fn start(world: &World, from: Option<&str>) -> Answer {
    let mut request = Request::get("/de").header("accept", "text/html").header("host", "localhost:3000");
    if let Some(from) = from {
        request = request.header("sec-fetch-site", from);
    }
    world.send(request.body(Body::empty()).unwrap()).await
}

/// The styles are read once, when the program starts.
async fn world_with_styles(name: &str) -> World {
    let site = std::env::temp_dir().join(format!("welcome-office-{name}-{}", std::process::id()));
    std::fs::create_dir_all(site.join("pkg")).unwrap();
    std::fs::write(site.join("pkg/welcome-office.css"), STYLES).unwrap();
    let world = World::with_site(&site).await;
    std::fs::remove_dir_all(site).unwrap();
    world
}

#[tokio::test]
async fn the_first_page_brings_its_styles_along_and_later_ones_name_them() {
    let world = world_with_styles("brought").await;
    for from in ["none", "cross-site", "same-site"] {
        let page = start(&world, Some(from)).await;
        assert!(page.body.contains(STYLES), "{from}: styles are not in the page");
        assert!(!page.body.contains(NAMED), "{from}: and they are fetched once more");
    }
    for from in [Some("same-origin"), None] {
        let page = start(&world, from).await;
        assert!(page.body.contains(NAMED) && !page.body.contains(STYLES), "{from:?}");
    }
}

#[tokio::test]
async fn styles_in_a_page_are_those_its_policy_allows() {
    let world = world_with_styles("policy").await;
    let page = start(&world, Some("none")).await;
    let policy = page.headers["content-security-policy"].to_str().unwrap();
    let nonce = page.body.split_once("<style nonce=\"").unwrap().1.split_once('"').unwrap().0;
    assert!(nonce.len() >= 16, "{nonce}");
    assert!(policy.contains(&format!("style-src 'self' 'nonce-{nonce}';")), "{policy}");
    let again = start(&world, Some("none")).await;
    assert!(!again.body.contains(nonce), "a nonce that comes again allows what anybody writes");
}

#[tokio::test]
async fn a_first_page_without_its_styles_at_hand_names_them() {
    let world = World::new().await;
    let page = start(&world, Some("none")).await;
    assert!(page.body.contains(NAMED) && !page.body.contains("<style"));
}
