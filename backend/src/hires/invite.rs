//! Inviting by mail: a click of its own, never a consequence of anything else.

use crate::{
    acting::Acting,
    actor::Employer,
    case,
    error::{Error, Result},
    invitation::{self, is_shared, shared_addresses},
    store::entity::{case_file, case_scope, person},
};
use domain::{
    id::{CaseId, CohortId},
    view::cohorts::OnPaper,
};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait, QueryFilter as _, QueryOrder as _, QuerySelect as _,
    QueryTrait as _,
};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Invitations sent by one click; for more, the button stays.
const AT_ONCE: usize = 100;
/// Members looked at: a cohort has fewer.
const LOOKED_AT: u64 = 2_000;

/// Members of a cohort without an invitation.
#[derive(Clone, Debug, Default)]
pub(super) struct Waiting {
    /// Those a mail reaches and nobody else.
    pub(super) by_mail: Vec<Uuid>,
    /// Those it does not.
    pub(super) on_paper: Vec<Uuid>,
    /// Why not.
    pub(super) counts: OnPaper,
}

/// What inviting a cohort did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Invited {
    /// Invitations that are on their way.
    pub mailed: u32,
    /// Members who need one on paper.
    pub on_paper: u32,
}

impl Acting<Employer> {
    /// Invites one of the own hires, again if need be.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a foreign hire, [`Error::Invalid`] without an address of her own,
    /// [`Error::Conflict`] if it has ended or the invitation is opened already.
    pub async fn invite_hire(&self, id: CaseId) -> Result<()> {
        let mut write = self.write().await?;
        let case = self.held_case(&write, id).await?;
        invitation::invite(&mut write, &self.inner, &case, Some(self.role.account.0)).await?;
        write.commit().await
    }

    /// Invites everybody of an own cohort who has an address of her own and was never invited.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a foreign cohort, [`Error::Conflict`] if there is nobody to invite.
    pub async fn invite_cohort(&self, id: CohortId) -> Result<Invited> {
        self.own_cohort(self.read(), id).await?;
        let mut write = self.write().await?;
        case::hold(&write, &self.waiting(&*write, id).await?.by_mail).await?;
        // As it is now: somebody may have been invited or withdrawn meanwhile.
        let waiting = self.waiting(&*write, id).await?;
        if waiting.by_mail.is_empty() {
            return Err(Error::Conflict);
        }
        let mut mailed = 0;
        for id in waiting.by_mail.into_iter().take(AT_ONCE) {
            let case = case::require(&write, &self.inner.templates, id).await?;
            invitation::invite_alone(&mut write, &self.inner, &case, Some(self.role.account.0)).await?;
            mailed += 1;
        }
        write.commit().await?;
        Ok(Invited { mailed, on_paper: waiting.counts.shared + waiting.counts.without })
    }

    /// Members of an own cohort who were never invited: whom a mail reaches alone, and whom only paper does.
    pub(super) async fn waiting(&self, db: &impl ConnectionTrait, id: CohortId) -> Result<Waiting> {
        let own = self.scope().filter(case_scope::Column::CohortId.eq(id.0));
        let own = own.select_only().column(case_scope::Column::CaseId).into_query();
        #[expect(clippy::disallowed_methods, reason = "narrowed to the scope")]
        let cases: Vec<(Uuid, Uuid)> = case_file::Entity::find()
            .select_only()
            .columns([case_file::Column::Id, case_file::Column::PersonId])
            .filter(case_file::Column::Id.in_subquery(own))
            .filter(case_file::Column::CohortId.eq(id.0))
            .filter(case_file::Column::InvitedAt.is_null())
            .filter(case_file::Column::OpenedAt.is_null())
            .filter(case_file::Column::EndedAt.is_null())
            .order_by_asc(case_file::Column::NameSort)
            .limit(LOOKED_AT)
            .into_tuple()
            .all(db)
            .await?;
        if cases.is_empty() {
            return Ok(Waiting::default());
        }
        #[expect(clippy::disallowed_methods, reason = "the people of these cases")]
        let people = person::Entity::find()
            .filter(person::Column::Id.is_in(cases.iter().map(|(_, person)| *person)))
            .all(db)
            .await?;
        let people: BTreeMap<Uuid, person::Model> = people.into_iter().map(|row| (row.id, row)).collect();
        let shared = shared_addresses(db, self.role.organisation.0, self.today()).await?;
        let mut waiting = Waiting::default();
        for (case, person) in cases.iter().filter_map(|(case, person)| Some((*case, people.get(person)?))) {
            match &person.email {
                Some(address) if !is_shared(&shared, address) => {
                    waiting.by_mail.push(case);
                    continue;
                }
                Some(_) => waiting.counts.shared += 1,
                None => waiting.counts.without += 1,
            }
            waiting.counts.no_birth_date += u32::from(person.birth_date.is_none());
            waiting.on_paper.push(case);
        }
        Ok(waiting)
    }
}
