//! Cases of the own scope as rows: names, next step, who must act since when.

use super::scope::{listed, spoken, tied};
use crate::{
    acting::Acting,
    actor::Staff,
    error::{Error, Result},
    say,
    store::{
        FAR,
        entity::{case_file, case_scope, organisation, person},
    },
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    id::CaseId,
    language::Language,
    step::StepRef,
    view::{When, case::CaseRow},
};
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, FromQueryResult, JoinType, QuerySelect as _};
use std::collections::BTreeMap;
use uuid::Uuid;

/// A day of a sort key; the far day means none.
pub(super) fn known(language: Language, day: NaiveDate) -> Option<When> {
    (day != FAR).then(|| say::when(language, day))
}

/// What rows show of a case: no more is read, and with one question.
#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct SeenCase {
    pub(crate) id: Uuid,
    pub(crate) number: String,
    pub(crate) state: String,
    pub(crate) template_version: String,
    pub(crate) next_step: String,
    pub(crate) holder_since: DateTime<Utc>,
    pub(crate) at_risk: bool,
    pub(crate) has_overdue: bool,
    pub(crate) ended_at: Option<DateTime<Utc>>,
    family_name: String,
    given_names: String,
    /// The employer's name.
    pub(crate) employer: Option<String>,
}

impl SeenCase {
    /// The name as people say it.
    pub(crate) fn spoken_name(&self) -> String {
        spoken(&self.given_names, &self.family_name)
    }
}

/// Cases of the own scope.
pub(crate) struct Seen(BTreeMap<Uuid, SeenCase>);

impl Seen {
    /// One of them.
    pub(crate) fn get(&self, id: Uuid) -> Result<&SeenCase> {
        self.0.get(&id).ok_or_else(|| Error::inconsistent(format!("case_scope of case {id}")))
    }
}

impl Acting<Staff> {
    /// What rows show of these cases; the identifiers come from the own scope.
    pub(crate) async fn seen(&self, db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<Seen> {
        use case_file::{Column, Entity};
        if ids.is_empty() {
            return Ok(Seen(BTreeMap::new()));
        }
        let person = Entity::belongs_to(person::Entity).from(Column::PersonId).to(person::Column::Id);
        let employer = Entity::belongs_to(organisation::Entity).from(Column::EmployerId).to(organisation::Column::Id);
        let rows = tied::<Entity>(Column::Id.is_in(ids.to_vec()))
            .join(JoinType::InnerJoin, person.into())
            .join(JoinType::LeftJoin, employer.into())
            .select_only()
            .columns([
                Column::Id,
                Column::Number,
                Column::State,
                Column::TemplateVersion,
                Column::NextStep,
                Column::HolderSince,
                Column::AtRisk,
                Column::HasOverdue,
                Column::EndedAt,
            ])
            .columns([person::Column::FamilyName, person::Column::GivenNames])
            .column_as(organisation::Column::Name, "employer")
            .into_model::<SeenCase>()
            .all(db)
            .await?;
        Ok(Seen(rows.into_iter().map(|row| (row.id, row)).collect()))
    }

    /// The name of the step to act on next, if there is one and the own institution sees it by name.
    pub(crate) async fn next_title(
        &self,
        db: &impl ConnectionTrait,
        language: Language,
        case: &SeenCase,
    ) -> Result<Option<String>> {
        let Ok(step) = case.next_step.parse::<StepRef>() else { return Ok(None) };
        self.title(db, language, &case.template_version, step).await
    }

    /// The name of a step, if the own institution sees it by name.
    pub(crate) async fn title(
        &self,
        db: &impl ConnectionTrait,
        language: Language,
        template: &str,
        step: StepRef,
    ) -> Result<Option<String>> {
        let template = self.inner.templates.version(db, template).await?;
        let is_seen = template.step(step.key).is_some_and(|definition| self.sees(definition.sensitivity));
        let text = self.inner.texts.of(language, step.key).filter(|_| is_seen);
        Ok(text.map(|text| text.title.clone()))
    }

    /// The rows of a list, in the order of the scope's rows.
    pub(super) async fn case_rows(
        &self,
        db: &impl ConnectionTrait,
        language: Language,
        scope: &[case_scope::Model],
    ) -> Result<Vec<CaseRow>> {
        let ids: Vec<Uuid> = scope.iter().map(|row| row.case_id).collect();
        let seen = self.seen(db, &ids).await?;
        let mut rows = Vec::with_capacity(scope.len());
        for entry in scope {
            let case = seen.get(entry.case_id)?;
            let broken = |_| Error::inconsistent(format!("case_scope of case {}", case.id));
            rows.push(CaseRow {
                id: CaseId(case.id),
                name: listed(&case.family_name, &case.given_names),
                number: case.number.clone(),
                employer: case.employer.clone(),
                station: entry.station.parse().map_err(broken)?,
                holder: entry.holder.parse().map_err(broken)?,
                since: say::when(language, self.clock().day_of(case.holder_since)),
                next_step: self.next_title(db, language, case).await?,
                next_due: known(language, entry.next_due),
                work_start: known(language, entry.work_start),
                has_overdue: case.has_overdue,
                ended: case
                    .ended_at
                    .map(|_| case.state.parse())
                    .transpose()
                    .map_err(|_| Error::inconsistent(format!("state of case {}", case.id)))?,
            });
        }
        Ok(rows)
    }
}
