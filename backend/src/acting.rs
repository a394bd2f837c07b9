//! Data access as one actor: the only way to reach a row.

use crate::{
    Inner,
    actor::{Capability, Permit, Principal, Role},
    clock::OfficeClock,
    error::Result,
    store::Write,
    submission::Submission,
};
use chrono::NaiveDate;
use sea_orm::{DatabaseConnection, DatabaseTransaction};
use std::sync::Arc;

/// Somebody acting in a role. Use cases are methods of `Acting<Newcomer>`, `Acting<Employer>`, ….
#[derive(Clone, Debug)]
pub struct Acting<R> {
    pub(crate) inner: Arc<Inner>,
    pub(crate) role: R,
    pub(crate) submission: Arc<Submission>,
}

impl<R: Role> Acting<R> {
    pub(crate) fn admit(inner: &Arc<Inner>, principal: Option<&Principal>) -> Result<Self> {
        Ok(Self { inner: Arc::clone(inner), role: R::admit(principal)?, submission: Arc::default() })
    }

    /// What follows is asked by this form, named by a hash of all that was sent: it is done once, and whoever sends
    /// it again gets [`crate::Error::Repeated`].
    #[must_use]
    pub fn by_form(self, form: Option<[u8; 32]>) -> Self {
        Self { submission: Arc::new(Submission::new(form)), ..self }
    }

    /// Proof that this actor may do something, for use cases that ask for it.
    ///
    /// # Errors
    /// [`crate::Error::Forbidden`] if not.
    pub fn permit<C: Capability<R>>(&self) -> Result<Permit<C>> {
        Permit::issue(&self.role)
    }

    /// The day on the office's wall.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.inner.clock.today()
    }

    /// The office's clock.
    #[must_use]
    pub fn clock(&self) -> &OfficeClock {
        &self.inner.clock
    }

    pub(crate) fn read(&self) -> &DatabaseConnection {
        self.inner.store.read()
    }

    /// The database as it is now, for everything one page shows.
    pub(crate) async fn look(&self) -> Result<DatabaseTransaction> {
        self.inner.store.look().await
    }

    pub(crate) async fn write(&self) -> Result<Write<'_>> {
        let write = self.inner.write().await?;
        self.submission.take(&write).await?;
        Ok(write)
    }
}
