//! What an employer reaches: the one place where its queries begin.

use super::Listed;
use crate::{
    acting::Acting,
    actor::Employer,
    case::{self, CaseFile},
    error::{Error, Result},
    invitation::{is_shared, shared_addresses},
    store::{
        Write,
        entity::{case_file, case_scope, cohort, counter, person},
    },
};
use domain::id::{CaseId, CohortId};
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait, QueryFilter as _, Select};
use std::collections::{BTreeMap, BTreeSet};
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

    /// An own hire about to be changed, held until the transaction ends; a foreign one is not found.
    pub(super) async fn held_case(&self, write: &Write<'_>, id: CaseId) -> Result<CaseFile> {
        case::hold(write, &[id.0]).await?;
        self.own_case(&**write, id).await
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
        let shared = self.shared_among(&cases, &people).await?;
        let listed = ids.iter().filter_map(|id| {
            let case = cases.remove(id)?;
            let person = people.remove(&case.person_id)?;
            let is_shared = person.email.as_deref().is_some_and(|address| is_shared(&shared, address));
            Some(Listed { case, person, is_shared })
        });
        Ok(listed.collect())
    }

    /// Addresses that are not one person's alone, if it matters: nobody asks once everybody is invited.
    async fn shared_among(
        &self,
        cases: &BTreeMap<Uuid, case_file::Model>,
        people: &BTreeMap<Uuid, person::Model>,
    ) -> Result<BTreeSet<String>> {
        let waits = |case: &case_file::Model| case.invited_at.is_none() && case.opened_at.is_none();
        let has_address = |id| people.get(id).is_some_and(|person| person.email.is_some());
        if !cases.values().any(|case| waits(case) && has_address(&case.person_id)) {
            return Ok(BTreeSet::new());
        }
        shared_addresses(self.read(), self.role.organisation.0, self.today()).await
    }

    /// Whether a person's address is not hers alone.
    pub(super) async fn is_shared(&self, db: &impl ConnectionTrait, person: &person::Model) -> Result<bool> {
        let Some(address) = &person.email else { return Ok(false) };
        Ok(is_shared(&shared_addresses(db, self.role.organisation.0, self.today()).await?, address))
    }
}
