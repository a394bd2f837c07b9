//! Sign-in, links and the own account.

#[cfg(feature = "ssr")]
use crate::gate::{self, Done};
use crate::{AppError, form::Said, packed::Packed};
#[cfg(feature = "ssr")]
use domain::view::account::LinkPurpose;
use domain::{
    form,
    id::{MembershipId, SessionId},
    view::account::{Account, MailedLink},
};
use leptos::prelude::*;

/// Where the sign-out form is sent.
pub const SIGN_OUT: &str = "/api/account/sign-out";
/// Where the sign-in form is sent.
pub const SIGN_IN: &str = "/api/account/sign-in";
/// Where the button of a mailed link is sent.
pub const USE_LINK: &str = "/api/account/use-link";
/// Where the form that switches memberships is sent.
pub const SWITCH: &str = "/api/account/switch";
/// Where the form that signs out everywhere is sent.
pub const SIGN_OUT_EVERYWHERE: &str = "/api/account/sign-out-everywhere";

/// Signs in by password; without one, mails a link.
#[server(prefix = "/api", endpoint = "account/sign-in")]
pub async fn sign_in(form: form::SignIn) -> Result<Said, AppError> {
    gate::form::<backend::actor::Public, _, _>("sign-in", &form, |visitor| {
        let form = form.clone();
        async move {
            if form.password.is_empty() {
                visitor.mail_sign_in_link(&form, gate::language(), &gate::device()).await?;
                return Ok(Done::stay(Said::LinkMailed));
            }
            let session = visitor.sign_in(&form, &gate::device()).await?;
            gate::set_session(Some(&session.secret));
            Ok(match form.next.parse() {
                Ok(next) => Done::path(next, Said::Nothing),
                Err(_) => Done::go(session.landing.page(), Said::Nothing),
            })
        }
    })
    .await
}

/// Mails a link for setting a new password.
#[server(prefix = "/api", endpoint = "account/reset")]
pub async fn reset_password(form: form::SignIn) -> Result<Said, AppError> {
    gate::form::<backend::actor::Public, _, _>("reset", &form, |visitor| {
        let form = form.clone();
        async move {
            visitor.mail_reset_link(&form, gate::language(), &gate::device()).await?;
            Ok(Done::stay(Said::LinkMailed))
        }
    })
    .await
}

/// What a mailed link does and whether it still works.
#[server(prefix = "/api", endpoint = "account/look-at-link")]
pub async fn look_at_link(token: String) -> Result<Packed<MailedLink>, AppError> {
    gate::read::<backend::actor::Public, _, _, _>(|visitor| async move {
        visitor.look_at_link(&token, gate::language()).await
    })
    .await
}

/// Uses a mailed link, whatever it is for.
#[server(prefix = "/api", endpoint = "account/use-link")]
pub async fn use_link(token: String) -> Result<Said, AppError> {
    gate::form::<backend::actor::Public, _, _>("link", &(), |visitor| async move {
        let used = visitor.use_link(&token, &gate::device()).await?;
        // A confirmed announcement signs nobody in: its page says what happens next.
        let Some(session) = used.session else { return Ok(Done::stay(Said::NoticeConfirmed)) };
        gate::set_session(Some(&session.secret));
        Ok(match used.purpose {
            LinkPurpose::Reset => Done::go("account", Said::Nothing),
            LinkPurpose::Address => Done::go("account", Said::Saved),
            _ => Done::go(session.landing.page(), Said::Nothing),
        })
    })
    .await
}

/// Ends this session.
#[server(prefix = "/api", endpoint = "account/sign-out")]
pub async fn sign_out() -> Result<Said, AppError> {
    gate::form::<backend::actor::Public, _, _>("sign-out", &(), |visitor| async move {
        visitor.sign_out().await?;
        gate::set_session(None);
        Ok(Done::go("", Said::SignedOut))
    })
    .await
}

/// Ends every session of the account.
#[server(prefix = "/api", endpoint = "account/sign-out-everywhere")]
pub async fn sign_out_everywhere() -> Result<Said, AppError> {
    gate::form::<backend::actor::SignedIn, _, _>("sign-out-everywhere", &(), |account| async move {
        account.sign_out_everywhere().await?;
        gate::set_session(None);
        Ok(Done::go("", Said::SignedOut))
    })
    .await
}

/// The own account.
#[server(prefix = "/api", endpoint = "account/own")]
pub async fn own_account() -> Result<Packed<Account>, AppError> {
    gate::read::<backend::actor::SignedIn, _, _, _>(|account| async move { account.account(gate::language()).await })
        .await
}

/// Sets a password.
#[server(prefix = "/api", endpoint = "account/password")]
pub async fn set_password(form: form::SetPassword) -> Result<Said, AppError> {
    gate::form::<backend::actor::SignedIn, _, _>("password", &form, |account| {
        let form = form.clone();
        async move {
            account.set_password(&form).await?;
            Ok(Done::stay(Said::PasswordSet))
        }
    })
    .await
}

/// Mails a link to a new address.
#[server(prefix = "/api", endpoint = "account/address")]
pub async fn change_address(form: form::ChangeAddress) -> Result<Said, AppError> {
    gate::form::<backend::actor::SignedIn, _, _>("address", &form, |account| {
        let form = form.clone();
        async move {
            account.change_address(&form, gate::language()).await?;
            Ok(Done::stay(Said::LinkMailed))
        }
    })
    .await
}

/// Ends one of the own sessions.
#[server(prefix = "/api", endpoint = "account/end-session")]
pub async fn end_session(session: SessionId) -> Result<Said, AppError> {
    gate::form::<backend::actor::SignedIn, _, _>("end-session", &(), |account| async move {
        account.end_session(session).await?;
        Ok(Done::stay(Said::Saved))
    })
    .await
}

/// Acts for another organisation; without one, for oneself.
#[server(prefix = "/api", endpoint = "account/switch")]
pub async fn switch_membership(#[server(default)] membership: Option<MembershipId>) -> Result<Said, AppError> {
    gate::form::<backend::actor::SignedIn, _, _>("switch", &(), |account| async move {
        let landing = account.switch_membership(membership).await?;
        Ok(Done::go(landing.page(), Said::Nothing))
    })
    .await
}
