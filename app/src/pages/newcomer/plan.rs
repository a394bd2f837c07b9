//! Placeholder.

use leptos::prelude::*;

#[component]
pub(crate) fn Plan() -> impl IntoView {
    view! { <h1>"Plan"</h1> }
}
