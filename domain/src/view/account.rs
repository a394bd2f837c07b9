//! What the own account shows.

use super::When;
use crate::{
    facts::word::words,
    id::{AccountId, MembershipId, SessionId},
    role::MembershipRole,
};
use serde::{Deserialize, Serialize};

/// Who is signed in and what that lets them see; drives navigation, never access.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visitor {
    /// The name to greet with.
    pub name: String,
    /// What kind of visitor this is.
    pub kind: VisitorKind,
    /// The organisation the session acts for.
    pub organisation: Option<String>,
    /// The account, by which the tabs of one browser know who belongs together.
    pub account: AccountId,
    /// Whether there is more than one membership to switch between.
    pub has_choice: bool,
}

/// What kind of visitor a session belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum VisitorKind {
    /// A person with an own way.
    Newcomer,
    /// Acting for an employer.
    Employer(MembershipRole),
    /// Acting for an institution.
    Staff(MembershipRole),
    /// Signed in, but with neither a case nor a membership.
    Nobody,
}

/// The own account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// The address mails go to.
    pub email: String,
    /// Whether a password exists beside the mailed link.
    pub has_password: bool,
    /// Signed-in browsers, the newest first.
    pub sessions: Vec<SessionRow>,
    /// Organisations this account may act for.
    pub memberships: Vec<MembershipRow>,
    /// How the own plan was opened, if there is one.
    pub opening: Option<Opening>,
}

words! {
    /// How a newcomer's plan was opened.
    OpeningWay, "way to open a plan" {
        /// By the link of a mailed invitation.
        Mail = "mail",
        /// By an invitation on paper.
        Sheet = "sheet",
        /// She began by herself and confirmed her address.
        Start = "start",
    }
}

/// When and how a newcomer's plan was opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    /// How.
    pub way: OpeningWay,
    /// The day.
    pub day: When,
}

/// What the address on a sheet leads to, before the birth date is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetDoor {
    /// The day the plan was opened, if it was. Nothing else is told to whoever holds the sheet.
    pub used: Option<When>,
}

/// A signed-in browser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionRow {
    /// Its identifier, for ending it.
    pub id: SessionId,
    /// What it calls itself, shortened: "Firefox, Android".
    pub device: String,
    /// When it was used last, in words.
    pub seen: String,
    /// Whether it is the one this page is shown in.
    pub is_this: bool,
}

/// One organisation this account may act for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MembershipRow {
    /// Its identifier, for switching.
    pub id: MembershipId,
    /// The organisation's name.
    pub organisation: String,
    /// The role there.
    pub role: MembershipRole,
    /// Whether the session acts for it now.
    pub is_active: bool,
}

/// What a mailed link is for, and whether it can still be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailedLink {
    /// What it does.
    pub purpose: LinkPurpose,
    /// Whether it still works.
    pub state: LinkState,
    /// The organisation or employer behind it, for an invitation.
    pub from: Option<String>,
    /// What people read out, for an announcement: `AN-2026-00012`.
    pub number: Option<String>,
    /// The day the plan was opened, for an invitation that was used.
    pub used: Option<When>,
}

/// What a mailed link does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LinkPurpose {
    /// Signs in; ten minutes, once.
    SignIn,
    /// Sets a new password; ten minutes, once.
    Reset,
    /// Confirms a new address; ten minutes, once.
    Address,
    /// Opens a newcomer's own way; thirty days, once.
    Invitation,
    /// Confirms an announcement; thirty days, once.
    Notice,
    /// Confirms an own start; thirty days, once.
    Start,
}

/// Whether a mailed link still works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LinkState {
    /// It works.
    Usable,
    /// Its time is over; a new one can be asked for.
    Expired,
    /// It was used; a new one can be asked for.
    Used,
    /// It was taken back, or never existed: both look the same.
    Gone,
    /// Its address belongs to another person's account, so it cannot open this one's way.
    Taken,
    /// What was stored about the person is deleted.
    Erased,
}
