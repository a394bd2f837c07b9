//! Uploaded lists of hires until they are confirmed, and for fourteen days after.

use crate::{Unique::No, create, reference};
use sea_orm_migration::{
    prelude::*,
    schema::{
        boolean, integer, pk_uuid, string, text, timestamp_with_time_zone as instant,
        timestamp_with_time_zone_null as instant_null, uuid, uuid_null,
    },
};

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        crate::WHOLE
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let draft = Table::create()
            .table("import_draft")
            .col(pk_uuid("id"))
            .col(uuid("employer_id"))
            .col(uuid("account_id"))
            .col(uuid_null("cohort_id"))
            .col(string("file_name"))
            .col(string("file_kind"))
            .col(ColumnDef::new("original").blob().null().take())
            .col(text("sheets"))
            .col(integer("sheet"))
            .col(integer("header_row"))
            .col(text("headers"))
            .col(text("columns"))
            .col(string("fingerprint"))
            .col(boolean("is_remembered"))
            .col(string("cohort_name"))
            .col(string("state"))
            .col(integer("row_count"))
            .col(text("tally"))
            .col(instant("created_at"))
            .col(instant("delete_after"))
            .col(instant_null("committed_at"))
            .col(instant_null("undone_at"))
            .foreign_key(&mut reference("import_draft", "employer_id", "organisation"))
            .foreign_key(&mut reference("import_draft", "cohort_id", "cohort"))
            .to_owned();
        let row = Table::create()
            .table("import_row")
            .col(uuid("import_id"))
            .col(integer("number"))
            .col(text("cells"))
            .col(text("edits"))
            .col(string("verdict"))
            .col(text("judgement"))
            .col(boolean("skipped"))
            .col(uuid_null("case_id"))
            .primary_key(Index::create().col("import_id").col("number"))
            .foreign_key(&mut reference("import_row", "import_id", "import_draft"))
            .foreign_key(&mut reference("import_row", "case_id", "case_file"))
            .to_owned();
        let mapping = Table::create()
            .table("import_mapping")
            .col(uuid("employer_id"))
            .col(string("fingerprint"))
            .col(text("columns"))
            .col(instant("used_at"))
            .primary_key(Index::create().col("employer_id").col("fingerprint"))
            .foreign_key(&mut reference("import_mapping", "employer_id", "organisation"))
            .to_owned();
        create(
            manager,
            vec![draft, row, mapping],
            &[
                ("ix_import_employer", "import_draft", &["employer_id", "created_at", "id"], No),
                ("ix_import_delete", "import_draft", &["delete_after"], No),
                ("ix_import_row_verdict", "import_row", &["import_id", "verdict", "number"], No),
                ("ix_import_row_case", "import_row", &["case_id"], No),
            ],
        )
        .await
    }
}
