//! The portfolio: how things stand, what the employer has to do, who is where, and the table.

use super::{
    line,
    table::{self, Head, Selection},
};
use crate::{
    api::hires::{ClaimOwnStep, own_hires},
    form::{FormAction, Hidden, PostForm},
    i18n::Locale,
    language::{page, use_locale, words},
    parts::{
        icon::Icon,
        outcome,
        step::{Term, time},
    },
    terms,
};
use domain::{
    facts::Word as _,
    form::{FindHires, HireFilter, HireSort},
    journey::Holder,
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
    let data = outcome::query(move || (find.get(), claim.version(), revision()), |(find, _, _)| own_hires(find));
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
        {tasks(locale, &hires.tasks)}
        {line::portfolio(locale, &hires.line)}
        <section class="wo-stack" aria-labelledby="people">
            {filters(locale, find)}
            {chips(locale, find, hires.task.as_deref())}
            {list(locale, hires, find, claim)}
        </section>
        {files(locale)}
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
    let due = task.due.as_ref().map(|due| view! { ", "{words!(locale, employer.until)}" "{time(due)} });
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

/// Search and filter: a plain form, so that the address says what is shown.
fn filters(locale: Locale, find: &FindHires) -> AnyView {
    let holders = Holder::ALL
        .iter()
        .map(|holder| {
            let is_chosen = holder.word() == find.holder;
            view! { <option value=holder.word() selected=is_chosen>{terms::holder(locale, *holder)}</option> }
        })
        .collect_view();
    view! {
        <form class="wo-filters" method="get" action=page("hires") role="search">
            <div class="wo-field">
                <label for="find-q">{words!(locale, employer.search)}</label>
                <input id="find-q" name="q" type="search" value=find.q.clone() dir="auto" autocomplete="off"/>
            </div>
            <div class="wo-field">
                <label for="find-holder">{words!(locale, employer.head_holder)}</label>
                <select id="find-holder" name="holder">
                    <option value="">{words!(locale, employer.anybody)}</option>
                    {holders}
                </select>
            </div>
            <div class="wo-choice">
                <input type="checkbox" id="find-invited" name="invited" value="yes" checked=!find.invited.is_empty()/>
                <label for="find-invited">{words!(locale, employer.only_not_opened)}</label>
            </div>
            <button class="wo-button wo-button--secondary">{words!(locale, employer.filter)}</button>
        </form>
    }
    .into_any()
}

/// What the list is narrowed by; each can be taken away.
fn chips(locale: Locale, find: &FindHires, task: Option<&str>) -> AnyView {
    let search = find.read();
    let narrowed = match search.filter {
        HireFilter::All => None,
        HireFilter::Holder(holder) => Some(terms::holder(locale, holder).to_owned()),
        HireFilter::Station(station) => Some(terms::station(locale, station).to_owned()),
        HireFilter::NotOpened => Some(words!(locale, employer.only_not_opened).to_owned()),
        HireFilter::Task(_) => task.map(str::to_owned),
    };
    let without_filter = address(&FindHires { q: find.q.clone(), sort: "due".into(), ..FindHires::default() });
    let without_question =
        address(&FindHires { q: String::new(), after: String::new(), sort: search.sort.to_string(), ..find.clone() });
    let question = (!search.question.is_empty()).then(|| format!("„{}“", search.question));
    let chips = [narrowed.map(|text| (text, without_filter)), question.map(|text| (text, without_question))];
    let chips = chips.into_iter().flatten().map(|(text, href)| chip(locale, text, href)).collect::<Vec<_>>();
    if chips.is_empty() {
        return ().into_any();
    }
    view! { <ul class="wo-chips">{chips}</ul> }.into_any()
}

fn chip(locale: Locale, text: String, href: String) -> AnyView {
    view! {
        <li>
            <a class="wo-chip" href=href>
                <bdi>{text}</bdi>" "<Icon name="close"/><span class="wo-visually-hidden">" "{words!(locale, employer.remove)}</span>
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
        _ => table::people(locale, caption, heads, hires.rows, Selection::Off),
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

/// The address of the list that this asks for.
pub(super) fn address(find: &FindHires) -> String {
    let parts = [
        ("q", &find.q),
        ("holder", &find.holder),
        ("station", &find.station),
        ("invited", &find.invited),
        ("task", &find.task),
        ("sort", &find.sort),
        ("after", &find.after),
    ];
    let query: Vec<String> = parts
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}={}", escaped(value)))
        .collect();
    let path = page("hires");
    if query.is_empty() { path } else { format!("{path}?{}", query.join("&")) }
}

/// A value as it stands in an address; the same on both sides.
fn escaped(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.') {
            text.push(char::from(byte));
        } else {
            text.push_str(&format!("%{byte:02X}"));
        }
    }
    text
}
