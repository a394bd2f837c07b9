//! The schema of the Welcome Office, one file for each group of tables, for SQLite and PostgreSQL.
//!
//! Forward only: a released step is never edited. Instants are UTC, days are days of the office,
//! JSON is text written by `backend`, identifiers are `UUIDv7`.

use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

mod m20261122_000001_organisations;
mod m20261122_000002_accounts;
mod m20261122_000003_cases;
mod m20261122_000004_visibility;
mod m20261122_000005_work;
mod m20261122_000006_import;
mod m20261122_000007_records;
mod m20261122_000008_last_address;
mod m20261122_000009_paper;
mod m20261122_000010_barriers;
mod m20261122_000011_submissions;
mod m20261122_000012_due_counters;
mod m20261122_000013_claims;

/// All steps in order.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261122_000001_organisations::Migration),
            Box::new(m20261122_000002_accounts::Migration),
            Box::new(m20261122_000003_cases::Migration),
            Box::new(m20261122_000004_visibility::Migration),
            Box::new(m20261122_000005_work::Migration),
            Box::new(m20261122_000006_import::Migration),
            Box::new(m20261122_000007_records::Migration),
            Box::new(m20261122_000008_last_address::Migration),
            Box::new(m20261122_000009_paper::Migration),
            Box::new(m20261122_000010_barriers::Migration),
            Box::new(m20261122_000011_submissions::Migration),
            Box::new(m20261122_000012_due_counters::Migration),
            Box::new(m20261122_000013_claims::Migration),
        ]
    }
}

pub use sea_orm_migration::MigratorTrait;

/// What nearly every step does: create tables, then their indexes.
pub(crate) async fn create(
    manager: &SchemaManager<'_>,
    tables: Vec<TableCreateStatement>,
    indexes: &[(&'static str, &'static str, &[&'static str], Unique)],
) -> Result<(), DbErr> {
    for table in tables {
        manager.create_table(table).await?;
    }
    for (name, table, columns, unique) in indexes {
        let mut index = Index::create();
        index.name(*name).table(*table);
        for column in *columns {
            index.col(*column);
        }
        if matches!(unique, Unique::Yes) {
            index.unique();
        }
        manager.create_index(index).await?;
    }
    Ok(())
}

/// Each step is there wholly or not at all, on SQLite, too: otherwise one that was interrupted would be in its own way.
pub(crate) const WHOLE: Option<bool> = Some(true);

/// Lets a step take as long as there is data to move: on PostgreSQL statements of this program are cut off after seconds.
pub(crate) async fn take_the_time(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    if manager.get_database_backend() == DbBackend::Postgres {
        manager.get_connection().execute_unprepared("SET LOCAL statement_timeout = 0").await?;
    }
    Ok(())
}

/// Whether an index refuses a second row with the same values.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Unique {
    Yes,
    No,
}

/// A reference that keeps the row it points at from vanishing.
pub(crate) fn reference(table: &'static str, column: &'static str, target: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create().name(format!("fk_{table}_{column}")).from(table, column).to(target, "id").to_owned()
}
