//! Placeholder.

use leptos::prelude::*;

#[component]
pub(crate) fn Step() -> impl IntoView {
    view! { <h1>"Step"</h1> }
}
