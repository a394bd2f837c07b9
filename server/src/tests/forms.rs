//! Every kind of form in its three ways: script call, plain post, failing plain post.

use super::world::{Who, World};
use axum::http::StatusCode;

const WRONG: &str = "form[email]=employer%40example.org&form[password]=not-the-password&form[next]=";

#[tokio::test]
async fn a_script_call_that_fails_gets_the_status_and_codes_only() {
    let world = World::new().await;
    let answer = world.call(Who::Nobody, "/api/account/sign-in", WRONG).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(answer.body, r#"{"invalid":{"problems":[{"field":"password","rule":"no-match"}]}}"#);
}

#[tokio::test]
async fn a_plain_post_that_fails_comes_back_to_its_page_with_what_was_typed() {
    let world = World::new().await;
    let answer = world.submit(Who::Nobody, "/de/sign-in?next=/de/hires", "/api/account/sign-in", WRONG).await;
    assert_eq!((answer.status, answer.location.as_deref()), (StatusCode::FOUND, Some("/de/sign-in?next=/de/hires")));
    let flash = answer.cookies.iter().find(|cookie| cookie.starts_with("wo-flash=")).expect("a flash");
    let request = axum::http::Request::get("/de/sign-in")
        .header("cookie", flash.split(';').next().unwrap())
        .header("accept", "text/html")
        .body(axum::body::Body::empty())
        .unwrap();
    let page = world.send(request).await;
    assert!(page.body.contains(r#"value="employer@example.org""#), "what was typed is gone");
    assert!(page.body.contains("wo-error-summary"), "no error summary");
    assert!(!page.body.contains("not-the-password"), "a password came back");
    assert!(page.cookies.iter().any(|cookie| cookie.starts_with("wo-flash=;")), "shown once only");
}

#[tokio::test]
async fn a_plain_post_that_works_goes_on() {
    let world = World::new().await;
    let body = "form[email]=employer%40example.org&form[password]=&form[next]=";
    let answer = world.submit(Who::Nobody, "/en/sign-in", "/api/account/sign-in", body).await;
    assert_eq!((answer.status, answer.location.as_deref()), (StatusCode::FOUND, Some("/en/sign-in")));
}

#[tokio::test]
async fn what_a_script_was_told_is_not_told_again_on_the_next_page() {
    let world = World::new().await;
    let body = "form[email]=employer%40example.org&form[password]=&form[next]=";
    let answer = world.call(Who::Nobody, "/api/account/sign-in", body).await;
    assert_eq!((answer.status, answer.body.as_str()), (StatusCode::OK, r#""link-mailed""#));
    assert_eq!(answer.cookies, Vec::<String>::new());
}

#[tokio::test]
async fn the_list_of_barriers_is_linked_for_those_who_take_care_of_them_alone() {
    let world = World::new().await;
    for who in Who::ALL {
        let page = world.get(who, "/de/accessibility").await;
        assert_eq!(page.body.contains("href=\"/de/barriers\""), who == Who::Companion, "{who:?}");
    }
}

#[tokio::test]
async fn text_of_a_link_never_reaches_the_page() {
    let world = World::new().await;
    let evil = "/de/sign-in?__path=%2Fapi%2Faccount%2Fsign-in&__err=eyJraW5kIjoiQ2FsbCAwOTAwLUVWSUwifQ%3D%3D&note=Call-0900-EVIL";
    let page = world.get(Who::Nobody, evil).await;
    assert_eq!(page.status, StatusCode::OK);
    let shown: String = page.body.split('<').filter_map(|part| part.split_once('>').map(|(_, text)| text)).collect();
    assert!(!shown.contains("EVIL"), "{shown}");
}

#[tokio::test]
async fn arguments_that_cannot_be_read_are_answered_as_malformed() {
    let world = World::new().await;
    let answer = world.call(Who::Employer, "/api/account/end-session", "session=not-an-id").await;
    assert_eq!((answer.status, answer.body.as_str()), (StatusCode::BAD_REQUEST, r#""malformed""#));
}

#[tokio::test]
async fn only_a_path_on_our_own_site_is_gone_on_to() {
    let world = World::new().await;
    world.office.set_password_of("employer@example.org", "welcome-to-bochum").await;
    for (next, expected) in [
        ("%2Fen%2Fcohorts", "/en/cohorts"),
        ("https%3A%2F%2Fevil.example", "/en/hires"),
        ("%2F%2Fevil.example", "/en/hires"),
    ] {
        let body = format!("form[email]=employer%40example.org&form[password]=welcome-to-bochum&form[next]={next}");
        let answer = world.submit(Who::Nobody, "/en/sign-in", "/api/account/sign-in", &body).await;
        assert_eq!(answer.location.as_deref(), Some(expected), "{next}");
    }
}
