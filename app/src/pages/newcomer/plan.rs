//! The own plan: at most three things to do now, then everything else, closed.

use super::{access, day, entry, missing, now, questions, sharing, steps};
use crate::{
    api::plan::LoadPlan,
    form::FormAction,
    i18n::Locale,
    language::{page, use_locale, words},
    live,
    parts::{icon::Icon, outcome, step::time},
    terms,
};
use domain::{
    case::CaseState,
    view::{
        plan::{OwnPlan, Pace, Way},
        step::Measure,
    },
};
use leptos::prelude::*;
use leptos_meta::Title;

/// The forms of the page.
#[derive(Clone, Copy)]
struct Forms {
    day: FormAction,
    missing: FormAction,
    ask: FormAction,
    share: FormAction,
    accept: FormAction,
    correct: FormAction,
    reset: FormAction,
}

/// The page of the own plan.
#[component]
pub(crate) fn Plan() -> impl IntoView {
    let locale = use_locale();
    let forms = Forms {
        day: FormAction::new(),
        missing: FormAction::new(),
        ask: FormAction::new(),
        share: FormAction::new(),
        accept: FormAction::new(),
        correct: FormAction::new(),
        reset: FormAction::new(),
    };
    let revision = live::use_revision();
    let changes = move || {
        let answers = [forms.day, forms.missing, forms.ask, forms.share, forms.accept, forms.correct, forms.reset]
            .map(FormAction::version);
        (revision(), answers)
    };
    let plan = outcome::query(changes, |_| LoadPlan {});
    view! {
        <Title text=words!(locale, newcomer.plan_title)/>
        {outcome::show(plan, move |plan| shown(locale, plan, forms))}
    }
}

fn shown(locale: Locale, plan: OwnPlan, forms: Forms) -> AnyView {
    let OwnPlan { name, way, ended, as_of } = plan;
    match way {
        Some(way) => view! {
            <div class="wo-stack wo-stack--large">
                {greeting(locale, &name, &way)}
                {access::told(locale, way.reset.clone(), way.has_address, forms.reset)}
                {body(locale, way, forms)}
                <live::LiveLine as_of/>
            </div>
        }
        .into_any(),
        None => nothing(locale, ended),
    }
}

/// The one sentence: first working day, and how it stands.
fn greeting(locale: Locale, name: &str, way: &Way) -> AnyView {
    let pace = match way.pace {
        Pace::Unknown => words!(locale, newcomer.pace_unknown),
        Pace::OnTime => words!(locale, newcomer.pace_on_time),
        Pace::AtRisk => words!(locale, newcomer.pace_at_risk),
        Pace::Working => words!(locale, newcomer.pace_working),
    };
    let first_day = way.first_day.as_ref().map(|day| {
        view! { {words!(locale, newcomer.first_day)}": "<strong>{time(day)}</strong>". " }
    });
    view! {
        <div class="wo-stack wo-stack--small">
            <h1>{words!(locale, newcomer.hello)}" "<bdi>{name.to_owned()}</bdi></h1>
            <p class="wo-lede">{first_day}{pace}</p>
        </div>
    }
    .into_any()
}

fn body(locale: Locale, way: Way, forms: Forms) -> AnyView {
    let Way { now, then, asked, visit, others, next, work, city, contact, phases, not_needed, unclear, .. } = way;
    let has_task = now.is_some();
    let is_new = !way.entry.is_accepted;
    let entry = entry::card(locale, way.entry, forms.accept, forms.correct);
    let (first, last) = if is_new { (Some(entry), None) } else { (None, Some(entry)) };
    view! {
        {now::card(locale, now, next)}
        {now::then(locale, then)}
        {asked.map(|asked| day::card(locale, asked, forms.day))}
        {first}
        {missing::card(locale, way.missing, forms.missing)}
        {visit.map(|visit| now::ticket(locale, visit))}
        {now::others(locale, others, has_task)}
        <section class="wo-card wo-card--quiet" aria-labelledby="progress">
            <h2 class="wo-card__title" id="progress">{words!(locale, newcomer.progress)}</h2>
            {measure(words!(locale, newcomer.work), "work", work)}
            {measure(words!(locale, newcomer.city), "city", city)}
        </section>
        {questions::section(locale, None, way.questions, contact, forms.ask)}
        {steps::all(locale, phases, not_needed, unclear)}
        <p><a class="wo-button wo-button--secondary" href=page("plan/print")><Icon name="print"/>" "{words!(locale, newcomer.print_plan)}</a></p>
        {sharing::list(locale, way.shares, forms.share)}
        {last}
        {entry::erase(locale)}
        <p class="wo-muted">{words!(locale, newcomer.number)}": "<bdi>{way.number.replace('-', "\u{2011}")}</bdi></p>
    }
    .into_any()
}

/// "Work 3 of 9", as words first.
fn measure(name: &'static str, id: &'static str, measure: Measure) -> AnyView {
    if measure.total == 0 {
        return ().into_any();
    }
    let locale = use_locale();
    let text = words!(locale, newcomer.measure, done = measure.done.to_string(), total = measure.total.to_string());
    view! {
        <p class="wo-progress">
            <label class="wo-progress__text" for=id>{name}" "<bdi>{text}</bdi></label>
            <progress id=id max=measure.total.to_string() value=measure.done.to_string()></progress>
        </p>
    }
    .into_any()
}

/// Without an open way: why, and how to begin.
fn nothing(locale: Locale, ended: Option<CaseState>) -> AnyView {
    let why = ended.map(|state| {
        view! { <p>{words!(locale, newcomer.ended)}": "<strong>{terms::case_state(locale, state)}</strong></p> }
    });
    view! {
        <div class="wo-stack">
            <h1>{words!(locale, newcomer.plan_title)}</h1>
            <div class="wo-empty">
                <p class="wo-empty__title">{words!(locale, newcomer.no_plan)}</p>
                {why}
                <p>{words!(locale, newcomer.no_plan_text)}</p>
                <a class="wo-button wo-button--primary" href=page("start")>{words!(locale, newcomer.start)}</a>
            </div>
        </div>
    }
    .into_any()
}
