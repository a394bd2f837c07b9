//! A new version of the template is looked at, released, and accepted for some cases.

use super::*;
use crate::testing::{self, TestOffice};
use serde_json::Value;

const BUNDLED: &str = include_str!("../../content/journey/bochum-default.json");

/// The template of a later day, changed by `change`.
fn later(change: impl FnOnce(&mut Vec<Value>)) -> String {
    let mut text: Value = serde_json::from_str(BUNDLED).unwrap();
    text["version"] = json!("2027-01-01");
    change(text["steps"].as_array_mut().unwrap());
    text.to_string()
}

fn without(key: &str) -> String {
    later(|steps| {
        steps.retain(|step| step["key"] != key);
        for step in steps {
            if let Some(before) = step["prerequisites"].as_array_mut() {
                before.retain(|before| before != key);
            }
        }
    })
}

async fn versions(office: &TestOffice) -> Vec<String> {
    #[expect(clippy::disallowed_methods, reason = "a test looks at everything")]
    let rows = case_file::Entity::find().all(office.backend.0.store.read()).await.unwrap();
    rows.into_iter().map(|row| row.template_version).collect()
}

#[tokio::test]
async fn a_release_moves_only_accepted_cases_and_a_date_moves_as_previewed() {
    let office = testing::backend().await;
    office.seed_sample().await.unwrap();
    let text = later(|steps| {
        let visit = steps.iter_mut().find(|step| step["key"] == "housing_request").unwrap();
        visit["due_rule"] = json!("work_start - P10W");
    });
    let preview = office.preview_release(&text).await.unwrap();
    let change = preview.changes.first().unwrap();
    assert_eq!((change.added.len(), change.removed.len(), change.lost.len()), (0, 0, 0));
    let (step, from, to) = change.moved.first().copied().unwrap();
    assert_eq!(step.to_string(), "housing_request");
    assert_eq!((from.unwrap() - to.unwrap()).num_days(), 14);
    assert!(matches!(office.accept_release("2027-01-01", &[change.case]).await, Err(Error::NotFound)));
    let before = versions(&office).await;
    assert_eq!(office.release_template(&text).await.unwrap(), "2027-01-01");
    assert_eq!(versions(&office).await, before, "nobody accepted yet");
    assert_eq!(office.accept_release("2027-01-01", &[change.case]).await.unwrap(), 1);
    assert_eq!(office.accept_release("2027-01-01", &[change.case]).await.unwrap(), 0, "twice is once");
    assert_eq!(versions(&office).await.iter().filter(|version| *version == "2027-01-01").count(), 1);
    let left = office.preview_release(&text).await.unwrap();
    assert_eq!(left.changes.len(), preview.changes.len() - 1);
    assert_eq!(testing::faults(&office).await, Vec::new());
}

#[tokio::test]
async fn a_case_that_finished_a_step_is_not_moved_to_a_template_without_it() {
    let office = testing::backend().await;
    office.seed_sample().await.unwrap();
    let text = without("documents_translate");
    let preview = office.preview_release(&text).await.unwrap();
    let stuck = preview.changes.iter().find(|change| !change.lost.is_empty()).unwrap().case;
    let free = preview.changes.iter().find(|change| change.lost.is_empty()).unwrap();
    assert_eq!(free.removed.first().unwrap().to_string(), "documents_translate");
    office.release_template(&text).await.unwrap();
    assert!(matches!(office.accept_release("2027-01-01", &[stuck]).await, Err(Error::Conflict)));
    assert_eq!(office.accept_release("2027-01-01", &[free.case]).await.unwrap(), 1);
}

#[tokio::test]
async fn a_released_template_is_never_changed_and_a_broken_one_is_refused() {
    let office = testing::backend().await;
    let text = later(|_| {});
    office.release_template(&text).await.unwrap();
    office.release_template(&text).await.unwrap();
    assert!(matches!(office.release_template(&without("sim_ticket")).await, Err(Error::Conflict)));
    let broken = later(|steps| steps[0]["due_rule"] = json!("whenever - P1"));
    assert!(matches!(office.preview_release(&broken).await, Err(Error::Inconsistent(_))));
}

#[tokio::test]
async fn new_cases_get_the_newest_release() {
    let office = testing::backend().await;
    office.clock.advance(chrono::TimeDelta::minutes(1));
    office.release_template(&later(|_| {})).await.unwrap();
    office.seed_sample().await.unwrap();
    assert!(versions(&office).await.iter().all(|version| version == "2027-01-01"));
}
