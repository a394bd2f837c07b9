//! The desk of each kind of reader.

use crate::{
    actor::{Answer, ConfirmSteps},
    casework::tests::{
        CHAMBER, COMPANION, CRAFTS, HOUSING, LEAD, Town,
        asked::{asked, grows_with_nothing},
        permit,
    },
    store::entity::step_record,
};
use domain::{
    form::ConfirmStep,
    journey::Holder,
    language::Language,
    step::StepState,
    view::desk::{Desk, Task, Turn},
};
use sea_orm::{ActiveValue::Set, EntityTrait as _, sea_query::OnConflict};

async fn desk(town: &Town, by: &str) -> Desk {
    town.staff(by).await.desk(Language::En).await.unwrap()
}

async fn turns(town: &Town, by: &str) -> Vec<Turn> {
    desk(town, by).await.people.unwrap().turns
}

async fn claim(town: &Town, step: &str) {
    let inner = &town.office.backend.0;
    let mut write = inner.write().await.unwrap();
    let claimed = step_record::ActiveModel {
        case_id: Set(town.mai.0),
        step: Set(step.to_owned()),
        state: Set(StepState::DoneClaimed.to_string()),
        since: Set(write.today()),
        done_on: Set(None),
        reason: Set(None),
        remark: Set(None),
        claimed_by: Set(None),
        confirmed_by: Set(None),
        version: Set(1),
    };
    let mut known = OnConflict::columns([step_record::Column::CaseId, step_record::Column::Step]);
    known.update_columns([step_record::Column::State, step_record::Column::Since]);
    step_record::Entity::insert(claimed).on_conflict(known).exec_without_returning(&*write).await.unwrap();
    crate::case::settle(&mut write, &inner.templates, town.mai.0).await.unwrap();
    write.commit().await.unwrap();
}

#[tokio::test]
async fn the_programme_lead_sees_numbers_and_no_names() {
    let town = Town::new().await;
    town.ask(town.mai, town.welcome).await;
    let desk = desk(&town, LEAD).await;
    assert_eq!((desk.cases, desk.people.as_ref()), (2, None));
    assert_eq!(desk.holders.iter().map(|count| count.total).sum::<u32>(), 2);
    let json = serde_json::to_string(&desk).unwrap();
    for canary in ["Zaubernuss", "Mai", "Rotdorn", "Nursing School", "WO-2026"] {
        assert!(!json.contains(canary), "{canary} in {json}");
    }
}

#[tokio::test]
async fn what_waits_for_an_institution_is_what_was_put_to_it() {
    let town = Town::new().await;
    let question = town.ask(town.mai, town.welcome).await;
    claim(&town, "visa_decision").await;
    let tasks: Vec<_> = turns(&town, COMPANION).await.into_iter().map(|turn| turn.task).collect();
    assert!(tasks.contains(&Task::Answer { question: question.to_string() }), "{tasks:?}");
    assert!(tasks.contains(&Task::Confirm { step: "visa_decision".into() }), "{tasks:?}");
    assert!(turns(&town, CHAMBER).await.is_empty());
    let id = town.refer(COMPANION, town.mai, town.chamber).await.unwrap();
    let first = turns(&town, CHAMBER).await.into_iter().next().unwrap();
    assert!(matches!(&first.task, Task::Acknowledge { referral, .. } if referral.to_string() == id), "{first:?}");
    assert!(turns(&town, CRAFTS).await.is_empty());
    let chamber = town.staff(CHAMBER).await;
    chamber.acknowledge_referral(id.parse().unwrap(), permit::<Answer>(&chamber)).await.unwrap();
    // Neither a move of somebody else nor a question about a case it does not see is its turn.
    town.ask(town.lan, town.chamber).await;
    assert_eq!(turns(&town, CHAMBER).await, []);
}

#[tokio::test]
async fn claims_that_others_confirm_hide_none_of_the_own() {
    let town = Town::new().await;
    town.refer(COMPANION, town.mai, town.chamber).await.unwrap();
    let template = town.office.backend.0.templates.bundled_template();
    let others = template.steps().iter().filter(|step| step.holder != Holder::RecognitionAdvisor);
    let others: Vec<String> = others.map(|step| step.key.to_string()).take(50).collect();
    for step in &others {
        claim(&town, step).await;
    }
    town.office.clock.advance(chrono::TimeDelta::days(1));
    claim(&town, "recognition_routing").await;
    let tasks: Vec<_> = turns(&town, CHAMBER).await.into_iter().map(|turn| turn.task).collect();
    assert!(tasks.contains(&Task::Confirm { step: "recognition_routing".into() }), "{tasks:?}");
    assert!(!tasks.iter().any(|task| matches!(task, Task::Confirm { step } if others.contains(step))), "{tasks:?}");
}

#[tokio::test]
async fn what_is_confirmed_waits_for_nobody_beside_what_still_is_a_claim() {
    let town = Town::new().await;
    claim(&town, "visa_decision").await;
    claim(&town, "recognition_routing").await;
    let office = town.staff(COMPANION).await;
    let confirm = ConfirmStep { step: "visa_decision".into(), done_on: String::new() };
    office.confirm_step(town.mai, &confirm, permit::<ConfirmSteps>(&office)).await.unwrap();
    let claims = turns(&town, COMPANION).await.into_iter().filter_map(|turn| match turn.task {
        Task::Confirm { step } => Some(step),
        _ => None,
    });
    assert_eq!(claims.collect::<Vec<_>>(), ["recognition_routing"]);
}

#[tokio::test]
async fn what_is_overdue_stands_before_what_is_not() {
    let town = Town::new().await;
    town.ask(town.mai, town.welcome).await;
    town.office.clock.advance(chrono::TimeDelta::days(4));
    town.ask(town.lan, town.welcome).await;
    let marks: Vec<_> = turns(&town, COMPANION).await.into_iter().map(|turn| turn.is_overdue).collect();
    let mut sorted = marks.clone();
    sorted.sort_by_key(|is_overdue| !is_overdue);
    assert_eq!(marks, sorted);
    assert_eq!(marks.first(), Some(&true));
}

#[tokio::test]
async fn the_desk_reads_what_it_shows_by_an_index_and_counts_nothing() {
    let town = Town::new().await;
    town.ask(town.mai, town.welcome).await;
    // The chamber confirms this one.
    claim(&town, "recognition_routing").await;
    town.refer(COMPANION, town.mai, town.chamber).await.unwrap();
    for by in [COMPANION, CHAMBER, HOUSING, LEAD] {
        let staff = town.staff(by).await;
        let Some((desk, asked)) = asked(&town.office, staff.desk(Language::En)).await else { return };
        let reads_people = desk.unwrap().people.is_some();
        assert_eq!(reads_people, by != LEAD);
        let mut tables = vec!["counter"];
        if reads_people {
            tables.extend(["question", "referral", "case_scope"]);
        }
        // Claims in cases of others are not even looked at.
        let sees_mai = [COMPANION, CHAMBER].contains(&by);
        let is_claim = |statement: &str| statement.contains("FROM \"step_record\"");
        assert_eq!(asked.iter().any(|asked| is_claim(&asked.statement)), sees_mai, "{by}");
        for table in tables {
            let is_of = |statement: &str| statement.contains(&format!("FROM \"{table}\""));
            assert!(asked.iter().any(|asked| is_of(&asked.statement)), "{by}: nothing of {table} is read");
        }
        grows_with_nothing(&asked);
        let is_sorted = |line: &String| line == "USE TEMP B-TREE FOR ORDER BY";
        let sorted: Vec<_> = asked.iter().filter(|asked| asked.plan.iter().any(is_sorted)).collect();
        assert!(sorted.is_empty(), "{by}: all of them are read to show the first: {sorted:#?}");
    }
}
