//! What happened, what is to be mailed, and running numbers.

use crate::{
    Unique::{No, Yes},
    create,
};
use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, binary, integer, pk_uuid, string, text, timestamp_with_time_zone as instant,
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
        let event = Table::create()
            .table("domain_event")
            // Given out in the order of commits: the revision that live pages know.
            .col(ColumnDef::new("sequence").big_integer().not_null().primary_key())
            .col(uuid("id"))
            .col(instant("at"))
            .col(string("kind"))
            .col(uuid_null("actor_id"))
            .col(uuid_null("organisation_id"))
            .col(uuid_null("case_id"))
            .col(text("detail"))
            .col(binary("previous_hash"))
            .col(binary("hash"))
            .to_owned();
        let outbox = Table::create()
            .table("outbox")
            .col(pk_uuid("id"))
            .col(string("recipient"))
            .col(string("template"))
            .col(string("language"))
            .col(text("subject"))
            .col(text("plain"))
            .col(text("html"))
            .col(instant("created_at"))
            .col(instant("next_try_at"))
            .col(integer("tries"))
            .col(instant_null("sent_at"))
            .col(instant_null("given_up_at"))
            .col(string("last_error"))
            .to_owned();
        let sequence = Table::create()
            .table("running_number")
            .col(ColumnDef::new("name").string().not_null().primary_key())
            .col(big_integer("value"))
            .to_owned();
        create(
            manager,
            vec![event, outbox, sequence],
            &[
                ("ux_event_id", "domain_event", &["id"], Yes),
                ("ix_event_case", "domain_event", &["case_id", "sequence"], No),
                ("ix_outbox_due", "outbox", &["sent_at", "given_up_at", "next_try_at"], No),
                ("ix_outbox_created", "outbox", &["created_at", "id"], No),
            ],
        )
        .await
    }
}
