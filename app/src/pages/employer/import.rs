//! Placeholder.

use leptos::prelude::*;

#[component]
pub(crate) fn Import() -> impl IntoView {
    view! { <h1>"Import"</h1> }
}

#[component]
pub(crate) fn Draft() -> impl IntoView {
    view! { <h1>"Draft"</h1> }
}
