//! Questions, referrals and notes of a case.

use super::{
    super::{
        questions, referrals,
        row::{row_action, typed_before},
        terms as own_terms,
    },
    Forms,
};
use crate::{
    api::cases::{ReferCase, WriteNote},
    form::{Hidden, PostForm, Select, TextArea},
    i18n::Locale,
    language::words,
};
use domain::view::{
    case::Institution,
    casework::{NoteRow, QuestionRow, ReferralRow},
};
use leptos::{prelude::*, server_fn::ServerFn as _};

/// Questions with the form for the oldest open one, and referrals with the form for a new one.
pub(super) fn section(
    locale: Locale,
    forms: Forms,
    questions: Vec<QuestionRow>,
    referrals: Vec<ReferralRow>,
    institutions: Vec<Institution>,
) -> AnyView {
    view! {
        {asked(locale, forms, questions)}
        {referred(locale, forms, referrals, institutions)}
    }
    .into_any()
}

fn asked(locale: Locale, forms: Forms, rows: Vec<QuestionRow>) -> AnyView {
    if rows.is_empty() {
        return ().into_any();
    }
    let oldest = rows.iter().find(|row| row.answer.is_none()).map(|row| row.id);
    let rows = rows
        .into_iter()
        .map(|row| {
            let form = (Some(row.id) == oldest)
                .then(|| questions::answer_form(locale, row_action(forms.changed), &row.id.to_string()));
            let question = questions::answered_question(locale, row);
            view! { {question}{form} }
        })
        .collect_view();
    view! {
        <section class="wo-stack" aria-labelledby="questions">
            <h2 id="questions">{words!(locale, staff.questions_title)}</h2>
            {rows}
        </section>
    }
    .into_any()
}

fn referred(locale: Locale, forms: Forms, rows: Vec<ReferralRow>, institutions: Vec<Institution>) -> AnyView {
    if rows.is_empty() && institutions.is_empty() {
        return ().into_any();
    }
    let rows = rows
        .into_iter()
        .map(|row| view! { <article class="wo-card wo-card--quiet">{referrals::referral(locale, row)}</article> })
        .collect_view();
    let form = (!institutions.is_empty()).then(|| {
        let options = institutions.into_iter().map(|row| (row.id.to_string(), row.name)).collect();
        view! {
            <details class="wo-details" open=typed_before("refer", "topic").is_some()>
                <summary>{words!(locale, staff.refer_heading)}</summary>
                <p>{words!(locale, staff.refer_text)}</p>
                <PostForm action=row_action(forms.changed) to=ReferCase::PATH name="refer">
                    <Hidden name="case" value=forms.case.to_string()/>
                    <Select name="organisation" label=words!(locale, staff.refer_to) options/>
                    <Select name="topic" label=words!(locale, staff.topic) options=own_terms::options(locale, own_terms::topic)/>
                    <TextArea name="request" label=words!(locale, staff.request) hint=words!(locale, staff.request_hint)/>
                    <div class="wo-button-row">
                        <button class="wo-button wo-button--secondary">{words!(locale, staff.refer)}</button>
                    </div>
                </PostForm>
            </details>
        }
    });
    view! {
        <section class="wo-stack" aria-labelledby="referrals">
            <h2 id="referrals">{words!(locale, staff.referrals_title)}</h2>
            {rows}
            {form}
        </section>
    }
    .into_any()
}

/// Remarks of the own institution.
pub(super) fn notes(locale: Locale, forms: Forms, rows: Vec<NoteRow>) -> AnyView {
    let rows = rows
        .into_iter()
        .map(|row| {
            view! {
                <li>
                    <p class="wo-timeline__meta"><bdi>{row.author}</bdi>{words!(locale, common.comma)}{row.at}</p>
                    <p dir="auto">{row.text}</p>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="wo-card" aria-labelledby="notes">
            <h2 class="wo-card__title" id="notes">{words!(locale, staff.notes_heading)}</h2>
            <PostForm action=row_action(forms.changed) to=WriteNote::PATH name="note">
                <Hidden name="case" value=forms.case.to_string()/>
                <TextArea name="note" label=words!(locale, staff.note) hint=words!(locale, staff.note_hint) rows=3/>
                <div class="wo-button-row">
                    <button class="wo-button wo-button--secondary">{words!(locale, staff.write_note)}</button>
                </div>
            </PostForm>
            <ol class="wo-timeline">{rows}</ol>
        </section>
    }
    .into_any()
}
