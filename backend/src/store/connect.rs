//! Opens SQLite or PostgreSQL by the address given.

use super::line::{Begun, Line};
use crate::error::{Error, Result};
use migrations::{Migrator, MigratorTrait as _};
use sea_orm::{
    AccessMode, ConnectOptions, Database, DatabaseConnection, DatabaseTransaction, DbBackend, IsolationLevel,
    TransactionTrait as _, sqlx::Connection as _,
};
use std::time::Duration;

/// Connections for readers, and those for writers: SQLite has exactly one writer.
#[derive(Clone, Debug)]
pub(crate) struct Store {
    read: DatabaseConnection,
    write: DatabaseConnection,
    /// SQLite's writers; on PostgreSQL they do not wait for each other.
    line: Option<Line>,
}

impl Store {
    /// Opens the database at this address, `sqlite://PATH` or `postgres://…`.
    ///
    /// SQLite runs with WAL and `synchronous=FULL`: with less, a power cut loses writes that were
    /// already answered (measured: 1,836 of them in eight cuts with NORMAL, none with FULL).
    pub(crate) async fn open(url: &str, schema: Option<&str>) -> Result<Self> {
        if url.starts_with("sqlite:") {
            // The writer goes first: it creates the file and turns WAL on.
            let write = Database::connect(sqlite_writer(url)).await?;
            let read = Database::connect(sqlite(url, 8)).await?;
            Ok(Self { read, line: Some(Line::new(write.clone())), write })
        } else {
            let write = Database::connect(postgres(url, 8, schema)).await?;
            let read = Database::connect(postgres(url, 12, schema)).await?;
            Ok(Self { read, write, line: None })
        }
    }

    /// Connections that only read.
    pub(crate) fn read(&self) -> &DatabaseConnection {
        &self.read
    }

    /// One connection that sees the database as it is now, for a page that asks many questions: its parts agree.
    #[expect(clippy::disallowed_methods, reason = "reads only, and ends by being dropped")]
    pub(crate) async fn look(&self) -> Result<DatabaseTransaction> {
        if self.kind() == DbBackend::Sqlite {
            return Ok(self.read.begin().await?);
        }
        let (level, mode) = (IsolationLevel::RepeatableRead, AccessMode::ReadOnly);
        Ok(self.read.begin_with_config(Some(level), Some(mode)).await?)
    }

    /// Begins a transaction that may write.
    #[expect(clippy::disallowed_methods, reason = "the one place that begins transactions on PostgreSQL")]
    pub(crate) async fn begin(&self) -> Result<Begun> {
        match &self.line {
            Some(line) => line.begin().await,
            None => Ok(Begun::alone(self.write.begin().await?)),
        }
    }

    /// The line of SQLite's writers.
    #[cfg(test)]
    pub(crate) fn line(&self) -> Option<&Line> {
        self.line.as_ref()
    }

    /// Brings the schema up to this program's version.
    pub(crate) async fn migrate(&self) -> Result<()> {
        Migrator::up(&self.write, None).await?;
        Ok(())
    }

    /// How many steps of the schema are not applied yet.
    pub(crate) async fn pending_migrations(&self) -> Result<usize> {
        Ok(Migrator::get_pending_migrations(&self.write).await?.len())
    }

    /// Whether the database answers.
    pub(crate) async fn ping(&self) -> Result<()> {
        Ok(self.read.ping().await?)
    }

    /// Which database this is.
    pub(crate) fn kind(&self) -> DbBackend {
        self.read.get_database_backend()
    }

    /// Lets every connection go.
    pub(crate) async fn close(&self) -> Result<()> {
        self.read.close_by_ref().await?;
        match &self.line {
            Some(line) => line.close().await,
            None => self.write.close_by_ref().await.map_err(Error::from),
        }
    }
}

/// Creates a PostgreSQL schema for one test.
#[cfg(any(test, feature = "testing"))]
pub(crate) async fn create_schema(url: &str, schema: &str) -> Result<()> {
    use sea_orm::ConnectionTrait as _;
    let database = Database::connect(common(url, 1)).await?;
    database.execute_unprepared(&format!("CREATE SCHEMA IF NOT EXISTS \"{schema}\"")).await?;
    database.close().await?;
    Ok(())
}

fn sqlite(url: &str, connections: u32) -> ConnectOptions {
    let mut options = common(url, connections);
    options.map_sqlx_sqlite_opts(|sqlite| {
        sqlite
            .create_if_missing(true)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(5))
            .pragma("journal_mode", "WAL")
            .pragma("synchronous", "FULL")
            .pragma("secure_delete", "ON")
            .pragma("temp_store", "MEMORY")
    });
    options
}

fn sqlite_writer(url: &str) -> ConnectOptions {
    let mut options = sqlite(url, 1);
    options.map_sqlx_sqlite_pool_opts(|pool| {
        // SQLite may end a transaction by itself, as when the disk is full; a connection that still believes to be
        // in one is of no use to anybody.
        pool.after_release(|connection, _| {
            Box::pin(async move {
                connection.ping().await?;
                Ok(!connection.is_in_transaction())
            })
        })
    });
    options
}

fn postgres(url: &str, connections: u32, schema: Option<&str>) -> ConnectOptions {
    let mut options = common(url, connections);
    if let Some(schema) = schema {
        options.set_schema_search_path(schema);
    }
    options.map_sqlx_postgres_opts(|postgres| {
        postgres.options([("statement_timeout", "5s"), ("idle_in_transaction_session_timeout", "10s")])
    });
    options
}

fn common(url: &str, connections: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .acquire_timeout(Duration::from_secs(8))
        // A ping before each use costs 0.1 to 0.4 ms a request; a broken connection is found by its first use.
        .test_before_acquire(false)
        .sqlx_logging(false)
        // Statements carry names and addresses.
        .record_stmt_in_spans(false);
    options
}

#[cfg(test)]
mod tests {
    use super::*;
    use sea_orm::ConnectionTrait as _;

    /// A database of its own in memory; it lives as long as this store.
    async fn store() -> Store {
        Store::open("sqlite::memory:", None).await.unwrap()
    }

    #[tokio::test]
    async fn a_step_of_the_schema_that_was_interrupted_is_taken_again_as_a_whole() {
        let store = store().await;
        let steps = Migrator::migrations().len();
        Migrator::up(&store.write, Some(u32::try_from(steps - 1).unwrap())).await.unwrap();
        // In the way of the end of the last step.
        let in_the_way = "CREATE INDEX ix_mail_link_account ON mail_link (email)";
        store.write.execute_unprepared(in_the_way).await.unwrap();
        assert!(store.migrate().await.is_err());
        store.write.execute_unprepared("DROP INDEX ix_mail_link_account").await.unwrap();
        store.migrate().await.unwrap();
        assert_eq!(store.pending_migrations().await.unwrap(), 0);
    }

    #[tokio::test]
    async fn a_database_that_may_only_be_read_says_so() {
        let store = store().await;
        store.migrate().await.unwrap();
        store.write.execute_unprepared("PRAGMA query_only = ON").await.unwrap();
        let refused = store.write.execute_unprepared("DELETE FROM flash").await.map_err(Error::from);
        assert!(matches!(refused, Err(Error::Unwritable(_))), "{refused:?}");
    }
}
