//! What to do now, what comes then, and what others do meanwhile.

use super::steps;
use crate::{
    i18n::Locale,
    language::{page, words},
    parts::{
        layout::use_frame,
        step::{Term, time},
    },
    terms,
};
use domain::view::{
    plan::{NowStep, OtherWork, Visit},
    step::StepRow,
};
use leptos::prelude::*;

/// The one strong thing of the page; if there is nothing to do, what opens next and when.
pub(super) fn card(locale: Locale, now: Option<NowStep>, next: Option<StepRow>) -> AnyView {
    let Some(NowStep { row, what, say }) = now else { return rest(locale, next) };
    let until = row.due.as_ref().map(|due| view! { {words!(locale, newcomer.until)}" "{time(due)} });
    let about = about(&row);
    view! {
        <section class="wo-now" aria-labelledby="now">
            <p class="wo-now__label" id="now">{words!(locale, newcomer.now)}</p>
            <h2 class="wo-now__title">{row.title}{about}</h2>
            <p class="wo-now__facts"><Term german=row.german/>" "{until}</p>
            <p>{what}</p>
            {say_german(locale, &say)}
            <a class="wo-button wo-button--primary" href=page(&format!("plan/{}", row.address))>
                {words!(locale, newcomer.to_step)}
            </a>
        </section>
    }
    .into_any()
}

fn rest(locale: Locale, next: Option<StepRow>) -> AnyView {
    let next = next.map(|row| {
        let when = row.opens_on.as_ref().map(|day| view! { " ("{words!(locale, newcomer.from)}" "{time(day)}")" });
        view! {
            <p>{words!(locale, newcomer.comes_next)}": "<strong>{row.title}</strong>{when}</p>
            <p class="wo-now__facts"><Term german=row.german/></p>
            <a class="wo-button wo-button--secondary" href=page(&format!("plan/{}", row.address))>
                {words!(locale, newcomer.to_step)}
            </a>
        }
    });
    view! {
        <section class="wo-now" aria-labelledby="now">
            <p class="wo-now__label" id="now">{words!(locale, newcomer.now)}</p>
            <h2 class="wo-now__title">{words!(locale, newcomer.nothing_now)}</h2>
            <p>{words!(locale, newcomer.nothing_now_text)}</p>
            {next}
        </section>
    }
    .into_any()
}

/// Whom of the family a step is about.
pub(super) fn about(row: &StepRow) -> AnyView {
    row.about.clone().map(|name| view! { ": "<bdi>{name}</bdi> }).into_any()
}

/// The German sentence for the counter.
pub(super) fn say_german(locale: Locale, sentence: &str) -> AnyView {
    if sentence.is_empty() {
        return ().into_any();
    }
    view! {
        <p class="wo-say">
            <span class="wo-say__label">{words!(locale, newcomer.say)}</span>
            <q lang="de" dir="ltr" translate="no">{sentence.to_owned()}</q>
        </p>
    }
    .into_any()
}

/// Up to two more things.
pub(super) fn then(locale: Locale, rows: Vec<StepRow>) -> AnyView {
    if rows.is_empty() {
        return ().into_any();
    }
    view! {
        <section class="wo-stack wo-stack--small" aria-labelledby="then">
            <h2 id="then">{words!(locale, newcomer.then)}</h2>
            {steps::list(locale, "then", rows)}
        </section>
    }
    .into_any()
}

/// The slip for the one visit: day, place, what to bring.
pub(super) fn ticket(locale: Locale, visit: Visit) -> AnyView {
    let contact = use_frame().contact;
    let papers = visit.papers.into_iter().map(|paper| view! { <li>{paper}</li> }).collect_view();
    view! {
        <section class="wo-ticket" aria-labelledby="visit">
            <h2 id="visit">{words!(locale, newcomer.visit)}</h2>
            <p class="wo-ticket__when">{time(&visit.day)}</p>
            <p class="wo-ticket__where"><bdi>{contact.street}", "{contact.place}</bdi></p>
            <p>{words!(locale, newcomer.bring)}": "</p>
            <ul>{papers}</ul>
        </section>
    }
    .into_any()
}

/// What others are working on, so that nobody wonders.
pub(super) fn others(locale: Locale, others: Vec<OtherWork>, has_task: bool) -> AnyView {
    if others.is_empty() {
        return ().into_any();
    }
    let items = others
        .into_iter()
        .map(|work| {
            let since = work
                .since
                .map(|day| view! { {words!(locale, common.comma)}{words!(locale, newcomer.since)}" "{time(&day)} });
            view! {
                <li>
                    <a href=page(&format!("plan/{}", work.address))>{work.title}</a>": "
                    {terms::holder(locale, work.holder)}{since}
                </li>
            }
        })
        .collect_view();
    let end = if has_task { words!(locale, newcomer.others_end) } else { words!(locale, newcomer.others_wait) };
    view! {
        <section class="wo-stack wo-stack--small" aria-labelledby="others">
            <h2 id="others">{words!(locale, newcomer.others)}</h2>
            <ul>{items}</ul>
            <p class="wo-muted">{end}</p>
        </section>
    }
    .into_any()
}
