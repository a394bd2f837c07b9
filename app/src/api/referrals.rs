//! Referrals to and from the own institution.

#[cfg(feature = "ssr")]
use crate::gate::{self, Done};
use crate::{AppError, form::Said, packed::Packed};
#[cfg(feature = "ssr")]
use backend::actor::{Answer, ReadCases, Staff};
use domain::{form, id::ReferralId, view::casework::ReferralPage};
use leptos::prelude::*;

/// The referrals of the own institution.
#[server(prefix = "/api", endpoint = "referrals/list")]
pub async fn referrals() -> Result<Packed<ReferralPage>, AppError> {
    gate::read_permitted::<Staff, ReadCases, _, _, _>(|staff, permit| async move {
        staff.referrals(gate::language(), permit).await
    })
    .await
}

/// Says that a referral arrived.
#[server(prefix = "/api", endpoint = "referrals/acknowledge")]
pub async fn acknowledge_referral(referral: ReferralId) -> Result<Said, AppError> {
    gate::form_permitted::<Staff, Answer, _, _>("acknowledge", &(), |staff, permit| async move {
        staff.acknowledge_referral(referral, permit).await?;
        Ok(Done::stay(Said::Acknowledged))
    })
    .await
}

/// Takes a referral on.
#[server(prefix = "/api", endpoint = "referrals/accept")]
pub async fn accept_referral(referral: ReferralId) -> Result<Said, AppError> {
    gate::form_permitted::<Staff, Answer, _, _>("accept", &(), |staff, permit| async move {
        staff.accept_referral(referral, permit).await?;
        Ok(Done::stay(Said::Saved))
    })
    .await
}

/// Declines a referral with a reason.
#[server(prefix = "/api", endpoint = "referrals/decline")]
pub async fn decline_referral(form: form::ReplyReferral) -> Result<Said, AppError> {
    gate::form_permitted::<Staff, Answer, _, _>("decline", &form.clone(), |staff, permit| async move {
        staff.decline_referral(&form, permit).await?;
        Ok(Done::stay(Said::Saved))
    })
    .await
}

/// Closes a referral with its result.
#[server(prefix = "/api", endpoint = "referrals/close")]
pub async fn close_referral(form: form::ReplyReferral) -> Result<Said, AppError> {
    gate::form_permitted::<Staff, Answer, _, _>("close", &form.clone(), |staff, permit| async move {
        staff.close_referral(&form, permit).await?;
        Ok(Done::stay(Said::Saved))
    })
    .await
}
