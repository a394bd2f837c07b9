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
    /// This very form was taken before: what it asks for is done.
    #[error("done before")]
    Repeated,
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
    Database(#[source] DatabaseFault),
    /// The data contradicts the code: a row the domain refuses, a broken template.
    #[error("inconsistent: {0}")]
    Inconsistent(String),
}

/// What the database said, fit for the log: PostgreSQL puts the values of a row into its messages, and they
/// are people's.
pub struct DatabaseFault(sea_orm::DbErr);

impl DatabaseFault {
    fn told(&self) -> String {
        use sea_orm::{DbErr, RuntimeErr, sqlx};
        let (DbErr::Exec(RuntimeErr::SqlxError(error)) | DbErr::Query(RuntimeErr::SqlxError(error))) = &self.0 else {
            return self.0.to_string();
        };
        let sqlx::Error::Database(said) = error.as_ref() else { return self.0.to_string() };
        let of = |name: &str, value: Option<&str>| value.map(|value| format!(", {name} {value}")).unwrap_or_default();
        let code = said.code().unwrap_or_default();
        format!("code {code}{}{}", of("table", said.table()), of("constraint", said.constraint()))
    }
}

impl std::fmt::Debug for DatabaseFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.told())
    }
}

impl std::fmt::Display for DatabaseFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.told())
    }
}

impl std::error::Error for DatabaseFault {}

impl From<sea_orm::DbErr> for Error {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Database(DatabaseFault(error))
    }
}

/// The result of a use case.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// A row or a template that the domain refuses; `what` names table and id, never content.
    pub(crate) fn inconsistent(what: impl std::fmt::Display) -> Self {
        Self::Inconsistent(what.to_string())
    }

    /// The same for another one whom it concerns.
    pub(crate) fn again(&self) -> Self {
        Self::Database(DatabaseFault(sea_orm::DbErr::Custom(self.to_string())))
    }
}

impl From<Problems> for Error {
    fn from(problems: Problems) -> Self {
        Self::Invalid(problems)
    }
}
