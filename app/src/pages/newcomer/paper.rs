//! The own plan, for paper.

use crate::{
    api::plan::PaperPlan,
    language::{use_locale, words},
    parts::{outcome, print},
};
use leptos::prelude::*;
use leptos_meta::Title;

/// The page of the plan on paper.
#[component]
pub(crate) fn PaperPlan() -> impl IntoView {
    let locale = use_locale();
    let plan = outcome::query(|| (), |()| PaperPlan {});
    view! {
        <Title text=words!(locale, paper.plan_title)/>
        {print::button(locale)}
        {outcome::show_markup(plan)}
    }
}
