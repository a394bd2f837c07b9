//! Steps confirmed, given up and opened again; what other institutions never read.

use super::{AGENCY, CHAMBER, COMPANION, Town, permit};
use crate::{
    Error,
    actor::{ConfirmSteps, ReadCases},
    case,
};
use domain::{
    facts::{Anchor, FactKey},
    form,
    id::CaseId,
    journey::Sensitivity,
    language::Language,
    plan::Plan,
    step::{StepState, WaiveReason},
};

async fn plan(town: &Town, case: CaseId) -> Plan {
    let inner = &town.office.backend.0;
    let case = case::load(inner.store.read(), &inner.templates, case.0).await.unwrap().unwrap();
    case.plan(town.office.clock().today())
}

async fn state(town: &Town, step: &str) -> StepState {
    plan(town, town.mai).await.steps.into_iter().find(|planned| planned.step.to_string() == step).unwrap().state
}

async fn confirm(town: &Town, by: &str, step: &str) -> crate::Result<()> {
    let staff = town.staff(by).await;
    let form = form::ConfirmStep { step: step.into(), done_on: String::new() };
    staff.confirm_step(town.mai, &form, permit::<ConfirmSteps>(&staff)).await
}

async fn waive(town: &Town, by: &str, step: &str) -> crate::Result<()> {
    let staff = town.staff(by).await;
    let form = form::WaiveStep {
        step: step.into(),
        reason: WaiveReason::Other.to_string(),
        remark: "her uncle did it".into(),
    };
    staff.waive_step(town.mai, &form, permit::<ConfirmSteps>(&staff)).await
}

async fn reopen(town: &Town, by: &str, step: &str) -> crate::Result<()> {
    let staff = town.staff(by).await;
    staff.reopen_step(town.mai, step, permit::<ConfirmSteps>(&staff)).await
}

#[tokio::test]
async fn a_step_is_confirmed_opened_again_and_given_up() {
    let town = Town::new().await;
    let step = plan(&town, town.mai).await.summary.next_step.unwrap().to_string();
    let before = state(&town, &step).await;
    confirm(&town, COMPANION, &step).await.unwrap();
    assert_eq!(state(&town, &step).await, StepState::DoneConfirmed);
    assert!(matches!(confirm(&town, COMPANION, &step).await, Err(Error::Conflict)));
    assert!(matches!(waive(&town, COMPANION, &step).await, Err(Error::Conflict)));
    reopen(&town, COMPANION, &step).await.unwrap();
    assert_eq!(state(&town, &step).await, before);
    assert!(matches!(reopen(&town, COMPANION, &step).await, Err(Error::Conflict)));
    waive(&town, COMPANION, &step).await.unwrap();
    assert_eq!(state(&town, &step).await, StepState::Waived);
    let staff = town.staff(COMPANION).await;
    let page = staff.case_page(Language::En, town.mai, &step, false, permit::<ReadCases>(&staff)).await.unwrap();
    assert_eq!(page.chosen.unwrap().remark.as_deref(), Some("her uncle did it"));
    let kinds: Vec<_> =
        page.timeline.iter().map(|row| row.kind.as_str()).filter(|kind| kind.starts_with("step")).collect();
    assert_eq!(kinds, ["step.waived", "step.reopened", "step.confirmed"]);
    assert_eq!(page.timeline.iter().find(|row| row.kind == "step.waived").unwrap().by.as_deref(), Some("companion"));
}

#[tokio::test]
async fn other_institutions_never_read_health_conduct_or_private_steps_by_name() {
    let town = Town::new().await;
    town.refer(COMPANION, town.mai, town.chamber).await.unwrap();
    let plan = plan(&town, town.mai).await;
    let hidden: Vec<_> = plan.steps.iter().filter(|step| step.sensitivity != Sensitivity::Normal).collect();
    assert!(hidden.iter().any(|step| step.sensitivity == Sensitivity::PersonalPapers && step.is_open()));
    for step in hidden.iter().filter(|step| step.is_open()) {
        waive(&town, COMPANION, &step.step.to_string()).await.unwrap();
        reopen(&town, COMPANION, &step.step.to_string()).await.unwrap();
    }
    let (office, chamber) = (town.staff(COMPANION).await, town.staff(CHAMBER).await);
    let case = office.own_case(town.office.backend.0.store.read(), town.mai).await.unwrap();
    for step in hidden.iter().map(|step| step.step.to_string()) {
        assert!(office.step_title(Language::En, &case, &step).is_some(), "{step}");
        assert_eq!(chamber.step_title(Language::En, &case, &step), None, "{step}");
    }
    let page = town.page(CHAMBER, town.mai).await.unwrap();
    assert_eq!(page.papers_complete, Some(false));
    let json = serde_json::to_string(&page).unwrap();
    for step in &hidden {
        let text = town.office.backend.0.texts.of(Language::En, step.step.key).unwrap();
        assert!(!json.contains(&format!("\"{}", step.step)), "{}", step.step);
        assert!(!json.contains(&format!("\"{}\"", text.title)), "{}", text.title);
        let outcome = confirm(&town, CHAMBER, &step.step.to_string()).await;
        assert!(matches!(outcome, Err(Error::NotFound)), "{} {outcome:?}", step.step);
    }
    assert_eq!(town.page(COMPANION, town.mai).await.unwrap().papers_complete, None);
}

#[tokio::test]
async fn contact_and_names_of_colleagues_stay_with_the_welcome_office() {
    let town = Town::new().await;
    town.refer(COMPANION, town.mai, town.chamber).await.unwrap();
    let page = town.page(CHAMBER, town.mai).await.unwrap();
    assert!(page.contact.is_empty() && page.colleagues.is_empty() && !page.is_assignable);
    assert_eq!(town.page(COMPANION, town.mai).await.unwrap().colleagues.len(), 1);
    let referred = page.timeline.iter().find(|row| row.kind == "referral.sent");
    assert!(referred.is_none(), "a referral is the business of its two institutions");
    assert!(page.timeline.iter().all(|row| row.by.as_deref() != Some("companion")));
    assert!(town.page(AGENCY, town.mai).await.is_err());
    let office = town.staff(COMPANION).await;
    let arrival = form::SetDate { anchor: Anchor::ArrivalDate.to_string(), day: "2027-01-11".into() };
    office.set_date(town.mai, &arrival, permit::<ConfirmSteps>(&office)).await.unwrap();
    let dated = async |reader: &str| {
        let timeline = town.page(reader, town.mai).await.unwrap().timeline;
        timeline.into_iter().find(|row| row.anchor == Some(Anchor::ArrivalDate)).unwrap().by
    };
    assert_eq!(dated(COMPANION).await.as_deref(), Some("companion"));
    let seen = dated(CHAMBER).await;
    assert!(seen.is_some() && seen.as_deref() != Some("companion"), "others read which institution it was: {seen:?}");
}

#[tokio::test]
async fn a_date_and_a_fact_reach_the_plan() {
    let town = Town::new().await;
    let staff = town.staff(COMPANION).await;
    let date = form::SetDate { anchor: "arrival_date".into(), day: "2027-03-01".into() };
    staff.set_date(town.mai, &date, permit::<ConfirmSteps>(&staff)).await.unwrap();
    let before = town.page(COMPANION, town.mai).await.unwrap();
    let arrival = before.dates.iter().find(|row| row.anchor == Anchor::ArrivalDate).unwrap();
    assert_eq!(arrival.day.as_ref().unwrap().day.to_string(), "2027-03-01");
    assert!(before.missing.contains(&FactKey::FastTrack));
    let facts = form::TellFacts { fast_track: "yes".into(), nationality: "Tunesien".into(), ..Default::default() };
    staff.tell_facts(town.mai, &facts, permit::<ConfirmSteps>(&staff)).await.unwrap();
    let after = town.page(COMPANION, town.mai).await.unwrap();
    assert!(!after.missing.contains(&FactKey::FastTrack));
    assert_eq!(after.nationality.as_deref(), Some("Tunisia"));
}
