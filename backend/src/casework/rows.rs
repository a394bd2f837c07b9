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
    view::{
        When,
        case::{CaseRow, CaseStatus},
    },
};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, FromQueryResult, JoinType, QuerySelect as _, Select,
};
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
    pub(crate) template_version: String,
    pub(crate) next_step: String,
    pub(crate) at_risk: bool,
    pub(crate) has_overdue: bool,
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

/// What the list shows of a case, and its sort keys.
#[derive(Clone, Debug, FromQueryResult)]
pub(super) struct ListedCase {
    pub(super) case_id: Uuid,
    pub(super) name_sort: Vec<u8>,
    pub(super) work_start: NaiveDate,
    pub(super) next_due: NaiveDate,
    holder: String,
    station: String,
    number: String,
    state: String,
    template_version: String,
    next_step: String,
    holder_since: DateTime<Utc>,
    has_overdue: bool,
    ended_at: Option<DateTime<Utc>>,
    family_name: String,
    given_names: String,
    employer: Option<String>,
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
            .columns([Column::Id, Column::TemplateVersion, Column::NextStep, Column::AtRisk, Column::HasOverdue])
            .columns([person::Column::FamilyName, person::Column::GivenNames])
            .column_as(organisation::Column::Name, "employer")
            .into_model::<SeenCase>()
            .all(db)
            .await?;
        Ok(Seen(rows.into_iter().map(|row| (row.id, row)).collect()))
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
        let is_seen = template.step(step.key).is_some_and(|definition| self.sees(definition));
        let text = self.inner.texts.of(language, step.key).filter(|_| is_seen);
        Ok(text.map(|text| text.title.clone()))
    }

    /// The rows of a page of the list and where the next page begins: one question, because each costs a change
    /// to the database's thread and back.
    pub(super) async fn listed(
        &self,
        db: &impl ConnectionTrait,
        page: Select<case_scope::Entity>,
    ) -> Result<Vec<ListedCase>> {
        use case_file::Column;
        let file = case_scope::Entity::belongs_to(case_file::Entity).from(case_scope::Column::CaseId).to(Column::Id);
        let person = case_file::Entity::belongs_to(person::Entity).from(Column::PersonId).to(person::Column::Id);
        let employer =
            case_file::Entity::belongs_to(organisation::Entity).from(Column::EmployerId).to(organisation::Column::Id);
        let rows = page
            // A row of the scope always has its case; joined this way, the scope's order is the order of reading.
            .join(JoinType::LeftJoin, file.into())
            .join(JoinType::LeftJoin, person.into())
            .join(JoinType::LeftJoin, employer.into())
            .select_only()
            .columns([
                case_scope::Column::CaseId,
                case_scope::Column::NameSort,
                case_scope::Column::WorkStart,
                case_scope::Column::NextDue,
                case_scope::Column::Holder,
                case_scope::Column::Station,
            ])
            .columns([
                Column::Number,
                Column::State,
                Column::TemplateVersion,
                Column::NextStep,
                Column::HolderSince,
                Column::HasOverdue,
                Column::EndedAt,
            ])
            .columns([person::Column::FamilyName, person::Column::GivenNames])
            .column_as(organisation::Column::Name, "employer")
            .into_model::<ListedCase>()
            .all(db)
            .await?;
        Ok(rows)
    }

    /// How far a case is, as far as the own institution sees it.
    pub(super) fn status(&self, state: &str, case: Uuid) -> Result<CaseStatus> {
        let state = state.parse().map_err(|_| Error::inconsistent(format!("state of case {case}")))?;
        Ok(if self.role.sees_own_part() { CaseStatus::without_reason(state) } else { CaseStatus::Known(state) })
    }

    /// A row in the reader's words. What is due is due for anybody, so whoever has an own part reads its days on the page.
    pub(super) async fn case_row(
        &self,
        db: &impl ConnectionTrait,
        language: Language,
        case: ListedCase,
    ) -> Result<CaseRow> {
        let broken = |_| Error::inconsistent(format!("case_scope of case {}", case.case_id));
        let next_step = match case.next_step.parse::<StepRef>() {
            Ok(step) => self.title(db, language, &case.template_version, step).await?,
            Err(_) => None,
        };
        let own_part = self.role.sees_own_part();
        Ok(CaseRow {
            id: CaseId(case.case_id),
            name: listed(&case.family_name, &case.given_names),
            station: if own_part { None } else { Some(case.station.parse().map_err(broken)?) },
            holder: case.holder.parse().map_err(broken)?,
            since: say::when(language, self.clock().day_of(case.holder_since)),
            next_step,
            next_due: known(language, case.next_due).filter(|_| !own_part),
            work_start: known(language, case.work_start).filter(|_| !own_part),
            has_overdue: case.has_overdue && !own_part,
            ended: case.ended_at.map(|_| self.status(&case.state, case.case_id)).transpose()?,
            number: case.number,
            employer: case.employer,
        })
    }
}
