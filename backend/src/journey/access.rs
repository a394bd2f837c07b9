//! What the newcomer is told about the access to her plan.

use crate::{
    acting::Acting,
    actor::Newcomer,
    error::Result,
    journey::scope,
    say,
    store::entity::{account, plan_access},
};
use domain::{language::Language, view::When};
use sea_orm::{ColumnTrait as _, EntityTrait, QueryFilter as _, QueryOrder as _, QuerySelect as _, sea_query::Expr};
use uuid::Uuid;

impl Acting<Newcomer> {
    /// The newest reset the newcomer has not read yet.
    pub(super) async fn unread_reset(&self, language: Language, case: Uuid) -> Result<Option<When>> {
        #[expect(clippy::disallowed_methods, reason = "the accesses of an own case")]
        let row = plan_access::Entity::find()
            .filter(plan_access::Column::CaseId.eq(case))
            .filter(plan_access::Column::EndedAt.is_not_null())
            .filter(plan_access::Column::ReadAt.is_null())
            .order_by_desc(plan_access::Column::EndedAt)
            .one(self.read())
            .await?;
        let ended = row.and_then(|row| row.ended_at);
        Ok(ended.map(|at| say::when(language, self.inner.clock.day_of(at))))
    }

    /// The newcomer has read that her access was reset: she is not told again.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] without an open case.
    pub async fn read_reset(&self) -> Result<()> {
        let write = self.write().await?;
        let case = scope::own_case(&*write, self.role.person).await?.ok_or(crate::Error::NotFound)?;
        plan_access::Entity::update_many()
            .col_expr(plan_access::Column::ReadAt, Expr::value(write.at()))
            .filter(plan_access::Column::CaseId.eq(case.id))
            .filter(plan_access::Column::EndedAt.is_not_null())
            .filter(plan_access::Column::ReadAt.is_null())
            .exec(&*write)
            .await?;
        write.commit().await
    }

    /// Whether the newcomer can sign in again: whoever came by a sheet has no address at first.
    pub(super) async fn has_address(&self) -> Result<bool> {
        #[expect(clippy::disallowed_methods, reason = "the own account")]
        let email: Option<String> = account::Entity::find_by_id(self.role.account.0)
            .select_only()
            .column(account::Column::Email)
            .into_tuple()
            .one(self.read())
            .await?;
        Ok(email.is_some_and(|email| !email.is_empty()))
    }
}
