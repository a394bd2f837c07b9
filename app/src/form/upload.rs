//! A form that sends a file: always a plain post to a plain route, because a file is no field that
//! server functions take.

use super::{
    post::{prepare, word},
    use_form_state,
};
use crate::{
    language::{use_language, use_locale},
    parts::icon::Icon,
};
use leptos::{context::Provider, prelude::*};

/// A form for `multipart/form-data`. What went wrong comes back as with other plain posts.
#[component]
pub fn UploadForm(
    /// Where it is sent.
    to: &'static str,
    /// The form's name.
    name: &'static str,
    /// Fields and buttons.
    children: Children,
) -> AnyView {
    let (state, summary) = prepare(name, None, None);
    view! {
        {summary}
        <form class="wo-form" method="post" action=to enctype="multipart/form-data" novalidate=true>
            <input type="hidden" name="once" value=word()/>
            <input type="hidden" name="language" value=use_language().tag()/>
            <Provider value=state>{children()}</Provider>
        </form>
    }
    .into_any()
}

/// A file.
#[component]
pub fn FileField(
    /// The field's name.
    name: &'static str,
    /// Its label.
    label: &'static str,
    /// What helps to choose.
    hint: &'static str,
    /// Which files are offered first, as in HTML's `accept`.
    accept: &'static str,
) -> AnyView {
    let locale = use_locale();
    let state = use_form_state();
    let id = format!("{}-{name}", state.name);
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    let rule = state.rule(name);
    let described_by = if rule.is_some() { format!("{hint_id} {error_id}") } else { hint_id.clone() };
    let class = if rule.is_some() { "wo-field wo-field--error" } else { "wo-field" };
    let error = rule.map(|rule| {
        view! { <p class="wo-error" id=error_id.clone()><Icon name="danger"/>" "{super::label::rule_text(locale, rule)}</p> }
    });
    view! {
        <div class=class>
            <label for=id.clone()>{label}</label>
            <p class="wo-hint" id=hint_id.clone()>{hint}</p>
            {error}
            <input
                id=id.clone()
                name=name
                type="file"
                accept=accept
                aria-describedby=described_by
                aria-invalid=rule.map(|_| "true")
            />
        </div>
    }
    .into_any()
}
