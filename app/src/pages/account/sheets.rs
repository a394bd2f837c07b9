//! Sheets that were just made: shown once, to be printed.

use crate::{
    api::sheets::ShowSheets,
    language::{use_locale, words},
    parts::{outcome, print},
};
use leptos::prelude::*;
use leptos_meta::Title;

/// The page of sheets.
#[component]
pub(crate) fn SheetsPage() -> impl IntoView {
    let locale = use_locale();
    let sheets = outcome::query(|| (), |()| ShowSheets {});
    view! {
        <Title text=words!(locale, paper.sheets_title)/>
        {print::button(locale)}
        {outcome::show_markup(sheets)}
    }
}
