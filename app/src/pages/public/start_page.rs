//! The start page and the answer to its sentence: built by the server, so that they need no code in the browser.

use crate::{
    api::public,
    language::{use_locale, words},
    parts::{layout::use_frame, outcome},
};
use domain::form::AskWay;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

/// The start page.
#[component]
pub(crate) fn StartPage() -> impl IntoView {
    let content = outcome::query(|| (), |()| public::StartPage {});
    view! { <Title text=""/>{outcome::show_markup(content)} }
}

/// The way that follows from the sentence of the start page.
#[component]
pub(crate) fn Way() -> impl IntoView {
    let query = use_query_map();
    let asked = Memo::new(move |_| {
        let read = |key: &str| query.with(|query| query.get(key).unwrap_or_default());
        AskWay { who: read("who"), occupation: read("occupation"), country: read("country"), start: read("start") }
    });
    let content = outcome::query(move || asked.get(), |asked| public::Way { asked });
    let city = use_frame().city;
    let title = words!(use_locale(), public.way_title_hiring, city = city.as_str());
    view! { <Title text=title/>{outcome::show_markup(content)} }
}
