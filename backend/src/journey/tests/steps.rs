//! Saying what is done.

use super::*;
use crate::Error;
use domain::{case::CaseState, view::plan::Pace};

#[tokio::test]
async fn a_newcomer_reaches_only_the_own_case() {
    let town = Town::new().await;
    let (piotr, hannah) = (town.acting(PIOTR).await, town.acting(HANNAH).await);
    piotr.claim(at("consent_grant"), &undated()).await.unwrap();
    assert_eq!(town.state_of(town.piotr, "consent_grant").await, StepState::DoneClaimed);
    assert_eq!(town.state_of(town.hannah, "consent_grant").await, StepState::Ready);
    let (own, other) = (piotr.plan(Language::En).await.unwrap(), hannah.plan(Language::En).await.unwrap());
    assert_eq!((own.name.as_str(), other.name.as_str()), ("Piotr", "Hannah"));
    assert_ne!(own.way.unwrap().number, other.way.unwrap().number);
}

#[tokio::test]
async fn at_most_three_things_are_to_do_and_the_most_urgent_comes_first() {
    let town = Town::new().await;
    let piotr = town.acting(PIOTR).await;
    let way = piotr.plan(Language::En).await.unwrap().way.unwrap();
    let mut addresses = vec![way.now.unwrap().row.address];
    addresses.extend(way.then.into_iter().map(|row| row.address));
    assert!(addresses.len() <= 3 && addresses.contains(&"consent_grant".to_owned()), "{addresses:?}");
    // The home should have been found the day before the arrival, and the person has arrived.
    assert_eq!((addresses.first().map(String::as_str), way.pace), (Some("housing_contract"), Pace::AtRisk));
    assert_eq!(way.first_day.map(|day| day.text), Some("Monday, 4 January 2027".to_owned()));
}

#[tokio::test]
async fn a_claim_opens_the_next_step_and_taking_it_back_closes_it() {
    let town = Town::new().await;
    let piotr = town.acting(PIOTR).await;
    assert_eq!(town.state_of(town.piotr, "intake_profile").await, StepState::Locked);
    piotr.claim(at("consent_grant"), &undated()).await.unwrap();
    assert_eq!(town.state_of(town.piotr, "intake_profile").await, StepState::Ready);
    let first = town.case(town.piotr).await.row;
    assert_eq!((first.next_step.as_str(), first.holder.as_str()), ("intake_profile", "newcomer"));
    piotr.take_back(at("consent_grant")).await.unwrap();
    assert_eq!(town.state_of(town.piotr, "consent_grant").await, StepState::Ready);
    assert_eq!(town.state_of(town.piotr, "intake_profile").await, StepState::Locked);
}

#[tokio::test]
async fn a_second_click_changes_nothing() {
    let town = Town::new().await;
    let piotr = town.acting(PIOTR).await;
    for _ in 0..2 {
        piotr.claim(at("consent_grant"), &undated()).await.unwrap();
    }
    let claims = |kinds: Vec<String>| kinds.iter().filter(|kind| *kind == "step.claimed").count();
    assert_eq!(claims(town.kinds(town.piotr).await), 1);
    for _ in 0..2 {
        piotr.take_back(at("consent_grant")).await.unwrap();
    }
    let taken = town.kinds(town.piotr).await.iter().filter(|kind| *kind == "step.taken_back").count();
    assert_eq!(taken, 1);
}

#[tokio::test]
async fn two_clicks_at_once_are_one_claim() {
    let town = Town::new().await;
    let (one, two) = (town.acting(PIOTR).await, town.acting(PIOTR).await);
    let claim = undated();
    let (first, second) = tokio::join!(one.claim(at("consent_grant"), &claim), two.claim(at("consent_grant"), &claim));
    first.unwrap();
    second.unwrap();
    let claims = town.kinds(town.piotr).await.iter().filter(|kind| *kind == "step.claimed").count();
    assert_eq!(claims, 1);
}

#[tokio::test]
async fn what_cannot_be_claimed_is_refused_each_in_its_way() {
    let town = Town::new().await;
    let piotr = town.acting(PIOTR).await;
    let locked = piotr.claim(at("residence_registration"), &undated()).await;
    assert!(matches!(locked, Err(Error::Conflict)), "{locked:?}");
    let employers = piotr.claim(at("employment_contract"), &undated()).await;
    assert!(matches!(employers, Err(Error::Forbidden)), "{employers:?}");
    let unknown = piotr.claim(at("moon_landing"), &undated()).await;
    assert!(matches!(unknown, Err(Error::NotFound)), "{unknown:?}");
    let not_needed = piotr.claim(at("visa_apply"), &undated()).await;
    assert!(matches!(not_needed, Err(Error::Conflict)), "{not_needed:?}");
    let tomorrow = piotr.claim(at("consent_grant"), &on("2030-01-01")).await;
    assert!(matches!(tomorrow, Err(Error::Invalid(_))), "{tomorrow:?}");
    assert!(matches!(piotr.step(Language::En, "moon_landing").await, Err(Error::NotFound)));
    assert!(matches!(piotr.step(Language::En, "../etc").await, Err(Error::NotFound)));
}

#[tokio::test]
async fn what_the_office_confirmed_is_not_taken_back() {
    let town = Town::new().await;
    town.confirmed(town.piotr, &["consent_grant"]).await;
    let piotr = town.acting(PIOTR).await;
    assert!(matches!(piotr.take_back(at("consent_grant")).await, Err(Error::Conflict)));
    assert!(!piotr.step(Language::En, "consent_grant").await.unwrap().ways.take_back);
}

#[tokio::test]
async fn begun_and_handed_in_are_kept_apart() {
    let town = Town::new().await;
    let piotr = town.acting(PIOTR).await;
    piotr.start(at("consent_grant")).await.unwrap();
    assert_eq!(town.state_of(town.piotr, "consent_grant").await, StepState::InProgress);
    let ways = piotr.step(Language::En, "consent_grant").await.unwrap().ways;
    assert_eq!((ways.claim, ways.start, ways.wait), (true, false, false), "nobody waits for an own decision");
    piotr.wait(at("consent_grant")).await.unwrap();
    assert_eq!(town.state_of(town.piotr, "consent_grant").await, StepState::WaitingExternal);
}

#[tokio::test]
async fn entering_tells_the_date_and_the_case_follows() {
    let town = Town::new().await;
    let piotr = town.acting(PIOTR).await;
    set_state(&town, CaseState::ActiveAbroad).await;
    town.confirmed(town.piotr, &["consent_grant", "intake_profile", "employment_contract"]).await;
    piotr.claim(at("entry"), &on("2026-11-21")).await.unwrap();
    let case = town.case(town.piotr).await;
    let arrival = case.facts.anchors.get(Anchor::ArrivalDate).unwrap();
    assert_eq!((arrival.day.to_string().as_str(), arrival.certainty), ("2026-11-21", Certainty::Happened));
    assert_eq!(case.row.state, CaseState::Onboarding.to_string());
    piotr.take_back(at("entry")).await.unwrap();
    let case = town.case(town.piotr).await;
    assert_eq!(case.row.state, CaseState::ActiveAbroad.to_string());
    assert_eq!(case.facts.anchors.get(Anchor::ArrivalDate).unwrap().certainty, Certainty::Planned);
}

#[tokio::test]
async fn a_health_step_is_on_the_own_plan_but_in_no_event() {
    let town = Town::new().await;
    let piotr = town.acting(PIOTR).await;
    town.confirmed(town.piotr, &["consent_grant", "intake_profile", "employment_contract", "entry"]).await;
    let page = piotr.step(Language::En, "food_hygiene").await.unwrap();
    assert!(page.ways.claim && !page.what.is_empty());
    piotr.claim(at("food_hygiene"), &on("2026-11-21")).await.unwrap();
    assert_eq!(town.state_of(town.piotr, "food_hygiene").await, StepState::DoneClaimed);
    let events = town.events(town.piotr).await;
    let claim = events.iter().rfind(|event| event.kind == "step.claimed").unwrap();
    assert_eq!(claim.detail, r#"{"about":"personal_papers"}"#);
    assert!(events.iter().all(|event| !event.detail.contains("food_hygiene")));
}

#[tokio::test]
async fn a_way_that_ended_shows_no_steps() {
    let town = Town::new().await;
    town.office.spoil();
    let inner = &town.office.backend.0;
    let write = inner.write().await.unwrap();
    crate::store::entity::case_file::Entity::update_many()
        .col_expr(crate::store::entity::case_file::Column::EndedAt, sea_orm::sea_query::Expr::value(write.at()))
        .col_expr(crate::store::entity::case_file::Column::State, sea_orm::sea_query::Expr::value("withdrawn"))
        .filter(crate::store::entity::case_file::Column::Id.eq(town.piotr.0))
        .exec(&*write)
        .await
        .unwrap();
    write.commit().await.unwrap();
    let piotr = town.acting(PIOTR).await;
    let plan = piotr.plan(Language::En).await.unwrap();
    assert_eq!((plan.way.is_none(), plan.ended), (true, Some(CaseState::Withdrawn)));
    assert!(matches!(piotr.step(Language::En, "entry").await, Err(Error::NotFound)));
    assert!(matches!(piotr.claim(at("consent_grant"), &undated()).await, Err(Error::NotFound)));
}

async fn set_state(town: &Town, state: CaseState) {
    let write = town.office.backend.0.write().await.unwrap();
    crate::store::entity::case_file::Entity::update_many()
        .col_expr(crate::store::entity::case_file::Column::State, sea_orm::sea_query::Expr::value(state.to_string()))
        .filter(crate::store::entity::case_file::Column::Id.eq(town.piotr.0))
        .exec(&*write)
        .await
        .unwrap();
    write.commit().await.unwrap();
}
