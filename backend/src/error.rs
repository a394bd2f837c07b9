//! What can go wrong in a use case.

use domain::form::Problems;

/// Why a use case did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Nobody is signed in, or the session ended.
    #[error("sign-in needed")]
    SignIn,
    /// The caller may see the object but not do this.
    #[error("not allowed")]
    Forbidden,
    /// There is no such thing for this caller; a foreign object answers the same.
    #[error("not found")]
    NotFound,
    /// Somebody changed it meanwhile, or it is no longer in a state that allows this.
    #[error("changed meanwhile")]
    Conflict,
    /// What was typed cannot be used; each problem names its field.
    #[error("invalid input")]
    Invalid(Problems),
    /// Too many attempts.
    #[error("too many attempts, retry after {seconds} s")]
    Slow {
        /// Seconds until the next attempt counts.
        seconds: u32,
    },
    /// The database did not do what it was asked.
    #[error("database")]
    Database(#[from] sea_orm::DbErr),
    /// The data contradicts the code: a row the domain refuses, a broken template.
    #[error("inconsistent: {0}")]
    Inconsistent(String),
}

/// The result of a use case.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// A row or a template that the domain refuses; `what` names table and id, never content.
    pub(crate) fn inconsistent(what: impl std::fmt::Display) -> Self {
        Self::Inconsistent(what.to_string())
    }
}

impl From<Problems> for Error {
    fn from(problems: Problems) -> Self {
        Self::Invalid(problems)
    }
}
