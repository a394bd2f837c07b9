//! Questions, notes, consultations and announcements.

use crate::{
    Unique::{No, Yes},
    create, reference,
};
use sea_orm_migration::{
    prelude::*,
    schema::{
        binary, date, integer, pk_uuid, string, text, text_null, timestamp_with_time_zone as instant,
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
        let question = Table::create()
            .table("question")
            .col(pk_uuid("id"))
            .col(uuid("case_id"))
            .col(uuid("organisation_id"))
            .col(string("step"))
            .col(text("text"))
            .col(string("language"))
            .col(uuid("asked_by"))
            .col(instant("asked_at"))
            .col(date("answer_by"))
            .col(text_null("answer"))
            .col(uuid_null("answered_by"))
            .col(instant_null("answered_at"))
            .col(instant_null("read_at"))
            .foreign_key(&mut reference("question", "case_id", "case_file"))
            .foreign_key(&mut reference("question", "organisation_id", "organisation"))
            .to_owned();
        let note = Table::create()
            .table("note")
            .col(pk_uuid("id"))
            .col(uuid("case_id"))
            .col(uuid("organisation_id"))
            .col(uuid("author_id"))
            .col(text("text"))
            .col(instant("written_at"))
            .foreign_key(&mut reference("note", "case_id", "case_file"))
            .foreign_key(&mut reference("note", "organisation_id", "organisation"))
            .to_owned();
        let consultation = Table::create()
            .table("consultation")
            .col(pk_uuid("id"))
            .col(uuid("organisation_id"))
            .col(uuid("account_id"))
            .col(uuid_null("case_id"))
            .col(date("day"))
            .col(string("party"))
            .col(string("topics"))
            .col(string("language"))
            .col(integer("minutes"))
            .col(string("result"))
            .col(text("remark"))
            .col(instant("logged_at"))
            .foreign_key(&mut reference("consultation", "organisation_id", "organisation"))
            .to_owned();
        let notice = Table::create()
            .table("notice")
            .col(pk_uuid("id"))
            .col(string("number"))
            .col(string("kind"))
            .col(string("state"))
            .col(string("language"))
            .col(string("company"))
            .col(string("sender_name"))
            .col(string("sender_email"))
            .col(text("facts"))
            .col(uuid_null("case_id"))
            .col(uuid_null("employer_id"))
            .col(instant("sent_at"))
            .col(instant_null("confirmed_at"))
            // Of the browser that wrote it: until it is sent nobody else may read it.
            .col(binary("token_hash"))
            .col(uuid_null("decided_by"))
            .col(instant_null("decided_at"))
            .col(text_null("reason"))
            .foreign_key(&mut reference("notice", "case_id", "case_file"))
            .foreign_key(&mut reference("notice", "employer_id", "organisation"))
            .to_owned();
        create(
            manager,
            vec![question, note, consultation, notice],
            &[
                ("ix_question_case", "question", &["case_id", "asked_at"], No),
                ("ix_question_open", "question", &["organisation_id", "answered_at", "asked_at", "id"], No),
                ("ix_note_case", "note", &["case_id", "organisation_id", "written_at"], No),
                ("ix_consultation_day", "consultation", &["organisation_id", "day", "id"], No),
                ("ux_notice_number", "notice", &["number"], Yes),
                ("ix_notice_case", "notice", &["case_id"], No),
                ("ix_notice_state", "notice", &["state", "sent_at", "id"], No),
            ],
        )
        .await
    }
}
