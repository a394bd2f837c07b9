//! Who may see a case: the four reasons, and the list rows derived from them.

use crate::{Unique::No, create, reference};
use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, binary, boolean, date, pk_uuid, string, text, text_null, timestamp_with_time_zone as instant,
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
        let mut tables = ties();
        // One row for each organisation that sees a case: the scope every query starts from, and
        // the sort keys of the lists, so that a page of a list reads only what it shows.
        let scope = Table::create()
            .table("case_scope")
            .col(uuid("organisation_id"))
            .col(uuid("case_id"))
            .col(binary("name_sort"))
            .col(date("work_start"))
            .col(date("next_due"))
            .col(string("holder"))
            .col(string("station"))
            .col(uuid_null("cohort_id"))
            .col(date("arrival_day"))
            .col(boolean("is_open"))
            .primary_key(Index::create().col("organisation_id").col("case_id"))
            .foreign_key(&mut reference("case_scope", "case_id", "case_file"))
            .foreign_key(&mut reference("case_scope", "organisation_id", "organisation"))
            .to_owned();
        // Folded forms of names and numbers as bytes, so that both databases compare them alike: a
        // search is a range of this index.
        let form = Table::create()
            .table("search_form")
            .col(binary("form"))
            .col(uuid("case_id"))
            .primary_key(Index::create().col("form").col("case_id"))
            .foreign_key(&mut reference("search_form", "case_id", "case_file"))
            .to_owned();
        let counter = Table::create()
            .table("counter")
            .col(uuid("organisation_id"))
            .col(string("kind"))
            .col(date("day"))
            .col(big_integer("count"))
            .primary_key(Index::create().col("organisation_id").col("kind").col("day"))
            .to_owned();
        tables.extend([scope, form, counter]);
        create(
            manager,
            tables,
            &[
                ("ix_employment_case", "employment", &["case_id"], No),
                ("ix_employment_employer", "employment", &["employer_id"], No),
                ("ix_companion_case", "companion", &["case_id"], No),
                ("ix_companion_account", "companion", &["account_id"], No),
                ("ix_referral_case", "referral", &["case_id"], No),
                ("ix_referral_to", "referral", &["to_organisation_id", "state", "sent_at", "id"], No),
                ("ix_referral_from", "referral", &["from_organisation_id", "state", "sent_at", "id"], No),
                ("ix_consent_case", "consent_grant", &["case_id"], No),
                ("ix_scope_due", "case_scope", &["organisation_id", "next_due", "case_id"], No),
                ("ix_scope_name", "case_scope", &["organisation_id", "name_sort", "case_id"], No),
                ("ix_scope_start", "case_scope", &["organisation_id", "work_start", "case_id"], No),
                ("ix_scope_holder_due", "case_scope", &["organisation_id", "holder", "next_due", "case_id"], No),
                ("ix_scope_station_due", "case_scope", &["organisation_id", "station", "next_due", "case_id"], No),
                ("ix_scope_cohort_name", "case_scope", &["organisation_id", "cohort_id", "name_sort", "case_id"], No),
                ("ix_scope_arrival", "case_scope", &["organisation_id", "arrival_day", "case_id"], No),
                ("ix_scope_case", "case_scope", &["case_id"], No),
                ("ix_search_form_case", "search_form", &["case_id"], No),
            ],
        )
        .await
    }
}

/// The four reasons why somebody sees a case.
fn ties() -> Vec<TableCreateStatement> {
    let employment = Table::create()
        .table("employment")
        .col(pk_uuid("id"))
        .col(uuid("case_id"))
        .col(uuid("employer_id"))
        .col(instant("from_at"))
        .col(instant_null("ended_at"))
        .foreign_key(&mut reference("employment", "case_id", "case_file"))
        .foreign_key(&mut reference("employment", "employer_id", "organisation"))
        .to_owned();
    let companion = Table::create()
        .table("companion")
        .col(pk_uuid("id"))
        .col(uuid("case_id"))
        .col(uuid("account_id"))
        .col(uuid("organisation_id"))
        .col(instant("from_at"))
        .col(instant_null("ended_at"))
        .foreign_key(&mut reference("companion", "case_id", "case_file"))
        .foreign_key(&mut reference("companion", "account_id", "account"))
        .to_owned();
    let referral = Table::create()
        .table("referral")
        .col(pk_uuid("id"))
        .col(uuid("case_id"))
        .col(uuid("from_organisation_id"))
        .col(uuid("to_organisation_id"))
        .col(string("topic"))
        .col(text("request"))
        .col(string("state"))
        .col(uuid("sent_by"))
        .col(instant("sent_at"))
        .col(date("acknowledge_by"))
        .col(uuid_null("acknowledged_by"))
        .col(instant_null("acknowledged_at"))
        .col(text_null("reply"))
        .col(instant_null("closed_at"))
        .foreign_key(&mut reference("referral", "case_id", "case_file"))
        .foreign_key(&mut reference("referral", "from_organisation_id", "organisation"))
        .foreign_key(&mut reference("referral", "to_organisation_id", "organisation"))
        .to_owned();
    let consent = Table::create()
        .table("consent_grant")
        .col(pk_uuid("id"))
        .col(uuid("person_id"))
        .col(uuid("case_id"))
        .col(uuid("organisation_id"))
        .col(string("field_group"))
        .col(string("purpose"))
        .col(string("text_version"))
        .col(string("language"))
        .col(instant("given_at"))
        .col(instant_null("ends_at"))
        .col(instant_null("revoked_at"))
        .foreign_key(&mut reference("consent_grant", "case_id", "case_file"))
        .foreign_key(&mut reference("consent_grant", "organisation_id", "organisation"))
        .to_owned();
    vec![employment, companion, referral, consent]
}
