//! A symbol of the sprite, coloured and sized by the text around it.

use leptos::prelude::*;

/// A symbol; decoration only, the words stand beside it.
#[component]
pub(crate) fn Icon(
    /// Its name in `icons.svg`.
    name: &'static str,
) -> impl IntoView {
    view! { <svg class="wo-icon" aria-hidden="true"><use href=format!("/icons.svg#{name}")></use></svg> }
}
