//! Who may see the own case.

use super::*;
use crate::{
    Error,
    actor::{ReadCases, Staff},
};
use domain::{
    role::MembershipRole,
    view::plan::{Purpose, ShareAnswer},
};

/// The step at which sports clubs are asked about; the cook said yes to sports.
const STEP: &str = "sports_match";
/// The step at which housing companies are asked about.
const HOME: &str = "housing_contract";

async fn club(town: &Town) -> OrganisationId {
    town.office.organisation("sports", "Stadtsportbund").await
}

#[tokio::test]
async fn a_yes_shows_the_case_and_taking_it_back_hides_it_at_once() {
    let town = Town::new().await;
    let club = club(&town).await;
    let piotr = town.acting(PIOTR).await;
    let before = town.who_sees(town.piotr).await;
    assert!(!before.contains(&club.0));
    piotr.answer_share(at(STEP), ShareAnswer::Yes, Language::En).await.unwrap();
    assert!(town.who_sees(town.piotr).await.contains(&club.0));
    assert!(!town.who_sees(town.hannah).await.contains(&club.0), "another case stays hidden");
    let shares = piotr.plan(Language::En).await.unwrap().way.unwrap().shares;
    let share = shares.first().unwrap();
    assert_eq!((share.name.as_str(), share.answer), ("Stadtsportbund", ShareAnswer::Yes));
    let others = town.acting(HANNAH).await.plan(Language::En).await.unwrap().way.unwrap().shares;
    assert!(others.iter().all(|share| share.answer == ShareAnswer::Open), "{others:?}");
    piotr.stop_sharing(club, Purpose::Sports, Language::En).await.unwrap();
    assert_eq!(town.who_sees(town.piotr).await, before);
    let kinds = town.kinds(town.piotr).await;
    assert!(kinds.ends_with(&["consent.given".to_owned(), "consent.revoked".to_owned()]), "{kinds:?}");
}

#[tokio::test]
async fn a_grant_is_told_to_the_office_as_the_newcomers_and_as_nobody_elses() {
    let town = Town::new().await;
    club(&town).await;
    town.acting(PIOTR).await.answer_share(at(STEP), ShareAnswer::Yes, Language::En).await.unwrap();
    town.office.member(town.welcome, MembershipRole::Companion, "companion@example.org").await;
    let staff = town.office.acting::<Staff>("companion@example.org").await;
    let permit = staff.permit::<ReadCases>().unwrap();
    let timeline = staff.case_page(Language::En, town.piotr, "", false, permit).await.unwrap().timeline;
    let given = timeline.iter().find(|row| row.kind == "consent.given").unwrap();
    assert_eq!(given.by, None);
}

#[tokio::test]
async fn a_no_is_remembered_and_shows_nothing() {
    let town = Town::new().await;
    let club = club(&town).await;
    let piotr = town.acting(PIOTR).await;
    for _ in 0..2 {
        piotr.answer_share(at(STEP), ShareAnswer::No, Language::En).await.unwrap();
    }
    assert!(!town.who_sees(town.piotr).await.contains(&club.0));
    let shares = piotr.plan(Language::En).await.unwrap().way.unwrap().shares;
    assert_eq!(shares.iter().map(|share| share.answer).collect::<Vec<_>>(), [ShareAnswer::No]);
    assert_eq!(town.kinds(town.piotr).await.iter().filter(|kind| *kind == "consent.refused").count(), 1);
    town.office.clock.advance(chrono::TimeDelta::minutes(1));
    piotr.answer_share(at(STEP), ShareAnswer::Yes, Language::En).await.unwrap();
    assert!(town.who_sees(town.piotr).await.contains(&club.0), "a no can be changed");
    let shares = piotr.plan(Language::En).await.unwrap().way.unwrap().shares;
    assert_eq!(shares.iter().map(|share| share.answer).collect::<Vec<_>>(), [ShareAnswer::Yes], "the newest alone");
}

#[tokio::test]
async fn what_was_said_to_one_institution_is_not_said_to_the_next() {
    let town = Town::new().await;
    let first = town.office.organisation("housing", "Wohnbau").await;
    let piotr = town.acting(PIOTR).await;
    let asked = async || piotr.step(Language::En, HOME).await.unwrap().share.map(|share| share.answer);
    piotr.answer_share(at(HOME), ShareAnswer::Yes, Language::En).await.unwrap();
    assert_eq!(asked().await, Some(ShareAnswer::Yes));
    town.office.close(first).await;
    let second = town.office.organisation("housing", "Heimat").await;
    assert_eq!(asked().await, Some(ShareAnswer::Open), "another one is asked about anew");
    for (with, purpose) in [(first, Purpose::Sports), (second, Purpose::Housing)] {
        let refused = piotr.stop_sharing(with, purpose, Language::En).await;
        assert!(matches!(refused, Err(Error::NotFound)), "{refused:?}");
    }
    piotr.answer_share(at(HOME), ShareAnswer::Yes, Language::En).await.unwrap();
    let shares = piotr.plan(Language::En).await.unwrap().way.unwrap().shares;
    assert_eq!(shares.len(), 2, "{shares:?}");
    piotr.stop_sharing(first, Purpose::Housing, Language::En).await.unwrap();
    let seen_by = town.who_sees(town.piotr).await;
    assert!(seen_by.contains(&second.0) && !seen_by.contains(&first.0));
}

#[tokio::test]
async fn a_step_that_is_done_asks_for_nobody() {
    let town = Town::new().await;
    town.office.organisation("housing", "Wohnbau").await;
    let piotr = town.acting(PIOTR).await;
    assert!(piotr.step(Language::En, HOME).await.unwrap().share.is_some());
    town.confirmed(town.piotr, &[HOME]).await;
    assert!(piotr.step(Language::En, HOME).await.unwrap().share.is_none());
}

#[tokio::test]
async fn only_a_step_that_needs_somebody_asks_for_it() {
    let town = Town::new().await;
    let club = club(&town).await;
    let piotr = town.acting(PIOTR).await;
    for (step, answer) in
        [("entry", ShareAnswer::Yes), ("recognition_apply", ShareAnswer::Yes), (STEP, ShareAnswer::Open)]
    {
        let refused = piotr.answer_share(at(step), answer, Language::En).await;
        assert!(refused.is_ok() == (answer == ShareAnswer::Open), "{step}: {refused:?}");
    }
    let not_planned = piotr.answer_share(at("sports_match~2"), ShareAnswer::Yes, Language::En).await;
    assert!(matches!(not_planned, Err(Error::NotFound)), "{not_planned:?}");
    let foreign = town.acting(HANNAH).await.stop_sharing(club, Purpose::Sports, Language::En).await;
    assert!(matches!(foreign, Err(Error::NotFound)), "{foreign:?}");
    assert!(!town.who_sees(town.piotr).await.contains(&club.0));
}
