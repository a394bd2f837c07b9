//! The demo can be anybody, play and begin anew; service can do none of it.

use super::*;
use crate::{
    actor::{Newcomer, Staff},
    testing,
};
use domain::language::Language;

fn device() -> Device {
    Device { name: "browser".into(), network: "network".into() }
}

#[tokio::test]
async fn a_visitor_can_be_each_of_the_people_told_and_nobody_else() {
    let office = testing::backend().await;
    office.seed_demo().await.unwrap();
    for email in PEOPLE {
        let session = office.sign_in_demo(email, &device()).await.unwrap_or_else(|error| panic!("{email}: {error}"));
        assert!(office.principal(&session.secret).await.unwrap().is_some(), "{email}");
    }
    assert!(matches!(office.sign_in_demo("labour.advice@example.org", &device()).await, Err(Error::NotFound)));
}

#[tokio::test]
async fn a_minute_of_office_life_reaches_the_desk() {
    let office = testing::backend().await;
    office.seed_demo().await.unwrap();
    let companion = office.demo_principal("companion@demo.example").await.unwrap();
    let desk = || async { office.backend.acting::<Staff>(Some(&companion)).unwrap().desk(Language::De).await.unwrap() };
    let before = desk().await;
    // Twice: what was played once does not stand in the way.
    for scene in Scene::ALL.into_iter().chain(Scene::ALL) {
        office.play(scene).await.unwrap_or_else(|error| panic!("{scene:?}: {error}"));
    }
    assert_eq!(desk().await.cases, before.cases + 6, "two lists of three people");
    let trainee = office.demo_principal("newcomer@demo.example").await.unwrap();
    let trainee = office.backend.acting::<Newcomer>(Some(&trainee)).unwrap();
    let way = trainee.plan(Language::Vi).await.unwrap().way.unwrap();
    assert!(way.questions.iter().any(|question| question.text.contains("giấy khai sinh")));
}

#[tokio::test]
async fn the_demo_begins_anew_as_it_was() {
    let office = testing::backend().await;
    office.seed_demo().await.unwrap();
    let companion = office.demo_principal("companion@demo.example").await.unwrap();
    let desk = office.backend.acting::<Staff>(Some(&companion)).unwrap().desk(Language::De).await.unwrap();
    office.play(Scene::Import).await.unwrap();
    office.reset_demo().await.unwrap();
    let again = office.demo_principal("companion@demo.example").await.unwrap();
    let again = office.backend.acting::<Staff>(Some(&again)).unwrap().desk(Language::De).await.unwrap();
    assert_eq!((again.cases, again.holders), (desk.cases, desk.holders));
    assert_eq!(testing::faults(&office).await, Vec::new());
}

#[tokio::test]
async fn in_service_nobody_can_be_anybody_and_nothing_is_played_or_reset() {
    let office = testing::in_service().await;
    assert!(matches!(office.sign_in_demo(PEOPLE[0], &device()).await, Err(Error::NotFound)));
    assert!(matches!(office.play(Scene::Import).await, Err(Error::NotFound)));
    assert!(matches!(office.reset_demo().await, Err(Error::NotFound)));
}
