//! Having everything deleted that tells who a newcomer is (Art. 17 GDPR), from the own plan.

use crate::{acting::Acting, actor::Newcomer, error::Result, invitation};
use domain::form::plan::EraseOwn;

impl Acting<Newcomer> {
    /// Deletes what is stored about the person and ends the way. Cannot be taken back, so it is said twice.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] unless the box was ticked.
    pub async fn erase(&self, form: &EraseOwn) -> Result<()> {
        form.check()?;
        let mut write = self.write().await?;
        invitation::erase(&mut write, &self.inner, self.role.person.0, Some(self.role.account.0)).await?;
        write.commit().await
    }
}
