//! Imprint, privacy and accessibility: one page each, from the same pattern.

use crate::{api::public::legal, parts::outcome};
use domain::view::public::{LegalPage, LegalSection};
use leptos::prelude::*;
use leptos_meta::Title;

/// Who is responsible for the site.
#[component]
pub(crate) fn Imprint() -> impl IntoView {
    page(LegalPage::Imprint)
}

/// What is stored, why and for how long.
#[component]
pub(crate) fn Privacy() -> impl IntoView {
    page(LegalPage::Privacy)
}

/// How accessible the site is, and where to tell what does not work.
#[component]
pub(crate) fn Accessibility() -> impl IntoView {
    page(LegalPage::Accessibility)
}

fn page(which: LegalPage) -> AnyView {
    let text = outcome::query(move || which, legal);
    let shown = outcome::show(text, |text| {
        let title = text.title.clone();
        view! {
            <Title text=text.title/>
            <div class="wo-stack wo-stack--large">
                <h1>{title}</h1>
                <p class="wo-lede">{text.lede}</p>
                {text.sections.into_iter().map(section).collect_view()}
            </div>
        }
    });
    shown.into_any()
}

fn section(section: LegalSection) -> AnyView {
    let paragraphs = section.paragraphs.into_iter().map(|text| view! { <p dir="auto">{text}</p> }).collect_view();
    view! { <section class="wo-stack"><h2>{section.heading}</h2>{paragraphs}</section> }.into_any()
}
