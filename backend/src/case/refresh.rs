//! Rewrites what lists and counters show of a case, in the transaction that changed it.

use super::{CaseFile, visibility};
use crate::{
    error::Result,
    store::{
        FAR, Write,
        entity::{case_file, case_scope},
    },
};
use chrono::NaiveDate;
use domain::{facts::Anchor, plan::Plan};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait as _, EntityTrait, QueryFilter as _,
    sea_query::{Expr, OnConflict},
};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Computes the plan and rewrites summary, list rows and counters. Gives the plan back.
pub(crate) async fn refresh(write: &mut Write<'_>, case: &CaseFile) -> Result<Plan> {
    let plan = case.plan(write.today());
    let keys = keys(case, &plan);
    write_row(write, case, &plan, &keys).await?;
    write_scope(write, case, &keys).await?;
    Ok(plan)
}

/// The first summaries, list rows and counters of cases that were just opened: nobody sees them yet but their
/// employer and the Welcome Office.
pub(super) async fn first(write: &mut Write<'_>, cases: &[CaseFile]) -> Result<()> {
    let office = visibility::office(&**write).await?;
    let mut rows = Vec::new();
    for case in cases {
        let plan = case.plan(write.today());
        let keys = keys(case, &plan);
        write_row(write, case, &plan, &keys).await?;
        let seen_by: BTreeSet<Uuid> = case.row.employer_id.into_iter().chain(office).collect();
        for organisation in seen_by {
            count(write, organisation, &keys.holder, &keys.station, keys.next_due, keys.arrival.unwrap_or(FAR), 1);
            rows.push(scope_row(organisation, case.row.id, true, &keys));
        }
    }
    for chunk in rows.chunks(1_000) {
        case_scope::Entity::insert_many(chunk.to_vec()).exec_without_returning(&**write).await?;
    }
    Ok(())
}

/// The sort and filter keys of a case, the same for everybody who sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Keys {
    name_sort: Vec<u8>,
    work_start: NaiveDate,
    next_due: NaiveDate,
    holder: String,
    station: String,
    cohort: Option<Uuid>,
    arrival: Option<NaiveDate>,
}

fn keys(case: &CaseFile, plan: &Plan) -> Keys {
    let day = |anchor| case.facts.anchors.get(anchor).map(|date| date.day);
    Keys {
        name_sort: domain::fold::sort_key(&case.person.family_name, &case.person.given_names),
        work_start: day(Anchor::WorkStart).unwrap_or(FAR),
        next_due: plan.summary.next_due.unwrap_or(FAR),
        holder: plan.summary.holder.to_string(),
        station: plan.summary.station.to_string(),
        cohort: case.row.cohort_id,
        arrival: day(Anchor::ArrivalDate),
    }
}

async fn write_row(write: &Write<'_>, case: &CaseFile, plan: &Plan, keys: &Keys) -> Result<()> {
    let summary = &plan.summary;
    // An ended case stands still: no night changes it.
    let stale_on = summary.stale_on.filter(|_| case.row.ended_at.is_none()).unwrap_or(FAR);
    let mut update = case_file::Entity::update_many()
        .col_expr(case_file::Column::NameSort, Expr::value(keys.name_sort.clone()))
        .col_expr(case_file::Column::WorkStart, Expr::value(keys.work_start))
        .col_expr(case_file::Column::NextDue, Expr::value(keys.next_due))
        .col_expr(
            case_file::Column::NextStep,
            Expr::value(summary.next_step.map(|step| step.to_string()).unwrap_or_default()),
        )
        .col_expr(case_file::Column::Holder, Expr::value(keys.holder.clone()))
        .col_expr(case_file::Column::Station, Expr::value(keys.station.clone()))
        .col_expr(case_file::Column::OpenSteps, Expr::value(i32::from(summary.open)))
        .col_expr(case_file::Column::DoneSteps, Expr::value(i32::from(summary.done)))
        .col_expr(case_file::Column::AtRisk, Expr::value(summary.at_risk))
        .col_expr(case_file::Column::HasOverdue, Expr::value(summary.has_overdue))
        .col_expr(case_file::Column::StaleOn, Expr::value(stale_on))
        .col_expr(case_file::Column::Version, Expr::value(case.row.version + 1));
    if case.row.holder != keys.holder {
        update = update.col_expr(case_file::Column::HolderSince, Expr::value(write.at()));
    }
    update.filter(case_file::Column::Id.eq(case.row.id)).exec(&**write).await?;
    Ok(())
}

/// One row for each organisation that sees the case; counters follow the difference.
async fn write_scope(write: &mut Write<'_>, case: &CaseFile, keys: &Keys) -> Result<()> {
    let id = case.row.id;
    #[expect(clippy::disallowed_methods, reason = "derives the scope that other queries start from")]
    let before: BTreeMap<Uuid, case_scope::Model> = case_scope::Entity::find()
        .filter(case_scope::Column::CaseId.eq(id))
        .all(&**write)
        .await?
        .into_iter()
        .map(|row| (row.organisation_id, row))
        .collect();
    let is_open = case.row.ended_at.is_none();
    let after = visibility::organisations(&**write, case, write.at()).await?;
    for (organisation, row) in &before {
        uncount(write, row);
        if !after.contains(organisation) {
            case_scope::Entity::delete_by_id((*organisation, id)).exec(&**write).await?;
            write.tell_departure(*organisation);
        }
    }
    let rows: Vec<_> = after.iter().map(|organisation| scope_row(*organisation, id, is_open, keys)).collect();
    for organisation in after.iter().filter(|_| is_open) {
        count(write, *organisation, &keys.holder, &keys.station, keys.next_due, keys.arrival.unwrap_or(FAR), 1);
    }
    if !rows.is_empty() {
        case_scope::Entity::insert_many(rows)
            .on_conflict(
                OnConflict::columns([case_scope::Column::OrganisationId, case_scope::Column::CaseId])
                    .update_columns([
                        case_scope::Column::NameSort,
                        case_scope::Column::WorkStart,
                        case_scope::Column::NextDue,
                        case_scope::Column::Holder,
                        case_scope::Column::Station,
                        case_scope::Column::CohortId,
                        case_scope::Column::ArrivalDay,
                        case_scope::Column::IsOpen,
                    ])
                    .to_owned(),
            )
            .exec_without_returning(&**write)
            .await?;
    }
    Ok(())
}

fn scope_row(organisation: Uuid, case: Uuid, is_open: bool, keys: &Keys) -> case_scope::ActiveModel {
    case_scope::ActiveModel {
        organisation_id: Set(organisation),
        case_id: Set(case),
        name_sort: Set(keys.name_sort.clone()),
        work_start: Set(keys.work_start),
        next_due: Set(keys.next_due),
        holder: Set(keys.holder.clone()),
        station: Set(keys.station.clone()),
        cohort_id: Set(keys.cohort),
        arrival_day: Set(keys.arrival.unwrap_or(FAR)),
        is_open: Set(is_open),
    }
}

/// Takes a list row that goes out of the counters.
pub(super) fn uncount(write: &mut Write<'_>, row: &case_scope::Model) {
    if row.is_open {
        count(write, row.organisation_id, &row.holder, &row.station, row.next_due, row.arrival_day, -1);
    }
}

/// What is counted of a case within one scope: by holder and due day, by station, by arrival day.
fn count(
    write: &mut Write<'_>,
    organisation: Uuid,
    holder: &str,
    station: &str,
    next_due: NaiveDate,
    arrival: NaiveDate,
    by: i64,
) {
    write.count(organisation, &format!("holder:{holder}"), next_due, by);
    write.count(organisation, &format!("station:{station}"), FAR, by);
    write.count(organisation, "cases", FAR, by);
    if arrival != FAR {
        write.count(organisation, "arrival", arrival, by);
    }
}
