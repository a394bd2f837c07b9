//! The own plan for paper: boxes to tick, days, the German words for the counter, and the way back.

use crate::{
    i18n::Locale,
    language::{page as address_of, words},
    parts::{
        icon::Icon,
        layout::Frame,
        qr::qr,
        step::{Term, time},
    },
    terms,
};
use backend::{PaperPhase, PaperPlan, PaperStep};
use domain::{
    journey::Holder,
    step::Look,
    view::{
        plan::{Contact, Visit},
        step::StepRow,
    },
};
use leptos::prelude::*;

pub(super) fn page(locale: Locale, plan: PaperPlan, frame: &Frame) -> AnyView {
    let PaperPlan { name, number, first_day, as_of, visit, phases, unclear, contact, address } = plan;
    let first_day = first_day.map(|day| {
        view! { <div><dt>{words!(locale, newcomer.first_day)}</dt><dd><strong>{time(&day)}</strong></dd></div> }
    });
    let phases = phases.into_iter().map(|phase| phase_of(locale, phase)).collect_view();
    view! {
        <div class="wo-stack wo-screen-only">
            <a class="wo-back" href=address_of("plan")><Icon name="arrow-back"/>" "{words!(locale, newcomer.back)}</a>
            <p class="wo-lede">{words!(locale, paper.plan_lede)}</p>
        </div>
        <article class="wo-paper">
            <header class="wo-paper__head">
                <div>
                    <p class="wo-muted">"Welcome Office "<bdi>{frame.city.clone()}</bdi></p>
                    <h1>{words!(locale, newcomer.plan_title)}</h1>
                    <dl class="wo-paper__facts">
                        <div><dt>{words!(locale, newcomer.entry_name)}</dt><dd><bdi>{name}</bdi></dd></div>
                        <div><dt>{words!(locale, paper.plan_number)}</dt><dd><bdi dir="ltr">{number}</bdi></dd></div>
                        {first_day}
                        <div><dt>{words!(locale, paper.plan_as_of)}</dt><dd>{as_of}</dd></div>
                    </dl>
                </div>
                {way_back(&address, words!(locale, paper.plan_online), words!(locale, paper.qr_plan))}
            </header>
            {visit.map(|visit| ticket(locale, visit, frame))}
            {phases}
            {perhaps(locale, unclear)}
            {ask(locale, contact, frame)}
        </article>
    }
    .into_any()
}

/// A QR code with its address as text.
fn way_back(address: &str, text: &'static str, label: &'static str) -> AnyView {
    view! {
        <figure class="wo-paper__back">
            {qr(address, label)}
            <figcaption>{text}<br/><bdi dir="ltr" translate="no">{typed(address)}</bdi></figcaption>
        </figure>
    }
    .into_any()
}

/// An address as people type it, without the scheme.
fn typed(address: &str) -> String {
    address.split_once("://").map_or(address, |(_, rest)| rest).to_owned()
}

fn phase_of(locale: Locale, phase: PaperPhase) -> AnyView {
    let name = terms::phase(locale, phase.phase);
    let steps = phase.steps.into_iter().map(|step| step_of(locale, step)).collect_view();
    view! {
        <section>
            <div class="wo-paper__phase-head">
                <div>
                    <h2>{name}</h2>
                    <p class="wo-paper__when"><bdi dir="ltr" translate="no">{typed(&phase.address)}</bdi></p>
                </div>
                {qr(&phase.address, words!(locale, paper.qr_phase))}
            </div>
            <ul class="wo-paper__steps">{steps}</ul>
        </section>
    }
    .into_any()
}

fn step_of(locale: Locale, step: PaperStep) -> AnyView {
    let PaperStep { row, say } = step;
    let about = row.about.clone().map(|name| view! { ": "<bdi>{name}</bdi> });
    if row.look == Look::Done {
        return view! {
            <li>
                <span class="wo-tick wo-tick--done" aria-hidden="true"></span>
                <p>{row.title}{about}" "<span class="wo-paper__when">{terms::look(locale, row.look)}</span></p>
            </li>
        }
        .into_any();
    }
    let say = (!say.is_empty()).then(|| {
        view! {
            <p>
                {words!(locale, newcomer.say)}": "<q lang="de" dir="ltr" translate="no">{say}</q>
            </p>
        }
    });
    view! {
        <li>
            <span class="wo-tick" aria-hidden="true"></span>
            <div>
                <p><strong>{row.title.clone()}{about}</strong>" "<Term german=row.german.clone()/></p>
                {facts(locale, &row)}
                {say}
            </div>
        </li>
    }
    .into_any()
}

/// Until when or from when, and whose move it is if not the reader's.
fn facts(locale: Locale, row: &StepRow) -> AnyView {
    let when = match (&row.due, &row.opens_on) {
        (Some(due), _) => view! { {words!(locale, newcomer.until)}" "{time(due)} }.into_any(),
        (None, Some(day)) => view! { {words!(locale, newcomer.from)}" "{time(day)} }.into_any(),
        (None, None) => ().into_any(),
    };
    let has_when = row.due.is_some() || row.opens_on.is_some();
    let is_other = !matches!(row.holder, Holder::Nobody | Holder::Newcomer);
    if !has_when && !is_other {
        return ().into_any();
    }
    let who = is_other.then(|| {
        let gap = has_when.then_some(" · ");
        view! { {gap}{words!(locale, paper.plan_who)}": "{terms::holder(locale, row.holder)} }
    });
    view! { <p class="wo-paper__when">{when}{who}</p> }.into_any()
}

fn ticket(locale: Locale, visit: Visit, frame: &Frame) -> AnyView {
    let papers = visit.papers.into_iter().map(|paper| view! { <li>{paper}</li> }).collect_view();
    let place = format!("{}, {}", frame.contact.street, frame.contact.place);
    view! {
        <section class="wo-ticket">
            <h2>{words!(locale, newcomer.visit)}</h2>
            <p class="wo-ticket__when">{time(&visit.day)}</p>
            <p class="wo-ticket__where"><bdi>{place}</bdi></p>
            <p>{words!(locale, newcomer.bring)}": "</p>
            <ul>{papers}</ul>
        </section>
    }
    .into_any()
}

fn perhaps(locale: Locale, rows: Vec<StepRow>) -> AnyView {
    if rows.is_empty() {
        return ().into_any();
    }
    let rows = rows.into_iter().map(|row| view! { <li>{row.title}" "<Term german=row.german/></li> }).collect_view();
    view! {
        <section>
            <h2>{words!(locale, newcomer.perhaps)}</h2>
            <p>{words!(locale, newcomer.perhaps_text)}</p>
            <ul>{rows}</ul>
        </section>
    }
    .into_any()
}

fn ask(locale: Locale, contact: Contact, frame: &Frame) -> AnyView {
    let person = contact.person.map(|name| view! { <strong><bdi>{name}</bdi></strong>" · " });
    let hours = (!contact.hours.is_empty()).then(|| view! { " · "<span dir="auto">{contact.hours}</span> });
    view! {
        <section class="wo-paper__ask">
            <h2>{words!(locale, paper.plan_ask)}</h2>
            <p>
                {person}<bdi>{contact.organisation}</bdi>" · "
                <bdi dir="ltr">{contact.phone}</bdi>{hours}" · "<bdi dir="ltr">{frame.contact.email.clone()}</bdi>
            </p>
        </section>
    }
    .into_any()
}
