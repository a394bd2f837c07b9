//! Placeholder.

use leptos::prelude::*;

#[component]
pub(crate) fn StartPage() -> impl IntoView {
    view! { <h1>"StartPage"</h1> }
}
