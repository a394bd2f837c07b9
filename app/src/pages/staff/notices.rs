//! Placeholder.

use leptos::prelude::*;

#[component]
pub(crate) fn Notices() -> impl IntoView {
    view! { <h1>"Notices"</h1> }
}
