//! What waits for the own institution: person, what, why now, one action.

use super::super::row::{case_link, overdue, row_button};
use crate::{
    api::{cases::ConfirmStep, referrals::AcknowledgeReferral},
    i18n::Locale,
    language::{page, words},
    parts::{icon::Icon, step::time},
};
use domain::view::desk::{Task, Turn};
use leptos::{prelude::*, server_fn::ServerFn as _};

pub(super) fn section(locale: Locale, changed: RwSignal<u32>, turns: Vec<Turn>, is_cut: bool) -> AnyView {
    let number =
        if is_cut { words!(locale, staff.more_than, count = turns.len().to_string()) } else { turns.len().to_string() };
    let heading = words!(locale, staff.your_turn, count = number);
    let content = if turns.is_empty() {
        view! {
            <div class="wo-empty">
                <p class="wo-empty__title">{words!(locale, staff.nothing_waits)}</p>
                <p>{words!(locale, staff.nothing_waits_text)}</p>
                <a class="wo-button wo-button--secondary" href=page("cases")>{words!(locale, staff.all_cases)}</a>
            </div>
        }
        .into_any()
    } else {
        let rows = turns.into_iter().map(|turn| row(locale, changed, turn)).collect_view();
        view! { <ul class="wo-actions">{rows}</ul> }.into_any()
    };
    view! {
        <section class="wo-stack wo-stack--small" aria-labelledby="turns">
            <h2 id="turns">{heading}</h2>
            {content}
        </section>
    }
    .into_any()
}

fn row(locale: Locale, changed: RwSignal<u32>, turn: Turn) -> AnyView {
    let what = what(locale, &turn);
    let due = turn.due.as_ref().map(|due| view! { " · "{words!(locale, staff.until)}" "{time(due)} });
    let mark = turn.is_overdue.then(|| view! { " "{overdue(locale)} });
    let risk = turn.is_at_risk.then(|| {
        view! {
            " "<span class="wo-badge wo-badge--problem"><Icon name="danger"/>" "{words!(locale, staff.at_risk)}</span>
        }
    });
    let action = action(locale, changed, &turn);
    view! {
        <li>
            <span class="wo-actions__what">
                {case_link(turn.case, turn.name)}": "{what}
                <br/>
                <span class="wo-muted">{why(locale, &turn.task)}{due}</span>{mark}{risk}
            </span>
            {action}
        </li>
    }
    .into_any()
}

fn what(locale: Locale, turn: &Turn) -> String {
    match (&turn.task, &turn.step) {
        (_, Some(step)) => step.clone(),
        (Task::Answer { .. }, None) => words!(locale, staff.what_question).to_owned(),
        (Task::Acknowledge { from, .. }, None) => words!(locale, staff.what_referral, from = from.as_str()),
        (Task::Confirm { .. } | Task::Act, None) => words!(locale, staff.what_step).to_owned(),
    }
}

fn why(locale: Locale, task: &Task) -> &'static str {
    match task {
        Task::Answer { .. } => words!(locale, staff.why_question),
        Task::Acknowledge { .. } => words!(locale, staff.why_referral),
        Task::Confirm { .. } => words!(locale, staff.why_confirm),
        Task::Act => words!(locale, staff.why_act),
    }
}

fn action(locale: Locale, changed: RwSignal<u32>, turn: &Turn) -> AnyView {
    let about = turn.name.clone();
    match &turn.task {
        Task::Answer { question } => {
            link(page(&format!("questions?question={question}")), words!(locale, staff.answer), about)
        }
        Task::Act => link(page(&format!("cases/{}", turn.case)), words!(locale, staff.open_case), about),
        Task::Acknowledge { referral, .. } => row_button(
            changed,
            AcknowledgeReferral::PATH,
            "acknowledge",
            vec![("referral", referral.to_string())],
            words!(locale, staff.acknowledge),
            about,
        ),
        Task::Confirm { step } => row_button(
            changed,
            ConfirmStep::PATH,
            "confirm-claim",
            vec![("case", turn.case.to_string()), ("form[step]", step.clone())],
            words!(locale, staff.confirm),
            about,
        ),
    }
}

fn link(href: String, text: &'static str, about: String) -> AnyView {
    view! {
        <a class="wo-button wo-button--small wo-button--secondary" href=href>
            {text}<span class="wo-visually-hidden">": "<bdi>{about}</bdi></span>
        </a>
    }
    .into_any()
}
