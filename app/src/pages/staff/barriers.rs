//! What people cannot use, built by the server: the browser only shows it.

use crate::{
    api::barriers::Barriers,
    language::{use_locale, words},
    parts::outcome,
};
use leptos::prelude::*;
use leptos_meta::Title;

/// The reports nobody has dealt with yet.
#[component]
pub(crate) fn Barriers() -> impl IntoView {
    let content = outcome::query(|| (), |()| Barriers {});
    view! {
        <Title text=words!(use_locale(), public.barriers_title)/>
        {outcome::show_markup(content)}
    }
}
