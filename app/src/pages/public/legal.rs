//! Imprint, privacy and accessibility: one page each, built by the server.

use crate::{
    api::public::Legal,
    language::{use_locale, words},
    parts::outcome,
};
use domain::view::public::LegalPage;
use leptos::prelude::*;
use leptos_meta::Title;

/// Who is responsible for the site.
#[component]
pub(crate) fn Imprint() -> impl IntoView {
    page(LegalPage::Imprint, words!(use_locale(), public.imprint_title))
}

/// What is stored, why and for how long.
#[component]
pub(crate) fn Privacy() -> impl IntoView {
    page(LegalPage::Privacy, words!(use_locale(), public.privacy_title))
}

/// How accessible the site is, and where to tell what does not work.
#[component]
pub(crate) fn Accessibility() -> impl IntoView {
    page(LegalPage::Accessibility, words!(use_locale(), public.accessibility_title))
}

fn page(which: LegalPage, title: &'static str) -> AnyView {
    let content = outcome::query(move || which, |page| Legal { page });
    view! { <Title text=title/>{outcome::show_markup(content)} }.into_any()
}
