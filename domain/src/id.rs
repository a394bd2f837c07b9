//! Identifiers, one type for each thing, so that they cannot be mixed up.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )+};
}

ids! {
    /// A person's sign-in.
    AccountId;
    /// Something a person could not use.
    BarrierId;
    /// One person's way to work in the city; the employer calls it a hire.
    CaseId;
    /// People who come together, hired by one employer.
    CohortId;
    /// A logged conversation.
    ConsultationId;
    /// An uploaded list of hires that is not yet confirmed, or was.
    ImportId;
    /// One account's place in one organisation.
    MembershipId;
    /// An announcement sent without an account.
    NoticeId;
    /// A remark that only its author's organisation reads.
    NoteId;
    /// An institution or an employer.
    OrganisationId;
    /// A human being with a case or in somebody's household.
    PersonId;
    /// Something a newcomer asks and a responsible person answers.
    QuestionId;
    /// One institution's request to another to take care of a case.
    ReferralId;
    /// A signed-in browser.
    SessionId;
}
