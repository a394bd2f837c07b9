//! The table of names and questions that `domain` keeps, asked of the database the tests run on.

use super::{found_by, index};
use crate::{
    case,
    store::entity::case_scope,
    testing::{self, TestOffice},
};
use domain::{
    fold::pairs::{FOUND, NOT_FOUND},
    id::{CaseId, OrganisationId},
};
use sea_orm::{ColumnTrait as _, EntityTrait, QueryFilter as _};
use std::collections::BTreeMap;

async fn finds(office: &TestOffice, organisation: OrganisationId, question: &str, case: CaseId) -> bool {
    let Some(condition) = found_by(question) else { return false };
    #[expect(clippy::disallowed_methods, reason = "a test asks its own scope")]
    let rows = case_scope::Entity::find()
        .filter(case_scope::Column::OrganisationId.eq(organisation.0))
        .filter(condition)
        .all(office.backend.0.store.read())
        .await
        .unwrap();
    rows.iter().any(|row| row.case_id == case.0)
}

#[tokio::test]
async fn the_database_finds_what_the_reference_finds_and_nothing_else() {
    let office = testing::backend().await;
    let employer = office.organisation("employer", "Zzyzx").await;
    let mut cases = BTreeMap::new();
    for (name, _) in FOUND.iter().chain(&NOT_FOUND) {
        if !cases.contains_key(name) {
            cases.insert(*name, office.hire(employer, name, "").await);
        }
    }
    let mut wrong = Vec::new();
    for (pairs, expected) in [(FOUND.as_slice(), true), (NOT_FOUND.as_slice(), false)] {
        for (name, question) in pairs {
            if finds(&office, employer, question, cases[name]).await != expected {
                wrong.push(format!("{question} and {name}: should be found: {expected}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn a_case_is_found_by_its_number_and_its_employer() {
    let office = testing::backend().await;
    let employer = office.organisation("employer", "Bäckerei Nordstern").await;
    let other = office.organisation("employer", "Hotel am Stadtpark").await;
    let case = office.hire(employer, "Kowalska", "Anna").await;
    for question in ["WO-2026-00001", "wo 2026", "nordstern", "Baeckerei kowal"] {
        assert!(finds(&office, employer, question, case).await, "{question}");
        assert!(!finds(&office, other, question, case).await, "{question} in another scope");
    }
    assert!(!finds(&office, employer, "stadtpark", case).await);
    assert!(found_by("  ...  ").is_none(), "a question without letters finds nothing");
}

#[tokio::test]
async fn a_case_that_is_found_by_other_words_leaves_others_to_be_found() {
    let office = testing::backend().await;
    let employer = office.organisation("employer", "Nordstern").await;
    let anna = office.hire(employer, "Kowalska", "Anna").await;
    let ewa = office.hire(employer, "Zielinska", "Ewa").await;
    let inner = &office.backend.0;
    let write = inner.write().await.unwrap();
    let case = case::require(&write, &inner.templates, ewa.0).await.unwrap();
    index(&write, &case).await.unwrap();
    write.commit().await.unwrap();
    assert!(finds(&office, employer, "kowalska", anna).await && finds(&office, employer, "zielinska", ewa).await);
}
