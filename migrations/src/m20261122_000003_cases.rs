//! Cohorts, cases, their dates, what was done about each step, and the journey templates.

use crate::{
    Unique::{No, Yes},
    create, reference,
};
use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, binary, boolean, date, date_null, integer, pk_uuid, string, string_null, text, text_null,
        timestamp_with_time_zone as instant, timestamp_with_time_zone_null as instant_null, uuid, uuid_null,
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
        let template = Table::create()
            .table("journey_template")
            .col(ColumnDef::new("version").string().not_null().primary_key())
            .col(text("body"))
            .col(instant("released_at"))
            .to_owned();
        let cohort = Table::create()
            .table("cohort")
            .col(pk_uuid("id"))
            .col(uuid("employer_id"))
            .col(string("name"))
            .col(binary("name_sort"))
            .col(date_null("visit_day"))
            .col(instant("created_at"))
            .foreign_key(&mut reference("cohort", "employer_id", "organisation"))
            .to_owned();
        let case_file = Table::create()
            .table("case_file")
            .col(pk_uuid("id"))
            .col(string("number"))
            .col(uuid("person_id"))
            .col(uuid("household_id"))
            .col(uuid_null("employer_id"))
            .col(uuid_null("cohort_id"))
            .col(uuid_null("companion_id"))
            .col(string("template_version"))
            .col(string("source"))
            .col(string("state"))
            .col(text("facts"))
            // Summary that lists need; rewritten with every change, in the same transaction.
            .col(binary("name_sort"))
            .col(date("work_start"))
            .col(date("next_due"))
            .col(string("next_step"))
            .col(string("holder"))
            .col(instant("holder_since"))
            .col(string("station"))
            .col(integer("open_steps"))
            .col(integer("done_steps"))
            .col(boolean("at_risk"))
            .col(boolean("has_overdue"))
            // The same for the employer, who sees no step about health, conduct or private life.
            .col(date("employer_due"))
            .col(string("employer_holder"))
            .col(instant("employer_holder_since"))
            .col(boolean("employer_overdue"))
            // The first office day on which the summary can change by itself.
            .col(date("stale_on"))
            .col(instant_null("invited_at"))
            .col(instant_null("opened_at"))
            .col(instant_null("accepted_at"))
            .col(instant("created_at"))
            .col(instant_null("ended_at"))
            .col(binary("chain_head"))
            .col(big_integer("version"))
            .foreign_key(&mut reference("case_file", "person_id", "person"))
            .foreign_key(&mut reference("case_file", "household_id", "household"))
            .foreign_key(&mut reference("case_file", "employer_id", "organisation"))
            .foreign_key(&mut reference("case_file", "cohort_id", "cohort"))
            .foreign_key(&mut reference("case_file", "companion_id", "account"))
            .to_owned();
        let anchor = Table::create()
            .table("anchor_date")
            .col(uuid("case_id"))
            .col(string("anchor"))
            .col(date("day"))
            .col(string("certainty"))
            .col(uuid_null("set_by"))
            .col(instant("set_at"))
            .primary_key(Index::create().col("case_id").col("anchor"))
            .foreign_key(&mut reference("anchor_date", "case_id", "case_file"))
            .to_owned();
        let step = Table::create()
            .table("step_record")
            .col(uuid("case_id"))
            .col(string("step"))
            .col(string("state"))
            .col(date("since"))
            .col(date_null("done_on"))
            .col(string_null("reason"))
            .col(text_null("remark"))
            .col(uuid_null("claimed_by"))
            .col(uuid_null("confirmed_by"))
            .col(big_integer("version"))
            .primary_key(Index::create().col("case_id").col("step"))
            .foreign_key(&mut reference("step_record", "case_id", "case_file"))
            .to_owned();
        create(
            manager,
            vec![template, cohort, case_file, anchor, step],
            &[
                ("ix_cohort_employer", "cohort", &["employer_id", "name_sort", "id"], No),
                ("ux_case_number", "case_file", &["number"], Yes),
                ("ix_case_person", "case_file", &["person_id"], No),
                ("ix_case_cohort", "case_file", &["cohort_id"], No),
                ("ix_case_employer", "case_file", &["employer_id"], No),
                ("ix_case_stale", "case_file", &["stale_on", "id"], No),
                ("ix_step_state", "step_record", &["state", "since", "case_id"], No),
                ("ix_case_template", "case_file", &["template_version", "id"], No),
            ],
        )
        .await
    }
}
