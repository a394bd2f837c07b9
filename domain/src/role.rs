//! What a membership lets somebody do; for storing and showing. Access itself is decided by the
//! types of `backend::actor`.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A membership's role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MembershipRole {
    /// Employer: hires, members and exports.
    EmployerAdmin,
    /// Employer: looks after people from abroad, `002-30`.
    EmployerCaretaker,
    /// Welcome Office: first companion of newcomers, `001-08`.
    Companion,
    /// Another institution's advisor: recognition, work, integration, university, `001-11`.
    Advisor,
    /// A partner's desk: housing, courses, clubs.
    PartnerDesk,
    /// Leads the programme: numbers, no cases, `000-02`.
    ProgrammeLead,
    /// Runs the installation: accounts and employers, no case content.
    Administrator,
}

impl MembershipRole {
    /// Every role.
    pub const ALL: [Self; 7] = [
        Self::EmployerAdmin,
        Self::EmployerCaretaker,
        Self::Companion,
        Self::Advisor,
        Self::PartnerDesk,
        Self::ProgrammeLead,
        Self::Administrator,
    ];

    /// The code in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::EmployerAdmin => "employer-admin",
            Self::EmployerCaretaker => "employer-caretaker",
            Self::Companion => "companion",
            Self::Advisor => "advisor",
            Self::PartnerDesk => "partner-desk",
            Self::ProgrammeLead => "programme-lead",
            Self::Administrator => "administrator",
        }
    }

    /// Whether it is a role at an employer.
    #[must_use]
    pub const fn is_employer(self) -> bool {
        matches!(self, Self::EmployerAdmin | Self::EmployerCaretaker)
    }
}

impl fmt::Display for MembershipRole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// The text is no role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a role")]
pub struct UnknownRole;

impl FromStr for MembershipRole {
    type Err = UnknownRole;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|role| role.code() == text).ok_or(UnknownRole)
    }
}
