//! Placeholder.

use leptos::prelude::*;

#[component]
pub(crate) fn Hire() -> impl IntoView {
    view! { <h1>"Hire"</h1> }
}
