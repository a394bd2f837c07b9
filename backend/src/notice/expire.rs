//! Forgets what nobody confirmed.

use super::NoticeState;
use crate::{
    Backend,
    error::Result,
    store::{Write, entity::notice},
};
use chrono::TimeDelta;
use sea_orm::{ColumnTrait as _, EntityTrait, QueryFilter as _};

/// Who does not confirm within a month did not mean it.
const LIFETIME: TimeDelta = TimeDelta::days(30);

impl Backend {
    /// Deletes drafts and announcements that were not confirmed in time.
    ///
    /// # Errors
    /// The database cannot be written.
    pub async fn forget_expired_notices(&self) -> Result<()> {
        let write = self.0.write().await?;
        forget_expired(&write).await?;
        write.commit().await
    }
}

/// The same inside a transaction: whoever writes a new one cleans up.
pub(super) async fn forget_expired(write: &Write<'_>) -> Result<()> {
    notice::Entity::delete_many()
        .filter(notice::Column::State.is_in([NoticeState::Draft.code(), NoticeState::Sent.code()]))
        .filter(notice::Column::SentAt.lt(write.at() - LIFETIME))
        .exec(&**write)
        .await?;
    Ok(())
}
