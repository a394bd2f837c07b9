//! The table of cases, built by the server.

use crate::{
    i18n::Locale,
    language::{page, page_with, words},
    pages::staff::row,
    terms,
};
use domain::{
    facts::Word as _,
    journey::{Holder, Station},
    view::{
        When,
        case::{CaseFilter, CaseList, CaseRow, CaseSort},
    },
};
use leptos::prelude::*;
use maud::{PreEscaped, html};

/// The cases of a filter, with what narrows and orders them.
pub(super) fn shown(locale: Locale, filter: &CaseFilter, list: CaseList) -> AnyView {
    let total = match list.total {
        Some(total) => words!(locale, staff.cases_total, count = total.to_string()),
        None if list.next.is_some() => words!(
            locale,
            staff.cases_total,
            count = words!(locale, staff.more_than, count = list.rows.len().to_string())
        ),
        None => words!(locale, staff.cases_total, count = list.rows.len().to_string()),
    };
    let next = list.next.as_ref().map(|after| address(filter, filter.sort.as_str(), after));
    let first = (!filter.after.is_empty()).then(|| address(filter, filter.sort.as_str(), ""));
    let pages = (next.is_some() || first.is_some()).then(|| {
        view! {
            <nav class="wo-pagination" aria-label=words!(locale, staff.pages)>
                {first.map(|href| view! { <a rel="prev" href=href>{words!(locale, staff.first_page)}</a> })}
                {next.map(|href| view! { <a rel="next" href=href>{words!(locale, staff.next_page)}</a> })}
            </nav>
        }
    });
    let shows_progress = list.shows_progress;
    let content = if list.rows.is_empty() { empty(locale, filter) } else { table(locale, filter, list) };
    view! {
        <div class="wo-stack">
            <h1>{words!(locale, staff.cases_title)}</h1>
            {filters(locale, filter, shows_progress)}
            {chips(locale, filter)}
            <p class="wo-muted">{total}</p>
            {content}
            {pages}
        </div>
    }
    .into_any()
}

/// The address of the list with another order or page.
fn address(filter: &CaseFilter, sort: &str, after: &str) -> String {
    let parameters = [
        ("q", filter.q.as_str()),
        ("holder", &filter.holder),
        ("station", &filter.station),
        ("sort", sort),
        ("after", after),
    ];
    page_with("cases", parameters)
}

fn filters(locale: Locale, filter: &CaseFilter, shows_progress: bool) -> AnyView {
    let any = || (String::new(), words!(locale, staff.anybody).to_owned());
    let holders =
        Holder::ALL.iter().map(|holder| (holder.word().to_owned(), terms::holder(locale, *holder).to_owned()));
    let anywhere = || (String::new(), words!(locale, staff.any_station).to_owned());
    let stations =
        Station::ALL.iter().map(|station| (station.word().to_owned(), terms::station(locale, *station).to_owned()));
    let stations = shows_progress.then(|| {
        let options = std::iter::once(anywhere()).chain(stations);
        select("station", words!(locale, staff.station), options, &filter.station)
    });
    view! {
        <form class="wo-filters" method="get" action=page("cases")>
            <div class="wo-field wo-field--medium">
                <label for="q">{words!(locale, staff.search)}</label>
                <input id="q" name="q" type="search" dir="auto" autocomplete="off" value=filter.q.clone()/>
            </div>
            {select("holder", words!(locale, staff.holder), std::iter::once(any()).chain(holders), &filter.holder)}
            {stations}
            <input type="hidden" name="sort" value=filter.sort.clone()/>
            <button class="wo-button wo-button--secondary">{words!(locale, staff.filter)}</button>
        </form>
    }
    .into_any()
}

fn select(
    name: &'static str,
    label: &'static str,
    options: impl Iterator<Item = (String, String)>,
    chosen: &str,
) -> AnyView {
    let options = options
        .map(|(code, text)| {
            let is_chosen = code == chosen;
            view! { <option value=code selected=is_chosen>{text}</option> }
        })
        .collect_view();
    view! {
        <div class="wo-field"><label for=name>{label}</label><select id=name name=name>{options}</select></div>
    }
    .into_any()
}

/// What the list is narrowed to, each with a way to take it off.
fn chips(locale: Locale, filter: &CaseFilter) -> AnyView {
    use crate::parts::icon::Icon;
    let holder: Option<Holder> = filter.holder.parse().ok();
    let station: Option<Station> = filter.station.parse().ok();
    let mut chips = Vec::new();
    if !filter.q.is_empty() {
        chips.push((format!("„{}“", filter.q), CaseFilter { q: String::new(), ..filter.clone() }));
    }
    if let Some(holder) = holder {
        let rest = CaseFilter { holder: String::new(), ..filter.clone() };
        chips.push((terms::holder(locale, holder).to_owned(), rest));
    }
    if let Some(station) = station {
        let rest = CaseFilter { station: String::new(), ..filter.clone() };
        chips.push((terms::station(locale, station).to_owned(), rest));
    }
    let chips: Vec<_> = chips
        .into_iter()
        .map(|(text, rest)| {
            view! {
                <li>
                    <a class="wo-chip" href=address(&rest, &rest.sort, "")>
                        <bdi>{text}</bdi>" "<Icon name="close"/>
                        <span class="wo-visually-hidden">{words!(locale, staff.take_off)}</span>
                    </a>
                </li>
            }
        })
        .collect();
    (!chips.is_empty()).then(|| view! { <ul class="wo-chips">{chips}</ul> }).into_any()
}

fn table(locale: Locale, filter: &CaseFilter, list: CaseList) -> AnyView {
    let is_narrowed = !filter.holder.is_empty() || !filter.station.is_empty();
    let sort = list.sort;
    let head = |column: CaseSort, text: &'static str| -> AnyView {
        if sort == column {
            view! { <th scope="col" aria-sort="ascending">{text}</th> }.into_any()
        } else if is_narrowed {
            // With a filter the order is by due day.
            view! { <th scope="col">{text}</th> }.into_any()
        } else {
            view! { <th scope="col"><a href=address(filter, column.word(), "")>{text}</a></th> }.into_any()
        }
    };
    let name_head = head(CaseSort::Name, words!(locale, staff.name));
    let start_head = head(CaseSort::Start, words!(locale, staff.first_day));
    let due_head = head(CaseSort::Due, words!(locale, staff.next_due));
    let shows_progress = list.shows_progress;
    let station_head = shows_progress.then(|| view! { <th scope="col">{words!(locale, staff.station)}</th> });
    let start_head = shows_progress.then_some(start_head);
    let due_head = shows_progress.then_some(due_head);
    let rows = table_rows(locale, &list.rows, shows_progress);
    view! {
        <section class="wo-table-region" aria-labelledby="cases-caption" tabindex="0">
            <table class="wo-table">
                <caption id="cases-caption">{words!(locale, staff.cases_caption)}</caption>
                <thead>
                    <tr>
                        {name_head}
                        <th scope="col">{words!(locale, staff.employer)}</th>
                        {station_head}
                        <th scope="col">{words!(locale, staff.holder)}</th>
                        {due_head}
                        {start_head}
                    </tr>
                </thead>
                <tbody inner_html=rows></tbody>
            </table>
        </section>
    }
    .into_any()
}

/// The rows, written at once: fifty of them as views cost twice what they hold.
fn table_rows(locale: Locale, rows: &[CaseRow], shows_progress: bool) -> String {
    let cases = page("cases");
    let overdue = row::overdue(locale).to_html();
    let time = |when: &When| html! { time datetime=(when.day) { (when.text) } };
    let text = html! {
        @for row in rows {
            tr {
                th scope="row" data-label=(words!(locale, staff.name)) {
                    a href={ (cases) "/" (row.id) } { bdi { (row.name) } }
                    br;
                    span.wo-muted dir="ltr" { (row.number) }
                }
                td data-label=(words!(locale, staff.employer)) { bdi { (row.employer.as_deref().unwrap_or_default()) } }
                @if let Some(station) = row.station {
                    td data-label=(words!(locale, staff.station)) { (terms::station(locale, station)) }
                }
                td data-label=(words!(locale, staff.holder)) {
                    @if let Some(status) = row.ended {
                        span."wo-badge wo-badge--not-needed" { (terms::case_status(locale, status)) }
                    } @else {
                        (terms::holder(locale, row.holder)) " "
                        span.wo-muted { (words!(locale, staff.since)) " " (time(&row.since)) }
                        @if let Some(step) = &row.next_step { br; span.wo-muted { (step) } }
                    }
                }
                @if shows_progress {
                    td data-label=(words!(locale, staff.next_due)) {
                        @if let Some(due) = &row.next_due { (time(due)) }
                        @if row.has_overdue { " " (PreEscaped(&overdue)) }
                    }
                    td data-label=(words!(locale, staff.first_day)) {
                        @if let Some(start) = &row.work_start { (time(start)) }
                    }
                }
            }
        }
    };
    text.into_string()
}

fn empty(locale: Locale, filter: &CaseFilter) -> AnyView {
    if *filter == CaseFilter::default() {
        return view! {
            <div class="wo-empty">
                <p class="wo-empty__title">{words!(locale, staff.no_cases_title)}</p>
                <p>{words!(locale, staff.no_cases_text)}</p>
            </div>
        }
        .into_any();
    }
    view! {
        <div class="wo-empty">
            <p class="wo-empty__title">{words!(locale, staff.nothing_found)}</p>
            <p>{words!(locale, staff.nothing_found_text)}</p>
            <a class="wo-button wo-button--secondary" href=page("cases")>{words!(locale, staff.all_cases)}</a>
        </div>
    }
    .into_any()
}
