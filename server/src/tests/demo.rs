//! What only the demo has is not there in service, and in the demo it does what its buttons say.

use super::world::{Who, World};
use axum::http::StatusCode;

const PATHS: [&str; 7] =
    ["/dev/mail", "/dev/mail.json", "/dev/clock", "/dev/components", "/dev/as", "/dev/minute", "/dev/reset"];

#[tokio::test]
async fn in_service_nothing_of_the_demo_is_there() {
    let world = World::in_service().await;
    for path in PATHS {
        assert_eq!(world.get(Who::Nobody, path).await.status, StatusCode::NOT_FOUND, "{path}");
        let body = "account=companion@demo.example&day=2027-01-04";
        for who in [Who::Nobody, Who::Administrator] {
            let answer = world.submit(who, "/de", path, body).await;
            assert!(answer.status.is_client_error() && answer.cookies.is_empty(), "{path} as {who:?}: {answer:?}");
        }
    }
    let page = world.get(Who::Companion, "/de/desk").await.body;
    assert!(page.contains("</main>") && !page.contains("/dev/"), "no banner in service");
}

#[tokio::test]
async fn in_the_demo_one_button_makes_somebody_else_of_a_visitor() {
    let world = World::new().await;
    let page = world.get(Who::Nobody, "/vi").await.body;
    assert!(page.contains("action=\"/dev/as\"") && page.contains("action=\"/dev/reset\""));
    let answer = world.submit(Who::Nobody, "/vi", "/dev/as", "account=employer@example.org").await;
    assert_eq!((answer.location.as_deref(), answer.cookies.len()), (Some("/"), 0), "only people who are told");
    let answer = world.submit(Who::Nobody, "/ar/way?who=here", "/dev/clock", "day=2027-01-04").await;
    assert_eq!(answer.location.as_deref(), Some("/ar/way?who=here"), "back to where the form stood");
    assert_eq!(world.office.clock().today().to_string(), "2027-01-04");
}
