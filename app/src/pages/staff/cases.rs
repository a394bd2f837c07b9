//! Placeholder.

use leptos::prelude::*;

#[component]
pub(crate) fn Cases() -> impl IntoView {
    view! { <h1>"Cases"</h1> }
}
