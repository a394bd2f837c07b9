//! Lists of steps: name, German term, when, and how each stands.

use super::now::about;
use crate::{
    i18n::Locale,
    language::{page, words},
    parts::step::{Term, badge, time},
    terms,
};
use domain::{
    facts::Word as _,
    step::Look,
    view::{plan::PhaseSteps, step::StepRow},
};
use leptos::prelude::*;

/// Rows of steps; `list` keeps the ids of one list apart from those of another.
pub(super) fn list(locale: Locale, list: &'static str, rows: Vec<StepRow>) -> AnyView {
    let rows = rows.into_iter().map(|row| item(locale, list, row)).collect_view();
    view! { <ul class="wo-steps">{rows}</ul> }.into_any()
}

fn item(locale: Locale, list: &'static str, row: StepRow) -> AnyView {
    let id = format!("{list}-{}", row.address);
    let hint = hint(locale, &row);
    let status = badge(locale, &row);
    // What cannot begin yet leads nowhere, but says why; what nobody knows yet leads to the question.
    let is_unclear = row.look == Look::CannotStartYet && row.after.is_empty() && row.opens_on.is_none();
    let name = if matches!(row.look, Look::CannotStartYet | Look::NotNeeded) && !is_unclear {
        view! { <span class="wo-steps__name">{row.title.clone()}{about(&row)}</span> }.into_any()
    } else {
        view! {
            <a class="wo-steps__name" href=page(&format!("plan/{}", row.address)) aria-describedby=id.clone()>
                {row.title.clone()}{about(&row)}
            </a>
        }
        .into_any()
    };
    view! {
        <li class="wo-steps__row">
            <div class="wo-steps__what">{name}<Term german=row.german/>{hint}</div>
            <div class="wo-steps__status" id=id>{status}</div>
        </li>
    }
    .into_any()
}

fn hint(locale: Locale, row: &StepRow) -> AnyView {
    let text = match (row.look, &row.not_needed, &row.opens_on, &row.due) {
        (Look::NotNeeded, Some(reason), ..) => reason.clone().into_any(),
        (Look::CannotStartYet, _, opens_on, _) => match (row.after.is_empty(), opens_on) {
            (false, _) => view! { {words!(locale, newcomer.after)}": "{row.after.join(", ")} }.into_any(),
            (true, Some(day)) => view! { {words!(locale, newcomer.from)}" "{time(day)} }.into_any(),
            (true, None) => words!(locale, newcomer.unclear).into_any(),
        },
        (Look::Done | Look::NotNeeded, ..) => return ().into_any(),
        (_, _, _, Some(due)) => view! { {words!(locale, newcomer.until)}" "{time(due)} }.into_any(),
        _ => return ().into_any(),
    };
    view! { <p class="wo-steps__hint">{text}</p> }.into_any()
}

/// Every step, closed, by part of the journey; what is not needed last, with the reason.
pub(super) fn all(locale: Locale, phases: Vec<PhaseSteps>, not_needed: Vec<StepRow>, unclear: Vec<StepRow>) -> AnyView {
    let parts = phases
        .into_iter()
        .filter(|part| !part.steps.is_empty())
        .map(|part| {
            let done = words!(
                locale,
                newcomer.measure,
                done = part.done.done.to_string(),
                total = part.done.total.to_string()
            );
            let name = terms::phase(locale, part.phase);
            view! {
                <details class="wo-details">
                    <summary><span>{name}" ("<bdi>{done}</bdi>")"</span></summary>
                    // The printed plan leads here; a browser opens what it is led into.
                    <div id=part.phase.word()>{list(locale, "all", part.steps)}</div>
                </details>
            }
        })
        .collect_view();
    view! {
        <section class="wo-stack wo-stack--small" aria-labelledby="all">
            <h2 id="all">{words!(locale, newcomer.all_steps)}</h2>
            {parts}
            {group(locale, words!(locale, newcomer.perhaps), words!(locale, newcomer.perhaps_text), unclear)}
            {group(locale, words!(locale, newcomer.not_needed), words!(locale, newcomer.not_needed_text), not_needed)}
        </section>
    }
    .into_any()
}

fn group(locale: Locale, name: &'static str, text: &'static str, rows: Vec<StepRow>) -> AnyView {
    if rows.is_empty() {
        return ().into_any();
    }
    view! {
        <details class="wo-details">
            <summary>{name}</summary>
            <p class="wo-muted">{text}</p>
            {list(locale, "all", rows)}
        </details>
    }
    .into_any()
}
