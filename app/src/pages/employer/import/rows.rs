//! Step two: the rows with their verdicts, mended in place; and step three, taking the list over.

use super::{Forms, codes, columns, edit, head};
use crate::{
    api::import::{ActOnRow, ConfirmImport},
    form::{Field as TextField, Hidden, PostForm},
    i18n::Locale,
    language::{page, use_locale, words},
    parts::icon::Icon,
};
use domain::{
    id::ImportId,
    view::import::{Counts, Row, RowVerdict, Rows, WantedRows},
};
use leptos::{prelude::*, server_fn::ServerFn as _};
use leptos_meta::Title;
use leptos_router::components::A;

/// The rows of a list.
pub(super) fn rows(id: ImportId, file_name: &str, stage: Rows, wanted: &WantedRows, forms: Forms) -> AnyView {
    let locale = use_locale();
    let counts = stage.counts;
    let lede = words!(locale, import.rows_lede, fresh = counts.new.to_string(), all = counts.all().to_string());
    let edited = stage.edited.clone().map(|row| edit::edit(id, row, wanted, forms));
    let kept = words!(locale, import.kept_until, day = stage.kept_until.text.clone());
    view! {
        <Title text=words!(locale, import.rows_title)/>
        <div class="wo-stack">
            {head(file_name)}
            <p class="wo-muted">{words!(locale, import.step_two)}</p>
            <h1>{words!(locale, import.rows_title)}</h1>
            <p class="wo-lede">{lede}</p>
            {to_settle(locale, id, counts)}
            {edited}
            {filters(locale, id, counts, wanted)}
            {table(locale, id, &stage, wanted, forms)}
            {pages(locale, id, &stage, wanted)}
            {confirm(locale, id, &stage, forms)}
            <p class="wo-muted">{kept}</p>
            <div class="wo-cluster">
                <a class="wo-button wo-button--tertiary" href=page(&format!("hires/import/{id}?step=columns"))>
                    {words!(locale, import.rows_columns)}
                </a>
                {columns::discard(locale, id, forms)}
            </div>
        </div>
    }
    .into_any()
}

fn to_settle(locale: Locale, id: ImportId, counts: Counts) -> AnyView {
    if counts.problem == 0 {
        return ().into_any();
    }
    view! {
        <div class="wo-notice wo-notice--warning">
            <Icon name="warning"/>
            <div>
                <p class="wo-notice__title">{words!(locale, import.rows_problem, count = counts.problem.to_string())}</p>
                <p>{words!(locale, import.rows_problem_text)}</p>
                <p>
                    <a href=format!("/files/import/{id}.xlsx") rel="external" download=true>
                        <Icon name="download"/>" "{words!(locale, import.rows_download)}
                    </a>
                </p>
            </div>
        </div>
    }
    .into_any()
}

fn here(id: ImportId, wanted: &WantedRows) -> String {
    page(&format!("hires/import/{id}{}", wanted.query()))
}

/// One link for each verdict that occurs.
fn filters(locale: Locale, id: ImportId, counts: Counts, wanted: &WantedRows) -> AnyView {
    let chosen: Option<RowVerdict> = wanted.show.parse().ok();
    let link = |verdict: Option<RowVerdict>, text: String| {
        let show = verdict.map(|verdict| verdict.to_string()).unwrap_or_default();
        let href = here(id, &WantedRows { show, ..WantedRows::default() });
        let current = (verdict == chosen).then_some("true");
        // A plain link: the router's own marks every link to this path as current, whatever its query.
        view! { <li><a class="wo-chip" href=href aria-current=current>{text}</a></li> }
    };
    let all = link(None, words!(locale, import.filter_all, count = counts.all().to_string()));
    let others = RowVerdict::ALL
        .into_iter()
        .filter(|verdict| counts.of(*verdict) > 0)
        .map(|verdict| {
            let (word, count) = (codes::verdict(locale, verdict), counts.of(verdict).to_string());
            link(Some(verdict), words!(locale, import.filter_verdict, verdict = word, count = count))
        })
        .collect_view();
    view! {
        <nav aria-label=words!(locale, import.filter_label)><ul class="wo-chips">{all}{others}</ul></nav>
    }
    .into_any()
}

fn table(locale: Locale, id: ImportId, stage: &Rows, wanted: &WantedRows, forms: Forms) -> AnyView {
    if stage.rows.is_empty() {
        return view! { <p class="wo-muted">{words!(locale, import.rows_empty)}</p> }.into_any();
    }
    let heads =
        stage.fields.iter().map(|field| view! { <th scope="col">{codes::field(locale, *field)}</th> }).collect_view();
    let rows = stage.rows.iter().map(|row| table_row(locale, id, stage, row, wanted)).collect_view();
    view! {
        <PostForm action=forms.rows to=ActOnRow::PATH name="rows">
            <Hidden name="import" value=id.to_string()/>
            <section class="wo-table-region wo-table-region--wide" aria-labelledby="rows-caption" tabindex="0">
                <table class="wo-table">
                    <caption id="rows-caption">{words!(locale, import.rows_caption)}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{words!(locale, import.rows_row)}</th>
                            <th scope="col">{words!(locale, import.rows_remarks)}</th>
                            {heads}
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </section>
        </PostForm>
    }
    .into_any()
}

fn table_row(locale: Locale, id: ImportId, stage: &Rows, row: &Row, wanted: &WantedRows) -> AnyView {
    let cells = stage
        .fields
        .iter()
        .zip(&row.cells)
        .map(|(field, text)| {
            let class = row.is_wrong(*field).then_some("wo-import-row__cell--wrong");
            let text = text.clone();
            view! { <td class=class data-label=codes::field(locale, *field)><bdi>{text}</bdi></td> }
        })
        .collect_view();
    let (class, badge) = look(row.verdict);
    view! {
        <tr class=class>
            <th scope="row" data-label=words!(locale, import.rows_row)>
                {row.number}" "<span class=badge>{codes::verdict(locale, row.verdict)}</span>
            </th>
            <td class="wo-import-row__remarks" data-label=words!(locale, import.rows_remarks)>{remarks(locale, row)}{acts(locale, id, row, wanted)}</td>
            {cells}
        </tr>
    }
    .into_any()
}

const fn look(verdict: RowVerdict) -> (&'static str, &'static str) {
    match verdict {
        RowVerdict::Problem => ("wo-import-row wo-import-row--error", "wo-badge wo-badge--problem"),
        RowVerdict::New => ("wo-import-row wo-import-row--new", "wo-badge wo-badge--done"),
        RowVerdict::Duplicate => ("wo-import-row wo-import-row--doubt", "wo-badge wo-badge--waiting"),
        RowVerdict::Known | RowVerdict::Skipped => {
            ("wo-import-row wo-import-row--same", "wo-badge wo-badge--not-needed")
        }
    }
}

/// What is wrong, what is worth knowing, whom it resembles.
fn remarks(locale: Locale, row: &Row) -> AnyView {
    let texts = row.remarks.clone();
    let known = row.known.map(|case| {
        view! { <p><A href=page(&format!("hires/{case}"))>{words!(locale, import.known_link)}</A></p> }
    });
    let texts = (!texts.is_empty()).then(|| {
        let items = texts.into_iter().map(|text| view! { <li>{text}</li> }).collect_view();
        view! { <ul>{items}</ul> }
    });
    view! { {known}{texts} }.into_any()
}

/// What can be done about a row. The buttons' values say which row they belong to.
fn acts(locale: Locale, id: ImportId, row: &Row, wanted: &WantedRows) -> AnyView {
    let number = row.number.to_string();
    let name = words!(locale, import.row_named, number = row.number.to_string(), name = row.name.clone());
    let named = || {
        let name = name.clone();
        view! { <span class="wo-visually-hidden">": "<bdi>{name}</bdi></span> }.into_any()
    };
    let button = |name: &'static str, text: String| {
        let (value, named) = (number.clone(), named());
        view! {
            <button class="wo-button wo-button--small wo-button--secondary" name=name value=value>{text}{named}</button>
        }
        .into_any()
    };
    if row.verdict == RowVerdict::Skipped {
        return button("form[keep]", words!(locale, import.keep).to_owned());
    }
    let suggested: Vec<&str> = row.problems.iter().filter_map(|problem| problem.suggestion.as_deref()).collect();
    let mend = row.has_suggestions().then(|| {
        button("form[mend]", words!(locale, import.mend, text = suggested.join(words!(locale, common.comma))))
    });
    let skip = matches!(row.verdict, RowVerdict::Problem | RowVerdict::New)
        .then(|| button("form[skip]", words!(locale, import.skip).to_owned()));
    let href = format!("{}#edit", here(id, &WantedRows { edit: number.clone(), ..wanted.clone() }));
    let named = named();
    view! {
        <div class="wo-cluster">
            {mend}
            <a class="wo-button wo-button--small wo-button--secondary" href=href>{words!(locale, import.edit)}{named}</a>
            {skip}
        </div>
    }
    .into_any()
}

fn pages(locale: Locale, id: ImportId, stage: &Rows, wanted: &WantedRows) -> AnyView {
    if stage.previous.is_none() && stage.next.is_none() {
        return ().into_any();
    }
    let around = || WantedRows { show: wanted.show.clone(), ..WantedRows::default() };
    let previous = stage.previous.map(|number| {
        let href = here(id, &WantedRows { before: number.to_string(), ..around() });
        view! { <a href=href rel="prev">{words!(locale, import.rows_previous)}</a> }
    });
    let next = stage.next.map(|number| {
        let href = here(id, &WantedRows { after: number.to_string(), ..around() });
        view! { <a href=href rel="next">{words!(locale, import.rows_next)}</a> }
    });
    view! { <nav class="wo-pagination" aria-label=words!(locale, import.rows_pages)>{previous}{next}</nav> }.into_any()
}

/// The last step, or why it is not time for it.
fn confirm(locale: Locale, id: ImportId, stage: &Rows, forms: Forms) -> AnyView {
    let counts = stage.counts;
    let cohort_name = stage.cohort_name.clone();
    let body = if counts.problem > 0 {
        view! { <p>{words!(locale, import.confirm_blocked)}</p> }.into_any()
    } else if counts.new == 0 {
        view! { <p>{words!(locale, import.confirm_nothing)}</p> }.into_any()
    } else {
        view! {
            <p>{words!(locale, import.confirm_text)}</p>
            <PostForm action=forms.confirm to=ConfirmImport::PATH name="confirm">
                <Hidden name="import" value=id.to_string()/>
                <TextField name="cohort" optional=true hint=words!(locale, import.cohort_hint) value=cohort_name/>
                <div class="wo-button-row">
                    <button class="wo-button wo-button--primary">{words!(locale, import.confirm_button)}</button>
                </div>
            </PostForm>
        }
        .into_any()
    };
    view! {
        <section class="wo-card" aria-labelledby="confirm-heading">
            <h2 class="wo-card__title" id="confirm-heading">{words!(locale, import.confirm_heading)}</h2>
            {body}
        </section>
    }
    .into_any()
}
