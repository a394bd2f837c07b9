//! The own plan, for paper.

use crate::{
    api::plan::paper_plan,
    language::{use_locale, words},
    parts::{outcome, print},
};
use leptos::prelude::*;
use leptos_meta::Title;

/// The page of the plan on paper.
#[component]
pub(crate) fn PaperPlan() -> impl IntoView {
    let locale = use_locale();
    let plan = outcome::query(|| (), |()| paper_plan());
    view! {
        <Title text=words!(locale, paper.plan_title)/>
        {print::button(locale)}
        {outcome::show_markup(plan)}
    }
}
