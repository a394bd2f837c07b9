//! Placeholder.

use leptos::prelude::*;

#[component]
pub(crate) fn Announce() -> impl IntoView {
    view! { <h1>"Announce"</h1> }
}
