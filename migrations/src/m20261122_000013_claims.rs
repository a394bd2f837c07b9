//! How long a case has waited for a confirmation stands in its list rows, so that the desk of an institution reads the
//! claims of its own cases and not those of the whole city.

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
        let long_ago =
            if manager.get_database_backend() == DbBackend::Postgres { "DATE '1970-01-01'" } else { "'1970-01-01'" };
        let claimed = ColumnDef::new("claimed_since").date().not_null().default("9999-12-31").to_owned();
        manager.alter_table(Table::alter().table("case_scope").add_column(claimed).to_owned()).await?;
        let is_claimed = "SELECT 1 FROM step_record WHERE step_record.case_id = {case} AND state = 'done_claimed'";
        db.execute_unprepared(&format!(
            "UPDATE case_scope SET claimed_since = (SELECT MIN(since) FROM step_record \
             WHERE step_record.case_id = case_scope.case_id AND state = 'done_claimed') \
             WHERE is_open AND EXISTS ({}) \
             AND organisation_id IN (SELECT id FROM organisation WHERE kind = 'welcome-office')",
            is_claimed.replace("{case}", "case_scope.case_id")
        ))
        .await?;
        // What others confirm, only the plan tells: the running program computes these cases again within a minute.
        db.execute_unprepared(&format!(
            "UPDATE case_file SET stale_on = {long_ago} WHERE ended_at IS NULL AND EXISTS ({})",
            is_claimed.replace("{case}", "case_file.id")
        ))
        .await?;
        let mut index = Index::create();
        index.name("ix_scope_claimed").table("case_scope");
        for column in ["organisation_id", "claimed_since", "case_id"] {
            index.col(column);
        }
        manager.create_index(index).await?;
        manager.drop_index(Index::drop().name("ix_step_state").table("step_record").to_owned()).await?;
        // Whether somebody was just mailed a link is asked with every wish for one.
        let mut links = Index::create();
        links.name("ix_mail_link_account").table("mail_link");
        for column in ["account_id", "purpose", "created_at"] {
            links.col(column);
        }
        manager.create_index(links).await
    }
}
