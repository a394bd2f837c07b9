//! Placeholder.

use leptos::prelude::*;

#[component]
pub(crate) fn Imprint() -> impl IntoView {
    view! { <h1>"Imprint"</h1> }
}

#[component]
pub(crate) fn Privacy() -> impl IntoView {
    view! { <h1>"Privacy"</h1> }
}

#[component]
pub(crate) fn Accessibility() -> impl IntoView {
    view! { <h1>"Accessibility"</h1> }
}
