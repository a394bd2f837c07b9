//! People, their sign-ins, memberships and sessions.

use crate::{
    Unique::{No, Yes},
    create, reference,
};
use sea_orm_migration::{
    prelude::*,
    schema::{
        binary, date, date_null, pk_uuid, string, string_null, text, timestamp_with_time_zone as instant,
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
        let household = Table::create().table("household").col(pk_uuid("id")).col(instant("created_at")).to_owned();
        let person = Table::create()
            .table("person")
            .col(pk_uuid("id"))
            .col(uuid("household_id"))
            .col(string("family_name"))
            .col(string("given_names"))
            .col(date_null("birth_date"))
            .col(string_null("nationality"))
            .col(string_null("email"))
            .col(string_null("phone"))
            .col(string("language"))
            // `lead`, `spouse` or `child`: what the person is in the household.
            .col(string("relation"))
            .col(instant("created_at"))
            .foreign_key(&mut reference("person", "household_id", "household"))
            .to_owned();
        let account = Table::create()
            .table("account")
            .col(pk_uuid("id"))
            .col(string("email"))
            .col(string("email_key"))
            .col(string("display_name"))
            .col(string_null("password_hash"))
            .col(string("language"))
            .col(uuid_null("person_id"))
            .col(uuid_null("last_membership_id"))
            .col(instant("created_at"))
            .col(instant_null("closed_at"))
            .foreign_key(&mut reference("account", "person_id", "person"))
            .to_owned();
        let membership = Table::create()
            .table("membership")
            .col(pk_uuid("id"))
            .col(uuid("account_id"))
            .col(uuid("organisation_id"))
            .col(string("role"))
            .col(date("valid_from"))
            .col(date_null("valid_to"))
            .foreign_key(&mut reference("membership", "account_id", "account"))
            .foreign_key(&mut reference("membership", "organisation_id", "organisation"))
            .to_owned();
        let session = Table::create()
            .table("session")
            .col(pk_uuid("id"))
            .col(binary("token_hash"))
            .col(uuid("account_id"))
            .col(uuid_null("membership_id"))
            .col(string("device"))
            .col(instant("created_at"))
            .col(instant("seen_at"))
            .col(instant("expires_at"))
            .col(instant_null("ended_at"))
            .foreign_key(&mut reference("session", "account_id", "account"))
            .foreign_key(&mut reference("session", "membership_id", "membership"))
            .to_owned();
        let link = Table::create()
            .table("mail_link")
            .col(pk_uuid("id"))
            .col(binary("token_hash"))
            .col(string("purpose"))
            .col(uuid_null("account_id"))
            .col(uuid_null("case_id"))
            .col(uuid_null("notice_id"))
            .col(string("email"))
            .col(string("language"))
            .col(instant("created_at"))
            .col(instant("expires_at"))
            .col(instant_null("used_at"))
            .col(instant_null("revoked_at"))
            .to_owned();
        let flash = Table::create()
            .table("flash")
            .col(pk_uuid("id"))
            .col(binary("token_hash"))
            .col(string("form"))
            .col(text("body"))
            .col(instant("created_at"))
            .to_owned();
        create(
            manager,
            vec![household, person, account, membership, session, link, flash],
            &[
                ("ix_person_household", "person", &["household_id"], No),
                ("ux_account_email", "account", &["email_key"], Yes),
                ("ux_account_person", "account", &["person_id"], Yes),
                ("ux_membership", "membership", &["account_id", "organisation_id", "role"], Yes),
                ("ix_membership_organisation", "membership", &["organisation_id"], No),
                ("ux_session_token", "session", &["token_hash"], Yes),
                ("ix_session_account", "session", &["account_id"], No),
                ("ix_session_expires", "session", &["expires_at"], No),
                ("ux_mail_link_token", "mail_link", &["token_hash"], Yes),
                ("ix_mail_link_case", "mail_link", &["case_id"], No),
                ("ix_mail_link_expires", "mail_link", &["expires_at"], No),
                ("ux_flash_token", "flash", &["token_hash"], Yes),
                ("ix_flash_created", "flash", &["created_at"], No),
            ],
        )
        .await
    }
}
