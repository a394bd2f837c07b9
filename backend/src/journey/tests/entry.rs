//! What was entered: accepted, put right, added to.

use super::*;
use crate::Error;
use domain::{
    case::CaseState,
    form::{
        AnswerMissing,
        plan::{CorrectEntry, EraseOwn, TellDay},
    },
    view::plan::WishAnswer,
};

#[tokio::test]
async fn accepting_is_noted_once_and_claims_its_step() {
    let town = Town::new().await;
    let piotr = town.acting(PIOTR).await;
    for _ in 0..2 {
        piotr.accept().await.unwrap();
    }
    assert!(town.case(town.piotr).await.row.accepted_at.is_some());
    assert!(town.case(town.hannah).await.row.accepted_at.is_none());
    assert_eq!(town.state_of(town.piotr, "consent_grant").await, StepState::DoneClaimed);
    assert_eq!(town.kinds(town.piotr).await.iter().filter(|kind| *kind == "case.accepted").count(), 1);
    let entry = piotr.plan(Language::De).await.unwrap().way.unwrap().entry;
    assert_eq!((entry.is_accepted, entry.from.as_deref()), (true, Some("Hotel am Stadtpark")));
    assert_eq!(entry.nationality.as_deref(), Some("Polen"));
}

#[tokio::test]
async fn a_correction_changes_the_plan_and_the_search_but_nobody_else() {
    let town = Town::new().await;
    let piotr = town.acting(PIOTR).await;
    let form = CorrectEntry {
        given_names: "Pyotr".into(),
        family_name: "Ivanenko".into(),
        birth_date: "1990-05-02".into(),
        nationality: "Ukraine".into(),
        last_address: "1 Main Street, Kyiv".into(),
    };
    piotr.correct_entry(&form).await.unwrap();
    let case = town.case(town.piotr).await;
    assert_eq!((case.person.family_name.as_str(), case.person.nationality.as_deref()), ("Ivanenko", Some("UA")));
    assert_ne!(town.state_of(town.piotr, "visa_apply").await, StepState::NotApplicable);
    assert_eq!(town.case(town.hannah).await.person.family_name, "Testowy");
    assert_eq!(case.row.name_sort, domain::fold::sort_key("Ivanenko", "Pyotr"));
    let events = town.events(town.piotr).await;
    let event = events.iter().find(|event| event.kind == "person.corrected").unwrap();
    assert!(!event.detail.contains("Ivanenko") && event.detail.contains("family_name"), "{}", event.detail);
    assert!(matches!(piotr.correct_entry(&CorrectEntry::default()).await, Err(Error::Invalid(_))));
}

#[tokio::test]
async fn short_answers_make_the_plan_exact_and_are_not_asked_again() {
    let town = Town::new().await;
    let piotr = town.acting(PIOTR).await;
    let write = town.office.backend.0.write().await.unwrap();
    crate::store::entity::case_file::Entity::update_many()
        .col_expr(crate::store::entity::case_file::Column::Facts, sea_orm::sea_query::Expr::value("{}"))
        .filter(crate::store::entity::case_file::Column::Id.eq(town.piotr.0))
        .exec(&*write)
        .await
        .unwrap();
    write.commit().await.unwrap();
    let asked = piotr.plan(Language::De).await.unwrap().way.unwrap().missing;
    assert!(asked.spouse && asked.children && asked.housing, "{asked:?}");
    let form = AnswerMissing {
        spouse: "no".into(),
        children_born: "01.05.2015".into(),
        last_address: "ul. Prosta 1, Gdańsk".into(),
        ..AnswerMissing::default()
    };
    piotr.answer_missing(&form).await.unwrap();
    let way = piotr.plan(Language::De).await.unwrap().way.unwrap();
    assert!(!way.missing.spouse && !way.missing.children && !way.missing.last_address, "{:?}", way.missing);
    assert_eq!(way.entry.last_address.as_deref(), Some("ul. Prosta 1, Gdańsk"));
    let case = town.case(town.piotr).await;
    assert_eq!(case.facts.children.as_ref().map(Vec::len), Some(1));
    assert_eq!(case.facts.nationality.map(|country| country.code().to_owned()).as_deref(), Some("PL"));
    assert_ne!(town.state_of(town.piotr, "school_enrolment").await, StepState::NotApplicable);
    let events = town.events(town.piotr).await;
    let told = events.iter().find(|event| event.kind == "facts.told").unwrap();
    assert!(told.detail.contains("last_address") && !told.detail.contains("Prosta"), "{}", told.detail);
    let wrong = AnswerMissing { training_country: "Atlantis".into(), ..AnswerMissing::default() };
    assert!(matches!(piotr.answer_missing(&wrong).await, Err(Error::Invalid(_))));
}

#[tokio::test]
async fn an_arrival_the_newcomer_tells_is_sure_and_moves_the_case() {
    let town = Town::new().await;
    let piotr = town.acting(PIOTR).await;
    let write = town.office.backend.0.write().await.unwrap();
    crate::store::entity::case_file::Entity::update_many()
        .col_expr(
            crate::store::entity::case_file::Column::State,
            sea_orm::sea_query::Expr::value(CaseState::ActiveAbroad.to_string()),
        )
        .filter(crate::store::entity::case_file::Column::Id.eq(town.piotr.0))
        .exec(&*write)
        .await
        .unwrap();
    write.commit().await.unwrap();
    let asked = piotr.plan(Language::En).await.unwrap().way.unwrap().asked.unwrap();
    assert_eq!(asked.anchor, Anchor::ArrivalDate);
    piotr.tell_day(Anchor::ArrivalDate, &TellDay { day: "2026-12-10".into() }).await.unwrap();
    let case = town.case(town.piotr).await;
    assert_eq!(case.row.state, CaseState::Arriving.to_string());
    let asked = piotr.plan(Language::En).await.unwrap().way.unwrap().asked.unwrap();
    assert_eq!(asked.anchor, Anchor::MoveIn, "one date is asked after the other");
}

#[tokio::test]
async fn the_first_working_day_is_the_employers_to_tell() {
    let town = Town::new().await;
    let piotr = town.acting(PIOTR).await;
    let day = TellDay { day: "2027-02-01".into() };
    assert!(matches!(piotr.tell_day(Anchor::WorkStart, &day).await, Err(Error::NotFound)));
    let far = TellDay { day: "2090-01-01".into() };
    assert!(matches!(piotr.tell_day(Anchor::ArrivalDate, &far).await, Err(Error::Invalid(_))));
}

#[tokio::test]
async fn deleting_needs_to_be_said_twice_and_touches_nobody_else() {
    let town = Town::new().await;
    let piotr = town.acting(PIOTR).await;
    assert!(matches!(piotr.erase(&EraseOwn::default()).await, Err(Error::Invalid(_))));
    assert_eq!(town.case(town.piotr).await.person.given_names, "Piotr");
    piotr.erase(&EraseOwn { sure: Some("yes".into()) }).await.unwrap();
    let case = town.case(town.piotr).await;
    assert!(case.row.ended_at.is_some());
    assert!(case.person.email.is_none() && case.person.birth_date.is_none());
    assert!(!format!("{:?}", case.person).contains("Piotr"));
    assert_eq!(town.case(town.hannah).await.person.given_names, "Hannah");
}

#[tokio::test]
async fn an_offer_is_on_the_plan_of_who_wants_it_and_only_there() {
    let town = Town::new().await;
    let piotr = town.acting(PIOTR).await;
    let sports = at("sports_match");
    assert_eq!(piotr.step(Language::En, "sports_match").await.unwrap().wish, Some(WishAnswer::Open));
    piotr.wish(sports, WishAnswer::Yes).await.unwrap();
    let page = piotr.step(Language::En, "sports_match").await.unwrap();
    assert_eq!((page.wish, page.is_unclear), (Some(WishAnswer::Yes), false));
    piotr.wish(sports, WishAnswer::No).await.unwrap();
    assert_eq!(town.state_of(town.piotr, "sports_match").await, StepState::NotApplicable);
    let other = town.acting(HANNAH).await.step(Language::En, "sports_match").await.unwrap();
    assert_eq!(other.wish, Some(WishAnswer::Open));
    assert!(matches!(piotr.wish(at("entry"), WishAnswer::Yes).await, Err(Error::NotFound)));
    let plain = piotr.step(Language::En, "entry").await.unwrap();
    assert_eq!(plain.wish, None);
}
