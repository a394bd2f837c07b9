//! Who accompanies a newcomer (`001-08`).

use super::scope::{account_names, both, tied};
use crate::{
    acting::Acting,
    actor::{Accompany, Permit, Staff},
    error::Result,
    invitation,
    store::{
        NewEvent,
        entity::{case_file, companion, membership},
    },
};
use domain::{
    form::{self, Problems, Rule},
    id::{AccountId, CaseId},
    role::MembershipRole,
    view::case::Colleague,
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, Condition, ConnectionTrait, EntityTrait,
    QueryFilter as _, QuerySelect as _, sea_query::Expr,
};
use serde_json::json;
use uuid::Uuid;

impl Acting<Staff> {
    /// Makes a member of the own institution the companion, instead of whoever was it.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for a case the own institution does not see,
    /// [`crate::Error::Invalid`] for somebody who is no companion of the own institution today.
    pub async fn assign_companion(
        &self,
        case: CaseId,
        form: &form::AssignCompanion,
        _permit: Permit<Accompany>,
    ) -> Result<()> {
        let chosen = form.check()?;
        let mut write = self.write().await?;
        self.own_open_case(&write, case).await?;
        if !self.colleagues(&*write).await?.iter().any(|colleague| colleague.id == chosen) {
            return Err(Problems::one("companion", Rule::NotOffered).into());
        }
        companion::Entity::update_many()
            .col_expr(companion::Column::EndedAt, Expr::value(write.at()))
            .filter(companion::Column::CaseId.eq(case.0))
            .filter(companion::Column::OrganisationId.eq(self.own()))
            .filter(companion::Column::EndedAt.is_null())
            .exec(&*write)
            .await?;
        companion::ActiveModel {
            id: Set(write.new_id()),
            case_id: Set(case.0),
            account_id: Set(chosen.0),
            organisation_id: Set(self.own()),
            from_at: Set(write.at()),
            ended_at: Set(None),
        }
        .insert(&*write)
        .await?;
        case_file::Entity::update_many()
            .col_expr(case_file::Column::CompanionId, Expr::value(chosen.0))
            .filter(case_file::Column::Id.eq(case.0))
            .exec(&*write)
            .await?;
        write.record(NewEvent {
            kind: "companion.assigned",
            actor: Some(self.account()),
            organisation: Some(self.own()),
            case: Some(case.0),
            detail: json!({ "account": chosen.0 }),
        });
        self.refresh(&mut write, case.0).await?;
        write.commit().await
    }

    /// Mails the person of a case a link to the own way, again if need be.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for a case the own institution does not see, [`crate::Error::Invalid`]
    /// without an address, [`crate::Error::Conflict`] if it has ended or the invitation is opened already.
    pub async fn invite_newcomer(&self, case: CaseId, _permit: Permit<Accompany>) -> Result<()> {
        let mut write = self.write().await?;
        let case = self.own_open_case(&write, case).await?;
        invitation::invite(&mut write, &self.inner, &case, Some(self.account())).await?;
        write.commit().await
    }

    /// The companions of the own institution on this office day, by name.
    pub(super) async fn colleagues(&self, db: &impl ConnectionTrait) -> Result<Vec<Colleague>> {
        let own = both(
            membership::Column::OrganisationId.eq(self.own()),
            membership::Column::Role.eq(MembershipRole::Companion.code()),
        );
        let today = self.today();
        let mut ids: Vec<Uuid> = tied::<membership::Entity>(own)
            .filter(membership::Column::ValidFrom.lte(today))
            .filter(
                Condition::any().add(membership::Column::ValidTo.is_null()).add(membership::Column::ValidTo.gte(today)),
            )
            .select_only()
            .column(membership::Column::AccountId)
            .into_tuple()
            .all(db)
            .await?;
        ids.dedup();
        let names = account_names(db, ids).await?;
        let mut colleagues: Vec<Colleague> =
            names.into_iter().map(|(id, name)| Colleague { id: AccountId(id), name }).collect();
        colleagues.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(colleagues)
    }
}
