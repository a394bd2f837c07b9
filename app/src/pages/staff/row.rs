//! Forms in rows: many of one kind on a page, each with its own answer.

use crate::{
    form::{FlashSlot, FormAction, Hidden, PostForm},
    i18n::Locale,
    language::{page, words},
};
use domain::id::CaseId;
use leptos::prelude::*;

/// The form of one row; the page's data depends on `changed`, which grows with every answer.
pub(super) fn row_action(changed: RwSignal<u32>) -> FormAction {
    let action = FormAction::new();
    Effect::new(move |_| {
        if action.version() > 0 {
            changed.update(|changed| *changed += 1);
        }
    });
    action
}

/// A row's only button, with what its function needs and, for readers of the screen, what it is about.
pub(super) fn row_button(
    changed: RwSignal<u32>,
    to: &'static str,
    name: &'static str,
    arguments: Vec<(&'static str, String)>,
    text: &'static str,
    about: String,
) -> AnyView {
    let action = row_action(changed);
    let about = (!about.is_empty()).then(|| view! { <span class="wo-visually-hidden">": "<bdi>{about}</bdi></span> });
    let arguments = arguments.into_iter().map(|(name, value)| view! { <Hidden name value/> }).collect_view();
    view! {
        <PostForm action to name class="wo-form--inline">
            {arguments}
            <button class="wo-button wo-button--small wo-button--secondary">
                {text}{about}
            </button>
        </PostForm>
    }
    .into_any()
}

/// What was typed into a field of a plain form that failed: its page opens that form again.
pub(super) fn typed_before(form: &str, field: &str) -> Option<String> {
    let FlashSlot(slot) = use_context::<FlashSlot>()?;
    slot.with_untracked(|flash| {
        let flash = flash.as_ref().filter(|flash| flash.form == form && flash.error.is_some())?;
        flash.typed.get(field).cloned()
    })
}

/// A person's name as a link to the case.
pub(super) fn case_link(case: CaseId, name: String) -> AnyView {
    view! { <a href=page(&format!("cases/{case}"))><bdi>{name}</bdi></a> }.into_any()
}

/// The mark beside a date that has passed.
pub(crate) fn overdue(locale: Locale) -> AnyView {
    use crate::parts::icon::Icon;
    view! { <span class="wo-badge wo-badge--overdue"><Icon name="warning"/>" "{words!(locale, terms.overdue)}</span> }
        .into_any()
}
