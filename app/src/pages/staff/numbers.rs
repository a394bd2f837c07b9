//! The programme's numbers, built by the server: the browser only shows them.

use crate::{
    api::numbers::ReadNumbers,
    language::{use_locale, words},
    parts::outcome,
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

/// The programme lead's first page.
#[component]
pub(crate) fn Numbers() -> impl IntoView {
    let query = use_query_map();
    let asked = Memo::new(move |_| {
        let of = |name| query.with(|query| query.get(name)).unwrap_or_default();
        (of("from"), of("to"))
    });
    let content = outcome::query(move || asked.get(), |(from, to)| ReadNumbers { from, to });
    view! {
        <Title text=words!(use_locale(), common.nav_numbers)/>
        {outcome::show_markup(content)}
    }
}
