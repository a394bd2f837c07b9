//! The portfolio: how things stand, what the employer has to do, who is where, and the table.

mod find;

pub(super) use find::address;

use super::{
    line,
    table::{self, Head, Selection},
};
use crate::{
    api::{
        hires::{ClaimOwnStep, OwnHires},
        sheets::PRINT_SHEETS,
    },
    form::{FormAction, Hidden, PlainForm, PostForm},
    i18n::Locale,
    language::{page, use_locale, words},
    parts::{
        icon::Icon,
        outcome,
        step::{Term, time},
    },
};
use domain::{
    form::{FindHires, HireFilter, HireSort},
    view::hires::{Hires as Portfolio, TaskGroup},
};
use leptos::{prelude::*, server_fn::ServerFn as _};
use leptos_meta::Title;
use leptos_router::{NavigateOptions, components::Redirect, hooks::use_query_map};

/// The page of all hires.
#[component]
pub(crate) fn Hires() -> impl IntoView {
    let locale = use_locale();
    let query = use_query_map();
    let find = Memo::new(move |_| {
        let read = |key: &str| query.with(|query| query.get(key).unwrap_or_default());
        FindHires {
            q: read("q"),
            holder: read("holder"),
            station: read("station"),
            invited: read("invited"),
            task: read("task"),
            sort: read("sort"),
            after: read("after"),
        }
    });
    let claim = FormAction::new();
    let revision = crate::live::use_revision();
    let data = outcome::query(move || (find.get(), claim.version(), revision()), |(find, _, _)| OwnHires { find });
    view! {
        <Title text=words!(locale, employer.hires_title)/>
        <div class="wo-stack wo-stack--large">
            <h1>{words!(locale, employer.hires_title)}</h1>
            {outcome::show(data, move |hires| shown(locale, hires, &find.get_untracked(), claim))}
        </div>
    }
}

fn shown(locale: Locale, hires: Portfolio, find: &FindHires, claim: FormAction) -> AnyView {
    if let Some(only) = hires.only {
        let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
        let href = page(&format!("hires/{only}"));
        return view! {
            <Redirect path=href.clone() options=options/>
            <p><a class="wo-button wo-button--primary" href=href>{words!(locale, employer.to_the_only_one)}</a></p>
        }
        .into_any();
    }
    if hires.counts.people == 0 {
        return empty(locale);
    }
    view! {
        {table::sentence(hires.facts.clone())}
        {files(locale)}
        {tasks(locale, &hires.tasks)}
        {line::portfolio(locale, &hires.line)}
        <div class="wo-stack">
            {find::filters(locale, find)}
            {find::chips(locale, find, hires.task.as_deref())}
            {list(locale, hires, find, claim)}
        </div>
    }
    .into_any()
}

/// What to do next where nobody is announced yet.
fn empty(locale: Locale) -> AnyView {
    view! {
        <div class="wo-empty">
            <p class="wo-empty__title">{words!(locale, employer.empty_title)}</p>
            <p>{words!(locale, employer.empty_text)}</p>
            <div class="wo-button-row">
                <a class="wo-button wo-button--primary" href=page("hires/import")>{words!(locale, employer.upload)}</a>
                <a class="wo-button wo-button--secondary" href=page("announce")>{words!(locale, employer.announce)}</a>
            </div>
        </div>
    }
    .into_any()
}

/// At most five things to do, each with one button.
fn tasks(locale: Locale, tasks: &[TaskGroup]) -> AnyView {
    if tasks.is_empty() {
        return view! { <p class="wo-muted">{words!(locale, employer.no_tasks)}</p> }.into_any();
    }
    let rows = tasks.iter().map(|task| task_row(locale, task)).collect_view();
    view! {
        <section class="wo-card" aria-labelledby="tasks">
            <h2 class="wo-card__title" id="tasks">{words!(locale, employer.your_turn)}</h2>
            <ul class="wo-actions">{rows}</ul>
        </section>
    }
    .into_any()
}

fn task_row(locale: Locale, task: &TaskGroup) -> AnyView {
    let href = match task.only {
        Some(id) => page(&format!("hires/{id}")),
        None => address(&FindHires { task: task.step.to_string(), ..FindHires::default() }),
    };
    let due = task
        .due
        .as_ref()
        .map(|due| view! { {words!(locale, common.comma)}{words!(locale, employer.until)}" "{time(due)} });
    let overdue = task.is_overdue.then(|| {
        view! { " "<span class="wo-badge wo-badge--overdue"><Icon name="warning"/>" "{words!(locale, terms.overdue)}</span> }
    });
    view! {
        <li>
            <span class="wo-actions__what">
                {task.title.clone()}" "<Term german=task.german.clone()/><br/>
                <span class="wo-muted">{task.text.clone()}{due}</span>{overdue}
            </span>
            <a class="wo-button wo-button--small wo-button--secondary" href=href>
                {words!(locale, employer.open_task)}<span class="wo-visually-hidden">": "{task.title.clone()}</span>
            </a>
        </li>
    }
    .into_any()
}

/// The table and the way to the next page; for one task with a box for each person.
fn list(locale: Locale, hires: Portfolio, find: &FindHires, claim: FormAction) -> AnyView {
    if hires.rows.is_empty() {
        return view! {
            <div class="wo-empty">
                <p class="wo-empty__title">{words!(locale, employer.nobody_found)}</p>
                <p><a href=address(&FindHires { sort: "due".into(), ..FindHires::default() })>{words!(locale, employer.show_all)}</a></p>
            </div>
        }
        .into_any();
    }
    let search = find.read();
    let caption = hires.total.clone().unwrap_or_else(|| words!(locale, employer.people).to_owned());
    let heads = heads(locale, find);
    let table = match search.filter {
        HireFilter::Task(step) => view! {
            <PostForm action=claim to=ClaimOwnStep::PATH name="claim">
                <Hidden name="step" value=step.to_string()/>
                {table::people(locale, caption, heads, hires.rows, Selection::Boxes)}
                <div class="wo-button-row">
                    <button class="wo-button wo-button--primary">{words!(locale, employer.claim_selected)}</button>
                </div>
            </PostForm>
        }
        .into_any(),
        _ if hires.rows.iter().all(|row| row.invitation.is_opened()) => {
            table::people(locale, caption, heads, hires.rows, Selection::Off)
        }
        _ => view! {
            <PlainForm to=PRINT_SHEETS name="sheets">
                {table::people(locale, caption, heads, hires.rows, Selection::NotOpened)}
                {table::print_selected(locale)}
            </PlainForm>
        }
        .into_any(),
    };
    let next = hires.next.map(|next| address(&FindHires { after: next.to_string(), ..find.clone() }));
    let first = address(&FindHires { after: String::new(), sort: search.sort.to_string(), ..find.clone() });
    view! { {table}{pages(locale, next, search.after.map(|_| first))} }.into_any()
}

/// The ways to the next and back to the first page.
pub(super) fn pages(locale: Locale, next: Option<String>, first: Option<String>) -> AnyView {
    if next.is_none() && first.is_none() {
        return ().into_any();
    }
    let first = first.map(|href| view! { <a href=href>{words!(locale, employer.first_page)}</a> });
    let next = next.map(|href| view! { <a rel="next" href=href>{words!(locale, employer.next_page)}</a> });
    view! { <nav class="wo-pagination" aria-label=words!(locale, employer.pages)>{first}{next}</nav> }.into_any()
}

fn heads(locale: Locale, find: &FindHires) -> [Head; 5] {
    let search = find.read();
    let head = |text, sort: HireSort| {
        let href = address(&FindHires { sort: sort.to_string(), after: String::new(), ..find.clone() });
        Head { text, sort: (search.filter == HireFilter::All).then_some(href), is_sorted: search.sort == sort }
    };
    [
        head(words!(locale, employer.head_name), HireSort::Name),
        head(words!(locale, employer.head_first_day), HireSort::Start),
        Head::plain(words!(locale, employer.head_station)),
        Head::plain(words!(locale, employer.head_holder)),
        head(words!(locale, employer.head_due), HireSort::Due),
    ]
}

/// Upload, announce, export.
fn files(locale: Locale) -> AnyView {
    let export = format!("/files/hires.xlsx?language={}", crate::language::use_language());
    view! {
        <div class="wo-button-row">
            <a class="wo-button wo-button--primary" href=page("hires/import")><Icon name="upload"/>" "{words!(locale, employer.upload)}</a>
            <a class="wo-button wo-button--secondary" href=page("announce")><Icon name="add"/>" "{words!(locale, employer.announce)}</a>
            <a class="wo-button wo-button--secondary" href=export rel="external" download><Icon name="download"/>" "{words!(locale, employer.export)}</a>
        </div>
    }
    .into_any()
}
