//! Sign-in, mailed links and the own account.

mod link;
mod own;
mod person;
mod sign_in;
#[cfg(test)]
mod tests;

use link::was_just_mailed;
pub(crate) use link::{NewLink, create as create_link, find as find_link, purpose_code};
pub(crate) use person::{find_of, is_of_another, of_person, without_address};
pub(crate) use sign_in::{ANSWER_AFTER, find_account, open_session};

use domain::role::MembershipRole;

/// The browser somebody signs in with.
#[derive(Clone, Debug, Default)]
pub struct Device {
    /// What it calls itself, shortened by the server: "Firefox, Android".
    pub name: String,
    /// The network it comes from; only for throttling, never stored.
    pub network: String,
}

/// A session that was just opened.
#[derive(Clone, Debug)]
pub struct SignedInSession {
    /// The secret for the cookie.
    pub secret: String,
    /// Where this visitor's work begins.
    pub landing: Landing,
}

/// What using a mailed link did.
#[derive(Clone, Debug)]
pub struct UsedLink {
    /// What it was for.
    pub purpose: domain::view::account::LinkPurpose,
    /// The session it opened, if it was for that.
    pub session: Option<SignedInSession>,
}

/// Where somebody's work begins after sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Landing {
    /// The own plan.
    Plan,
    /// The employer's hires.
    Hires,
    /// The staff's desk.
    Desk,
    /// The programme's numbers.
    Numbers,
    /// The own account.
    Account,
}

impl Landing {
    /// Where a member's work begins.
    pub(crate) const fn of(role: MembershipRole) -> Self {
        match role {
            MembershipRole::EmployerAdmin | MembershipRole::EmployerCaretaker => Self::Hires,
            MembershipRole::ProgrammeLead => Self::Numbers,
            MembershipRole::Companion
            | MembershipRole::Advisor
            | MembershipRole::PartnerDesk
            | MembershipRole::Administrator => Self::Desk,
        }
    }

    /// The page, without the language.
    #[must_use]
    pub const fn page(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::Hires => "hires",
            Self::Desk => "desk",
            Self::Numbers => "numbers",
            Self::Account => "account",
        }
    }
}
