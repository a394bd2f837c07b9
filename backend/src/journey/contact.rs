//! Whom a newcomer can ask: the companion, else the office.

use super::scope;
use crate::{
    Inner,
    case::{self, CaseFile},
    error::Result,
    session::OFFICE_KIND,
};
use domain::view::plan::Contact;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

/// The responsible person of a case with phone and hours.
pub(super) async fn of(inner: &Inner, db: &impl ConnectionTrait, case: &CaseFile) -> Result<Contact> {
    if let Some((companion, account)) = scope::companion_of(db, case.row.id).await? {
        let organisation = scope::organisations(db, [companion.organisation_id]).await?;
        let organisation = organisation.into_values().next();
        let name = organisation.as_ref().map(|row| row.name.clone()).unwrap_or_default();
        let phone = organisation.as_ref().map(|row| row.phone.clone()).filter(|phone| !phone.is_empty());
        return Ok(Contact {
            person: Some(account.display_name),
            organisation: name,
            phone: phone.unwrap_or_else(|| inner.office.phone.clone()),
            hours: organisation.map(|row| row.hours).unwrap_or_default(),
        });
    }
    let office = scope::institution(db, OFFICE_KIND).await?;
    let phone = office.as_ref().map(|row| row.phone.clone()).filter(|phone| !phone.is_empty());
    Ok(Contact {
        person: None,
        organisation: office
            .as_ref()
            .map_or_else(|| format!("Welcome Office {}", inner.office.city), |row| row.name.clone()),
        phone: phone.unwrap_or_else(|| inner.office.phone.clone()),
        hours: office.map(|row| row.hours).unwrap_or_default(),
    })
}

/// The organisation that answers for a case.
pub(super) async fn responsible(db: &impl ConnectionTrait, case: Uuid) -> Result<Option<Uuid>> {
    match scope::companion_of(db, case).await? {
        Some((companion, _)) => Ok(Some(companion.organisation_id)),
        None => case::office(db).await,
    }
}
