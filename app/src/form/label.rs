//! The words of fields: labels by key, and what each rule says.

use crate::{i18n::Locale, language::words};
use domain::form::Rule;

/// The label of a field key: one word for one thing, wherever it is asked.
#[must_use]
pub fn label_of(locale: Locale, field: &str) -> Option<&'static str> {
    Some(match field {
        "email" => words!(locale, fields.email),
        "password" => words!(locale, fields.password),
        "file" => words!(locale, fields.file),
        "table" => words!(locale, fields.table),
        "sheet" => words!(locale, fields.sheet),
        "given_names" => words!(locale, fields.given_names),
        "family_name" => words!(locale, fields.family_name),
        "birth_date" => words!(locale, fields.birth_date),
        "nationality" => words!(locale, fields.nationality),
        "done_on" => words!(locale, fields.done_on),
        "day" => words!(locale, fields.day),
        "question" => words!(locale, fields.question),
        "sure" => words!(locale, fields.sure),
        "work_start" => words!(locale, fields.work_start),
        "arrival" => words!(locale, fields.arrival),
        "housing" => words!(locale, fields.housing),
        "children" => words!(locale, fields.children),
        "partner" | "spouse" => words!(locale, fields.partner),
        "cohort" => words!(locale, fields.cohort),
        "occupation" => words!(locale, fields.occupation),
        "reason" => words!(locale, fields.reason),
        "name" => words!(locale, fields.name),
        "cases" => words!(locale, fields.cases),
        "company" => words!(locale, fields.company),
        "sender_name" => words!(locale, fields.sender_name),
        "sender_email" => words!(locale, fields.sender_email),
        "arrival_month" => words!(locale, fields.arrival_month),
        "person_email" => words!(locale, fields.person_email),
        "residence" => words!(locale, fields.residence),
        "purpose" => words!(locale, fields.purpose),
        "answer" => words!(locale, fields.answer),
        "note" => words!(locale, fields.note),
        "request" => words!(locale, fields.request),
        "organisation" => words!(locale, fields.organisation),
        "topic" => words!(locale, fields.topic),
        "reply" => words!(locale, fields.reply),
        "remark" => words!(locale, fields.remark),
        "companion" => words!(locale, fields.companion),
        "anchor" => words!(locale, fields.anchor),
        "number" => words!(locale, fields.number),
        "children_born" => words!(locale, fields.children_born),
        "permit_until" => words!(locale, fields.permit_until),
        "last_address" => words!(locale, fields.last_address),
        "code" => words!(locale, fields.code),
        "barrier" => words!(locale, fields.barrier),
        "reply_to" => words!(locale, fields.reply_to),
        "training_country" => words!(locale, fields.training_country),
        _ => return None,
    })
}

/// What a rule says to whoever broke it: what to do, not what they did wrong.
#[must_use]
pub fn rule_text(locale: Locale, rule: Rule) -> &'static str {
    match rule {
        Rule::Missing => words!(locale, fields.rule_missing),
        Rule::TooLong => words!(locale, fields.rule_too_long),
        Rule::TooShort => words!(locale, fields.rule_too_short),
        Rule::NotAnEmail => words!(locale, fields.rule_not_an_email),
        Rule::NotADay => words!(locale, fields.rule_not_a_day),
        Rule::InThePast => words!(locale, fields.rule_in_the_past),
        Rule::InTheFuture => words!(locale, fields.rule_in_the_future),
        Rule::TooFar => words!(locale, fields.rule_too_far),
        Rule::OutOfRange => words!(locale, fields.rule_out_of_range),
        Rule::NotOffered => words!(locale, fields.rule_not_offered),
        Rule::NotPlain => words!(locale, fields.rule_not_plain),
        Rule::Taken => words!(locale, fields.rule_taken),
        Rule::NoMatch => words!(locale, fields.rule_no_match),
        Rule::Different => words!(locale, fields.rule_different),
        Rule::WrongOrder => words!(locale, fields.rule_wrong_order),
        Rule::FileTooBig => words!(locale, fields.rule_file_too_big),
        Rule::FileUnreadable => words!(locale, fields.rule_file_unreadable),
        Rule::NoRows => words!(locale, fields.rule_no_rows),
        Rule::TooManyRows => words!(locale, fields.rule_too_many_rows),
        Rule::ColumnMissing => words!(locale, fields.rule_column_missing),
        Rule::ColumnTwice => words!(locale, fields.rule_column_twice),
        Rule::NotACode => words!(locale, fields.rule_not_a_code),
        Rule::NotThisDate => words!(locale, fields.rule_not_this_date),
        Rule::Lapsed => words!(locale, fields.rule_lapsed),
        Rule::Shared => words!(locale, fields.rule_shared),
        Rule::NeededOnPaper => words!(locale, fields.rule_needed_on_paper),
    }
}
