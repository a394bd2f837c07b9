//! What the employer itself has to do about a hire: until when, why, and the button that says it is done.

use crate::{
    api::hires::ActOnOwnStep,
    form::{FormAction, Hidden, PostForm},
    i18n::Locale,
    language::words,
    parts::step::{Term, badge, time},
};
use domain::{
    id::CaseId,
    view::hires::{Act, Task},
};
use leptos::{prelude::*, server_fn::ServerFn as _};

/// The employer's own steps in one form: each button says which step it is about. What can be done now is in
/// sight, the others are one click away.
pub(super) fn section(locale: Locale, id: CaseId, tasks: Vec<Task>, action: FormAction) -> AnyView {
    let body = if tasks.is_empty() {
        view! { <p class="wo-muted">{words!(locale, employer.no_tasks)}</p> }.into_any()
    } else {
        let (now, later): (Vec<_>, Vec<_>) = tasks.into_iter().partition(|task| task.act == Act::Claim);
        let none = now.is_empty().then(|| view! { <p class="wo-muted">{words!(locale, employer.no_tasks)}</p> });
        let later = (!later.is_empty()).then(|| {
            view! {
                <details class="wo-details">
                    <summary>{words!(locale, employer.later_and_done)}</summary>
                    {rows(locale, later)}
                </details>
            }
        });
        let now = (!now.is_empty()).then(|| rows(locale, now));
        view! {
            <PostForm action=action to=ActOnOwnStep::PATH name="own-step">
                <Hidden name="id" value=id.to_string()/>
                {none}{now}{later}
            </PostForm>
        }
        .into_any()
    };
    view! {
        <section class="wo-card" aria-labelledby="tasks">
            <h2 class="wo-card__title" id="tasks">{words!(locale, employer.your_turn)}</h2>
            {body}
        </section>
    }
    .into_any()
}

fn rows(locale: Locale, tasks: Vec<Task>) -> AnyView {
    let rows = tasks.into_iter().map(|task| row(locale, task)).collect_view();
    view! { <ul class="wo-steps">{rows}</ul> }.into_any()
}

fn row(locale: Locale, task: Task) -> AnyView {
    let badge = badge(locale, &task.row);
    let due = task.row.due.as_ref().map(|due| view! { " "{words!(locale, employer.until)}" "{time(due)} });
    let button = button(locale, &task);
    view! {
        <li class="wo-steps__row">
            <div class="wo-steps__what">
                <strong class="wo-steps__name">{task.row.title.clone()}</strong>" "<Term german=task.row.german.clone()/>
                <p class="wo-steps__hint">{task.what.clone()}</p>
                {basis(locale, task)}
                {button}
            </div>
            <div class="wo-steps__status">{badge}{due}</div>
        </li>
    }
    .into_any()
}

fn button(locale: Locale, task: &Task) -> AnyView {
    let (name, class, text) = match task.act {
        Act::Nothing => return ().into_any(),
        Act::Claim => ("claim", "wo-button wo-button--small wo-button--secondary", words!(locale, employer.claim)),
        Act::TakeBack => {
            ("take_back", "wo-button wo-button--small wo-button--tertiary", words!(locale, employer.take_back))
        }
    };
    let named = format!(": {}", task.row.title);
    view! {
        <button class=class name=name value=task.row.address.clone()>
            {text}<span class="wo-visually-hidden">{named}</span>
        </button>
    }
    .into_any()
}

/// Until when and why, papers, legal basis, source and day checked: one click away.
fn basis(locale: Locale, task: Task) -> AnyView {
    let papers = (!task.papers.is_empty()).then(|| {
        let papers = task.papers.iter().map(|paper| view! { <li>{paper.clone()}</li> }).collect_view();
        view! { <p>{words!(locale, employer.papers_needed)}</p><ul>{papers}</ul> }
    });
    let doubt = (!task.is_verified).then(|| view! { <p>{words!(locale, employer.not_verified)}</p> });
    let until = (!task.until.is_empty()).then(|| view! { <p>{task.until.clone()}</p> });
    let law = (!task.legal_basis.is_empty()).then(|| {
        view! {
            <p>{words!(locale, employer.legal_basis)}": "<span lang="de" dir="ltr">{task.legal_basis.clone()}</span></p>
        }
    });
    let sources = (!task.sources.is_empty()).then(|| {
        view! {
            <p>
                {words!(locale, employer.sources)}": "<bdi>{task.sources.join("; ")}</bdi>", "
                {words!(locale, employer.checked_on)}" "{time(&task.checked_on)}
            </p>
        }
    });
    view! {
        <details class="wo-details">
            <summary>{words!(locale, employer.details)}<span class="wo-visually-hidden">": "{task.row.title}</span></summary>
            {until}{papers}{law}{sources}{doubt}
        </details>
    }
    .into_any()
}
