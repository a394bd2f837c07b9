//! How long a case has waited for a confirmation stands in its list rows, so that the desk of an institution reads the
//! claims of its own cases and not those of the whole city.

use sea_orm_migration::prelude::*;

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        let claimed = ColumnDef::new("claimed_since").date().not_null().default("9999-12-31").to_owned();
        manager.alter_table(Table::alter().table("case_scope").add_column(claimed).to_owned()).await?;
        db.execute_unprepared(
            "UPDATE case_scope SET claimed_since = \
             (SELECT MIN(since) FROM step_record WHERE step_record.case_id = case_scope.case_id AND state = 'done_claimed') \
             WHERE is_open AND EXISTS \
             (SELECT 1 FROM step_record WHERE step_record.case_id = case_scope.case_id AND state = 'done_claimed')",
        )
        .await?;
        let mut index = Index::create();
        index.name("ix_scope_claimed").table("case_scope");
        for column in ["organisation_id", "claimed_since", "case_id"] {
            index.col(column);
        }
        manager.create_index(index).await?;
        manager.drop_index(Index::drop().name("ix_step_state").table("step_record").to_owned()).await
    }
}
