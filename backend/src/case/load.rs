//! Reads cases whole: row, person, household, dates, records, template.

use super::{Templates, visibility::confirms};
use crate::{
    error::{Error, Result},
    store::{
        FAR, Write,
        entity::{anchor_date, case_file, person, step_record},
    },
};
use chrono::NaiveDate;
use domain::{
    calendar::{Day, WorkingCalendar},
    case::CaseState,
    facts::Facts,
    journey::Template,
    plan::{Plan, RecordedStep, plan},
    step::StepState,
};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, DbBackend, EntityTrait, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use std::{collections::BTreeMap, sync::Arc};
use uuid::Uuid;

/// A case as rules see it.
#[derive(Clone, Debug)]
pub(crate) struct CaseFile {
    pub(crate) row: case_file::Model,
    pub(crate) person: person::Model,
    pub(crate) facts: Facts,
    pub(crate) records: Vec<step_record::Model>,
    pub(crate) recorded: Vec<RecordedStep>,
    pub(crate) template: Arc<Template>,
    pub(crate) calendar: WorkingCalendar,
}

impl CaseFile {
    /// The plan on a day. Of a case that has ended the steps are as they were, and nobody acts any more.
    pub(crate) fn plan(&self, today: Day) -> Plan {
        let plan = plan(&self.template, &self.facts, &self.recorded, &self.calendar, today);
        if self.row.ended_at.is_none() {
            return plan;
        }
        Plan { summary: plan.summary.ended(), ..plan }
    }

    /// Steps that a person says are done. In a case that has ended nothing waits to be confirmed.
    pub(crate) fn claims(&self) -> impl Iterator<Item = &RecordedStep> {
        self.recorded.iter().filter(|step| step.state == StepState::DoneClaimed && self.row.ended_at.is_none())
    }

    /// Since when the oldest of them waits that an institution of this kind confirms; the far day if none does.
    pub(crate) fn claimed_since(&self, kind: &str) -> NaiveDate {
        let theirs = self.claims().filter(|claim| confirms(kind, self.template.step(claim.step.key)));
        theirs.map(|claim| claim.since).min().unwrap_or(FAR)
    }
}

/// Whether family, address and birth date belong to the person alone: once she opened her plan, also if her
/// access was reset since.
pub(crate) fn is_hers(row: &case_file::Model) -> bool {
    use CaseState::{Announced, Invited, Refused, Withdrawn};
    row.opened_at.is_some() || !matches!(row.state.parse(), Ok(Announced | Invited | Refused | Withdrawn))
}

/// One case, or nothing.
pub(crate) async fn load(db: &impl ConnectionTrait, templates: &Templates, id: Uuid) -> Result<Option<CaseFile>> {
    Ok(load_many(db, templates, &[id]).await?.pop())
}

/// Several cases in the order of their ids given; four queries, however many.
pub(crate) async fn load_many(db: &impl ConnectionTrait, templates: &Templates, ids: &[Uuid]) -> Result<Vec<CaseFile>> {
    #[expect(clippy::disallowed_methods, reason = "ids come from a scope or from the scheduler")]
    let rows = case_file::Entity::find().filter(case_file::Column::Id.is_in(ids.to_vec())).all(db).await?;
    #[expect(clippy::disallowed_methods, reason = "the people of these cases")]
    let people =
        person::Entity::find().filter(person::Column::Id.is_in(rows.iter().map(|row| row.person_id))).all(db).await?;
    #[expect(clippy::disallowed_methods, reason = "the dates of these cases")]
    let anchors = anchor_date::Entity::find().filter(anchor_date::Column::CaseId.is_in(ids.to_vec())).all(db).await?;
    #[expect(clippy::disallowed_methods, reason = "the records of these cases")]
    let records = step_record::Entity::find().filter(step_record::Column::CaseId.is_in(ids.to_vec())).all(db).await?;
    let people: BTreeMap<Uuid, person::Model> = people.into_iter().map(|row| (row.id, row)).collect();
    let mut anchors = grouped(anchors, |row| row.case_id);
    let mut records = grouped(records, |row| row.case_id);
    let mut rows: BTreeMap<Uuid, case_file::Model> = rows.into_iter().map(|row| (row.id, row)).collect();
    let mut cases = Vec::with_capacity(rows.len());
    for id in ids {
        let Some(row) = rows.remove(id) else { continue };
        let person = people.get(&row.person_id).cloned().ok_or_else(|| broken("person of case", row.id))?;
        let facts = facts(&row, &person, &anchors.remove(id).unwrap_or_default())?;
        let records = records.remove(id).unwrap_or_default();
        let recorded = records.iter().map(to_recorded).collect::<Result<_>>()?;
        let template = templates.version(db, &row.template_version).await?;
        cases.push(CaseFile { row, person, facts, records, recorded, template, calendar: templates.calendar });
    }
    Ok(cases)
}

/// Holds cases about to be changed until the transaction ends: of two who change one the second sees what the first did.
/// SQLite lets one change at a time anyway.
pub(crate) async fn hold(write: &Write<'_>, ids: &[Uuid]) -> Result<()> {
    if write.get_database_backend() == DbBackend::Sqlite {
        return Ok(());
    }
    #[expect(clippy::disallowed_methods, reason = "ids come from a scope or from the scheduler; nothing is read")]
    let held = case_file::Entity::find()
        .select_only()
        .column(case_file::Column::Id)
        .filter(case_file::Column::Id.is_in(ids.to_vec()))
        // Two who hold several meet in the same order.
        .order_by_asc(case_file::Column::Id)
        .lock_exclusive();
    held.into_tuple::<Uuid>().all(&**write).await?;
    Ok(())
}

fn grouped<T>(rows: Vec<T>, key: impl Fn(&T) -> Uuid) -> BTreeMap<Uuid, Vec<T>> {
    let mut groups: BTreeMap<Uuid, Vec<T>> = BTreeMap::new();
    for row in rows {
        groups.entry(key(&row)).or_default().push(row);
    }
    groups
}

/// Facts as rules see them: what the case row keeps, with the person's own data and the dates.
fn facts(row: &case_file::Model, person: &person::Model, anchors: &[anchor_date::Model]) -> Result<Facts> {
    let mut facts: Facts = serde_json::from_str(&row.facts).map_err(|_| broken("facts of case", row.id))?;
    facts.birth_date = person.birth_date;
    facts.nationality =
        person.nationality.as_deref().map(str::parse).transpose().map_err(|_| broken("nationality of case", row.id))?;
    facts.in_cohort = Some(row.cohort_id.is_some());
    for anchor in anchors {
        let name = anchor.anchor.parse().map_err(|_| broken("anchor of case", row.id))?;
        let certainty = anchor.certainty.parse().map_err(|_| broken("anchor of case", row.id))?;
        facts.anchors.set(name, anchor.day, certainty);
    }
    Ok(facts)
}

fn to_recorded(row: &step_record::Model) -> Result<RecordedStep> {
    Ok(RecordedStep {
        step: row.step.parse().map_err(|_| broken("step of case", row.case_id))?,
        state: row.state.parse().map_err(|_| broken("step of case", row.case_id))?,
        since: row.since,
        done_on: row.done_on,
    })
}

fn broken(what: &str, id: Uuid) -> Error {
    Error::inconsistent(format!("{what} {id}"))
}
