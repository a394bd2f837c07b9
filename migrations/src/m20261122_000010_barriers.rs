//! Barriers that people report.

use crate::{Unique::No, create};
use sea_orm_migration::{
    prelude::*,
    schema::{pk_uuid, string, string_null, text, timestamp_with_time_zone as instant},
};

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        crate::WHOLE
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let barrier = Table::create()
            .table("barrier")
            .col(pk_uuid("id"))
            .col(text("text"))
            // Where an answer is wanted.
            .col(string_null("reply_to"))
            .col(string("language"))
            .col(instant("created_at"))
            .to_owned();
        create(manager, vec![barrier], &[("ix_barrier_created", "barrier", &["created_at"], No)]).await
    }
}
