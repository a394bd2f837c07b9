//! One hire: how things stand, what the employer has to do, what others do, and what was entered.

mod entered;
mod leaving;

pub(super) use entered::housing_options;

use super::{line, table};
use crate::{
    api::hires::{ClaimOwnStep, InviteHire, TakeBackOwnStep, own_hire},
    form::{FormAction, Hidden, PostForm},
    i18n::Locale,
    language::{page, use_locale, words},
    parts::{
        icon::Icon,
        outcome,
        step::{Term, badge, time},
    },
    terms,
};
use domain::{
    id::CaseId,
    journey::Holder,
    view::{
        hires::{Act, Hire as Shown, HireRow, Invitation, Papers, PhaseSteps, Task},
        step::StepRow,
    },
};
use leptos::{prelude::*, server_fn::ServerFn as _};
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

/// The forms of the page; its data depends on them.
#[derive(Clone, Copy)]
struct Actions {
    claim: FormAction,
    take_back: FormAction,
    invite: FormAction,
    change: FormAction,
    leave: FormAction,
}

/// The page of one hire.
#[component]
pub(crate) fn Hire() -> impl IntoView {
    let locale = use_locale();
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id")).and_then(|id| id.parse::<CaseId>().ok()));
    let new = FormAction::new;
    let actions = Actions { claim: new(), take_back: new(), invite: new(), change: new(), leave: new() };
    let versions = move || {
        actions.claim.version() + actions.take_back.version() + actions.invite.version() + actions.change.version()
    };
    let revision = crate::live::use_revision();
    let data = outcome::query(
        move || (id.get(), versions(), revision()),
        |(id, _, _)| async move {
            match id {
                Some(id) => own_hire(id).await,
                None => Err(crate::AppError::NotFound),
            }
        },
    );
    outcome::show(data, move |hire| shown(locale, hire, actions))
}

fn shown(locale: Locale, hire: Shown, actions: Actions) -> AnyView {
    let id = hire.row.id;
    let name = hire.row.name.clone();
    let phases = hire.phases.into_iter().map(|phase| phase_steps(locale, phase)).collect_view();
    let shared = if hire.row.invitation.is_opened() {
        phases.into_any()
    } else {
        view! { <p class="wo-muted">{words!(locale, employer.not_shared_yet)}</p> }.into_any()
    };
    view! {
        <Title text=name.clone()/>
        <div class="wo-stack wo-stack--large">
            <a class="wo-back" href=page("hires?sort=due")>{words!(locale, employer.all_people)}</a>
            <h1><bdi>{name}</bdi></h1>
            {identity(&hire.row, hire.entered.occupation.clone())}
            {line::of_person(locale, &hire.line)}
            {situation(locale, &hire.row)}
            {tasks(locale, id, hire.tasks, actions)}
            {papers(locale, hire.papers)}
            {invitation(locale, &hire.row, actions.invite)}
            <section class="wo-stack" aria-labelledby="others">
                <h2 id="others">{words!(locale, employer.others_heading)}</h2>
                {shared}
            </section>
            {entered::section(locale, id, hire.entered, hire.cohorts, actions.change)}
            {leaving::section(locale, id, actions.leave)}
        </div>
    }
    .into_any()
}

fn identity(row: &HireRow, occupation: Option<String>) -> AnyView {
    view! {
        <div class="wo-identity">
            <strong class="wo-identity__name"><bdi>{row.name.clone()}</bdi></strong>
            {occupation.map(|occupation| view! { <span>{occupation}</span> })}
            <span dir="ltr">{row.number.clone()}</span>
        </div>
    }
    .into_any()
}

/// Next date, who must act and since when.
fn situation(locale: Locale, row: &HireRow) -> AnyView {
    let risk = row.at_risk.then(|| {
        view! {
            <div class="wo-notice wo-notice--warning"><Icon name="warning"/><div><p class="wo-notice__title">{words!(locale, employer.at_risk)}</p></div></div>
        }
    });
    let since = (row.holder != Holder::Nobody).then(|| words!(locale, employer.since, day = row.since.text.as_str()));
    let none = || words!(locale, employer.not_known).into_any();
    view! {
        {risk}
        <dl class="wo-summary-list">
            <div><dt>{words!(locale, employer.head_first_day)}</dt><dd>{row.first_day.as_ref().map_or_else(none, time)}</dd></div>
            <div><dt>{words!(locale, employer.head_holder)}</dt><dd>{terms::holder(locale, row.holder)}" "<span class="wo-muted">{since}</span></dd></div>
            <div><dt>{words!(locale, employer.next_date)}</dt><dd>{row.due.as_ref().map_or_else(none, time)}</dd></div>
        </dl>
    }
    .into_any()
}

fn tasks(locale: Locale, id: CaseId, tasks: Vec<Task>, actions: Actions) -> AnyView {
    let body = if tasks.is_empty() {
        view! { <p class="wo-muted">{words!(locale, employer.no_tasks)}</p> }.into_any()
    } else {
        let rows = tasks.into_iter().map(|task| task_row(locale, id, task, actions)).collect_view();
        view! { <ul class="wo-steps">{rows}</ul> }.into_any()
    };
    view! {
        <section class="wo-card" aria-labelledby="tasks">
            <h2 class="wo-card__title" id="tasks">{words!(locale, employer.your_turn)}</h2>
            {body}
        </section>
    }
    .into_any()
}

fn task_row(locale: Locale, id: CaseId, task: Task, actions: Actions) -> AnyView {
    let badge = badge(locale, &task.row);
    let due = task.row.due.as_ref().map(|due| view! { " "{words!(locale, employer.until)}" "{time(due)} });
    let act = act(locale, id, &task, actions);
    view! {
        <li class="wo-steps__row">
            <div class="wo-steps__what">
                <strong class="wo-steps__name">{task.row.title.clone()}</strong>" "<Term german=task.row.german.clone()/>
                <p class="wo-steps__hint">{task.what.clone()}</p>
                {basis(locale, task)}
                {act}
            </div>
            <div class="wo-steps__status">{badge}{due}</div>
        </li>
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

fn act(locale: Locale, id: CaseId, task: &Task, actions: Actions) -> AnyView {
    let named = format!(": {}", task.row.title);
    let named = view! { <span class="wo-visually-hidden">{named}</span> };
    let step = task.row.address.clone();
    match task.act {
        Act::Nothing => ().into_any(),
        Act::Claim => view! {
            <PostForm action=actions.claim to=ClaimOwnStep::PATH name="claim" class="wo-form--inline">
                <Hidden name="cases[]" value=id.to_string()/>
                <Hidden name="step" value=step/>
                <button class="wo-button wo-button--small wo-button--secondary">{words!(locale, employer.claim)}{named}</button>
            </PostForm>
        }
        .into_any(),
        Act::TakeBack => view! {
            <PostForm action=actions.take_back to=TakeBackOwnStep::PATH name="take-back" class="wo-form--inline">
                <Hidden name="id" value=id.to_string()/>
                <Hidden name="step" value=step/>
                <button class="wo-button wo-button--small wo-button--tertiary">{words!(locale, employer.take_back)}{named}</button>
            </PostForm>
        }
        .into_any(),
    }
}

/// Health and conduct, never by name.
fn papers(locale: Locale, papers: Papers) -> AnyView {
    let text = match papers {
        Papers::None => return ().into_any(),
        Papers::Open => words!(locale, employer.papers_open),
        Papers::Complete => words!(locale, employer.papers_complete),
    };
    view! {
        <section class="wo-stack wo-stack--small" aria-labelledby="papers">
            <h2 id="papers">{words!(locale, employer.papers_heading)}</h2>
            <p><strong>{text}</strong></p>
            <p class="wo-muted">{words!(locale, employer.papers_text)}</p>
        </section>
    }
    .into_any()
}

/// Inviting is a click of its own, again too.
fn invitation(locale: Locale, row: &HireRow, action: FormAction) -> AnyView {
    let (text, button) = match &row.invitation {
        Invitation::Opened(when) => (words!(locale, employer.opened, day = when.text.as_str()), None),
        Invitation::NoAddress => (words!(locale, employer.no_address_text).to_owned(), None),
        Invitation::NotInvited => {
            (words!(locale, employer.not_invited_text).to_owned(), Some(words!(locale, employer.invite)))
        }
        Invitation::NotOpened(_) => (
            table::invitation(locale, &row.invitation).unwrap_or_default(),
            Some(words!(locale, employer.invite_again)),
        ),
    };
    let id = row.id.to_string();
    let form = button.map(|button| {
        view! {
            <PostForm action=action to=InviteHire::PATH name="invite">
                <Hidden name="id" value=id/>
                <div class="wo-button-row"><button class="wo-button wo-button--secondary"><Icon name="mail"/>" "{button}</button></div>
            </PostForm>
        }
    });
    view! {
        <section class="wo-stack wo-stack--small" aria-labelledby="invitation">
            <h2 id="invitation">{words!(locale, employer.invitation_heading)}</h2>
            <p>{text}</p>
            {form}
        </section>
    }
    .into_any()
}

fn phase_steps(locale: Locale, phase: PhaseSteps) -> AnyView {
    let rows = phase.steps.into_iter().map(|row| step(locale, &row)).collect_view();
    view! {
        <details class="wo-details">
            <summary>{terms::phase(locale, phase.phase)}</summary>
            <ul class="wo-steps">{rows}</ul>
        </details>
    }
    .into_any()
}

/// A step of somebody else: read only.
fn step(locale: Locale, row: &StepRow) -> AnyView {
    let due = row.due.as_ref().map(|due| view! { " "{words!(locale, employer.until)}" "{time(due)} });
    view! {
        <li class="wo-steps__row">
            <div class="wo-steps__what">
                <span class="wo-steps__name">{row.title.clone()}</span>" "<Term german=row.german.clone()/>
            </div>
            <div class="wo-steps__status">{badge(locale, row)}{due}</div>
        </li>
    }
    .into_any()
}
