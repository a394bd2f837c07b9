//! Placeholder.

use leptos::prelude::*;

#[component]
pub(crate) fn Components() -> impl IntoView {
    view! { <h1>"Components"</h1> }
}
