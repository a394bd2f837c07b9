//! The only finders of drafts: each starts from the employer that uploaded them.

use crate::{
    actor::Employer,
    error::{Error, Result},
    store::entity::{case_file, case_scope, import_draft, import_row, person},
};
use domain::{
    id::{CaseId, ImportId},
    import::KnownHire,
};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait, QueryFilter as _, QueryOrder as _, QuerySelect as _,
    QueryTrait as _, Select,
};
use std::collections::BTreeMap;
use uuid::Uuid;

/// The lists this employer uploaded.
#[expect(clippy::disallowed_methods, reason = "this is the scope of imports")]
pub(super) fn drafts_of(employer: &Employer) -> Select<import_draft::Entity> {
    import_draft::Entity::find().filter(import_draft::Column::EmployerId.eq(employer.organisation.0))
}

/// One list of this employer; those of others do not exist for it.
pub(super) async fn draft_of(
    db: &impl ConnectionTrait,
    employer: &Employer,
    id: ImportId,
) -> Result<import_draft::Model> {
    let found = drafts_of(employer).filter(import_draft::Column::Id.eq(id.0)).one(db).await?;
    found.ok_or(Error::NotFound)
}

/// The rows of a list that was found by [`draft_of`].
#[expect(clippy::disallowed_methods, reason = "rows belong to a draft that was found within its scope")]
pub(super) fn rows_of(draft: &import_draft::Model) -> Select<import_row::Entity> {
    import_row::Entity::find().filter(import_row::Column::ImportId.eq(draft.id))
}

/// Every hire of this employer whose case is open, for comparing names. Two queries, however many.
#[expect(clippy::disallowed_methods, reason = "narrowed to the scope of this employer")]
pub(super) async fn known_hires(db: &impl ConnectionTrait, employer: &Employer) -> Result<Vec<KnownHire>> {
    let scope = case_scope::Entity::find()
        .select_only()
        .column(case_scope::Column::CaseId)
        .filter(case_scope::Column::OrganisationId.eq(employer.organisation.0))
        .filter(case_scope::Column::IsOpen.eq(true));
    let cases = case_file::Entity::find().select_only().filter(case_file::Column::Id.in_subquery(scope.into_query()));
    let people = cases.clone().column(case_file::Column::PersonId);
    let people = person::Entity::find().filter(person::Column::Id.in_subquery(people.into_query())).all(db).await?;
    let people: BTreeMap<Uuid, person::Model> = people.into_iter().map(|row| (row.id, row)).collect();
    let cases: Vec<(Uuid, Uuid)> = cases
        .column(case_file::Column::Id)
        .column(case_file::Column::PersonId)
        .order_by_asc(case_file::Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    let known = cases.into_iter().filter_map(|(case, person)| {
        let person = people.get(&person)?;
        Some(KnownHire {
            case: CaseId(case),
            family_name: person.family_name.clone(),
            given_names: person.given_names.clone(),
            birth_date: person.birth_date,
            email_key: person.email.as_deref().map(str::to_lowercase),
        })
    });
    Ok(known.collect())
}
