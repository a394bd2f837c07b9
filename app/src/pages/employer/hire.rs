//! One hire: how things stand, what the employer has to do, what others do, and what was entered.

mod entered;
mod inviting;
mod leaving;
mod tasks;

pub(super) use entered::housing_options;

use super::line;
use crate::{
    api::hires::OwnHire,
    form::{FlashSlot, FormAction},
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
        hires::{Hire as Shown, HireRow, Papers, PhaseSteps},
        step::StepRow,
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

/// The forms of the page; its data depends on them.
#[derive(Clone, Copy)]
struct Actions {
    step: FormAction,
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
    let actions = Actions { step: new(), invite: new(), change: new(), leave: new() };
    let versions = move || actions.step.version() + actions.invite.version() + actions.change.version();
    let revision = crate::live::use_revision();
    let data = outcome::query_if(move || (id.get(), versions(), revision()), |(id, ..)| id.map(|id| OwnHire { id }));
    outcome::show(data, move |hire| shown(locale, hire, actions))
}

fn shown(locale: Locale, hire: Shown, actions: Actions) -> AnyView {
    let id = hire.row.id;
    let name = hire.row.name.clone();
    let phases = hire.phases.into_iter().map(|phase| phase_steps(locale, phase)).collect_view();
    let shared = if hire.is_accepted {
        phases.into_any()
    } else {
        view! { <p class="wo-muted">{words!(locale, employer.not_shared_yet)}</p> }.into_any()
    };
    view! {
        <Title text=name.clone()/>
        <div class="wo-stack wo-stack--large">
            <a class="wo-back" href=page("hires?sort=due")><Icon name="arrow-back"/>" "{words!(locale, employer.all_people)}</a>
            <h1 class="wo-visually-hidden"><bdi>{name}</bdi></h1>
            {identity(&hire.row, hire.entered.occupation.clone())}
            {line::of_person(locale, &hire.line)}
            {situation(locale, &hire.row)}
            {tasks::section(locale, id, hire.tasks, actions.step)}
            {papers(locale, hire.papers)}
            {inviting::section(locale, &hire.row, &hire.invite, hire.entered.family.is_some(), actions.invite)}
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

/// Whether a form without scripts comes back with a problem: what hides it has to stand open then.
fn comes_back(form: &str) -> bool {
    use_context::<FlashSlot>().is_some_and(|FlashSlot(slot)| {
        slot.with_untracked(|flash| flash.as_ref().is_some_and(|flash| flash.form == form && flash.error.is_some()))
    })
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
