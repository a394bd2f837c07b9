//! The only finders of this area: rows of the person who acts, and whom they point to.

use crate::{
    acting::Acting,
    actor::Newcomer,
    case::{self, CaseFile},
    error::{Error, Result},
    store::{
        Write,
        entity::{account, case_file, cohort, companion, consent_grant, organisation, person, question},
    },
};
use domain::{calendar::Day, case::CaseState, id::PersonId};
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Questions a page shows at most.
const QUESTIONS: u64 = 50;

/// The newest case of a person, open ones first.
pub(super) async fn own_case(db: &impl ConnectionTrait, person: PersonId) -> Result<Option<case_file::Model>> {
    #[expect(clippy::disallowed_methods, reason = "the cases of the person who acts")]
    let rows = case_file::Entity::find()
        .filter(case_file::Column::PersonId.eq(person.0))
        .order_by_desc(case_file::Column::CreatedAt)
        .order_by_desc(case_file::Column::Id)
        .limit(20)
        .all(db)
        .await?;
    let open = rows.iter().position(|row| row.ended_at.is_none());
    Ok(rows.into_iter().nth(open.unwrap_or_default()))
}

impl Acting<Newcomer> {
    /// The open case to read.
    pub(super) async fn open_case(&self) -> Result<CaseFile> {
        let row = own_case(self.read(), self.role.person).await?.filter(|row| row.ended_at.is_none());
        let id = row.ok_or(Error::NotFound)?.id;
        case::load(self.read(), &self.inner.templates, id).await?.ok_or(Error::NotFound)
    }

    /// The open case to change, locked until the transaction ends: two changes of one case follow each other.
    pub(super) async fn change_case(&self) -> Result<(Write<'_>, CaseFile)> {
        let write = self.write().await?;
        let row = own_case(&*write, self.role.person).await?.filter(|row| row.ended_at.is_none());
        let id = row.ok_or(Error::NotFound)?.id;
        case::hold(&write, &[id]).await?;
        let case = case::require(&write, &self.inner.templates, id).await?;
        if case.row.ended_at.is_none() { Ok((write, case)) } else { Err(Error::Conflict) }
    }
}

/// How a case ended, where it did.
pub(super) fn ended(row: &case_file::Model) -> Result<Option<CaseState>> {
    let state = row.state.parse().map_err(|_| Error::inconsistent(format!("state of case {}", row.id)))?;
    Ok(row.ended_at.map(|_| state))
}

/// First names of the household's members, by person.
pub(super) async fn household(db: &impl ConnectionTrait, case: &CaseFile) -> Result<BTreeMap<PersonId, String>> {
    #[expect(clippy::disallowed_methods, reason = "the household of an own case")]
    let rows =
        person::Entity::find().filter(person::Column::HouseholdId.eq(case.row.household_id)).limit(40).all(db).await?;
    Ok(rows.into_iter().map(|row| (PersonId(row.id), row.given_names)).collect())
}

/// The day on which a cohort has its one visit.
pub(super) async fn visit_day(db: &impl ConnectionTrait, cohort: Uuid) -> Result<Option<Day>> {
    #[expect(clippy::disallowed_methods, reason = "the cohort of an own case")]
    let row = cohort::Entity::find_by_id(cohort).one(db).await?;
    Ok(row.and_then(|row| row.visit_day))
}

/// The companion of a case, with the account.
pub(super) async fn companion_of(
    db: &impl ConnectionTrait,
    case: Uuid,
) -> Result<Option<(companion::Model, account::Model)>> {
    #[expect(clippy::disallowed_methods, reason = "the companion of an own case")]
    let row = companion::Entity::find()
        .filter(companion::Column::CaseId.eq(case))
        .filter(companion::Column::EndedAt.is_null())
        .order_by_desc(companion::Column::FromAt)
        .one(db)
        .await?;
    let Some(row) = row else { return Ok(None) };
    #[expect(clippy::disallowed_methods, reason = "the account of a companion")]
    let account = account::Entity::find_by_id(row.account_id).one(db).await?;
    Ok(account.filter(|account| account.closed_at.is_none()).map(|account| (row, account)))
}

/// Organisations by their identifiers.
pub(super) async fn organisations(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<BTreeMap<Uuid, organisation::Model>> {
    let ids: Vec<Uuid> = ids.into_iter().collect();
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    #[expect(clippy::disallowed_methods, reason = "names and phones of institutions are public")]
    let rows = organisation::Entity::find().filter(organisation::Column::Id.is_in(ids)).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// The first open institution of a kind.
pub(super) async fn institution(db: &impl ConnectionTrait, kind: &str) -> Result<Option<organisation::Model>> {
    // Kinds are written with either mark between their words.
    let kinds = [kind.to_owned(), kind.replace('-', "_")];
    #[expect(clippy::disallowed_methods, reason = "names and phones of institutions are public")]
    let row = organisation::Entity::find()
        .filter(organisation::Column::Kind.is_in(kinds))
        .filter(organisation::Column::ClosedAt.is_null())
        .order_by_asc(organisation::Column::Id)
        .one(db)
        .await?;
    Ok(row)
}

/// The own questions, the newest first.
pub(super) async fn questions(db: &impl ConnectionTrait, case: Uuid) -> Result<Vec<question::Model>> {
    #[expect(clippy::disallowed_methods, reason = "the questions of an own case")]
    let rows = question::Entity::find()
        .filter(question::Column::CaseId.eq(case))
        .order_by_desc(question::Column::AskedAt)
        .order_by_desc(question::Column::Id)
        .limit(QUESTIONS)
        .all(db)
        .await?;
    Ok(rows)
}

/// What the newcomer said about sharing, the newest first.
pub(super) async fn grants(db: &impl ConnectionTrait, case: Uuid) -> Result<Vec<consent_grant::Model>> {
    #[expect(clippy::disallowed_methods, reason = "the grants of an own case")]
    let rows = consent_grant::Entity::find()
        .filter(consent_grant::Column::CaseId.eq(case))
        .order_by_desc(consent_grant::Column::GivenAt)
        .order_by_desc(consent_grant::Column::Id)
        .limit(100)
        .all(db)
        .await?;
    Ok(rows)
}
