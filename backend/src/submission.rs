//! A form that is sent twice is done once: a second click, a retry after a line was cut.
//!
//! Every form carries a word of chance. Word and content together are the form; the same word with another content is
//! another one, because browsers bring back an old page with its old word.

use crate::{
    clock,
    error::{Error, Result},
    store::{Write, entity::submission},
};
use sea_orm::{ActiveValue::Set, EntityTrait, sea_query::OnConflict};
use std::sync::{Mutex, PoisonError};

/// A form on its way to the first transaction of what it asks for, which takes it.
#[derive(Debug, Default)]
pub(crate) struct Submission(Mutex<Option<[u8; 32]>>);

impl Submission {
    pub(crate) fn new(form: Option<[u8; 32]>) -> Self {
        Self(Mutex::new(form))
    }

    /// Notes in the transaction that the form was taken.
    ///
    /// # Errors
    /// [`Error::Repeated`] if it was taken before.
    pub(crate) async fn take(&self, write: &Write<'_>) -> Result<()> {
        let Some(form) = self.0.lock().unwrap_or_else(PoisonError::into_inner).take() else { return Ok(()) };
        let taken = submission::ActiveModel { form: Set(form.to_vec()), at: Set(write.at()) };
        let taken = submission::Entity::insert(taken)
            .on_conflict(OnConflict::column(submission::Column::Form).do_nothing().to_owned())
            .exec_without_returning(&**write)
            .await?;
        if taken == 0 { Err(Error::Repeated) } else { Ok(()) }
    }
}

/// Writes a form that nobody sent, where there is nothing else to write: when nothing can be written, whoever has nothing
/// to keep is refused like everybody else, and learns nothing from it.
pub(crate) async fn leave_blank(write: &Write<'_>) -> Result<()> {
    Submission::new(Some(clock::random())).take(write).await
}

/// The word of chance of a form that is shown now.
#[must_use]
pub fn word() -> String {
    clock::hex(&clock::random::<12>())
}
