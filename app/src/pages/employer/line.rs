//! The line of stations: one mark for each person, its shape says who acts next.

use super::hires::address;
use crate::{
    i18n::Locale,
    language::{page, words},
    parts::icon::Icon,
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
    let (class, shape) = look(mark.holder);
    let class = if mark.is_overdue { format!("{class} wo-mark--overdue") } else { class.to_owned() };
    let overdue = mark.is_overdue.then(|| format!(", {}", words!(locale, terms.overdue)));
    view! {
        <a class=class href=page(&format!("hires/{}", mark.id))>
            <Icon name=shape/>
            <span class="wo-visually-hidden"><bdi>{mark.name.clone()}</bdi>": "{terms::holder(locale, mark.holder)}{overdue}</span>
        </a>
    }
    .into_any()
}

/// Class and shape of a mark by who acts next: never the colour alone.
fn look(holder: Holder) -> (&'static str, &'static str) {
    match holder {
        Holder::Employer => ("wo-mark wo-mark--you", "mark-you"),
        Holder::Newcomer => ("wo-mark wo-mark--person", "mark-person"),
        Holder::Nobody => ("wo-mark wo-mark--nobody", "mark-nobody"),
        _ => ("wo-mark wo-mark--authority", "mark-authority"),
    }
}

/// What the marks mean.
fn legend(locale: Locale) -> AnyView {
    let meanings = [
        (Holder::Employer, words!(locale, employer.mark_you)),
        (Holder::Newcomer, words!(locale, employer.mark_person)),
        (Holder::CityOffice, words!(locale, employer.mark_authority)),
        (Holder::Nobody, words!(locale, employer.mark_nobody)),
    ];
    let rows = meanings.map(|(holder, meaning)| {
        let (class, shape) = look(holder);
        view! { <li><span class=class><Icon name=shape/></span>" "{meaning}</li> }
    });
    view! { <ul class="wo-legend">{rows.into_iter().collect_view()}</ul> }.into_any()
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
