//! What was entered about the newcomer: by whom, whether it is right, and how to have it changed.

use crate::{
    api::plan::{Accept, CorrectEntry, EraseOwn},
    form::{Checkbox, Field, FieldKind, FormAction, PlainForm, PostForm},
    i18n::Locale,
    language::words,
    parts::step::time,
};
use domain::view::{When, plan::Entry};
use leptos::{prelude::*, server_fn::ServerFn as _};

/// Open with a question until the newcomer said that it is right; closed afterwards.
pub(super) fn card(locale: Locale, entry: Entry, accept: FormAction, correct: FormAction) -> AnyView {
    let from = entry.from.clone().map(|name| {
        view! { <p>{words!(locale, newcomer.entry_from)}" "<strong><bdi>{name}</bdi></strong></p> }
    });
    let facts = facts(locale, &entry);
    let change = change(locale, &entry, correct);
    if entry.is_accepted {
        return view! {
            <details class="wo-details">
                <summary>{words!(locale, newcomer.entry_title)}</summary>
                {from}
                {facts}
                {change}
            </details>
        }
        .into_any();
    }
    view! {
        <section class="wo-card" aria-labelledby="entry">
            <h2 class="wo-card__title" id="entry">{words!(locale, newcomer.entry_question)}</h2>
            {from}
            {facts}
            <PostForm action=accept to=Accept::PATH name="accept">
                <div class="wo-button-row">
                    <button class="wo-button wo-button--secondary">{words!(locale, newcomer.entry_right)}</button>
                </div>
            </PostForm>
            {change}
        </section>
    }
    .into_any()
}

fn facts(locale: Locale, entry: &Entry) -> AnyView {
    let day = |day: &Option<When>| day.as_ref().map(time);
    let text = |text: &Option<String>| text.clone().map(|text| view! { <bdi>{text}</bdi> }.into_any());
    let name = format!("{} {}", entry.given_names, entry.family_name);
    let rows = [
        (words!(locale, newcomer.entry_name), text(&Some(name.trim().to_owned()))),
        (words!(locale, fields.birth_date), day(&entry.birth_date)),
        (words!(locale, fields.nationality), text(&entry.nationality)),
        (words!(locale, newcomer.entry_occupation), text(&entry.occupation)),
        (words!(locale, newcomer.first_day), day(&entry.first_day)),
        (words!(locale, newcomer.entry_arrival), day(&entry.arrival)),
        (words!(locale, fields.last_address), text(&entry.last_address)),
    ];
    let rows = rows
        .into_iter()
        .map(|(name, value)| {
            let value = value.unwrap_or_else(|| {
                view! { <span class="wo-muted">{words!(locale, newcomer.entry_unknown)}</span> }.into_any()
            });
            view! { <div><dt>{name}</dt><dd>{value}</dd></div> }
        })
        .collect_view();
    view! { <dl class="wo-summary-list">{rows}</dl> }.into_any()
}

fn change(locale: Locale, entry: &Entry, action: FormAction) -> AnyView {
    let birth_date = entry.birth_date.as_ref().map(|day| day.day.to_string()).unwrap_or_default();
    let nationality = entry.nationality.clone().unwrap_or_default();
    let last_address = entry.last_address.clone().unwrap_or_default();
    let (given_names, family_name) = (entry.given_names.clone(), entry.family_name.clone());
    view! {
        <details class="wo-details">
            <summary>{words!(locale, newcomer.entry_correct)}</summary>
            <p>{words!(locale, newcomer.entry_correct_text)}</p>
            <PostForm action to=CorrectEntry::PATH name="correct">
                <Field name="given_names" autocomplete="given-name" value=given_names/>
                <Field name="family_name" autocomplete="family-name" optional=true value=family_name/>
                <Field name="birth_date" kind=FieldKind::Date autocomplete="bday" optional=true value=birth_date/>
                <Field name="nationality" autocomplete="country-name" optional=true value=nationality/>
                <Field name="last_address" optional=true value=last_address/>
                <div class="wo-button-row">
                    <button class="wo-button wo-button--secondary">{words!(locale, newcomer.entry_save)}</button>
                </div>
            </PostForm>
        </details>
    }
    .into_any()
}

/// Having everything deleted: what that means, a box to tick, and the button.
pub(super) fn erase(locale: Locale) -> AnyView {
    view! {
        <details class="wo-details">
            <summary>{words!(locale, newcomer.erase)}</summary>
            <p>{words!(locale, newcomer.erase_text)}</p>
            <PlainForm to=EraseOwn::PATH name="erase">
                <Checkbox name="sure" label=words!(locale, newcomer.erase_sure)/>
                <div class="wo-button-row">
                    <button class="wo-button wo-button--danger">{words!(locale, newcomer.erase_button)}</button>
                </div>
            </PlainForm>
        </details>
    }
    .into_any()
}
