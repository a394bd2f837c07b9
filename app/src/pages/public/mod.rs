//! Pages for anyone.

pub(crate) mod announce;
mod announced;
pub(crate) mod legal;
pub(crate) mod own_start;
pub(crate) mod start_page;

use leptos::prelude::GetUntracked as _;
use leptos_router::hooks::use_query_map;

/// What the address tells a form that somebody was led to; nothing personal.
fn told_before() -> impl Fn(&str) -> String {
    let query = use_query_map();
    move |key| query.get_untracked().get(key).unwrap_or_default()
}
