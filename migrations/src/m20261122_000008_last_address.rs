//! Where a person lived last: the registration form asks for it.

use sea_orm_migration::{prelude::*, schema::string_null};

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        crate::WHOLE
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = Table::alter().table("person").add_column(string_null("last_address")).to_owned();
        manager.alter_table(column).await
    }
}
