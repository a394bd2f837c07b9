//! A step in a list: name, German term, status; and the badge that says how it stands.

use crate::{
    i18n::Locale,
    language::{use_locale, words},
    parts::icon::Icon,
    terms,
};
use domain::{
    journey::Holder,
    step::Look,
    view::{When, step::StepRow},
};
use leptos::prelude::*;

/// How a step stands: icon and word, never colour alone; overdue is a mark of its own.
pub(crate) fn badge(locale: Locale, row: &StepRow) -> AnyView {
    let (class, icon) = match row.look {
        Look::CannotStartYet => ("wo-badge wo-badge--cannot-start", None),
        Look::NotStarted => ("wo-badge wo-badge--not-started", Some("circle")),
        Look::InProgress => ("wo-badge wo-badge--in-progress", Some("half-circle")),
        Look::WaitingFor => ("wo-badge wo-badge--waiting", Some("clock")),
        Look::ProblemToFix => ("wo-badge wo-badge--problem", Some("danger")),
        Look::Done => ("wo-badge wo-badge--done", Some("check-circle")),
        Look::NotNeeded => ("wo-badge wo-badge--not-needed", None),
    };
    let word = terms::look(locale, row.look);
    let whom = (row.look == Look::WaitingFor && row.holder != Holder::Nobody)
        .then(|| format!(" {}", terms::holder(locale, row.holder)));
    let claimed =
        row.is_claimed.then(|| view! { <span class="wo-muted">{words!(locale, terms.not_yet_confirmed)}</span> });
    let overdue = row.is_overdue.then(|| {
        view! { <span class="wo-badge wo-badge--overdue"><Icon name="warning"/>" "{words!(locale, terms.overdue)}</span> }
    });
    view! {
        <span class=class>{icon.map(|name| view! { <Icon name/>" " })}{word}{whom}</span>
        {claimed}
        {overdue}
    }
    .into_any()
}

/// A day for people and for programs.
pub(crate) fn time(when: &When) -> AnyView {
    view! { <time datetime=when.day.to_string()>{when.text.clone()}</time> }.into_any()
}

/// The German term beside a translation.
#[component]
pub(crate) fn Term(
    /// The term.
    #[prop(into)]
    german: String,
) -> AnyView {
    let locale = use_locale();
    if locale == Locale::de || german.is_empty() {
        return ().into_any();
    }
    view! {
        <span class="wo-term">
            <span class="wo-visually-hidden">{words!(locale, terms.german)}": "</span>
            <span lang="de" dir="ltr" translate="no">{german}</span>
        </span>
    }
    .into_any()
}
