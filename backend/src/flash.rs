//! What a form without scripts shows once on the next page: kept for ten minutes, found by a cookie.

use crate::{
    Backend,
    error::{Error, Result},
    session::{Token, token_hash},
    store::{Write, entity::flash},
};
use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait, QueryFilter as _};
use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

const LIFETIME: TimeDelta = TimeDelta::minutes(10);

/// Flashes that the database did not take: a full disk must not cost anybody what was typed, nor hide that it was not
/// saved.
#[derive(Debug, Default)]
pub(crate) struct Spare(Mutex<Kept>);

/// By the hash of their secret, with the time since when.
type Kept = HashMap<Vec<u8>, (DateTime<Utc>, String)>;

/// Bytes of them all.
const SPARE: usize = 8 * 1024 * 1024;

impl Spare {
    /// Whether there was room for it.
    fn keep(&self, hash: Vec<u8>, now: DateTime<Utc>, body: &str) -> bool {
        let mut kept = self.kept();
        kept.retain(|_, (since, _)| now - *since < LIFETIME);
        let has_room = kept.values().map(|(_, body)| body.len()).sum::<usize>() + body.len() <= SPARE;
        if has_room {
            kept.insert(hash, (now, body.to_owned()));
        }
        has_room
    }

    fn take(&self, hash: &[u8], now: DateTime<Utc>) -> Option<String> {
        let mut kept = self.kept();
        kept.retain(|_, (since, _)| now - *since < LIFETIME);
        kept.remove(hash).map(|(_, body)| body)
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Backend {
    /// Keeps a flash and gives the secret that finds it. One that the database does not take is kept in memory.
    ///
    /// # Errors
    /// The database cannot be written, and there is no room in memory.
    pub async fn keep_flash(&self, body: &str) -> Result<String> {
        let token = Token::new();
        match self.write_flash(&token, body).await {
            Err(error @ (Error::Database(_) | Error::Unwritable(_))) => {
                tracing::warn!(?error, "a flash stays in memory");
                if !self.0.spare.keep(token.hash, self.0.clock.now(), body) {
                    return Err(error);
                }
            }
            outcome => outcome?,
        }
        Ok(token.secret)
    }

    async fn write_flash(&self, token: &Token, body: &str) -> Result<()> {
        let write = self.0.write().await?;
        keep(&write, token.hash.clone(), body).await?;
        write.commit().await
    }

    /// Takes a flash: it is gone afterwards, unless the database cannot be written. Old ones go with it.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn take_flash(&self, secret: &str) -> Result<Option<String>> {
        let (now, hash) = (self.0.clock.now(), token_hash(secret));
        if let Some(body) = self.0.spare.take(&hash, now) {
            return Ok(Some(body));
        }
        match self.take_written(secret).await {
            Err(error @ (Error::Database(_) | Error::Unwritable(_))) => {
                // Shown twice rather than not at all.
                tracing::warn!(?error, "a flash stays");
                #[expect(clippy::disallowed_methods, reason = "a flash is found by its secret")]
                let found = flash::Entity::find()
                    .filter(flash::Column::TokenHash.eq(hash))
                    .filter(flash::Column::CreatedAt.gte(now - LIFETIME))
                    .one(self.0.store.read())
                    .await?;
                Ok(found.map(|row| row.body))
            }
            outcome => outcome,
        }
    }

    async fn take_written(&self, secret: &str) -> Result<Option<String>> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[tokio::test]
    async fn a_flash_that_the_database_does_not_take_is_shown_once_all_the_same() {
        let office = testing::backend().await;
        office.refuse("INSERT", "flash").await;
        let secret = office.keep_flash("what was typed").await.unwrap();
        assert_eq!(office.take_flash(&secret).await.unwrap().as_deref(), Some("what was typed"));
        assert_eq!(office.take_flash(&secret).await.unwrap(), None);
        let late = office.keep_flash("too late").await.unwrap();
        office.clock.advance(LIFETIME);
        assert_eq!(office.take_flash(&late).await.unwrap(), None);
        assert!(office.keep_flash(&"x".repeat(SPARE + 1)).await.is_err());
        assert!(office.keep_flash(&"x".repeat(SPARE)).await.is_ok());
    }

    #[tokio::test]
    async fn a_flash_that_cannot_be_taken_away_is_shown_all_the_same() {
        let office = testing::backend().await;
        let secret = office.keep_flash("what was typed").await.unwrap();
        office.refuse("DELETE", "flash").await;
        assert_eq!(office.take_flash(&secret).await.unwrap().as_deref(), Some("what was typed"));
    }
}
