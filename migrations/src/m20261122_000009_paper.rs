//! Invitations on paper, and how a newcomer's plan was opened.

use crate::{
    Unique::{No, Yes},
    create, reference,
};
use sea_orm_migration::{
    prelude::*,
    schema::{
        binary, integer, pk_uuid, string, string_null, timestamp_with_time_zone as instant,
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
        let sheet = Table::create()
            .table("sheet")
            .col(pk_uuid("id"))
            .col(binary("code_hash"))
            .col(uuid("case_id"))
            .col(string("language"))
            // Wrong birth dates so far.
            .col(integer("tries"))
            .col(uuid("made_by"))
            .col(uuid("organisation_id"))
            .col(instant("created_at"))
            .col(instant("expires_at"))
            .col(instant_null("used_at"))
            .col(instant_null("revoked_at"))
            .foreign_key(&mut reference("sheet", "case_id", "case_file"))
            .foreign_key(&mut reference("sheet", "organisation_id", "organisation"))
            .to_owned();
        let access = Table::create()
            .table("plan_access")
            .col(pk_uuid("id"))
            .col(uuid("case_id"))
            .col(uuid("account_id"))
            // `mail`, `sheet` or `start`.
            .col(string("way"))
            .col(instant("opened_at"))
            .col(instant_null("ended_at"))
            .col(uuid_null("ended_by"))
            .col(string_null("reason"))
            // When the newcomer read that it had ended.
            .col(instant_null("read_at"))
            .foreign_key(&mut reference("plan_access", "case_id", "case_file"))
            .foreign_key(&mut reference("plan_access", "account_id", "account"))
            .to_owned();
        create(
            manager,
            vec![sheet, access],
            &[
                ("ux_sheet_code", "sheet", &["code_hash"], Yes),
                ("ix_sheet_case", "sheet", &["case_id"], No),
                ("ix_sheet_expires", "sheet", &["expires_at"], No),
                ("ix_plan_access_case", "plan_access", &["case_id", "opened_at"], No),
                ("ix_plan_access_account", "plan_access", &["account_id"], No),
            ],
        )
        .await
    }
}
