//! Placeholder.

use leptos::prelude::*;

#[component]
pub(crate) fn Questions() -> impl IntoView {
    view! { <h1>"Questions"</h1> }
}
