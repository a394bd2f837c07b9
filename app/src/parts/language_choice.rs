//! One of the languages a letter can be written in.

use crate::language::Language;
use leptos::prelude::*;

/// A list of every language by its own name; sends `language`.
pub(crate) fn language_choice(label: &'static str, chosen: Language) -> AnyView {
    let options = Language::ALL
        .into_iter()
        .map(|language| {
            view! {
                <option value=language.tag() lang=language.tag() selected=language == chosen>{language.endonym()}</option>
            }
        })
        .collect_view();
    view! {
        <div class="wo-field wo-field--medium">
            <label for="sheet-language">{label}</label>
            <select id="sheet-language" name="language">{options}</select>
        </div>
    }
    .into_any()
}
