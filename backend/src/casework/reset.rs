//! Inviting on paper, and ending an access that somebody else uses.

use crate::{
    acting::Acting,
    actor::{Accompany, Permit, Staff},
    case::CaseFile,
    error::Result,
    invitation::{self, is_shared, shared_addresses},
    sheet::{self, Maker},
};
use domain::{form, id::CaseId, language::Language, view::hires::InviteWays};
use sea_orm::ConnectionTrait;

impl Acting<Staff> {
    /// Makes an invitation on paper for the person of a case; an earlier one is void. Gives the secret by which
    /// the own browser sees it once.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for a case the own institution does not see, [`crate::Error::Invalid`] if the
    /// birth date is missing, [`crate::Error::Conflict`] if it has ended or the plan is open already.
    pub async fn print_sheet(
        &self,
        case: CaseId,
        language: Option<Language>,
        _permit: Permit<Accompany>,
    ) -> Result<String> {
        let mut write = self.write().await?;
        let case = self.own_open_case(&write, case).await?;
        let secret = sheet::make(&mut write, &self.inner, &[case], language, self.maker()).await?;
        write.commit().await?;
        Ok(secret)
    }

    /// Ends every session and link of whoever goes the way of a case; its person can be invited anew.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for a case the own institution does not see, [`crate::Error::Invalid`]
    /// without a reason, [`crate::Error::Conflict`] if the plan is not open.
    pub async fn reset_access(&self, case: CaseId, form: &form::ResetAccess, _permit: Permit<Accompany>) -> Result<()> {
        let mut write = self.write().await?;
        let case = self.own_open_case(&write, case).await?;
        let reason = form.check()?;
        invitation::reset(&mut write, &self.inner, &case, reason, self.maker()).await?;
        write.commit().await
    }

    fn maker(&self) -> Maker {
        Maker { account: self.account(), organisation: self.own() }
    }

    /// How the person of a case can be invited.
    pub(super) async fn invite_ways(&self, db: &impl ConnectionTrait, case: &CaseFile) -> Result<InviteWays> {
        let is_shared = match (&case.person.email, case.row.employer_id) {
            (Some(address), Some(employer)) => is_shared(&shared_addresses(db, employer, self.today()).await?, address),
            _ => false,
        };
        Ok(sheet::ways(case, is_shared))
    }
}
