//! What a form without scripts shows once on the next page: kept for ten minutes, found by a cookie.

use crate::{
    Backend,
    error::Result,
    session::{Token, token_hash},
    store::{Write, entity::flash},
};
use chrono::TimeDelta;
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait, QueryFilter as _};

const LIFETIME: TimeDelta = TimeDelta::minutes(10);

impl Backend {
    /// Keeps a flash and gives the secret that finds it.
    ///
    /// # Errors
    /// The database cannot be written.
    pub async fn keep_flash(&self, body: &str) -> Result<String> {
        let write = self.0.write().await?;
        let token = Token::new();
        keep(&write, token.hash, body).await?;
        write.commit().await?;
        Ok(token.secret)
    }

    /// Takes a flash: it is gone afterwards. Old ones go with it.
    ///
    /// # Errors
    /// The database cannot be written.
    pub async fn take_flash(&self, secret: &str) -> Result<Option<String>> {
        let write = self.0.write().await?;
        let body = take(&write, secret).await?;
        write.commit().await?;
        Ok(body)
    }
}

/// Keeps a flash that the secret with this hash finds.
pub(crate) async fn keep(write: &Write<'_>, hash: Vec<u8>, body: &str) -> Result<()> {
    flash::ActiveModel {
        id: Set(write.new_id()),
        token_hash: Set(hash),
        form: Set(String::new()),
        body: Set(body.to_owned()),
        created_at: Set(write.at()),
    }
    .insert(&**write)
    .await?;
    Ok(())
}

/// Takes the flash that a secret finds, if it is not too old.
pub(crate) async fn take(write: &Write<'_>, secret: &str) -> Result<Option<String>> {
    flash::Entity::delete_many().filter(flash::Column::CreatedAt.lt(write.at() - LIFETIME)).exec(&**write).await?;
    let hash = token_hash(secret);
    #[expect(clippy::disallowed_methods, reason = "a flash is found by its secret")]
    let found = flash::Entity::find().filter(flash::Column::TokenHash.eq(hash)).one(&**write).await?;
    if let Some(row) = &found {
        flash::Entity::delete_by_id(row.id).exec(&**write).await?;
    }
    Ok(found.map(|row| row.body))
}
