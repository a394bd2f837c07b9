//! The answer to the sentence: how long the way is, what comes first, what is not needed and why.

use super::sentence;
use crate::{
    i18n::Locale,
    language::{page_with, words},
    parts::step::{Term, time},
    terms,
};
use domain::{
    form::Who,
    view::{
        public::Choices,
        way::{AskedWay, OpenSteps, Understood, WayStation, WayStep},
    },
};
use leptos::prelude::*;

pub(super) fn shown(locale: Locale, way: &AskedWay, choices: &Choices, city: &str) -> AnyView {
    let title = match way.who {
        Who::Hiring => words!(locale, public.way_title_hiring, city = city),
        Who::Coming | Who::Here => words!(locale, public.way_title, city = city),
    };
    if way.typed.is_empty() {
        return view! {
            <h1>{title}</h1>
            <p class="wo-lede">{words!(locale, public.way_empty)}</p>
            {sentence::form(locale, choices, &way.typed)}
        }
        .into_any();
    }
    let assumed =
        way.country.name.is_some().then(|| view! { <p class="wo-muted">{words!(locale, public.way_assumed)}</p> });
    let stations = way.stations.iter().map(|station| station_steps(locale, station)).collect_view();
    view! {
        <div class="wo-stack wo-stack--small">
            <h1>{title}</h1>
            <p class="wo-lede">{asked(locale, way)}</p>
            {unknown(locale, way, &way.occupation, &way.typed.occupation, "occupation")}
            {unknown(locale, way, &way.country, &way.typed.country, "country")}
        </div>
        {figures(locale, way)}
        {first(locale, way)}
        {go_on(locale, way)}
        <section class="wo-stack" aria-labelledby="stations">
            <h2 id="stations">{words!(locale, public.way_line)}</h2>
            {line(locale, &way.stations)}
            <div class="wo-way">{stations}</div>
            {assumed}
        </section>
        {not_needed(locale, &way.not_needed)}
        {open(locale, &way.open)}
        <details class="wo-details" open>
            <summary>{words!(locale, public.way_change)}</summary>
            {sentence::form(locale, choices, &way.typed)}
        </details>
        <p class="wo-muted">{words!(locale, public.way_informs)}</p>
    }
    .into_any()
}

/// The sentence as it was understood.
fn asked(locale: Locale, way: &AskedWay) -> String {
    let part = |understood: &Understood, open: &'static str| understood.name.clone().unwrap_or_else(|| open.to_owned());
    let start = way.start.as_ref().map_or_else(
        || words!(locale, public.way_start_open).to_owned(),
        |start| words!(locale, public.way_start, day = start.text.as_str()),
    );
    let occupation = part(&way.occupation, words!(locale, public.way_occupation_open));
    let country = part(&way.country, words!(locale, public.way_country_open));
    format!("{occupation} · {country} · {start}")
}

/// A part nobody understood, with what could have been meant.
fn unknown(locale: Locale, way: &AskedWay, part: &Understood, typed: &str, field: &'static str) -> AnyView {
    if part.name.is_some() || typed.trim().is_empty() {
        return ().into_any();
    }
    let link = |name: &String| {
        let mut asked = way.typed.clone();
        match field {
            "occupation" => asked.occupation.clone_from(name),
            _ => asked.country.clone_from(name),
        }
        let query = [
            ("who", &asked.who),
            ("occupation", &asked.occupation),
            ("country", &asked.country),
            ("start", &asked.start),
        ];
        let href = page_with("way", query.map(|(name, value)| (name, value.as_str())));
        view! { <li><a href=href>{name.clone()}</a></li> }
    };
    let perhaps = (!part.perhaps.is_empty()).then(|| {
        let links = part.perhaps.iter().map(link).collect_view();
        view! { <p>{words!(locale, public.way_perhaps)}</p><ul class="wo-cluster wo-plain-list">{links}</ul> }
    });
    view! {
        <div class="wo-inset wo-stack wo-stack--small">
            <p>
                <strong>{words!(locale, public.way_unknown, text = typed.trim())}</strong>" "
                {words!(locale, public.way_unknown_go_on)}
            </p>
            {perhaps}
        </div>
    }
    .into_any()
}

/// How long the way is, in three numbers.
fn figures(locale: Locale, way: &AskedWay) -> AnyView {
    let figure = |number: usize, text: &'static str| {
        view! { <li><strong>{number}</strong><span>{text}</span></li> }
    };
    view! {
        <ul class="wo-figures">
            {figure(way.own, words!(locale, public.way_own))}
            {figure(way.others, words!(locale, public.way_others))}
            {figure(way.not_needed.len(), words!(locale, public.way_spared))}
        </ul>
    }
    .into_any()
}

fn first(locale: Locale, way: &AskedWay) -> AnyView {
    if way.first.is_empty() {
        return ().into_any();
    }
    let steps = way
        .first
        .iter()
        .map(|step| {
            view! {
                <li>
                    <span class="wo-actions__what">
                        <strong>{step.title.clone()}</strong>" "<Term german=step.german.clone()/><br/>
                        <span class="wo-muted">{step.text.clone()}</span>
                    </span>
                    {until(locale, step)}
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="wo-card" aria-labelledby="first">
            <h2 class="wo-card__title" id="first">{words!(locale, public.way_first)}</h2>
            <ol class="wo-actions">{steps}</ol>
        </section>
    }
    .into_any()
}

fn until(locale: Locale, step: &WayStep) -> AnyView {
    step.due
        .as_ref()
        .map(|due| view! { <span class="wo-nowrap">{words!(locale, public.way_until)}" "{time(due)}</span> })
        .into_any()
}

/// The door that the answers go through.
fn go_on(locale: Locale, way: &AskedWay) -> AnyView {
    let day = way.start.as_ref().map(|start| start.day.to_string()).unwrap_or_default();
    let (to, residence, text) = match way.who {
        Who::Hiring => ("announce", "", words!(locale, public.way_go_hiring)),
        Who::Coming => ("start", "abroad", words!(locale, public.way_go_own)),
        Who::Here => ("start", "city", words!(locale, public.way_go_own)),
    };
    let occupation = way.occupation.name.as_deref().unwrap_or(&way.typed.occupation);
    let nationality = way.country_code.as_deref().unwrap_or_default();
    let answers =
        [("occupation", occupation), ("nationality", nationality), ("work_start", &day), ("residence", residence)];
    view! {
        <div class="wo-stack wo-stack--small">
            <div class="wo-button-row"><a class="wo-button wo-button--primary" href=page_with(to, answers)>{text}</a></div>
            <p class="wo-muted">{words!(locale, public.way_go_text)}</p>
        </div>
    }
    .into_any()
}

/// The line of stations, each with the number of its steps.
fn line(locale: Locale, stations: &[WayStation]) -> AnyView {
    let places = stations
        .iter()
        .map(|place| {
            view! {
                <li class="wo-line__station">
                    <a class="wo-line__name" href=format!("#{}", place.station)>{terms::station(locale, place.station)}</a>
                    <span class="wo-line__count">{place.steps.len()}</span>
                </li>
            }
        })
        .collect_view();
    view! { <ol class="wo-line">{places}</ol> }.into_any()
}

fn station_steps(locale: Locale, place: &WayStation) -> AnyView {
    let steps = place.steps.iter().map(|step| station_step(locale, step)).collect_view();
    view! {
        <section class="wo-stack wo-stack--small" aria-labelledby=place.station.to_string()>
            <h3 id=place.station.to_string() tabindex="-1">{terms::station(locale, place.station)}</h3>
            <ul class="wo-way__steps">{steps}</ul>
        </section>
    }
    .into_any()
}

fn station_step(locale: Locale, step: &WayStep) -> AnyView {
    let who = if step.is_own { words!(locale, public.way_you) } else { terms::holder(locale, step.holder) };
    let class = if step.is_own { "wo-way__step wo-way__step--own" } else { "wo-way__step" };
    view! {
        <li class=class>
            <details class="wo-details">
                <summary>
                    {step.title.clone()}" "<Term german=step.german.clone()/>
                    <span class="wo-way__who">
                        <span class="wo-visually-hidden">{words!(locale, public.way_by)}": "</span>{who}
                        {step.due.as_ref().map(|due| view! { {words!(locale, common.comma)}{words!(locale, public.way_until)}" "{time(due)} })}
                    </span>
                </summary>
                <p>{step.text.clone()}</p>
            </details>
        </li>
    }
    .into_any()
}

fn not_needed(locale: Locale, steps: &[WayStep]) -> AnyView {
    if steps.is_empty() {
        return ().into_any();
    }
    let rows = steps
        .iter()
        .map(|step| {
            view! {
                <li>
                    <strong>{step.title.clone()}</strong>" "<Term german=step.german.clone()/><br/>
                    <span class="wo-muted">{step.text.clone()}</span>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="wo-stack" aria-labelledby="not-needed">
            <h2 id="not-needed">{words!(locale, public.way_not_needed)}</h2>
            <ul class="wo-way__spared">{rows}</ul>
        </section>
    }
    .into_any()
}

fn open(locale: Locale, groups: &[OpenSteps]) -> AnyView {
    if groups.is_empty() {
        return ().into_any();
    }
    let rows = groups
        .iter()
        .map(|group| {
            let steps: Vec<_> = group.steps.iter().map(|step| step.title.clone()).collect();
            view! {
                <li>
                    <strong>{words!(locale, terms.depends_on)}" "{terms::fact(locale, group.fact)}</strong><br/>
                    <span class="wo-muted">{steps.join(" · ")}</span>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="wo-stack" aria-labelledby="open">
            <h2 id="open">{words!(locale, public.way_open)}</h2>
            <p>{words!(locale, public.way_open_text)}</p>
            <ul class="wo-way__spared">{rows}</ul>
        </section>
    }
    .into_any()
}
