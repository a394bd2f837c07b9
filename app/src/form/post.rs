//! The form element, its error summary, and what its fields know about it.

use super::{Flash, Said};
use crate::{
    AppError,
    i18n::Locale,
    language::{use_locale, words},
    parts::notice::NoticeBoard,
};
use domain::form::{Problem, Rule};
use leptos::{
    context::Provider,
    ev, html,
    prelude::*,
    server_fn::{
        Http, ServerFn,
        client::Client,
        codec::{Json, PostUrl},
        request::ClientReq,
    },
};
use serde::de::DeserializeOwned;
use std::{collections::BTreeMap, sync::Arc};

/// What the fields of a form know: what was typed and what is wrong.
#[derive(Clone, Debug)]
pub struct FormState {
    /// The form's name; part of its fields' ids.
    pub name: &'static str,
    typed: Arc<BTreeMap<String, String>>,
    error: Signal<Option<AppError>>,
}

impl FormState {
    /// What was typed into a field before, if the form comes back.
    #[must_use]
    pub fn typed(&self, field: &str) -> Option<String> {
        self.typed.get(field).cloned()
    }

    /// The rule a field breaks.
    #[must_use]
    pub fn rule(&self, field: &str) -> Option<Rule> {
        self.error.with(|error| match error {
            Some(AppError::Invalid { problems }) => {
                problems.0.iter().find(|problem| problem.field == field).map(|problem| problem.rule)
            }
            _ => None,
        })
    }
}

/// The state of the form around this field; an empty one outside any form.
#[must_use]
pub fn use_form_state() -> FormState {
    use_context::<FormState>().unwrap_or_else(|| FormState {
        name: "page",
        typed: Arc::default(),
        error: Signal::derive(|| None),
    })
}

/// What the last plain post left, put into context by the layout.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FlashSlot(pub(crate) RwSignal<Option<Flash>>);

/// The flash of a form, taken once.
fn take_flash(name: &str) -> Option<Flash> {
    let FlashSlot(slot) = use_context::<FlashSlot>()?;
    let flash = slot.get_untracked().filter(|flash| flash.form == name)?;
    // In the browser a form that is opened again starts afresh.
    Effect::new(move |_| slot.set(None));
    Some(flash)
}

/// A form that calls a server function: by script where there is one, else as a plain post.
///
/// Errors stand above it in a summary that gets the focus, and at their fields. The button is
/// never disabled: who cannot see why would be stuck.
#[component]
pub fn PostForm<S>(
    /// The action to dispatch.
    action: ServerAction<S>,
    /// The form's name, the same as in the server function.
    name: &'static str,
    /// The class of the form element.
    #[prop(default = "wo-form")]
    class: &'static str,
    /// Fields and buttons.
    children: Children,
) -> impl IntoView
where
    S: DeserializeOwned
        + ServerFn<Protocol = Http<PostUrl, Json>, Output = Said, Error = AppError>
        + Clone
        + Send
        + Sync
        + 'static,
    S::Client: Client<AppError>,
    <<S::Client as Client<AppError>>::Request as ClientReq<AppError>>::FormData: From<leptos::web_sys::FormData>,
{
    let value = action.value();
    let outcome = Signal::derive(move || value.get());
    let (state, summary) = prepare(name, outcome);
    view! {
        {summary}
        <div class=class>
            <ActionForm action=action attr:novalidate=true>
                <Provider value=state>{children()}</Provider>
            </ActionForm>
        </div>
    }
}

/// A form that changes who is signed in: always a plain post, because every part of the page
/// depends on it.
#[component]
pub fn PlainForm(
    /// Where it is sent: a server function's address.
    action: &'static str,
    /// The form's name.
    name: &'static str,
    /// The class of the form element.
    #[prop(default = "wo-form")]
    class: &'static str,
    /// Fields and buttons.
    children: Children,
) -> impl IntoView {
    let (state, summary) = prepare(name, Signal::derive(|| None));
    view! {
        {summary}
        <form class=class method="post" action=action novalidate=true>
            <Provider value=state>{children()}</Provider>
        </form>
    }
}

/// The state for the fields and the error summary, the same for every kind of form.
fn prepare(name: &'static str, outcome: Signal<Option<Result<Said, AppError>>>) -> (FormState, AnyView) {
    let locale = use_locale();
    let flash = take_flash(name);
    let first = flash.as_ref().and_then(|flash| flash.error.clone());
    let error = Signal::derive(move || match outcome.get() {
        Some(Ok(_)) => None,
        Some(Err(error)) => Some(error),
        None => first.clone(),
    });
    let typed = flash.map(|flash| flash.typed).unwrap_or_default();
    let state = FormState { name, typed: Arc::new(typed), error };
    let board = use_context::<NoticeBoard>();
    Effect::new(move |_| {
        if let (Some(Ok(said)), Some(board)) = (outcome.get(), board) {
            board.say(said);
        }
    });
    (state, summary(name, locale, error).into_any())
}

/// What is wrong, as links to the fields; gets the focus when it appears.
fn summary(name: &'static str, locale: Locale, error: Signal<Option<AppError>>) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if error.get().is_some()
            && let Some(node) = node.get()
        {
            // A summary that cannot take the focus is still read out: it is an alert.
            let _focused = node.focus();
        }
    });
    move || {
        error.get().map(|error| {
            let problems = match &error {
                AppError::Invalid { problems } => problems.0.clone(),
                _ => Vec::new(),
            };
            let message = problems.is_empty().then(|| view! { <p>{error.message(locale)}</p> });
            let links = (!problems.is_empty()).then(|| {
                let items = problems.into_iter().map(|problem| problem_link(name, locale, &problem)).collect_view();
                view! { <ul>{items}</ul> }
            });
            view! {
                <div class="wo-error-summary" role="alert" tabindex="-1" node_ref=node>
                    <h2>{words!(locale, common.problem_heading)}</h2>
                    {message}
                    {links}
                </div>
            }
        })
    }
}

fn problem_link(name: &'static str, locale: Locale, problem: &Problem) -> impl IntoView + use<> {
    let target = format!("#{name}-{}", problem.field);
    let label = super::field::label_of(locale, &problem.field).unwrap_or_default();
    let text = super::field::rule_text(locale, problem.rule);
    let text = if label.is_empty() { text.to_owned() } else { format!("{label}: {text}") };
    let id = format!("{name}-{}", problem.field);
    let focus = move |event: ev::MouseEvent| {
        if let Some(field) = document().get_element_by_id(&id) {
            use leptos::wasm_bindgen::JsCast as _;
            if let Ok(field) = field.dyn_into::<leptos::web_sys::HtmlElement>() {
                event.prevent_default();
                let _focused = field.focus();
            }
        }
    };
    view! { <li><a href=target rel="external" on:click=focus>{text}</a></li> }
}
