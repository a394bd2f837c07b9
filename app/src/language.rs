//! The language of the page: decided by its address, the same on both sides.

use crate::i18n::Locale;
pub use domain::language::Language;
use leptos::prelude::*;
use std::fmt::Write as _;

/// The text of a key in a locale; arguments are named. Plurals belong to the server: they need
/// tables that no browser should have to load.
macro_rules! words {
    ($($token:tt)*) => { leptos_i18n::td_string!($($token)*) };
}
pub(crate) use words;

/// The locale that holds a language's texts.
#[must_use]
pub const fn locale_of(language: Language) -> Locale {
    match language {
        Language::De => Locale::de,
        Language::En => Locale::en,
        Language::Ar => Locale::ar,
        Language::Vi => Locale::vi,
    }
}

/// The language of the page that is being rendered; the layout provides it.
#[must_use]
pub fn use_language() -> Language {
    use_context::<Language>().unwrap_or_default()
}

/// The locale of the page that is being rendered.
#[must_use]
pub fn use_locale() -> Locale {
    locale_of(use_language())
}

/// The address of a page in the language of this one.
#[must_use]
pub fn page(path: &str) -> String {
    let language = use_language();
    if path.is_empty() { format!("/{language}") } else { format!("/{language}/{path}") }
}

/// The address of a page in the language of this one, with those parameters that say something.
#[must_use]
pub fn page_with<'a>(path: &str, parameters: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let told = parameters.into_iter().filter(|(_, value)| !value.is_empty());
    let query: Vec<String> = told.map(|(name, value)| format!("{name}={}", escaped(value))).collect();
    let path = page(path);
    if query.is_empty() { path } else { format!("{path}?{}", query.join("&")) }
}

/// A value as it stands in an address; the same on both sides.
fn escaped(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.') {
            text.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _written = write!(text, "%{byte:02X}");
        }
    }
    text
}
