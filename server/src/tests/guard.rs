//! What stands in front of every page.

use super::world::{Who, World};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};

#[tokio::test]
async fn a_signed_out_visitor_gets_an_empty_redirect_to_sign_in() {
    let world = World::new().await;
    let answer = world.get(Who::Nobody, "/ar/hires?sort=name").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.location.as_deref(), Some("/ar/sign-in?next=/ar/hires%3Fsort%3Dname"));
    assert_eq!(answer.body, "");
}

#[tokio::test]
async fn pages_carry_a_content_policy_without_unsafe_inline() {
    let world = World::new().await;
    let answer = world.get(Who::Nobody, "/de").await;
    let policy = answer.headers.get(header::CONTENT_SECURITY_POLICY).unwrap().to_str().unwrap();
    assert!(!policy.contains("unsafe-inline") && !policy.contains("http:") && !policy.contains("https:"), "{policy}");
    let nonce = policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).expect("a nonce");
    let scripts = answer.body.matches("<script").count();
    assert!(scripts > 0);
    assert_eq!(scripts, answer.body.matches(&format!("nonce=\"{nonce}\"")).count(), "a script without the nonce");
    assert!(!answer.body.contains(" style=\""), "an inline style");
}

#[tokio::test]
async fn the_start_address_chooses_the_language() {
    let world = World::new().await;
    for (accept, cookie, expected) in [("ar,en;q=0.5", "", "/ar"), ("ar", "wo-language=en", "/en"), ("xx", "", "/de")] {
        let request = Request::get("/").header(header::ACCEPT_LANGUAGE, accept).header(header::COOKIE, cookie);
        let answer = world.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.location.as_deref(), Some(expected), "{accept} {cookie}");
    }
}

#[tokio::test]
async fn pages_for_work_are_in_the_languages_of_work_and_the_others_in_all() {
    let world = World::new().await;
    for (who, page) in
        [(Who::Employer, "hires?q=x"), (Who::Employer, "cohorts"), (Who::Companion, "cases"), (Who::Companion, "desk")]
    {
        let answer = world.get(who, &format!("/vi/{page}")).await;
        assert!(answer.status.is_redirection(), "{page}: {}", answer.status);
        assert_eq!(answer.location, Some(format!("/en/{page}")));
        assert_eq!(world.get(who, &format!("/ar/{page}")).await.status, StatusCode::OK, "{page}");
    }
    for (who, page) in [(Who::Newcomer, "plan"), (Who::Employer, "account"), (Who::Nobody, "way")] {
        assert_eq!(world.get(who, &format!("/vi/{page}")).await.status, StatusCode::OK, "{page}");
    }
}

#[tokio::test]
async fn an_unknown_language_is_not_found() {
    let world = World::new().await;
    for path in ["/xx", "/xx/sign-in", "/de/no-such-page", "/favicon.ico"] {
        assert_eq!(world.get(Who::Nobody, path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn personal_pages_are_not_stored_by_browsers() {
    let world = World::new().await;
    let answer = world.get(Who::Newcomer, "/de/account").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.headers.get(header::CACHE_CONTROL).unwrap(), "no-store");
}

#[tokio::test]
async fn direction_and_language_come_from_the_address() {
    let world = World::new().await;
    for (path, expected) in [("/de", r#"lang="de" dir="ltr""#), ("/ar", r#"lang="ar" dir="rtl""#)] {
        assert!(world.get(Who::Nobody, path).await.body.contains(expected), "{path}");
    }
}

#[tokio::test]
async fn health_says_live_and_ready() {
    let world = World::new().await;
    for path in ["/health/live", "/health/ready"] {
        assert_eq!(world.get(Who::Nobody, path).await.status, StatusCode::OK, "{path}");
    }
}
