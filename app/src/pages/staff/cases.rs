//! The cases of the own scope: search, filters, order and pages in the address. Built by the server: it is read, and
//! whatever it leads to is an address.

use crate::{
    api::cases::Cases,
    language::{use_locale, words},
    live::use_revision,
    parts::outcome,
};
use domain::view::case::CaseFilter;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

/// The case list.
#[component]
pub(crate) fn Cases() -> impl IntoView {
    let query = use_query_map();
    let filter = Memo::new(move |_| {
        query.with(|query| {
            let value = |name: &str| query.get(name).unwrap_or_default();
            CaseFilter {
                q: value("q"),
                holder: value("holder"),
                station: value("station"),
                sort: value("sort"),
                after: value("after"),
            }
        })
    });
    let revision = use_revision();
    let data = outcome::query(move || (filter.get(), revision()), |(filter, _)| Cases { filter });
    view! {
        <Title text=words!(use_locale(), staff.cases_title)/>
        {outcome::show_markup(data)}
    }
}
