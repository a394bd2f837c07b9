//! Does the steps of an invented case in the order in which the plan opens them.

use super::{
    Seeding,
    life::{Life, record},
    row::{Last, Reached, shifted},
};
use crate::{
    case::{self, CaseFile},
    error::{Error, Result},
    store::entity::step_record,
};
use chrono::NaiveDate;
use domain::{
    facts::Anchor,
    journey::{Holder, Phase},
    plan::{PlanStep, RecordedStep},
    step::{StepRef, StepState},
};
use sea_orm::{ActiveValue::Set, EntityTrait};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Records everything done before the step that was reached, and how that one stands.
pub(super) async fn live(
    seeding: &mut Seeding<'_>,
    case: &mut CaseFile,
    life: &Life,
    account: Option<Uuid>,
) -> Result<()> {
    let done = advance(case, &life.reached, seeding.today)?;
    let mut records = spread(case, life, &done, seeding.today);
    records.extend(last(&life.reached, seeding.today).map(|record| (record, record.since)));
    records.sort_by_key(|(record, day)| (*day, record.step));
    // The last step stands where it stands, whatever was confirmed on the same day.
    let plan = case.plan(seeding.today);
    let mut rows = Vec::with_capacity(records.len());
    for ((record, day), minute) in records.into_iter().zip(0..) {
        let is_newcomers = done.get(&record.step).is_some_and(|step| step.1 == Holder::Newcomer);
        let confirmed = (record.state == StepState::DoneConfirmed).then_some(life.companion).flatten();
        let claimed = account.filter(|_| is_newcomers || record.state == StepState::DoneClaimed);
        rows.push(step_record::ActiveModel {
            claimed_by: Set(claimed),
            confirmed_by: Set(confirmed),
            ..case::recorded(case.row.id, &record)
        });
        seeding.turn_to(day, 8 + minute % 9, minute * 7 % 60);
        let detail = plan.steps.iter().find(|step| step.step == record.step);
        let detail = detail.map(|step| case::step_detail(step, Some(record.since))).unwrap_or_default();
        record_of(seeding, case.row.id, record.state, claimed.or(confirmed), detail);
    }
    if !rows.is_empty() {
        step_record::Entity::insert_many(rows).exec_without_returning(&*seeding.write).await?;
    }
    Ok(())
}

fn record_of(seeding: &mut Seeding<'_>, case: Uuid, state: StepState, actor: Option<Uuid>, detail: serde_json::Value) {
    let kind = match state {
        StepState::InProgress => "step.started",
        StepState::WaitingExternal => "step.waiting",
        StepState::DoneClaimed => "step.claimed",
        StepState::Failed => "step.failed",
        _ => "step.confirmed",
    };
    record(seeding, case, kind, actor, detail);
}

/// The steps done, in the order in which the plan opened them, each with its phase and holder.
type Done = BTreeMap<StepRef, (Phase, Holder, usize)>;

/// Does, again and again, what can be done and is listed before the step to reach.
fn advance(case: &mut CaseFile, reached: &Reached, today: NaiveDate) -> Result<Done> {
    let definition = case.template.step(reached.step);
    let limit = definition.ok_or_else(|| Error::inconsistent(format!("seed: no step {}", reached.step)))?.order;
    let mut done = Done::new();
    for _ in case.template.steps() {
        let plan = case.plan(today);
        let next: Vec<&PlanStep> =
            plan.steps.iter().filter(|step| step.is_actionable() && step.order < limit).collect();
        if next.is_empty() {
            break;
        }
        for step in next {
            done.insert(step.step, (step.phase, step.holder, done.len()));
            case.recorded.push(RecordedStep {
                step: step.step,
                state: StepState::DoneConfirmed,
                since: today,
                done_on: None,
            });
        }
    }
    Ok(done)
}

fn last(reached: &Reached, today: NaiveDate) -> Option<RecordedStep> {
    let state = match reached.last {
        Last::Ready => return None,
        Last::Begun => StepState::InProgress,
        Last::Waiting => StepState::WaitingExternal,
        Last::Claimed => StepState::DoneClaimed,
        Last::Failed => StepState::Failed,
    };
    let since = shifted(today, -i64::from(reached.days));
    Some(RecordedStep { step: reached.step.into(), state, since, done_on: None })
}

/// Gives each done step its day: within a phase one after the other, what makes a date on that date.
fn spread(case: &CaseFile, life: &Life, done: &Done, today: NaiveDate) -> Vec<(RecordedStep, NaiveDate)> {
    let anchor = |anchor| case.facts.anchors.get(anchor).map(|date| date.day);
    let latest = shifted(today, -i64::from(life.reached.days));
    let begin = shifted(life.announced, 3).min(latest);
    let arrival = anchor(Anchor::ArrivalDate).filter(|day| *day <= latest);
    let range = |phase| {
        let (from, to) = match (phase, arrival) {
            (Phase::BeforeArrival, Some(arrival)) => (begin, shifted(arrival, -2)),
            (Phase::BeforeArrival, None) => (begin, latest),
            (Phase::ArrivalWeek, arrival) => (arrival.unwrap_or(begin), shifted(arrival.unwrap_or(latest), 10)),
            (Phase::FirstNinetyDays, arrival) => {
                (shifted(arrival.unwrap_or(begin), 11), shifted(arrival.unwrap_or(latest), 90))
            }
            (Phase::Staying, arrival) => (shifted(arrival.unwrap_or(begin), 91), latest),
        };
        let to = to.min(latest);
        (from.min(to), to)
    };
    let mut ranked: Vec<_> = done.iter().collect();
    ranked.sort_by_key(|(_, (phase, _, rank))| (*phase, *rank));
    let mut counts: BTreeMap<Phase, i64> = BTreeMap::new();
    for (phase, ..) in done.values() {
        *counts.entry(*phase).or_default() += 1;
    }
    let mut seen: BTreeMap<Phase, i64> = BTreeMap::new();
    let mut records = Vec::with_capacity(ranked.len() + 1);
    for (step, (phase, ..)) in ranked {
        let place = seen.entry(*phase).or_default();
        *place += 1;
        let (from, to) = range(*phase);
        let total = counts.get(phase).copied().unwrap_or_default() + 1;
        let even = shifted(from, (to - from).num_days() * *place / total);
        let day = match step.key.as_str() {
            "entry" => anchor(Anchor::EntryDate),
            "move_in" => anchor(Anchor::MoveIn),
            "work_start" => anchor(Anchor::WorkStart),
            "visa_apply" => anchor(Anchor::ApplicationDate),
            _ => None,
        };
        let day = day.unwrap_or(even).min(today);
        let record = RecordedStep { step: *step, state: StepState::DoneConfirmed, since: day, done_on: Some(day) };
        records.push((record, day));
    }
    records
}
