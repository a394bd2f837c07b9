//! Rewrites what lists and counters show of a case, in the transaction that changed it.

use super::{CaseFile, counted, visibility};
use crate::{
    error::Result,
    session::OFFICE_KIND,
    store::{
        FAR, Write,
        entity::{case_file, case_scope},
    },
};
use chrono::NaiveDate;
use domain::{facts::Anchor, plan::Plan};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, EntityTrait, IntoActiveModel as _, QueryFilter as _,
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
            let is_office = office == Some(organisation);
            let since = if is_office { case.claimed_since(OFFICE_KIND) } else { FAR };
            let row = keys.row(organisation, case, true, since);
            count(write, &row, 1);
            rows.push(row.into_active_model().reset_all());
        }
    }
    for chunk in rows.chunks(1_000) {
        case_scope::Entity::insert_many(chunk.to_vec()).exec_without_returning(&**write).await?;
    }
    Ok(())
}

/// The sort and filter keys of a case, the same for everybody who sees it but the employer.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Keys {
    name_sort: Vec<u8>,
    work_start: NaiveDate,
    next_due: NaiveDate,
    holder: String,
    employer_due: NaiveDate,
    employer_holder: String,
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
        employer_due: plan.summary.employer.next_due.unwrap_or(FAR),
        employer_holder: plan.summary.employer.holder.to_string(),
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
        .col_expr(case_file::Column::EmployerDue, Expr::value(keys.employer_due))
        .col_expr(case_file::Column::EmployerHolder, Expr::value(keys.employer_holder.clone()))
        .col_expr(case_file::Column::EmployerOverdue, Expr::value(summary.employer.has_overdue))
        .col_expr(case_file::Column::StaleOn, Expr::value(stale_on))
        .col_expr(case_file::Column::Version, Expr::value(case.row.version + 1));
    if case.row.holder != keys.holder {
        update = update.col_expr(case_file::Column::HolderSince, Expr::value(write.at()));
    }
    if case.row.employer_holder != keys.employer_holder {
        update = update.col_expr(case_file::Column::EmployerHolderSince, Expr::value(write.at()));
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
    let claimed = claimed(write, case, &after).await?;
    let row = |organisation: &Uuid| {
        let since = claimed.get(organisation).copied().unwrap_or(FAR);
        keys.row(*organisation, case, is_open, since)
    };
    let rows: Vec<_> = after.iter().map(row).collect();
    for row in rows.iter().filter(|_| is_open) {
        count(write, row, 1);
    }
    let rows: Vec<_> = rows.into_iter().map(|row| row.into_active_model().reset_all()).collect();
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
                        case_scope::Column::ClaimedSince,
                    ])
                    .to_owned(),
            )
            .exec_without_returning(&**write)
            .await?;
    }
    Ok(())
}

/// Since when something waits to be confirmed by those who see the case.
async fn claimed(write: &Write<'_>, case: &CaseFile, seen_by: &BTreeSet<Uuid>) -> Result<BTreeMap<Uuid, NaiveDate>> {
    if case.claims().next().is_none() {
        return Ok(BTreeMap::new());
    }
    let kinds = visibility::kinds(&**write, seen_by).await?;
    Ok(kinds.into_iter().map(|(organisation, kind)| (organisation, case.claimed_since(&kind))).collect())
}

impl Keys {
    /// The list row of an organisation that sees the case.
    fn row(&self, organisation: Uuid, case: &CaseFile, is_open: bool, claimed_since: NaiveDate) -> case_scope::Model {
        let is_employer = case.row.employer_id == Some(organisation);
        case_scope::Model {
            organisation_id: organisation,
            case_id: case.row.id,
            name_sort: self.name_sort.clone(),
            work_start: self.work_start,
            next_due: if is_employer { self.employer_due } else { self.next_due },
            holder: if is_employer { self.employer_holder.clone() } else { self.holder.clone() },
            station: self.station.clone(),
            cohort_id: self.cohort,
            arrival_day: self.arrival.unwrap_or(FAR),
            is_open,
            claimed_since,
        }
    }
}

/// Takes a list row that goes out of the counters.
pub(super) fn uncount(write: &mut Write<'_>, row: &case_scope::Model) {
    if row.is_open {
        count(write, row, -1);
    }
}

/// What is counted of a case within one scope: by holder, by holder and due day, by station, by arrival day.
fn count(write: &mut Write<'_>, row: &case_scope::Model, by: i64) {
    let organisation = row.organisation_id;
    write.count(organisation, &counted::with(&row.holder), FAR, by);
    write.count(organisation, &counted::at(&row.station), FAR, by);
    write.count(organisation, counted::CASES, FAR, by);
    if row.next_due != FAR {
        write.count(organisation, &counted::due(&row.holder), row.next_due, by);
    }
    if row.arrival_day != FAR {
        write.count(organisation, counted::ARRIVAL, row.arrival_day, by);
    }
}
