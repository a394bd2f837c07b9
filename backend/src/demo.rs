//! What only the demo can do: be anybody, play a minute of office life, begin anew.
//!
//! Outside demo mode every function answers [`Error::NotFound`], and none of their routes exists.

mod scenes;

pub use scenes::Scene;

use crate::{
    Backend, Principal,
    account::{self, Device, SignedInSession},
    error::{Error, Result},
    office::Mode,
};
use sea_orm::{ConnectionTrait as _, DbBackend, FromQueryResult as _, Statement};

/// The invented people a visitor can be, by their addresses.
pub const PEOPLE: [&str; 10] = [
    "caretaker@demo.example",
    "owner@demo.example",
    "newcomer@demo.example",
    "dentist@demo.example",
    "graduate@demo.example",
    "companion@demo.example",
    "recognition@demo.example",
    "clerk@demo.example",
    "lead@demo.example",
    "admin@demo.example",
];

#[derive(Debug, sea_orm::FromQueryResult)]
struct Table {
    name: String,
}

impl Backend {
    fn only_in_demo(&self) -> Result<()> {
        if self.0.office.mode == Mode::Demo { Ok(()) } else { Err(Error::NotFound) }
    }

    /// Opens a session of one of the demo's people.
    ///
    /// # Errors
    /// [`Error::NotFound`] outside demo mode, and for anybody who is not one of them.
    pub async fn sign_in_demo(&self, email: &str, device: &Device) -> Result<SignedInSession> {
        self.only_in_demo()?;
        let email = PEOPLE.into_iter().find(|known| *known == email).ok_or(Error::NotFound)?;
        let email = email.parse().map_err(Error::inconsistent)?;
        let row = account::find_account(self.0.store.read(), &email).await?.ok_or(Error::NotFound)?;
        let mut write = self.0.write().await?;
        let session = account::open_session(&mut write, &row, device).await?;
        write.commit().await?;
        Ok(session)
    }

    /// Acts for one of them.
    async fn demo_principal(&self, email: &str) -> Result<Principal> {
        let device = Device { name: "demo".to_owned(), network: "demo".to_owned() };
        let session = self.sign_in_demo(email, &device).await?;
        self.principal(&session.secret).await?.ok_or(Error::SignIn)
    }

    /// Empties the demo city and fills it again, relative to the office day. Everybody is signed out.
    ///
    /// # Errors
    /// [`Error::NotFound`] outside demo mode; [`Error::Conflict`] for a database that was not filled by the demo.
    pub async fn reset_demo(&self) -> Result<()> {
        self.only_in_demo()?;
        if !self.is_demo_city().await? {
            return Err(Error::Conflict);
        }
        let transaction = self.0.store.begin().await?;
        let backend = transaction.get_database_backend();
        let tables = match backend {
            DbBackend::Sqlite => {
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'seaql_migrations'"
            }
            _ => {
                "SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema() AND tablename <> 'seaql_migrations'"
            }
        };
        let tables = Table::find_by_statement(Statement::from_string(backend, tables)).all(&*transaction).await?;
        let names: Vec<String> = tables.into_iter().map(|table| format!("\"{}\"", table.name)).collect();
        if backend == DbBackend::Sqlite {
            // References are checked when all tables are empty.
            transaction.execute_unprepared("PRAGMA defer_foreign_keys = ON").await?;
            for name in names {
                transaction.execute_unprepared(&format!("DELETE FROM {name}")).await?;
            }
        } else {
            transaction.execute_unprepared(&format!("TRUNCATE {}", names.join(", "))).await?;
        }
        transaction.commit().await?;
        self.0.remembered.forget();
        self.release_bundled_template().await?;
        self.seed_demo().await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests;
