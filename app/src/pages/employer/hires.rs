//! Placeholder.

use leptos::prelude::*;

#[component]
pub(crate) fn Hires() -> impl IntoView {
    view! { <h1>"Hires"</h1> }
}
