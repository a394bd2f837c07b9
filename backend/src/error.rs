//! What can go wrong in a use case.

use domain::form::Problems;
use sea_orm::{DbErr, RuntimeErr, sqlx::error::DatabaseError};

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
    /// The database takes nothing at present: its disk is full, or refuses to be written.
    #[error("cannot be written")]
    Unwritable(#[source] DatabaseFault),
    /// The data contradicts the code: a row the domain refuses, a broken template.
    #[error("inconsistent: {0}")]
    Inconsistent(String),
}

/// What the database said, fit for the log: PostgreSQL puts the values of a row into its messages, and they
/// are people's.
pub struct DatabaseFault(DbErr);

impl DatabaseFault {
    /// SQLite's `READONLY`, `FULL` and the ways in which writing fails (<https://www.sqlite.org/rescode.html>), and
    /// PostgreSQL's `disk_full` and `read_only_sql_transaction`
    /// (<https://www.postgresql.org/docs/current/errcodes-appendix.html>).
    fn is_about_writing(&self) -> bool {
        const READ_ONLY: u32 = 8;
        let Some(code) = self.said().and_then(DatabaseError::code) else { return false };
        // PostgreSQL's have five places, SQLite's are shorter; the lowest byte of those is what went wrong.
        let is_read_only = code.len() < 5 && code.parse().is_ok_and(|code: u32| code & 0xff == READ_ONLY);
        is_read_only || matches!(code.as_ref(), "13" | "778" | "1034" | "1290" | "1546" | "4874" | "53100" | "25006")
    }

    /// PostgreSQL's `deadlock_detected` and `serialization_failure`: two changes waited for each other, and this one gave
    /// way. SQLite lets one write at a time.
    fn gave_way(&self) -> bool {
        self.said().and_then(DatabaseError::code).is_some_and(|code| matches!(code.as_ref(), "40P01" | "40001"))
    }

    fn said(&self) -> Option<&dyn DatabaseError> {
        let (DbErr::Exec(error) | DbErr::Query(error) | DbErr::Conn(error)) = &self.0 else { return None };
        match error {
            RuntimeErr::SqlxError(error) => error.as_database_error(),
            RuntimeErr::Internal(_) => None,
        }
    }

    fn told(&self) -> String {
        let Some(said) = self.said() else { return self.0.to_string() };
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

impl From<DbErr> for Error {
    fn from(error: DbErr) -> Self {
        let fault = DatabaseFault(error);
        if fault.gave_way() {
            Self::Conflict
        } else if fault.is_about_writing() {
            Self::Unwritable(fault)
        } else {
            Self::Database(fault)
        }
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
        let told = match self {
            Self::Database(fault) | Self::Unwritable(fault) => fault.told(),
            other => other.to_string(),
        };
        let same = DatabaseFault(DbErr::Custom(told));
        if matches!(self, Self::Unwritable(_)) { Self::Unwritable(same) } else { Self::Database(same) }
    }
}

impl From<Problems> for Error {
    fn from(problems: Problems) -> Self {
        Self::Invalid(problems)
    }
}

#[cfg(test)]
mod tests {
    use super::Error;
    use crate::{case, testing};
    use domain::id::CaseId;
    use std::time::Duration;

    /// On PostgreSQL they wait for each other and one gives way; on SQLite the second begins when the first is done.
    #[tokio::test]
    async fn of_two_changes_that_want_the_same_in_turn_none_is_called_a_failure() {
        let office = testing::backend().await;
        let clinic = office.organisation("employer", "Clinic").await;
        let linh = office.hire(clinic, "Nguyen", "Linh").await;
        let mai = office.hire(clinic, "Tran", "Mai").await;
        let change = async |first: CaseId, second: CaseId| {
            let write = office.0.write().await?;
            case::hold(&write, &[first.0]).await?;
            tokio::time::sleep(Duration::from_millis(300)).await;
            case::hold(&write, &[second.0]).await?;
            write.commit().await
        };
        let (one, other) = tokio::join!(change(linh, mai), change(mai, linh));
        assert!(one.is_ok() || other.is_ok(), "{one:?} {other:?}");
        for outcome in [one, other] {
            assert!(matches!(outcome, Ok(()) | Err(Error::Conflict)), "{outcome:?}");
        }
    }
}
