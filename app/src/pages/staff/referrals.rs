//! Placeholder.

use leptos::prelude::*;

#[component]
pub(crate) fn Referrals() -> impl IntoView {
    view! { <h1>"Referrals"</h1> }
}
