//! Placeholder.

use leptos::prelude::*;

#[component]
pub(crate) fn Case() -> impl IntoView {
    view! { <h1>"Case"</h1> }
}
