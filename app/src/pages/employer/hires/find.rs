//! What the list of hires is narrowed by: all of it stands in the address.

use crate::{
    i18n::Locale,
    language::{page, page_with, words},
    parts::icon::Icon,
    terms,
};
use domain::{
    facts::Word as _,
    form::{FindHires, HireFilter},
    journey::Holder,
};
use leptos::prelude::*;

/// Search and filter: a plain form, so that the address says what is shown.
pub(super) fn filters(locale: Locale, find: &FindHires) -> AnyView {
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
pub(super) fn chips(locale: Locale, find: &FindHires, task: Option<&str>) -> AnyView {
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

/// The address of the list that this asks for.
pub(in crate::pages::employer) fn address(find: &FindHires) -> String {
    let parts = [
        ("q", &find.q),
        ("holder", &find.holder),
        ("station", &find.station),
        ("invited", &find.invited),
        ("task", &find.task),
        ("sort", &find.sort),
        ("after", &find.after),
    ];
    page_with("hires", parts.map(|(name, value)| (name, value.as_str())))
}
