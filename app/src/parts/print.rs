//! The button that prints; it appears where there is a script to do it.

use crate::{i18n::Locale, language::words, parts::icon::Icon};
use leptos::prelude::*;

/// Prints this page.
pub(crate) fn button(locale: Locale) -> AnyView {
    let works = RwSignal::new(false);
    Effect::new(move |_| works.set(true));
    let print = |_| {
        // Who refused printing has the browser's own menu.
        let _printed = window().print();
    };
    let shown = move || {
        works.get().then(|| {
            view! {
                <div class="wo-button-row wo-screen-only">
                    <button class="wo-button wo-button--primary" on:click=print><Icon name="print"/>" "{words!(locale, paper.print)}</button>
                </div>
            }
        })
    };
    shown.into_any()
}
