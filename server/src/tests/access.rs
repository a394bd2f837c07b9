//! Who may ask for what: every page and every server function, for every kind of visitor, with own
//! and foreign objects. A page or a function without a row fails.

use super::world::{Who, World};
use std::collections::BTreeSet;

/// A page, and the status each visitor gets, in the order of [`Who::ALL`]:
/// nobody, newcomer, employer, companion, advisor, lead, administrator.
struct Page(&'static str, [u16; 7]);

const PUBLIC: [u16; 7] = [200; 7];
const SIGNED_IN: [u16; 7] = [303, 200, 200, 200, 200, 200, 200];
const EMPLOYER: [u16; 7] = [303, 403, 200, 403, 403, 403, 403];
const NEWCOMER: [u16; 7] = [303, 200, 403, 403, 403, 403, 403];

const PAGES: &[Page] = &[
    Page("/de", PUBLIC),
    Page("/de/imprint", PUBLIC),
    Page("/de/privacy", PUBLIC),
    Page("/de/accessibility", PUBLIC),
    Page("/de/sign-in", PUBLIC),
    Page("/de/reset", PUBLIC),
    Page("/de/account", SIGNED_IN),
];

#[tokio::test]
async fn every_page_answers_every_visitor_as_the_table_says() {
    let world = World::new().await;
    let mut wrong = Vec::new();
    for Page(path, expected) in PAGES {
        for (who, expected) in Who::ALL.into_iter().zip(expected) {
            let status = world.get(who, path).await.status.as_u16();
            if status != *expected {
                wrong.push(format!("{path} as {who:?}: {status}, not {expected}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn server_functions_are_posted_never_linked() {
    let linked: BTreeSet<String> = server_fn::axum::server_fn_paths()
        .filter(|(_, method)| *method != axum::http::Method::POST)
        .map(|(path, _)| path.to_owned())
        .collect();
    assert!(linked.is_empty(), "{linked:?}");
}
