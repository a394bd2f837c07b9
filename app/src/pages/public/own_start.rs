//! Placeholder.

use leptos::prelude::*;

#[component]
pub(crate) fn OwnStart() -> impl IntoView {
    view! { <h1>"OwnStart"</h1> }
}
