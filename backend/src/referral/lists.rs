//! Referrals to and from the own institution.

use super::OPEN;
use crate::{
    acting::Acting,
    actor::{Permit, ReadCases, Staff},
    case::CaseFile,
    casework::{
        rows::SeenCase,
        scope::{both, organisation_names, tied},
    },
    error::{Error, Result},
    say,
    store::entity::{case_scope, referral},
};
use domain::{
    id::{CaseId, ReferralId},
    language::Language,
    view::casework::{ReferralPage, ReferralRow},
};
use sea_orm::{ColumnTrait as _, Condition, ConnectionTrait, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use uuid::Uuid;

/// Open referrals shown of each direction.
const SHOWN: u64 = 50;
/// Referrals shown that are over.
const OVER: u64 = 20;

impl Acting<Staff> {
    /// The referrals of the own institution.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn referrals(&self, language: Language, _permit: Permit<ReadCases>) -> Result<ReferralPage> {
        use referral::Column;
        let mut to_us = self.open_referrals(Column::ToOrganisationId).await?;
        let mut from_us = self.open_referrals(Column::FromOrganisationId).await?;
        let most = usize::try_from(SHOWN).unwrap_or(usize::MAX);
        let is_cut = to_us.len() > most || from_us.len() > most;
        to_us.truncate(most);
        from_us.truncate(most);
        let over = tied::<referral::Entity>(self.ours())
            .filter(Column::State.is_not_in(OPEN))
            .order_by_desc(Column::ClosedAt)
            .order_by_desc(Column::Id)
            .limit(OVER)
            .all(self.read())
            .await?;
        Ok(ReferralPage {
            to_us: self.referral_rows(self.read(), language, to_us).await?,
            from_us: self.referral_rows(self.read(), language, from_us).await?,
            over: self.referral_rows(self.read(), language, over).await?,
            is_cut,
        })
    }

    async fn open_referrals(&self, side: referral::Column) -> Result<Vec<referral::Model>> {
        use referral::Column;
        let rows = tied::<referral::Entity>(side.eq(self.own()))
            .filter(Column::State.is_in(OPEN))
            .order_by_asc(Column::SentAt)
            .order_by_asc(Column::Id)
            .limit(SHOWN + 1)
            .all(self.read())
            .await?;
        Ok(rows)
    }

    fn ours(&self) -> Condition {
        use referral::Column;
        Condition::any().add(Column::ToOrganisationId.eq(self.own())).add(Column::FromOrganisationId.eq(self.own()))
    }

    /// The referrals of a case of the own scope that the own institution sent or received.
    pub(crate) async fn referrals_of(
        &self,
        db: &impl ConnectionTrait,
        language: Language,
        case: &CaseFile,
    ) -> Result<Vec<ReferralRow>> {
        use referral::Column;
        let rows = tied::<referral::Entity>(both(Column::CaseId.eq(case.row.id), self.ours()))
            .order_by_desc(Column::SentAt)
            .limit(SHOWN)
            .all(db)
            .await?;
        self.referral_rows(db, language, rows).await
    }

    async fn referral_rows(
        &self,
        db: &impl ConnectionTrait,
        language: Language,
        referrals: Vec<referral::Model>,
    ) -> Result<Vec<ReferralRow>> {
        let ids: Vec<Uuid> = referrals.iter().map(|row| row.case_id).collect();
        let in_scope: Vec<Uuid> = self
            .scope()
            .select_only()
            .column(case_scope::Column::CaseId)
            .filter(case_scope::Column::CaseId.is_in(ids))
            .into_tuple()
            .all(db)
            .await?;
        let seen = self.seen(db, &in_scope).await?;
        let sides = referrals.iter().flat_map(|row| [row.from_organisation_id, row.to_organisation_id]);
        let names = organisation_names(db, sides).await?;
        let mut rows = Vec::with_capacity(referrals.len());
        for row in referrals {
            let broken = || Error::inconsistent(format!("referral {}", row.id));
            let is_ours = row.to_organisation_id == self.own();
            let other = if is_ours { row.from_organisation_id } else { row.to_organisation_id };
            let state: domain::referral::ReferralState = row.state.parse().map_err(|_| broken())?;
            rows.push(ReferralRow {
                id: ReferralId(row.id),
                case: CaseId(row.case_id),
                name: seen.get(row.case_id).ok().map(SeenCase::spoken_name),
                is_ours,
                other: names.get(&other).cloned().unwrap_or_default(),
                topic: row.topic.parse().map_err(|_| broken())?,
                request: row.request,
                sent: say::instant(language, self.clock(), row.sent_at),
                acknowledge_by: say::when(language, row.acknowledge_by),
                is_late: row.acknowledged_at.is_none() && state.is_open() && row.acknowledge_by < self.today(),
                state,
                reply: row.reply,
            });
        }
        Ok(rows)
    }
}
