//! Cases of the own scope as rows: names, next step, who must act since when.

use super::scope::{listed_name, organisation_names, people, tied};
use crate::{
    acting::Acting,
    actor::Staff,
    error::{Error, Result},
    say,
    store::{
        FAR,
        entity::{case_file, case_scope, person},
    },
};
use chrono::NaiveDate;
use domain::{
    id::CaseId,
    language::Language,
    step::StepRef,
    view::{When, case::CaseRow},
};
use sea_orm::{ColumnTrait as _, ConnectionTrait};
use std::collections::BTreeMap;
use uuid::Uuid;

/// A day of a sort key; the far day means none.
pub(super) fn known(language: Language, day: NaiveDate) -> Option<When> {
    (day != FAR).then(|| say::when(language, day))
}

/// Cases of the own scope with what rows show of them.
pub(crate) struct Seen {
    pub(crate) cases: BTreeMap<Uuid, case_file::Model>,
    pub(crate) people: BTreeMap<Uuid, person::Model>,
    pub(crate) employers: BTreeMap<Uuid, String>,
}

impl Seen {
    /// A case with its person.
    pub(crate) fn get(&self, id: Uuid) -> Result<(&case_file::Model, &person::Model)> {
        let broken = || Error::inconsistent(format!("case_scope of case {id}"));
        let case = self.cases.get(&id).ok_or_else(broken)?;
        Ok((case, self.people.get(&case.person_id).ok_or_else(broken)?))
    }

    /// The employer's name.
    pub(crate) fn employer(&self, case: &case_file::Model) -> Option<String> {
        case.employer_id.and_then(|id| self.employers.get(&id).cloned())
    }
}

impl Acting<Staff> {
    /// What rows show of these cases; the identifiers come from the own scope.
    pub(crate) async fn seen(&self, db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<Seen> {
        let rows = tied::<case_file::Entity>(case_file::Column::Id.is_in(ids.to_vec())).all(db).await?;
        Ok(Seen {
            people: people(db, rows.iter().map(|row| row.person_id)).await?,
            employers: organisation_names(db, rows.iter().filter_map(|row| row.employer_id)).await?,
            cases: rows.into_iter().map(|row| (row.id, row)).collect(),
        })
    }

    /// The name of the step to act on next, if there is one and the own institution sees it by name.
    pub(crate) async fn next_title(
        &self,
        db: &impl ConnectionTrait,
        language: Language,
        case: &case_file::Model,
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
            let (case, person) = seen.get(entry.case_id)?;
            let broken = |_| Error::inconsistent(format!("case_scope of case {}", case.id));
            rows.push(CaseRow {
                id: CaseId(case.id),
                name: listed_name(person),
                number: case.number.clone(),
                employer: seen.employer(case),
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
