//! The page for what is not there: for a foreign object it looks the same.

use crate::language::{page, use_locale, words};
use leptos::prelude::*;
use leptos_meta::Title;

/// Says that there is nothing here, and where to go.
#[component]
pub(crate) fn NotFound() -> impl IntoView {
    #[cfg(feature = "ssr")]
    crate::gate::page_status(&crate::AppError::NotFound);
    let locale = use_locale();
    view! {
        <Title text=words!(locale, common.not_found_title)/>
        <h1>{words!(locale, common.not_found_title)}</h1>
        <p class="wo-lede">{words!(locale, common.not_found_text)}</p>
        <p><a class="wo-button wo-button--secondary" href=page("")>{words!(locale, common.to_start)}</a></p>
    }
}
