//! The desk: the next Wednesday, who is to act, what waits for the own institution, who arrives.

use crate::{
    api::desk::{DeskPage, ReadDesk},
    i18n::Locale,
    language::{page, use_locale, words},
    live::{LiveLine, use_revision},
    parts::{outcome, step::time},
    terms,
};
use domain::view::desk::{Arrival, DeskPeople, HolderCount};
use leptos::prelude::*;
use leptos_meta::Title;

mod turns;

/// The staff's first page.
#[component]
pub(crate) fn Desk() -> impl IntoView {
    let locale = use_locale();
    let changed = RwSignal::new(0);
    let revision = use_revision();
    let data = outcome::query(move || (changed.get(), revision()), |_| ReadDesk {});
    view! {
        <Title text=words!(locale, staff.desk_title)/>
        {outcome::show(data, move |data| shown(locale, changed, data))}
    }
}

fn shown(locale: Locale, changed: RwSignal<u32>, data: DeskPage) -> AnyView {
    let DeskPage { headline, desk } = data;
    let people = desk.people.map(|people| with_people(locale, changed, people));
    let log = people.is_some().then(|| {
        view! {
            <p><a class="wo-button wo-button--primary" href=page("consultations")>{words!(locale, staff.log_consultation)}</a></p>
        }
    });
    view! {
        <div class="wo-stack wo-stack--large">
            <div class="wo-stack wo-stack--small">
                <h1>{words!(locale, staff.desk_title)}</h1>
                <p class="wo-lede">{headline}</p>
                <div class="wo-cluster wo-cluster--between"><LiveLine as_of=desk.as_of/>{log}</div>
            </div>
            {bar(locale, desk.cases, &desk.holders, people.is_some())}
            {people}
        </div>
    }
    .into_any()
}

/// Who is to act: one row for each holder, the longest for the largest number.
fn bar(locale: Locale, cases: u32, holders: &[HolderCount], is_link: bool) -> AnyView {
    let most = holders.iter().map(|count| count.total).max().unwrap_or(1).max(1);
    let rows = holders.iter().map(|count| bar_row(locale, *count, most, is_link)).collect_view();
    let content = if holders.is_empty() {
        view! {
            <div class="wo-empty">
                <p class="wo-empty__title">{words!(locale, staff.no_cases_title)}</p>
                <p>{words!(locale, staff.no_cases_text)}</p>
            </div>
        }
        .into_any()
    } else {
        view! { <ul class="wo-bar">{rows}</ul> }.into_any()
    };
    let overdue: u32 = holders.iter().map(|count| count.overdue).sum();
    // What the dark part of a row means.
    let dark = (overdue > 0).then(|| {
        let text = words!(locale, staff.of_these_past, count = overdue.to_string());
        view! { <span class="wo-bar-key">{text}</span> }
    });
    view! {
        <section class="wo-stack wo-stack--small" aria-labelledby="holders">
            <h2 id="holders">{words!(locale, staff.who_acts)}</h2>
            <p class="wo-cluster wo-muted">
                {words!(locale, staff.open_cases, count = cases.to_string())} {dark}
            </p>
            {content}
        </section>
    }
    .into_any()
}

fn bar_row(locale: Locale, count: HolderCount, most: u32, is_link: bool) -> AnyView {
    let share = |number: u32| (u64::from(number) * 100 / u64::from(most)).to_string();
    let overdue = (count.overdue > 0).then(|| words!(locale, staff.of_these_past, count = count.overdue.to_string()));
    // "You 7, people 12": the reader stands first.
    let name = if count.is_own && is_link { words!(locale, staff.you) } else { terms::holder(locale, count.holder) };
    let content = view! {
        <span class="wo-bar__name">{name}</span>
        <svg class="wo-bar__track" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
            <rect class="wo-bar__all" width=share(count.total) height="10"></rect>
            <rect class="wo-bar__overdue" width=share(count.overdue) height="10"></rect>
        </svg>
        <span class="wo-bar__number">
            {count.total}<span class="wo-visually-hidden">{overdue.map(|text| format!(", {text}"))}</span>
        </span>
    };
    let href = page(&format!("cases?holder={}", count.holder));
    if is_link {
        view! { <li><a class="wo-bar__row" href=href>{content}</a></li> }.into_any()
    } else {
        view! { <li><span class="wo-bar__row">{content}</span></li> }.into_any()
    }
}

fn with_people(locale: Locale, changed: RwSignal<u32>, people: DeskPeople) -> AnyView {
    view! {
        {turns::section(locale, changed, people.turns, people.is_cut)}
        {people.arrivals.map(|rows| arrivals(locale, rows))}
    }
    .into_any()
}

fn arrivals(locale: Locale, arrivals: Vec<Arrival>) -> AnyView {
    let content = if arrivals.is_empty() {
        view! { <p class="wo-muted">{words!(locale, staff.no_arrivals)}</p> }.into_any()
    } else {
        let rows = arrivals.into_iter().map(|arrival| arrival_row(locale, arrival)).collect_view();
        view! { <ul class="wo-actions">{rows}</ul> }.into_any()
    };
    view! {
        <section class="wo-stack wo-stack--small" aria-labelledby="arrivals">
            <h2 id="arrivals">{words!(locale, staff.next_arrivals)}</h2>
            {content}
        </section>
    }
    .into_any()
}

fn arrival_row(locale: Locale, arrival: Arrival) -> AnyView {
    let employer = arrival.employer.map(|name| view! { {words!(locale, common.comma)}<bdi>{name}</bdi> });
    view! {
        <li>
            <span class="wo-actions__what">
                {super::row::case_link(arrival.case, arrival.name)}{employer}
                <br/>
                <span class="wo-muted">
                    {time(&arrival.day)}" · "{words!(locale, staff.acts_next)}" "{terms::holder(locale, arrival.holder)}
                </span>
            </span>
        </li>
    }
    .into_any()
}
