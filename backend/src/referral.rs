//! Referrals: one institution asks another to take care of a case, and sees that it arrived (`S2`).
//!
//! While a referral is open its receiver sees the case; that begins and ends with the refresh of the
//! case in the same transaction.

use crate::{
    acting::Acting,
    actor::{Answer, Permit, Refer, Staff},
    case,
    casework::scope::{both, tied},
    error::{Error, Result},
    mail,
    session::EMPLOYER_KIND,
    store::{
        NewEvent,
        entity::{organisation, referral},
    },
};
use domain::{
    calendar::WorkingCalendar,
    form::{self, Problems, Rule},
    id::{CaseId, OrganisationId, ReferralId},
    language::Language,
    referral::{ReferralRefused, ReferralState, acknowledge_by},
    text::Email,
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait, QueryFilter as _, QuerySelect as _,
    sea_query::Expr,
};
use serde_json::json;

mod lists;
#[cfg(test)]
mod tests;

/// The states in which a referral is open.
pub(crate) const OPEN: [&str; 3] = ["sent", "acknowledged", "accepted"];

type Way = fn(ReferralState) -> std::result::Result<ReferralState, ReferralRefused>;

impl Acting<Staff> {
    /// Refers a case of the own scope to another institution, which sees it from now on.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a case the own institution does not see, [`Error::Conflict`] for one that
    /// has ended, [`Error::Invalid`] for an institution that is none, or has it referred already.
    pub async fn refer(&self, case: CaseId, form: &form::SendReferral, _permit: Permit<Refer>) -> Result<ReferralId> {
        let mut write = self.write().await?;
        self.own_open_case(&write, case).await?;
        let (to, topic, request) = form.check()?;
        let receiver = self.receiver(&*write, to).await?;
        let open = both(referral::Column::CaseId.eq(case.0), referral::Column::ToOrganisationId.eq(to.0));
        let open = tied::<referral::Entity>(open).filter(referral::Column::State.is_in(OPEN));
        if open.limit(1).one(&*write).await?.is_some() {
            return Err(Problems::one("organisation", Rule::Taken).into());
        }
        let id = write.new_id();
        referral::ActiveModel {
            id: Set(id),
            case_id: Set(case.0),
            from_organisation_id: Set(self.own()),
            to_organisation_id: Set(to.0),
            topic: Set(topic.to_string()),
            request: Set(request),
            state: Set(ReferralState::Sent.to_string()),
            sent_by: Set(self.account()),
            sent_at: Set(write.at()),
            acknowledge_by: Set(acknowledge_by(WorkingCalendar::new(self.inner.office.holidays), write.today())),
            acknowledged_by: Set(None),
            acknowledged_at: Set(None),
            reply: Set(None),
            closed_at: Set(None),
        }
        .insert(&*write)
        .await?;
        write.record(NewEvent {
            kind: "referral.sent",
            actor: Some(self.account()),
            organisation: Some(self.own()),
            case: Some(case.0),
            detail: json!({ "referral": id, "to": to.0, "topic": topic.to_string() }),
        });
        if let Ok(email) = receiver.contact_email.parse::<Email>() {
            let office = &self.inner.office;
            mail::send(&mut write, office, &email, Language::De, &mail::Template::Referred, "referrals").await?;
        }
        self.refresh(&mut write, case.0).await?;
        write.commit().await?;
        Ok(ReferralId(id))
    }

    /// An institution that cases can be referred to.
    async fn receiver(&self, db: &impl sea_orm::ConnectionTrait, to: OrganisationId) -> Result<organisation::Model> {
        use organisation::Column;
        let not_offered = || Error::from(Problems::one("organisation", Rule::NotOffered));
        if to.0 == self.own() {
            return Err(not_offered());
        }
        tied::<organisation::Entity>(both(Column::Id.eq(to.0), Column::Kind.ne(EMPLOYER_KIND)))
            .filter(Column::ClosedAt.is_null())
            .one(db)
            .await?
            .ok_or_else(not_offered)
    }

    /// Says that a referral arrived.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a referral to others, [`Error::Conflict`] once it was acknowledged.
    pub async fn acknowledge_referral(&self, id: ReferralId, _permit: Permit<Answer>) -> Result<()> {
        self.move_referral(id, ReferralState::acknowledge, None).await
    }

    /// Takes a referral on.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a referral to others, [`Error::Conflict`] once it was decided.
    pub async fn accept_referral(&self, id: ReferralId, _permit: Permit<Answer>) -> Result<()> {
        self.move_referral(id, ReferralState::accept, None).await
    }

    /// Declines a referral with a reason; the own institution no longer sees the case because of it.
    ///
    /// # Errors
    /// As [`Self::accept_referral`]; [`Error::Invalid`] without a reason.
    pub async fn decline_referral(&self, form: &form::ReplyReferral, _permit: Permit<Answer>) -> Result<()> {
        let (id, reason) = form.check()?;
        self.move_referral(id, ReferralState::decline, Some(reason)).await
    }

    /// Closes an accepted referral with its result; the own institution no longer sees the case because of it.
    ///
    /// # Errors
    /// As [`Self::accept_referral`]; [`Error::Invalid`] without a result.
    pub async fn close_referral(&self, form: &form::ReplyReferral, _permit: Permit<Answer>) -> Result<()> {
        let (id, result) = form.check()?;
        self.move_referral(id, ReferralState::close, Some(result)).await
    }

    async fn move_referral(&self, id: ReferralId, way: Way, reply: Option<String>) -> Result<()> {
        use referral::Column;
        let mut write = self.write().await?;
        let own = both(Column::Id.eq(id.0), Column::ToOrganisationId.eq(self.own()));
        let find = tied::<referral::Entity>(own);
        let row = find.clone().one(&*write).await?.ok_or(Error::NotFound)?;
        case::hold(&write, &[row.case_id]).await?;
        // As it is now: somebody may have answered meanwhile.
        let row = find.one(&*write).await?.ok_or(Error::NotFound)?;
        let before: ReferralState =
            row.state.parse().map_err(|_| Error::inconsistent(format!("state of referral {}", id.0)))?;
        let after = way(before).map_err(|_| Error::Conflict)?;
        let mut update = referral::Entity::update_many().col_expr(Column::State, Expr::value(after.to_string()));
        if row.acknowledged_at.is_none() {
            update = update
                .col_expr(Column::AcknowledgedBy, Expr::value(self.account()))
                .col_expr(Column::AcknowledgedAt, Expr::value(write.at()));
        }
        if let Some(reply) = reply {
            update = update.col_expr(Column::Reply, Expr::value(reply));
        }
        if !after.is_open() {
            update = update.col_expr(Column::ClosedAt, Expr::value(write.at()));
        }
        update.filter(Column::Id.eq(id.0)).exec(&*write).await?;
        write.record(NewEvent {
            kind: kind(after),
            actor: Some(self.account()),
            organisation: Some(self.own()),
            case: Some(row.case_id),
            detail: json!({ "referral": id.0 }),
        });
        write.tell_organisation(row.from_organisation_id);
        self.refresh(&mut write, row.case_id).await?;
        write.commit().await
    }
}

const fn kind(state: ReferralState) -> &'static str {
    match state {
        ReferralState::Sent => "referral.sent",
        ReferralState::Acknowledged => "referral.acknowledged",
        ReferralState::Accepted => "referral.accepted",
        ReferralState::Declined => "referral.declined",
        ReferralState::Closed => "referral.closed",
    }
}
