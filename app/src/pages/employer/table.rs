//! People in a table: the same in the portfolio and in a cohort.

use crate::{
    api::sheets::PRINT_SHEETS,
    i18n::Locale,
    language::{page, words},
    parts::{icon::Icon, step::time},
    terms,
};
use domain::{
    journey::Holder,
    view::hires::{Fact, HireRow, Invitation},
};
use leptos::prelude::*;

/// A column's head: its words, and the address that sorts by it.
pub(super) struct Head {
    pub(super) text: &'static str,
    pub(super) sort: Option<String>,
    pub(super) is_sorted: bool,
}

impl Head {
    /// A column that nobody sorts by.
    pub(super) const fn plain(text: &'static str) -> Self {
        Self { text, sort: None, is_sorted: false }
    }
}

/// Whether rows can be selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Selection {
    /// They cannot.
    Off,
    /// Each has a box; the form around the table sends `cases[]`.
    Boxes,
    /// Those have one who can be invited still.
    NotOpened,
}

/// The heads of the table where nothing can be sorted.
pub(super) fn plain_heads(locale: Locale) -> [Head; 5] {
    [
        Head::plain(words!(locale, employer.head_name)),
        Head::plain(words!(locale, employer.head_first_day)),
        Head::plain(words!(locale, employer.head_station)),
        Head::plain(words!(locale, employer.head_holder)),
        Head::plain(words!(locale, employer.head_due)),
    ]
}

/// The table.
pub(super) fn people(
    locale: Locale,
    caption: String,
    heads: [Head; 5],
    rows: Vec<HireRow>,
    selection: Selection,
) -> AnyView {
    let select =
        (selection != Selection::Off).then(|| view! { <th scope="col">{words!(locale, employer.head_select)}</th> });
    let heads = heads.into_iter().map(head).collect_view();
    let rows = rows.into_iter().map(|row| person(locale, row, selection)).collect_view();
    view! {
        <section class="wo-table-region" aria-labelledby="people" tabindex="0">
            <table class="wo-table">
                <caption id="people">{caption}</caption>
                <thead><tr>{select}{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}

fn head(head: Head) -> AnyView {
    let text = match head.sort {
        Some(href) => view! { <a href=href>{head.text}</a> }.into_any(),
        None => head.text.into_any(),
    };
    view! { <th scope="col" aria-sort=head.is_sorted.then_some("ascending")>{text}</th> }.into_any()
}

fn person(locale: Locale, row: HireRow, selection: Selection) -> AnyView {
    let select = match selection {
        Selection::Off => None,
        Selection::NotOpened if row.invitation.is_opened() => Some(view! { <td></td> }.into_any()),
        Selection::Boxes | Selection::NotOpened => Some(select(locale, &row)),
    };
    let overdue = row.is_overdue.then(|| {
        view! { " "<span class="wo-badge wo-badge--overdue"><Icon name="warning"/>" "{words!(locale, terms.overdue)}</span> }
    });
    let risk = row.at_risk.then(|| {
        view! { <br/><span class="wo-badge wo-badge--problem"><Icon name="danger"/>" "{words!(locale, employer.at_risk_short)}</span> }
    });
    let since = (row.holder != Holder::Nobody).then(|| {
        let since = words!(locale, employer.since, day = row.since.text.as_str());
        view! { <br/><span class="wo-muted">{since}</span> }
    });
    let invited = invitation(locale, &row.invitation).map(|text| {
        view! { <br/><span class="wo-muted">{text}</span> }
    });
    view! {
        <tr>
            {select}
            <th scope="row" data-label=words!(locale, employer.head_name)>
                <a href=page(&format!("hires/{}", row.id))><bdi>{row.name}</bdi></a>{invited}
            </th>
            <td data-label=words!(locale, employer.head_first_day)>{row.first_day.as_ref().map(time)}{risk}</td>
            <td data-label=words!(locale, employer.head_station)>{terms::station(locale, row.station)}</td>
            <td data-label=words!(locale, employer.head_holder)>{terms::holder(locale, row.holder)}{since}</td>
            <td data-label=words!(locale, employer.head_due)>{row.due.as_ref().map(time)}{overdue}</td>
        </tr>
    }
    .into_any()
}

fn select(locale: Locale, row: &HireRow) -> AnyView {
    let id = format!("case-{}", row.id);
    view! {
        <td data-label=words!(locale, employer.head_select)>
            <div class="wo-choice">
                <input type="checkbox" id=id.clone() name="cases[]" value=row.id.to_string()/>
                <label for=id><span class="wo-visually-hidden"><bdi>{row.name.clone()}</bdi></span></label>
            </div>
        </td>
    }
    .into_any()
}

/// How far the invitation is, while the person has not opened it.
pub(super) fn invitation(locale: Locale, invitation: &Invitation) -> Option<String> {
    match invitation {
        Invitation::NoAddress => Some(words!(locale, employer.no_address).to_owned()),
        Invitation::SharedAddress => Some(words!(locale, employer.shared_address).to_owned()),
        Invitation::NotInvited => Some(words!(locale, employer.not_invited).to_owned()),
        Invitation::NotOpened(when) => Some(words!(locale, employer.not_opened, day = when.text.as_str())),
        Invitation::Opened(_) => None,
    }
}

/// The button that prints invitations for the rows selected, whatever else the form around them does.
pub(super) fn print_selected(locale: Locale) -> AnyView {
    view! {
        <p class="wo-hint">{words!(locale, employer.print_selected_text)}</p>
        <div class="wo-button-row">
            <button class="wo-button wo-button--secondary" formaction=PRINT_SHEETS>
                <Icon name="print"/>" "{words!(locale, employer.print_selected)}
            </button>
        </div>
    }
    .into_any()
}

/// Numbers as one sentence.
pub(super) fn sentence(facts: Vec<Fact>) -> AnyView {
    let facts = facts.into_iter().map(|fact| view! { <strong>{fact.number}</strong>" "{fact.text}" " }).collect_view();
    view! { <p class="wo-facts">{facts}</p> }.into_any()
}
