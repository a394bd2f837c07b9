//! Own starts from the form to the plan.

use super::{cases, graduate, newest_link, office, visitor};
use crate::{Device, Error, actor::Newcomer, store::entity::case_file, testing::TestOffice};
use chrono::TimeDelta;
use domain::{form::StartAlone, language::Language};
use sea_orm::EntityTrait;

#[tokio::test]
async fn whoever_starts_alone_has_a_case_and_a_plan_after_the_link() {
    let office = office().await;
    let visitor = visitor(&office);
    visitor.start_alone(&graduate("asha@example.org"), Language::En, &Device::default()).await.unwrap();
    assert_eq!(cases(&office).await, 0);
    let (_, secret) = newest_link(&office).await;
    let used = visitor.use_link(&secret, &Device::default()).await.unwrap();
    assert_eq!(used.session.unwrap().landing, crate::Landing::Plan);
    assert_eq!(cases(&office).await, 1);
    office.acting::<Newcomer>("asha@example.org").await;
    let row = only_case(&office).await;
    assert_eq!((row.state.as_str(), row.source.as_str(), row.employer_id), ("onboarding", "self", None));
    assert!(matches!(visitor.use_link(&secret, &Device::default()).await, Err(Error::Conflict)));

    office.clock.advance(TimeDelta::seconds(1));
    visitor.start_alone(&graduate("asha@example.org"), Language::En, &Device::default()).await.unwrap();
    let (_, again) = newest_link(&office).await;
    visitor.use_link(&again, &Device::default()).await.unwrap();
    assert_eq!(cases(&office).await, 1);
}

#[tokio::test]
async fn whoever_is_here_already_gets_no_steps_of_entry() {
    let office = office().await;
    let visitor = visitor(&office);
    let entry_steps = async |residence: &str, email: &str| {
        let form = StartAlone { residence: residence.into(), purpose: "job".into(), ..graduate(email) };
        office.clock.advance(TimeDelta::seconds(1));
        visitor.start_alone(&form, Language::En, &Device::default()).await.unwrap();
        let (_, secret) = newest_link(&office).await;
        visitor.use_link(&secret, &Device::default()).await.unwrap();
        let id = newest_case(&office).await.id;
        let case = crate::case::load(office.backend.0.store.read(), &office.backend.0.templates, id).await.unwrap();
        let plan = case.unwrap().plan(visitor.today());
        plan.steps
            .iter()
            .filter(|step| !matches!(step.applicability, domain::plan::Applicability::NotNeeded(_)))
            .map(|step| step.step.key.as_str().to_owned())
            .filter(|key| ["entry", "visa_apply", "visa_decision"].contains(&key.as_str()))
            .collect::<Vec<_>>()
    };
    assert_eq!(entry_steps("abroad", "abroad@example.org").await.len(), 3);
    assert_eq!(entry_steps("city", "here@example.org").await, [""; 0]);
    assert_eq!(entry_steps("germany", "near@example.org").await, [""; 0]);
}

async fn only_case(office: &TestOffice) -> case_file::Model {
    assert_eq!(cases(office).await, 1);
    newest_case(office).await
}

#[expect(clippy::disallowed_methods, reason = "a test reads a row")]
async fn newest_case(office: &TestOffice) -> case_file::Model {
    let mut rows = case_file::Entity::find().all(office.backend.0.store.read()).await.unwrap();
    rows.sort_by_key(|row| row.number.clone());
    rows.pop().unwrap()
}
