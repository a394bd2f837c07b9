//! Placeholder.

use leptos::prelude::*;

#[component]
pub(crate) fn Desk() -> impl IntoView {
    view! { <h1>"Desk"</h1> }
}
