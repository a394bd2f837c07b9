//! What waits for a holder is counted as a whole and, apart from that, by due day: how many there are is one row, and
//! what is overdue adds up the days that have passed.

use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        crate::WHOLE
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::take_the_time(manager).await?;
        let db = manager.get_connection();
        // SQLite keeps days as text, PostgreSQL has to be told that this is one.
        let far =
            if manager.get_database_backend() == DbBackend::Postgres { "DATE '9999-12-31'" } else { "'9999-12-31'" };
        db.execute_unprepared("UPDATE counter SET kind = 'due:' || substr(kind, 8) WHERE kind LIKE 'holder:%'").await?;
        db.execute_unprepared(&format!(
            "INSERT INTO counter (organisation_id, kind, day, count) \
             SELECT organisation_id, 'holder:' || substr(kind, 5), {far}, CAST(SUM(count) AS BIGINT) \
             FROM counter WHERE kind LIKE 'due:%' GROUP BY organisation_id, kind"
        ))
        .await?;
        db.execute_unprepared(&format!("DELETE FROM counter WHERE kind LIKE 'due:%' AND day = {far}")).await?;
        Ok(())
    }
}
