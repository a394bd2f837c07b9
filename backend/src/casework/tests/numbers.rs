//! Maintained counters against a recount, after a series of changes.

use super::{CHAMBER, COMPANION, Town, permit};
use crate::{
    actor::{Answer, ConfirmSteps},
    case,
    store::{
        FAR,
        entity::{case_scope, counter},
    },
};
use domain::{facts::Word as _, form, id::CaseId, step::WaiveReason};
use sea_orm::EntityTrait;
use std::collections::BTreeMap;
use uuid::Uuid;

type Numbers = BTreeMap<(Uuid, String, chrono::NaiveDate), i64>;

#[expect(clippy::disallowed_methods, reason = "a recount reads everything")]
async fn counted(town: &Town) -> Numbers {
    let rows = counter::Entity::find().all(town.office.backend.0.store.read()).await.unwrap();
    let kinds = ["cases", "arrival"];
    rows.into_iter()
        .filter(|row| kinds.contains(&row.kind.as_str()) || row.kind.contains(':'))
        .filter(|row| row.count != 0)
        .map(|row| ((row.organisation_id, row.kind, row.day), row.count))
        .collect()
}

#[expect(clippy::disallowed_methods, reason = "a recount reads everything")]
async fn recounted(town: &Town) -> Numbers {
    let rows = case_scope::Entity::find().all(town.office.backend.0.store.read()).await.unwrap();
    let mut numbers = Numbers::new();
    for row in rows.into_iter().filter(|row| row.is_open) {
        let mut add = |kind: String, day| *numbers.entry((row.organisation_id, kind, day)).or_default() += 1;
        add("cases".into(), FAR);
        add(format!("holder:{}", row.holder), FAR);
        if row.next_due != FAR {
            add(format!("due:{}", row.holder), row.next_due);
        }
        add(format!("station:{}", row.station), FAR);
        if row.arrival_day != FAR {
            add("arrival".into(), row.arrival_day);
        }
    }
    numbers
}

/// The steps of a case that can be confirmed now.
async fn open_steps(town: &Town, case: CaseId) -> Vec<String> {
    let inner = &town.office.backend.0;
    let case = case::load(inner.store.read(), &inner.templates, case.0).await.unwrap().unwrap();
    let plan = case.plan(town.office.clock().today());
    plan.steps.iter().filter(|step| step.is_actionable()).map(|step| step.step.to_string()).collect()
}

#[tokio::test]
async fn counters_equal_a_recount_after_every_change() {
    let town = Town::new().await;
    let office = town.staff(COMPANION).await;
    let chamber = town.staff(CHAMBER).await;
    let mut referral = None;
    for round in 0..24_usize {
        let case = if round % 3 == 0 { town.lan } else { town.mai };
        let steps = open_steps(&town, case).await;
        let step = steps.get(round % steps.len().max(1)).cloned().unwrap_or_default();
        match round % 6 {
            0 => {
                let form = form::ConfirmStep { step, done_on: String::new() };
                office.confirm_step(case, &form, permit::<ConfirmSteps>(&office)).await.unwrap();
            }
            1 if referral.is_none() => referral = Some(town.refer(COMPANION, town.mai, town.chamber).await.unwrap()),
            1 => {
                let form = form::ReplyReferral { referral: referral.take().unwrap(), reply: "not ours".into() };
                chamber.decline_referral(&form, permit::<Answer>(&chamber)).await.unwrap();
            }
            2 => {
                let form = form::WaiveStep { step, reason: WaiveReason::NotNeeded.word().into(), ..Default::default() };
                office.waive_step(case, &form, permit::<ConfirmSteps>(&office)).await.unwrap();
            }
            3 => {
                let day = format!("2027-02-{:02}", round + 1);
                let form = form::SetDate { anchor: "arrival_date".into(), day };
                office.set_date(case, &form, permit::<ConfirmSteps>(&office)).await.unwrap();
            }
            4 => {
                let fast_track = if round % 4 == 0 { "yes" } else { "no" };
                let form = form::TellFacts { fast_track: fast_track.into(), ..Default::default() };
                office.tell_facts(case, &form, permit::<ConfirmSteps>(&office)).await.unwrap();
            }
            _ => town.office.clock.advance(chrono::TimeDelta::days(9)),
        }
        assert_eq!(counted(&town).await, recounted(&town).await, "after change {round}");
    }
}
