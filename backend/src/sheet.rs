//! Invitations on paper: a code of their own and the birth date open a newcomer's way, without an address.
//!
//! Codes are never stored. They are made from a secret that the browser of whoever prints them holds for one
//! page, and from the case; the database keeps their hashes, and what to show on that page.

mod make;
mod open;
mod show;
#[cfg(test)]
mod tests;

pub(crate) use make::{Maker, make, ways};
pub use open::OpenedSheet;
pub(crate) use open::{forget, revoke};
pub use show::{LeftOut, Sheet, Sheets, WhyLeftOut};

use crate::{
    error::Result,
    session::token_hash,
    store::entity::{person, sheet},
};
use domain::{code::Code, country::Country, language::Language};
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait, QueryFilter as _};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

/// Wrong birth dates after which a sheet is void.
pub(crate) const TRIES: i32 = 5;

/// The code of a case's sheet under a secret.
fn code_of(secret: &str, case: Uuid) -> Code {
    let mut hash = Sha256::new();
    hash.update("sheet");
    hash.update(secret.as_bytes());
    hash.update(case.as_bytes());
    let mut bytes = [0; 17];
    for (byte, made) in bytes.iter_mut().zip(hash.finalize()) {
        *byte = made;
    }
    Code::from_bytes(bytes)
}

fn hash_of(code: &Code) -> Vec<u8> {
    token_hash(code.as_str())
}

async fn find(db: &impl ConnectionTrait, code: &Code) -> Result<Option<sheet::Model>> {
    #[expect(clippy::disallowed_methods, reason = "a sheet is found by its code")]
    let found = sheet::Entity::find().filter(sheet::Column::CodeHash.eq(hash_of(code))).one(db).await?;
    Ok(found)
}

/// The language of a letter to a person: what is known of her, else what most people of her nationality read.
pub(crate) fn language_of(person: &person::Model) -> Language {
    let known: Language = person.language.parse().unwrap_or(Language::En);
    if known != Language::En {
        return known;
    }
    // English is what an employer's list says of everybody.
    let country = person.nationality.as_deref().and_then(|code| code.parse::<Country>().ok());
    country.map_or(Language::En, Country::likely_language)
}
