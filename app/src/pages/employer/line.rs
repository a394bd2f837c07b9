//! The line of stations: one mark for each person, its shape says who acts next.

use super::hires::address;
use crate::{
    i18n::Locale,
    language::{page, words},
    terms,
};
use domain::{
    form::FindHires,
    journey::Holder,
    view::hires::{LinePlace, Mark, StationPlace},
};
use leptos::prelude::*;

/// The line of everybody; a station filters the table.
pub(super) fn portfolio(locale: Locale, line: &[StationPlace]) -> AnyView {
    let places = line.iter().map(|place| station(locale, place)).collect_view();
    view! {
        <section class="wo-stack" aria-labelledby="line">
            <h2 id="line">{words!(locale, employer.line_heading)}</h2>
            <ol class="wo-line">{places}</ol>
            {legend(locale)}
        </section>
    }
    .into_any()
}

fn station(locale: Locale, place: &StationPlace) -> AnyView {
    let name = terms::station(locale, place.station);
    let marks = place.marks.iter().map(|person| mark(locale, person)).collect_view();
    let name = if place.count == 0 {
        view! { <span class="wo-line__name">{name}</span> }.into_any()
    } else {
        let href = address(&FindHires { station: place.station.to_string(), ..FindHires::default() });
        view! { <a class="wo-line__name" href=href>{name}</a> }.into_any()
    };
    view! {
        <li class="wo-line__station">
            {name}<span class="wo-line__marks">{marks}</span><span class="wo-line__count">{place.count}</span>
        </li>
    }
    .into_any()
}

/// A person on the line.
fn mark(locale: Locale, mark: &Mark) -> AnyView {
    let class = match (mark.holder, mark.is_overdue) {
        (Holder::Employer, false) => "wo-mark wo-mark--you",
        (Holder::Employer, true) => "wo-mark wo-mark--you wo-mark--overdue",
        (Holder::Newcomer, false) => "wo-mark wo-mark--person",
        (Holder::Newcomer, true) => "wo-mark wo-mark--person wo-mark--overdue",
        (Holder::Nobody, false) => "wo-mark wo-mark--nobody",
        (Holder::Nobody, true) => "wo-mark wo-mark--nobody wo-mark--overdue",
        (_, false) => "wo-mark wo-mark--authority",
        (_, true) => "wo-mark wo-mark--authority wo-mark--overdue",
    };
    let overdue = mark.is_overdue.then(|| format!(", {}", words!(locale, terms.overdue)));
    view! {
        <a class=class href=page(&format!("hires/{}", mark.id))>
            <span class="wo-visually-hidden"><bdi>{mark.name.clone()}</bdi>": "{terms::holder(locale, mark.holder)}{overdue}</span>
        </a>
    }
    .into_any()
}

/// What the marks mean.
fn legend(locale: Locale) -> AnyView {
    view! {
        <ul class="wo-legend">
            <li><span class="wo-mark wo-mark--you" aria-hidden="true"></span>" "{words!(locale, employer.mark_you)}</li>
            <li><span class="wo-mark wo-mark--person" aria-hidden="true"></span>" "{words!(locale, employer.mark_person)}</li>
            <li><span class="wo-mark wo-mark--authority" aria-hidden="true"></span>" "{words!(locale, employer.mark_authority)}</li>
            <li><span class="wo-mark wo-mark--nobody" aria-hidden="true"></span>" "{words!(locale, employer.mark_nobody)}</li>
        </ul>
    }
    .into_any()
}

/// The line of one person.
pub(super) fn of_person(locale: Locale, line: &[LinePlace]) -> AnyView {
    let places = line
        .iter()
        .map(|place| {
            let class = match (place.is_passed, place.is_current) {
                (true, _) => "wo-line__station wo-line__station--done",
                (false, true) => "wo-line__station wo-line__station--current",
                (false, false) => "wo-line__station",
            };
            let passed = place.is_passed.then(|| {
                view! { <span class="wo-visually-hidden">": "{words!(locale, employer.passed)}</span> }
            });
            view! {
                <li class=class aria-current=place.is_current.then_some("step")>
                    <span class="wo-line__name">{terms::station(locale, place.station)}{passed}</span>
                </li>
            }
        })
        .collect_view();
    view! { <ol class="wo-line" aria-label=words!(locale, employer.line_heading)>{places}</ol> }.into_any()
}
