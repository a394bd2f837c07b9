//! Inviting: a click of its own, never a consequence of anything else.

use crate::{
    acting::Acting,
    actor::Employer,
    case,
    error::{Error, Result},
    invitation,
};
use domain::id::{CaseId, CohortId};

/// Invitations sent by one click; for more, the button stays.
const AT_ONCE: u64 = 100;

impl Acting<Employer> {
    /// Invites one of the own hires, again if need be.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a foreign hire, [`Error::Invalid`] without an address, [`Error::Conflict`] if it
    /// has ended or the invitation is opened already.
    pub async fn invite_hire(&self, id: CaseId) -> Result<()> {
        let mut write = self.write().await?;
        let case = self.own_case(&*write, id).await?;
        invitation::invite(&mut write, &self.inner, &case, Some(self.role.account.0)).await?;
        write.commit().await
    }

    /// Invites everybody of an own cohort who has an address and was never invited.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a foreign cohort, [`Error::Conflict`] if there is nobody to invite.
    pub async fn invite_cohort(&self, id: CohortId) -> Result<()> {
        self.own_cohort(self.read(), id).await?;
        let ids = self.invitable(id, AT_ONCE).await?;
        if ids.is_empty() {
            return Err(Error::Conflict);
        }
        let mut write = self.write().await?;
        for id in ids {
            let case = case::require(&write, &self.inner.templates, id).await?;
            // Somebody else may have clicked at the same moment.
            if case.row.invited_at.is_none() && case.row.opened_at.is_none() && case.row.ended_at.is_none() {
                invitation::invite(&mut write, &self.inner, &case, Some(self.role.account.0)).await?;
            }
        }
        write.commit().await
    }
}
