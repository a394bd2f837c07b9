//! Inviting on paper: the people selected, or everybody of a cohort whom no mail reaches.

use crate::{
    acting::Acting,
    actor::Employer,
    case::{self, CaseFile},
    error::{Error, Result},
    sheet::{self, Maker},
    store::entity::{case_file, case_scope},
};
use domain::{
    form::{Problems, Rule},
    id::{CaseId, CohortId},
    language::Language,
};
use sea_orm::{ColumnTrait as _, EntityTrait, QueryFilter as _, QuerySelect as _, QueryTrait as _};
use uuid::Uuid;

/// Sheets made by one click: what a page shows and a printer takes.
const AT_ONCE: usize = 200;

impl Acting<Employer> {
    /// Makes invitations on paper for these hires; earlier ones are void. Gives the secret by which the own
    /// browser sees them once.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a foreign hire, [`Error::Invalid`] if nobody was selected or every birth date is
    /// missing, [`Error::Conflict`] if none of them can be invited.
    pub async fn print_sheets(&self, ids: &[CaseId], language: Option<Language>) -> Result<String> {
        match ids.len() {
            0 => return Err(Problems::one("cases", Rule::Missing).into()),
            count if count > AT_ONCE => return Err(Problems::one("cases", Rule::OutOfRange).into()),
            _ => {}
        }
        let mut write = self.write().await?;
        let mut cases: Vec<CaseFile> = Vec::with_capacity(ids.len());
        case::hold(&write, &ids.iter().map(|id| id.0).collect::<Vec<_>>()).await?;
        for id in ids {
            cases.push(self.own_case(&*write, *id).await?);
        }
        let secret = sheet::make(&mut write, &self.inner, &cases, language, self.maker()).await?;
        write.commit().await?;
        Ok(secret)
    }

    /// Makes invitations on paper for everybody of an own cohort who was never invited and whom no mail reaches.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a foreign cohort; else as [`Acting::print_sheets`].
    pub async fn print_sheets_of_cohort(&self, id: CohortId) -> Result<String> {
        self.own_cohort(self.read(), id).await?;
        let mut write = self.write().await?;
        case::hold(&write, &self.waiting(&*write, id).await?.on_paper).await?;
        // As it is now: somebody may have been invited or withdrawn meanwhile.
        let waiting = self.waiting(&*write, id).await?;
        let ids: Vec<_> = waiting.on_paper.into_iter().take(AT_ONCE).collect();
        if ids.is_empty() {
            return Err(Error::Conflict);
        }
        let cases = case::load_many(&*write, &self.inner.templates, &ids).await?;
        let secret = sheet::make(&mut write, &self.inner, &cases, None, self.maker()).await?;
        write.commit().await?;
        Ok(secret)
    }

    /// Members of an own cohort who have not opened their plan, one more than can get sheets at once if there are
    /// more.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a foreign cohort.
    pub async fn members_not_opened(&self, id: CohortId) -> Result<Vec<CaseId>> {
        self.own_cohort(self.read(), id).await?;
        #[expect(clippy::disallowed_methods, reason = "narrows the scope; it is never read alone")]
        let closed = case_file::Entity::find()
            .select_only()
            .column(case_file::Column::Id)
            .filter(case_file::Column::CohortId.eq(id.0))
            .filter(case_file::Column::OpenedAt.is_null());
        let ids: Vec<Uuid> = self
            .scope()
            .filter(case_scope::Column::CohortId.eq(id.0))
            .filter(case_scope::Column::CaseId.in_subquery(closed.into_query()))
            .select_only()
            .column(case_scope::Column::CaseId)
            .limit(u64::try_from(AT_ONCE + 1).unwrap_or(u64::MAX))
            .into_tuple()
            .all(self.read())
            .await?;
        Ok(ids.into_iter().map(CaseId).collect())
    }

    fn maker(&self) -> Maker {
        Maker { account: self.role.account.0, organisation: self.role.organisation.0 }
    }
}
