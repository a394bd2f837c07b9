//! What an employer reaches: the one place where its queries begin.

use super::Listed;
use crate::{
    acting::Acting,
    actor::Employer,
    case::{self, CaseFile},
    error::{Error, Result},
    store::entity::{case_file, case_scope, cohort, counter, person},
};
use domain::id::{CaseId, CohortId};
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait, QueryFilter as _, Select};
use std::collections::BTreeMap;
use uuid::Uuid;

impl Acting<Employer> {
    /// The list rows of the own hires that go on.
    pub(crate) fn scope(&self) -> Select<case_scope::Entity> {
        self.whole_scope().filter(case_scope::Column::IsOpen.eq(true))
    }

    /// The same, with those that have ended.
    fn whole_scope(&self) -> Select<case_scope::Entity> {
        #[expect(clippy::disallowed_methods, reason = "the scope itself")]
        let rows = case_scope::Entity::find();
        rows.filter(case_scope::Column::OrganisationId.eq(self.role.organisation.0))
    }

    /// The own cohorts.
    pub(crate) fn cohort_scope(&self) -> Select<cohort::Entity> {
        #[expect(clippy::disallowed_methods, reason = "the scope itself")]
        let rows = cohort::Entity::find();
        rows.filter(cohort::Column::EmployerId.eq(self.role.organisation.0))
    }

    /// The own counters.
    pub(super) fn counter_scope(&self) -> Select<counter::Entity> {
        #[expect(clippy::disallowed_methods, reason = "the scope itself")]
        let rows = counter::Entity::find();
        rows.filter(counter::Column::OrganisationId.eq(self.role.organisation.0))
    }

    /// The list row of an own hire; a foreign one is not found.
    pub(super) async fn own_row(&self, db: &impl ConnectionTrait, id: CaseId) -> Result<case_scope::Model> {
        self.whole_scope().filter(case_scope::Column::CaseId.eq(id.0)).one(db).await?.ok_or(Error::NotFound)
    }

    /// An own hire with everything rules see; a foreign one is not found.
    pub(super) async fn own_case(&self, db: &impl ConnectionTrait, id: CaseId) -> Result<CaseFile> {
        let row = self.own_row(db, id).await?;
        case::load(db, &self.inner.templates, row.case_id).await?.ok_or(Error::NotFound)
    }

    /// An own cohort; a foreign one is not found.
    pub(super) async fn own_cohort(&self, db: &impl ConnectionTrait, id: CohortId) -> Result<cohort::Model> {
        self.cohort_scope().filter(cohort::Column::Id.eq(id.0)).one(db).await?.ok_or(Error::NotFound)
    }

    /// Cases and people of ids that were found in the own scope, in that order.
    pub(crate) async fn listed(&self, ids: &[Uuid]) -> Result<Vec<Listed>> {
        #[expect(clippy::disallowed_methods, reason = "ids come from the scope")]
        let cases =
            case_file::Entity::find().filter(case_file::Column::Id.is_in(ids.to_vec())).all(self.read()).await?;
        #[expect(clippy::disallowed_methods, reason = "the people of these cases")]
        let people = person::Entity::find()
            .filter(person::Column::Id.is_in(cases.iter().map(|case| case.person_id)))
            .all(self.read())
            .await?;
        let mut people: BTreeMap<Uuid, person::Model> = people.into_iter().map(|row| (row.id, row)).collect();
        let mut cases: BTreeMap<Uuid, case_file::Model> = cases.into_iter().map(|row| (row.id, row)).collect();
        let listed = ids.iter().filter_map(|id| {
            let case = cases.remove(id)?;
            let person = people.remove(&case.person_id)?;
            Some(Listed { case, person })
        });
        Ok(listed.collect())
    }
}
