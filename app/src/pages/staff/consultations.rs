//! Placeholder.

use leptos::prelude::*;

#[component]
pub(crate) fn Consultations() -> impl IntoView {
    view! { <h1>"Consultations"</h1> }
}
