//! The language of the page: decided by its address, the same on both sides.

use crate::i18n::Locale;
pub use domain::language::Language;
use leptos::prelude::*;

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
