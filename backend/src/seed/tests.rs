//! The demo city is whole, tells its story, and is filled once.

use super::*;
use crate::{
    actor::{Employer, Newcomer, Staff},
    store::entity::{account, case_scope, membership, organisation},
    testing::{self, TestOffice},
};
use domain::{facts::Word as _, journey::Holder, journey::Station};
use sea_orm::{ColumnTrait as _, QueryFilter as _};
use std::collections::BTreeSet;

async fn filled() -> TestOffice {
    let office = testing::backend().await;
    assert_eq!(office.seed_demo().await.unwrap(), Seeded::Now);
    office
}

async fn cases(office: &TestOffice) -> Vec<case_file::Model> {
    #[expect(clippy::disallowed_methods, reason = "a test looks at everything")]
    let rows = case_file::Entity::find().all(office.backend.0.store.read()).await.unwrap();
    rows
}

async fn seen_by(office: &TestOffice, name: &str) -> usize {
    let db = office.backend.0.store.read();
    #[expect(clippy::disallowed_methods, reason = "a test looks at everything")]
    let row = organisation::Entity::find().filter(organisation::Column::Name.eq(name)).one(db).await.unwrap().unwrap();
    #[expect(clippy::disallowed_methods, reason = "a test looks at everything")]
    let seen = case_scope::Entity::find().filter(case_scope::Column::OrganisationId.eq(row.id)).all(db).await.unwrap();
    seen.len()
}

#[tokio::test]
async fn the_demo_has_a_case_in_every_phase_and_is_filled_once() {
    let office = filled().await;
    let rows = cases(&office).await;
    assert_eq!(rows.len(), 100);
    let count = |state: &str| rows.iter().filter(|row| row.state == state).count();
    for (state, least) in [
        ("announced", 8),
        ("invited", 10),
        ("active_abroad", 40),
        ("arriving", 5),
        ("onboarding", 8),
        ("settled", 3),
        ("staying", 2),
        ("withdrawn", 1),
        ("refused", 1),
    ] {
        assert!(count(state) >= least, "{state}: {}", count(state));
    }
    let stations: BTreeSet<&str> = rows.iter().map(|row| row.station.as_str()).collect();
    assert!(stations.len() >= Station::ALL.len() - 1, "{stations:?}");
    let holders: BTreeSet<&str> = rows.iter().map(|row| row.holder.as_str()).collect();
    for holder in [Holder::Newcomer, Holder::Employer, Holder::WelcomeOffice, Holder::Mission, Holder::RecognitionBody]
    {
        assert!(holders.contains(holder.word()), "{holders:?}");
    }
    let overdue = rows.iter().filter(|row| row.has_overdue).count();
    assert!((2..=20).contains(&overdue), "{overdue} are overdue");
    assert_eq!(office.seed_demo().await.unwrap(), Seeded::Before);
    assert_eq!(cases(&office).await.len(), 100);
}

#[tokio::test]
async fn the_accounts_told_on_the_console_tell_one_story() {
    let office = filled().await;
    let newcomer = office.acting::<Newcomer>("newcomer@demo.example").await;
    let rows = cases(&office).await;
    let own = rows.iter().find(|row| row.person_id == newcomer.role.person.0).unwrap();
    let caretaker = office.acting::<Employer>("caretaker@demo.example").await;
    assert_eq!(own.employer_id, Some(caretaker.role.organisation.0));
    assert_eq!(rows.iter().filter(|row| row.cohort_id == own.cohort_id).count(), 40);
    let companion = office.acting::<Staff>("companion@demo.example").await;
    assert_eq!(own.companion_id, Some(companion.role.account.0));
    assert!(companion.role.is_office);
    assert_eq!(seen_by(&office, "Gasthaus Zur alten Esche").await, 1);
    assert_eq!(seen_by(&office, "Welcome Office Bochum").await, 100);
    assert_eq!(seen_by(&office, "IHK Mittleres Ruhrgebiet").await, 5);
    assert_eq!(seen_by(&office, "Stadtsportbund Bochum").await, 0);
    let employer = office.acting::<Employer>("employer@demo.example").await;
    assert_eq!(employer.role.organisation, caretaker.role.organisation);
    for email in ["recognition@demo.example", "lead@demo.example", "admin@demo.example"] {
        office.acting::<Staff>(email).await;
    }
    office.acting::<Employer>("owner@demo.example").await;
    office.acting::<Newcomer>("graduate@demo.example").await;
}

#[tokio::test]
async fn only_the_accounts_told_have_a_password() {
    let office = filled().await;
    let db = office.backend.0.store.read();
    #[expect(clippy::disallowed_methods, reason = "a test looks at everything")]
    let accounts = account::Entity::find().all(db).await.unwrap();
    let open: BTreeSet<&str> =
        accounts.iter().filter(|row| row.password_hash.is_some()).map(|row| row.email.as_str()).collect();
    assert!(open.iter().all(|email| email.ends_with("@demo.example")));
    assert_eq!(open.len(), 12, "{open:?}");
    #[expect(clippy::disallowed_methods, reason = "a test looks at everything")]
    let memberships = membership::Entity::find().all(db).await.unwrap();
    assert_eq!(memberships.len(), 22);
}

#[tokio::test]
async fn an_office_with_cases_of_its_own_is_never_filled_with_invented_people() {
    let office = testing::backend().await;
    office.seed_sample().await.unwrap();
    let write = office.backend.0.write().await.unwrap();
    setting::Entity::delete_by_id(SETTING).exec(&*write).await.unwrap();
    write.commit().await.unwrap();
    assert!(matches!(office.seed_demo().await, Err(Error::Conflict)));
}

#[tokio::test]
async fn a_crowd_is_as_sound_as_the_city_it_is_made_of() {
    let office = filled().await;
    office.backend.seed_crowd(300, 7).await.unwrap();
    let findings = testing::faults(&office).await;
    assert!(findings.is_empty(), "{findings:?}");
}
