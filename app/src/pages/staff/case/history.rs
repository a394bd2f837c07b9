//! What happened to the case, the newest first.

use super::super::terms as own_terms;
use crate::{i18n::Locale, language::words, parts::step::time};
use domain::view::casework::TimelineRow;
use leptos::prelude::*;

pub(super) fn section(locale: Locale, rows: Vec<TimelineRow>) -> AnyView {
    if rows.is_empty() {
        return ().into_any();
    }
    let rows = rows.into_iter().map(|row| entry(locale, row)).collect_view();
    view! {
        <section class="wo-stack" aria-labelledby="history">
            <h2 id="history">{words!(locale, staff.history_heading)}</h2>
            <ol class="wo-timeline">{rows}</ol>
        </section>
    }
    .into_any()
}

fn entry(locale: Locale, row: TimelineRow) -> AnyView {
    let what = own_terms::event(locale, &row.kind);
    let about = row.step.or_else(|| row.anchor.map(|anchor| own_terms::anchor(locale, anchor).to_owned()));
    let about = about.map(|text| format!(": {text}"));
    let to = row.to.map(|day| view! { {words!(locale, common.comma)}{time(&day)} });
    let by = row.by.map(|name| view! { {words!(locale, common.comma)}<bdi>{name}</bdi> });
    view! {
        <li>
            <p class="wo-timeline__title">{what}{about}{to}</p>
            <p class="wo-timeline__meta"><time datetime=row.day.day.to_string()>{row.at}</time>{by}</p>
        </li>
    }
    .into_any()
}
