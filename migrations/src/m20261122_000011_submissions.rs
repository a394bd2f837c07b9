//! Forms that were taken, so that one that is sent twice is done once.

use crate::{Unique::No, create};
use sea_orm_migration::{
    prelude::*,
    schema::{binary, timestamp_with_time_zone as instant},
};

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        crate::WHOLE
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let submission = Table::create()
            .table("submission")
            // A hash of all that was sent, with a word of chance that the form carries.
            .col(binary("form").primary_key())
            .col(instant("at"))
            .to_owned();
        create(manager, vec![submission], &[("ix_submission_at", "submission", &["at"], No)]).await
    }
}
