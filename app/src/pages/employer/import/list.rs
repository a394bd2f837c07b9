//! Uploading a list, and the lists uploaded before.

use super::list_name;
use crate::{
    api::import::{DiscardImport, Imports, UPLOAD},
    form::{FileField, FormAction, Hidden, PostForm, UploadForm, use_form_state},
    i18n::Locale,
    language::{page, use_locale, words},
    parts::{icon::Icon, outcome},
};
use domain::view::import::{ImportList, ImportState, ImportSummary};
use leptos::{prelude::*, server_fn::ServerFn as _};
use leptos_meta::Title;
use leptos_router::components::A;

/// The page for uploading a list.
#[component]
pub(crate) fn Import() -> impl IntoView {
    let locale = use_locale();
    let discard = FormAction::new();
    let lists = outcome::query(move || discard.version(), |_| Imports {});
    view! {
        <Title text=words!(locale, import.title)/>
        <div class="wo-stack wo-stack--large">
            <div class="wo-stack">
                <p><A href=page("hires") attr:class="wo-back"><Icon name="arrow-back"/>" "{words!(locale, import.back_to_hires)}</A></p>
                <h1>{words!(locale, import.title)}</h1>
                <p class="wo-lede">{words!(locale, import.lede)}</p>
            </div>
            <section class="wo-card" aria-labelledby="upload-file-heading">
                <h2 class="wo-card__title" id="upload-file-heading">{words!(locale, import.file_heading)}</h2>
                <UploadForm to=UPLOAD name="upload">
                    <FileField
                        name="file"
                        label=words!(locale, import.file_label)
                        hint=words!(locale, import.file_hint)
                        accept=".xlsx,.ods,.csv,.tsv,.txt"
                    />
                    <div class="wo-button-row">
                        <button class="wo-button wo-button--primary"><Icon name="upload"/>" "{words!(locale, import.file_button)}</button>
                    </div>
                </UploadForm>
            </section>
            <section class="wo-card" aria-labelledby="upload-table-heading">
                <h2 class="wo-card__title" id="upload-table-heading">{words!(locale, import.table_heading)}</h2>
                <UploadForm to=UPLOAD name="paste">
                    <PastedTable/>
                    <div class="wo-button-row">
                        <button class="wo-button wo-button--secondary">{words!(locale, import.table_button)}</button>
                    </div>
                </UploadForm>
            </section>
            {outcome::show(lists, move |lists| shown(locale, lists, discard))}
        </div>
    }
}

/// The field for a table from the clipboard. Its name is that of a plain route, not of a form's struct.
#[component]
fn PastedTable() -> AnyView {
    let locale = use_locale();
    let state = use_form_state();
    let rule = state.rule("table");
    let error = rule.map(|rule| {
        view! { <p class="wo-error" id="paste-table-error"><Icon name="danger"/>" "{crate::form::rule_text(locale, rule)}</p> }
    });
    let class = if rule.is_some() { "wo-field wo-field--error" } else { "wo-field" };
    view! {
        <div class=class>
            <label for="paste-table">{words!(locale, import.table_label)}</label>
            <p class="wo-hint" id="paste-table-hint">{words!(locale, import.table_hint)}</p>
            {error}
            <textarea
                id="paste-table"
                name="table"
                rows="6"
                dir="auto"
                autocomplete="off"
                aria-describedby=if rule.is_some() { "paste-table-hint paste-table-error" } else { "paste-table-hint" }
                aria-invalid=rule.map(|_| "true")
                data-written=true
            ></textarea>
        </div>
    }
    .into_any()
}

fn shown(locale: Locale, lists: ImportList, discard: FormAction) -> AnyView {
    if lists.drafts.is_empty() && lists.past.is_empty() {
        return view! {
            <div class="wo-empty">
                <p class="wo-empty__title">{words!(locale, import.empty_title)}</p>
                <p>{words!(locale, import.empty_text)}</p>
            </div>
        }
        .into_any();
    }
    let drafts = section(locale, words!(locale, import.drafts_heading), lists.drafts, discard);
    let past = section(locale, words!(locale, import.past_heading), lists.past, discard);
    view! { {drafts}{past} }.into_any()
}

fn section(locale: Locale, heading: &'static str, rows: Vec<ImportSummary>, discard: FormAction) -> AnyView {
    if rows.is_empty() {
        return ().into_any();
    }
    let rows = rows.into_iter().map(|row| summary(locale, &row, discard)).collect_view();
    view! {
        <section>
            <h2>{heading}</h2>
            <ul class="wo-actions">{rows}</ul>
        </section>
    }
    .into_any()
}

fn summary(locale: Locale, row: &ImportSummary, discard: FormAction) -> AnyView {
    let name = list_name(&row.file_name);
    let text = sentence(locale, row);
    let is_draft = matches!(row.state, ImportState::Columns | ImportState::Rows);
    let label = if is_draft { words!(locale, import.go_on) } else { words!(locale, import.look) };
    let (named, discarded) = (name.clone(), name.clone());
    let id = row.id.to_string();
    let discarding = is_draft.then(|| {
        view! {
            <PostForm action=discard to=DiscardImport::PATH name="discard" class="wo-form--inline">
                <Hidden name="import" value=id/>
                <button class="wo-button wo-button--small wo-button--tertiary">
                    {words!(locale, import.discard)}<span class="wo-visually-hidden">": "<bdi>{discarded}</bdi></span>
                </button>
            </PostForm>
        }
    });
    view! {
        <li>
            <span class="wo-actions__what"><bdi>{name}</bdi><br/><span class="wo-muted">{text}</span></span>
            <A href=page(&format!("hires/import/{}", row.id)) attr:class="wo-button wo-button--small wo-button--secondary">
                {label}<span class="wo-visually-hidden">": "<bdi>{named}</bdi></span>
            </A>
            {discarding}
        </li>
    }
    .into_any()
}

fn sentence(locale: Locale, row: &ImportSummary) -> String {
    let (at, count) = (row.at.as_str(), row.count.to_string());
    let until = row.until.as_ref().map(|until| until.text.as_str());
    match (row.state, until) {
        (ImportState::Undone, _) => words!(locale, import.summary_undone, at = at),
        (ImportState::Committed, Some(until)) => {
            words!(locale, import.summary_undo, at = at, count = count, until = until)
        }
        (_, Some(until)) => words!(locale, import.summary_draft, at = at, count = count, until = until),
        (_, None) => words!(locale, import.summary_past, at = at, count = count),
    }
}
