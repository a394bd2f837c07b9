//! Institutions, employers, their units and places.

use crate::{
    Unique::{No, Yes},
    create, reference,
};
use sea_orm_migration::{
    prelude::*,
    schema::{
        pk_uuid, string, text, timestamp_with_time_zone as instant, timestamp_with_time_zone_null as instant_null, uuid,
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
        let organisation = Table::create()
            .table("organisation")
            .col(pk_uuid("id"))
            .col(string("kind"))
            .col(string("class"))
            .col(string("name"))
            .col(string("sector"))
            .col(text("phone"))
            .col(text("hours"))
            .col(string("contact_email"))
            .col(instant("created_at"))
            .col(instant_null("closed_at"))
            .to_owned();
        let unit = Table::create()
            .table("org_unit")
            .col(pk_uuid("id"))
            .col(uuid("organisation_id"))
            .col(string("name"))
            .foreign_key(&mut reference("org_unit", "organisation_id", "organisation"))
            .to_owned();
        let setting = Table::create()
            .table("setting")
            .col(ColumnDef::new("name").string().not_null().primary_key())
            .col(text("value"))
            .to_owned();
        create(
            manager,
            vec![organisation, unit, setting],
            &[
                ("ix_organisation_kind", "organisation", &["kind", "id"], No),
                ("ux_org_unit_name", "org_unit", &["organisation_id", "name"], Yes),
            ],
        )
        .await
    }
}
