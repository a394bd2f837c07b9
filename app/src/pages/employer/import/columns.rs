//! Step one: what the columns mean, as guessed, to be confirmed.

use super::{Forms, codes, head};
use crate::{
    api::import::{ChooseSheet, ConfirmColumns, DiscardImport},
    form::{Hidden, PostForm, Select, rule_text, use_form_state},
    i18n::Locale,
    language::{use_locale, words},
    parts::icon::Icon,
};
use domain::{
    id::ImportId,
    import::{Confidence, Field},
    view::import::{Column, Columns},
};
use leptos::{prelude::*, server_fn::ServerFn as _};
use leptos_meta::Title;

/// The columns of a list.
pub(super) fn columns(id: ImportId, file_name: &str, stage: Columns, forms: Forms) -> AnyView {
    let locale = use_locale();
    let lede =
        words!(locale, import.columns_lede, row = stage.header_row.to_string(), count = stage.row_count.to_string());
    let remembered =
        stage.is_remembered.then(|| view! { <p class="wo-muted">{words!(locale, import.columns_remembered)}</p> });
    let sheets = sheets(locale, id, &stage, forms);
    let rows = stage.columns.into_iter().map(|column| view! { <ColumnRow column/> }).collect_view();
    view! {
        <Title text=words!(locale, import.columns_title)/>
        <div class="wo-stack">
            {head(file_name)}
            <p class="wo-muted">{words!(locale, import.step_one)}</p>
            <h1>{words!(locale, import.columns_title)}</h1>
            <p class="wo-lede">{lede}</p>
            {remembered}
            {sheets}
            <PostForm action=forms.columns to=ConfirmColumns::PATH name="columns">
                <Hidden name="import" value=id.to_string()/>
                <section class="wo-table-region" aria-labelledby="columns-caption" tabindex="0">
                    <table class="wo-table">
                        <caption id="columns-caption">{words!(locale, import.columns_caption)}</caption>
                        <thead>
                            <tr>
                                <th scope="col">{words!(locale, import.column_header)}</th>
                                <th scope="col">{words!(locale, import.column_samples)}</th>
                                <th scope="col">{words!(locale, import.column_meaning)}</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </section>
                <div class="wo-button-row">
                    <button class="wo-button wo-button--primary">{words!(locale, import.columns_button)}</button>
                </div>
            </PostForm>
            {discard(locale, id, forms)}
        </div>
    }
    .into_any()
}

/// Throws the draft away.
pub(super) fn discard(locale: Locale, id: ImportId, forms: Forms) -> AnyView {
    view! {
        <PostForm action=forms.discard to=DiscardImport::PATH name="discard" class="wo-form--inline">
            <Hidden name="import" value=id.to_string()/>
            <button class="wo-button wo-button--tertiary">{words!(locale, import.discard)}</button>
        </PostForm>
    }
    .into_any()
}

/// The choice between several sheets.
fn sheets(locale: Locale, id: ImportId, stage: &Columns, forms: Forms) -> AnyView {
    if stage.sheets.len() < 2 {
        return ().into_any();
    }
    let named = |(place, name): (usize, &String)| {
        let name = if name.is_empty() {
            words!(locale, import.sheet_number, number = (place + 1).to_string())
        } else {
            name.clone()
        };
        (place.to_string(), name)
    };
    let options: Vec<(String, String)> = stage.sheets.iter().enumerate().map(named).collect();
    let chosen = stage.sheet.to_string();
    view! {
        <PostForm action=forms.sheet to=ChooseSheet::PATH name="sheet">
            <Hidden name="import" value=id.to_string()/>
            <Select name="sheet" label=words!(locale, import.sheet_label) options value=chosen/>
            <div class="wo-button-row">
                <button class="wo-button wo-button--secondary">{words!(locale, import.sheet_button)}</button>
            </div>
        </PostForm>
    }
    .into_any()
}

/// One column: header, examples, and the choice of its meaning.
#[component]
fn ColumnRow(column: Column) -> AnyView {
    let locale = use_locale();
    let state = use_form_state();
    let key = format!("c{}", column.place);
    let id = format!("columns-{key}");
    let error_id = format!("{id}-error");
    let header = if column.header.is_empty() {
        words!(locale, import.column_no_header, place = (column.place + 1).to_string())
    } else {
        column.header.clone()
    };
    let guessed = column.field.map(|field| field.to_string()).unwrap_or_default();
    let chosen = state.typed(&key).unwrap_or(guessed);
    let unsure = (column.confidence == Some(Confidence::Likely))
        .then(|| view! { " "<span class="wo-muted">"("{words!(locale, import.column_guessed)}")"</span> });
    let asked = key.clone();
    let rule = Signal::derive(move || state.rule(&asked));
    let shown_error = error_id.clone();
    let error = move || {
        rule.get().map(|rule| {
            view! { <p class="wo-error" id=shown_error.clone()><Icon name="danger"/>" "{rule_text(locale, rule)}</p> }
        })
    };
    view! {
        <tr>
            <th scope="row" data-label=words!(locale, import.column_header)><bdi>{header.clone()}</bdi>{unsure}</th>
            <td data-label=words!(locale, import.column_samples)><bdi>{column.samples.join(" · ")}</bdi></td>
            <td data-label=words!(locale, import.column_meaning)>
                <div class="wo-field">
                    <label class="wo-visually-hidden" for=id.clone()>{words!(locale, import.column_meaning)}": "<bdi>{header}</bdi></label>
                    {error}
                    <select
                        id=id
                        name=format!("form[{key}]")
                        aria-describedby=move || rule.get().map(|_| error_id.clone())
                        aria-invalid=move || rule.get().map(|_| "true")
                    >
                        {meanings(locale, &chosen)}
                    </select>
                </div>
            </td>
        </tr>
    }
    .into_any()
}

fn meanings(locale: Locale, chosen: &str) -> AnyView {
    let nothing = chosen.is_empty();
    let fields = Field::ALL
        .into_iter()
        .map(|field| {
            let is_chosen = field.key() == chosen;
            view! { <option value=field.key() selected=is_chosen>{codes::field(locale, field)}</option> }
        })
        .collect_view();
    view! { <option value="" selected=nothing>{words!(locale, import.column_ignored)}</option>{fields} }.into_any()
}
