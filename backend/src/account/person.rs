//! The account of a person who goes the own way.

use super::sign_in::find_account;
use crate::{
    error::{Error, Result},
    store::{
        Write,
        entity::{account, person},
    },
};
use domain::{language::Language, text::Email};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait, QueryFilter as _,
};
use uuid::Uuid;

/// The account with which a person goes her way: the one with this address, or a new one. From now on it
/// begins with her own plan.
///
/// # Errors
/// [`Error::Conflict`] if the address belongs to another person's account, or she has one with another
/// address.
pub(crate) async fn of_person(
    write: &mut Write<'_>,
    person: &person::Model,
    email: &Email,
    language: Language,
) -> Result<account::Model> {
    let by_address = find_account(&**write, email).await?;
    let own = find_of(&**write, person.id).await?;
    if own.as_ref().is_some_and(|own| by_address.as_ref().is_none_or(|other| other.id != own.id)) {
        return Err(Error::Conflict);
    }
    let Some(account) = by_address else {
        return insert(write, person, write.new_id(), email.to_string(), email.key(), language).await;
    };
    if is_of_another(&account, person.id) {
        return Err(Error::Conflict);
    }
    let mut linked: account::ActiveModel = account.into();
    linked.person_id = Set(Some(person.id));
    linked.last_membership_id = Set(None);
    Ok(linked.update(&**write).await?)
}

/// The account of a person who came without an address: her own, or a new one. She may add an address later.
pub(crate) async fn without_address(
    write: &mut Write<'_>,
    person: &person::Model,
    language: Language,
) -> Result<account::Model> {
    if let Some(own) = find_of(&**write, person.id).await? {
        let mut own: account::ActiveModel = own.into();
        own.last_membership_id = Set(None);
        return Ok(own.update(&**write).await?);
    }
    let id = write.new_id();
    // Unique, and no address: a blank cannot stand in one.
    insert(write, person, id, String::new(), format!("none {id}"), language).await
}

async fn insert(
    write: &Write<'_>,
    person: &person::Model,
    id: Uuid,
    email: String,
    email_key: String,
    language: Language,
) -> Result<account::Model> {
    Ok(account::ActiveModel {
        id: Set(id),
        email: Set(email),
        email_key: Set(email_key),
        display_name: Set(format!("{} {}", person.given_names, person.family_name).trim().to_owned()),
        password_hash: Set(None),
        language: Set(language.tag().to_owned()),
        person_id: Set(Some(person.id)),
        last_membership_id: Set(None),
        created_at: Set(write.at()),
        closed_at: Set(None),
    }
    .insert(&**write)
    .await?)
}

/// Whether an account belongs to another person than this one.
pub(crate) fn is_of_another(account: &account::Model, person: Uuid) -> bool {
    account.person_id.is_some_and(|owner| owner != person)
}

/// The account of a person.
pub(crate) async fn find_of(db: &impl ConnectionTrait, person: Uuid) -> Result<Option<account::Model>> {
    #[expect(clippy::disallowed_methods, reason = "the account of one person")]
    let found = account::Entity::find().filter(account::Column::PersonId.eq(person)).one(db).await?;
    Ok(found)
}
