//! Placeholder.

use leptos::prelude::*;

#[component]
pub(crate) fn Cohorts() -> impl IntoView {
    view! { <h1>"Cohorts"</h1> }
}

#[component]
pub(crate) fn Cohort() -> impl IntoView {
    view! { <h1>"Cohort"</h1> }
}
