//! Which build of the program a page belongs to.
//!
//! Packed data has no names in it, so a page of one build must not read data of another. It finds out by
//! this word and is loaded anew.

#[cfg(feature = "ssr")]
use std::sync::OnceLock;

#[cfg(feature = "ssr")]
static EDITION: OnceLock<String> = OnceLock::new();

/// Names the build, once, before the first page.
#[cfg(feature = "ssr")]
pub fn name(edition: String) {
    // Named twice it stays what it was: the program does not change while it runs.
    let _first = EDITION.set(edition);
}

/// The build that answers.
#[cfg(feature = "ssr")]
pub fn edition() -> String {
    EDITION.get().map_or(env!("CARGO_PKG_VERSION"), String::as_str).to_owned()
}

/// The build this page came from.
#[cfg(not(feature = "ssr"))]
pub(crate) fn edition() -> String {
    use leptos::prelude::document;
    let told = document().query_selector("meta[name=edition]").ok().flatten();
    told.and_then(|told| told.get_attribute("content")).unwrap_or_default()
}
