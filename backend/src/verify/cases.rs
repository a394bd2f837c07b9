//! Cases: states that exist, summaries and list rows as computed now, scopes by the four reasons.

use super::{BATCH, Finding, REPLAN, counters};
use crate::{
    Backend,
    case::{self, CaseFile},
    error::Result,
    store::{
        FAR,
        entity::{case_file, case_scope, referral},
    },
};
use domain::{
    case::CaseState,
    facts::{Anchor, Word as _},
    plan::Plan,
    referral::ReferralState,
};
use sea_orm::{ColumnTrait as _, EntityTrait, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

const ILLEGAL: &str = "A row was changed by hand: set a state that exists, or restore the last good copy.";

/// Checks every case and counts what counters should say.
pub(super) async fn check(backend: &Backend, findings: &mut Vec<Finding>) -> Result<counters::Counted> {
    let db = backend.0.store.read();
    let mut counted = counters::Counted::new();
    let mut last = Uuid::nil();
    loop {
        #[expect(clippy::disallowed_methods, reason = "every case is checked")]
        let ids: Vec<Uuid> = case_file::Entity::find()
            .select_only()
            .column(case_file::Column::Id)
            .filter(case_file::Column::Id.gt(last))
            .order_by_asc(case_file::Column::Id)
            .limit(BATCH)
            .into_tuple()
            .all(db)
            .await?;
        let Some(newest) = ids.last() else { break };
        last = *newest;
        let mut scopes = scopes(backend, &ids).await?;
        for id in ids {
            let scope = scopes.remove(&id).unwrap_or_default();
            // One at a time: a row that cannot be read is a finding, not the end of the check.
            match case::load(db, &backend.0.templates, id).await {
                Ok(Some(case)) => one(backend, &case, &scope, &mut counted, findings).await?,
                Ok(None) => {}
                Err(error) => findings.push(Finding::error("cases", format!("case {id}: {error}"), ILLEGAL)),
            }
        }
    }
    referrals(backend, findings).await?;
    Ok(counted)
}

async fn scopes(backend: &Backend, ids: &[Uuid]) -> Result<BTreeMap<Uuid, Vec<case_scope::Model>>> {
    #[expect(clippy::disallowed_methods, reason = "every scope is checked")]
    let rows = case_scope::Entity::find()
        .filter(case_scope::Column::CaseId.is_in(ids.to_vec()))
        .all(backend.0.store.read())
        .await?;
    let mut by_case: BTreeMap<Uuid, Vec<_>> = BTreeMap::new();
    for row in rows {
        by_case.entry(row.case_id).or_default().push(row);
    }
    Ok(by_case)
}

async fn one(
    backend: &Backend,
    case: &CaseFile,
    scope: &[case_scope::Model],
    counted: &mut counters::Counted,
    findings: &mut Vec<Finding>,
) -> Result<()> {
    let row = &case.row;
    let state = row.state.parse::<CaseState>();
    if state.is_err() {
        findings.push(Finding::error("states", format!("case {} is in no state: {}", row.id, row.state), ILLEGAL));
    }
    if state.is_ok_and(|state| state.is_open() == row.ended_at.is_some()) {
        let what =
            format!("case {} is {} and {}", row.id, row.state, row.ended_at.map_or("has not ended", |_| "ended"));
        findings.push(Finding::error("states", what, ILLEGAL));
    }
    let today = backend.0.clock.today();
    let is_open = row.ended_at.is_none();
    let plan = case.plan(today);
    if is_open && row.stale_on > today {
        summary(case, &plan, findings);
    } else if is_open {
        findings.push(Finding::note(
            "summary",
            format!("case {} waits for the night's work", row.id),
            "Nothing to do while the server runs: it computes such cases within a minute.",
        ));
    }
    let seen_by: BTreeSet<Uuid> = scope.iter().map(|row| row.organisation_id).collect();
    let should = case::organisations(backend.0.store.read(), case, backend.0.clock.now()).await?;
    if seen_by != should {
        let what = format!(
            "case {} is seen by {} organisations and should be by {}; {} too many",
            row.id,
            seen_by.len(),
            should.len(),
            seen_by.difference(&should).count()
        );
        findings.push(Finding::error("visibility", what, REPLAN));
    }
    let kinds = case::kinds(backend.0.store.read(), &seen_by).await?;
    let arrival = case.facts.anchors.get(Anchor::ArrivalDate).map_or(FAR, |date| date.day);
    for seen in scope {
        let is_employer = row.employer_id == Some(seen.organisation_id);
        let (holder, next_due) =
            if is_employer { (&row.employer_holder, row.employer_due) } else { (&row.holder, row.next_due) };
        let same = seen.name_sort == row.name_sort
            && seen.work_start == row.work_start
            && seen.next_due == next_due
            && seen.holder == *holder
            && seen.station == row.station
            && seen.cohort_id == row.cohort_id
            && seen.arrival_day == arrival
            && seen.is_open == is_open
            && seen.claimed_since == kinds.get(&seen.organisation_id).map_or(FAR, |kind| case.claimed_since(kind));
        // A case that waits for the night's work has its list rows written with it.
        if !same && row.stale_on > today {
            let what = format!("the list row of case {} for {} is out of date", row.id, seen.organisation_id);
            findings.push(Finding::error("lists", what, REPLAN));
        }
        if is_open {
            counters::add(counted, seen.organisation_id, format!("holder:{holder}"), FAR);
            counters::add(counted, seen.organisation_id, format!("station:{}", row.station), FAR);
            counters::add(counted, seen.organisation_id, "cases".to_owned(), FAR);
            if next_due != FAR {
                counters::add(counted, seen.organisation_id, format!("due:{holder}"), next_due);
            }
            if arrival != FAR {
                counters::add(counted, seen.organisation_id, "arrival".to_owned(), arrival);
            }
        }
    }
    Ok(())
}

fn summary(case: &CaseFile, plan: &Plan, findings: &mut Vec<Finding>) {
    let (row, summary) = (&case.row, &plan.summary);
    let same = row.next_due == summary.next_due.unwrap_or(FAR)
        && row.next_step == summary.next_step.map(|step| step.to_string()).unwrap_or_default()
        && row.holder == summary.holder.word()
        && row.station == summary.station.word()
        && row.open_steps == i32::from(summary.open)
        && row.done_steps == i32::from(summary.done)
        && row.at_risk == summary.at_risk
        && row.has_overdue == summary.has_overdue
        && row.employer_due == summary.employer.next_due.unwrap_or(FAR)
        && row.employer_holder == summary.employer.holder.word()
        && row.employer_overdue == summary.employer.has_overdue
        && row.stale_on == summary.stale_on.unwrap_or(FAR)
        && row.name_sort == domain::fold::sort_key(&case.person.family_name, &case.person.given_names);
    if !same {
        findings.push(Finding::error("summary", format!("the summary of case {} is out of date", row.id), REPLAN));
    }
}

async fn referrals(backend: &Backend, findings: &mut Vec<Finding>) -> Result<()> {
    #[expect(clippy::disallowed_methods, reason = "reads states only")]
    let states: Vec<(Uuid, String)> = referral::Entity::find()
        .select_only()
        .column(referral::Column::Id)
        .column(referral::Column::State)
        .filter(referral::Column::State.is_not_in(ReferralState::ALL.iter().map(|state| state.word())))
        .into_tuple()
        .all(backend.0.store.read())
        .await?;
    for (id, state) in states {
        findings.push(Finding::error("states", format!("referral {id} is in no state: {state}"), ILLEGAL));
    }
    Ok(())
}
