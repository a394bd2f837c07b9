//! The form element, its error summary, and what its fields know about it.
//!
//! Written once for all forms instead of once for each server function: what a form sends is the
//! same with and without scripts, so the browser needs no types for it, and every type less is
//! kilobytes less for somebody's cheap phone.

use super::Flash;
#[cfg(feature = "hydrate")]
use super::kept::Refusal;
#[cfg(feature = "hydrate")]
pub(super) use super::kept::word;
use crate::{
    AppError,
    i18n::Locale,
    language::{use_locale, words},
    parts::notice::NoticeBoard,
};
#[cfg(feature = "ssr")]
pub(super) use backend::word;
use domain::form::{Problem, Rule};
use leptos::{context::Provider, ev, html, prelude::*};
use std::{collections::BTreeMap, sync::Arc};

/// What became of a form in this tab: how often it was sent, and the last answer.
///
/// Data that a form changes depends on [`FormAction::version`].
#[derive(Clone, Copy, Debug)]
pub struct FormAction {
    version: RwSignal<u32>,
    outcome: RwSignal<Option<Outcome>>,
}

/// The last answer.
#[derive(Clone, Debug)]
#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "only a browser gets answers"))]
enum Outcome {
    Done,
    Refused {
        error: AppError,
        /// Whether nobody was told yet: a page that is rendered anew repeats it without calling.
        is_news: bool,
    },
}

impl FormAction {
    /// A form that was not sent yet.
    #[must_use]
    pub fn new() -> Self {
        Self { version: RwSignal::new(0), outcome: RwSignal::new(None) }
    }

    /// Grows with every answer that changed something.
    pub fn version(self) -> u32 {
        self.version.get()
    }

    /// It is done. Data of a page that is left is not fetched again: it may no longer exist.
    #[cfg(feature = "hydrate")]
    fn done(self, leaves: bool) {
        self.outcome.set(Some(Outcome::Done));
        if !leaves {
            self.version.update(|version| *version += 1);
        }
    }

    /// It was refused.
    #[cfg(feature = "hydrate")]
    fn refused(self, Refusal { error, is_news }: Refusal) {
        self.outcome.set(Some(Outcome::Refused { error, is_news }));
    }

    fn is_news(self) -> bool {
        self.outcome.with_untracked(|outcome| !matches!(outcome, Some(Outcome::Refused { is_news: false, .. })))
    }

    fn is_told(self) {
        self.outcome.update_untracked(|outcome| {
            if let Some(Outcome::Refused { is_news, .. }) = outcome {
                *is_news = false;
            }
        });
    }
}

impl Default for FormAction {
    fn default() -> Self {
        Self::new()
    }
}

/// What the fields of a form know: what was typed and what is wrong.
#[derive(Clone, Debug)]
pub struct FormState {
    /// The form's name; part of its fields' ids.
    pub name: &'static str,
    typed: Arc<BTreeMap<String, String>>,
    error: Signal<Option<AppError>>,
}

impl FormState {
    /// Of a form in which nothing was typed yet.
    pub(crate) fn of(name: &'static str) -> Self {
        Self { name, typed: Arc::default(), error: Signal::derive(|| None) }
    }

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
    use_context::<FormState>().unwrap_or_else(|| FormState::of("page"))
}

/// What the last plain post left, put into context by the layout.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FlashSlot(pub(crate) RwSignal<Option<Flash>>);

/// The flash of a form about this, taken once.
fn take_flash(name: &str, about: Option<&(&'static str, String)>) -> Option<Flash> {
    let FlashSlot(slot) = use_context::<FlashSlot>()?;
    let is_same = |flash: &Flash| about.is_none_or(|(field, value)| flash.typed.get(*field) == Some(value));
    let flash = slot.get_untracked().filter(|flash| flash.form == name && is_same(flash))?;
    // In the browser a form that is opened again starts afresh.
    Effect::new(move |_| slot.set(None));
    Some(flash)
}

/// A form that calls a server function: by script where there is one, else as a plain post.
///
/// Errors stand above it in a summary that gets the focus, and at their fields. The button is
/// never disabled: who cannot see why would be stuck.
#[component]
pub fn PostForm(
    /// What becomes of the form; made by the page, so that its data can depend on it.
    action: FormAction,
    /// The server function's address: `SetPassword::PATH`.
    to: &'static str,
    /// The form's name, the same as in the server function.
    name: &'static str,
    /// The class of the form element.
    #[prop(default = "wo-form")]
    class: &'static str,
    /// A hidden field and its value, where one form stands for one of many: what was typed about another stays out.
    #[prop(optional_no_strip)]
    about: Option<(&'static str, String)>,
    /// Fields and buttons.
    children: Children,
) -> AnyView {
    let (state, summary) = prepare(name, about.as_ref(), Some(action));
    let navigate = leptos_router::hooks::use_navigate();
    let board = use_context::<NoticeBoard>();
    let submit = move |event: ev::SubmitEvent| send(&event, to, action, board, navigate.clone());
    let refused = move |_: ev::Event| refuse(action);
    view! {
        {summary}
        <form class=class method="post" action=to novalidate=true on:submit=submit on:refused=refused>
            <input type="hidden" name="once" value=word()/>
            <Provider value=state>{children()}</Provider>
        </form>
    }
    .into_any()
}

/// A form that changes who is signed in: always a plain post, because every part of the page
/// depends on it.
#[component]
pub fn PlainForm(
    /// Where it is sent: a server function's address.
    to: &'static str,
    /// The form's name.
    name: &'static str,
    /// The class of the form element.
    #[prop(default = "wo-form")]
    class: &'static str,
    /// Whether it may be sent again as it is and is done again: signing in and out, from a page somebody went back to.
    #[prop(optional)]
    repeatable: bool,
    /// Fields and buttons.
    children: Children,
) -> AnyView {
    let (state, summary) = prepare(name, None, None);
    let once = (!repeatable).then(|| view! { <input type="hidden" name="once" value=word()/> });
    view! {
        {summary}
        <form class=class method="post" action=to novalidate=true>
            {once}
            <Provider value=state>{children()}</Provider>
        </form>
    }
    .into_any()
}

/// Sends a form by script: the same fields to the same address, answered in JSON.
#[cfg(feature = "hydrate")]
fn send<N>(event: &ev::SubmitEvent, to: &'static str, action: FormAction, board: Option<NoticeBoard>, navigate: N)
where
    N: Fn(&str, leptos_router::NavigateOptions) + 'static,
{
    use leptos::wasm_bindgen::JsCast as _;
    let form = event.target().and_then(|target| target.dyn_into::<leptos::web_sys::HtmlFormElement>().ok());
    let Some(form) = form else { return };
    if leads_elsewhere(event) {
        return;
    }
    let Some(body) = fields_of(&form, event) else { return };
    event.prevent_default();
    let sending = super::kept::Sending::of(&form);
    leptos::task::spawn_local(async move {
        match crate::ask::post_form(to, &body).await {
            Ok((said, location)) => {
                // What was sent does not stay to be sent twice.
                sending.done();
                // Said from here: the form itself may be gone, because the live page was faster than the answer.
                if let Some(board) = board {
                    board.say(said);
                }
                let leaves = location.as_deref().is_some_and(is_elsewhere);
                action.done(leaves);
                if let Some(location) = location {
                    navigate(&location, leptos_router::NavigateOptions::default());
                }
            }
            // Told to the form that stands there now: this one may be gone, because the page was rendered anew.
            Err(error) => sending.refused(error, board),
        }
    });
}

/// Takes up what the form was told.
#[cfg(feature = "hydrate")]
fn refuse(action: FormAction) {
    if let Some(refusal) = super::kept::refusal() {
        action.refused(refusal);
    }
}

/// On the server no form is told anything.
#[cfg(not(feature = "hydrate"))]
fn refuse(_action: FormAction) {}

/// Whether the button that was pressed has an address of its own: the browser sends it there.
#[cfg(feature = "hydrate")]
fn leads_elsewhere(event: &ev::SubmitEvent) -> bool {
    event.submitter().is_some_and(|button| button.has_attribute("formaction"))
}

/// Whether an address is another page than the one that is shown.
#[cfg(feature = "hydrate")]
fn is_elsewhere(location: &str) -> bool {
    let shown = window().location().pathname().unwrap_or_default();
    location.split(['?', '#']).next() != Some(shown.as_str())
}

/// On the server no form is sent.
#[cfg(not(feature = "hydrate"))]
fn send<N>(
    _event: &ev::SubmitEvent,
    _to: &'static str,
    _action: FormAction,
    _board: Option<NoticeBoard>,
    _navigate: N,
) {
}

/// What the form would send by itself, with the button that was pressed.
#[cfg(feature = "hydrate")]
fn fields_of(form: &leptos::web_sys::HtmlFormElement, event: &ev::SubmitEvent) -> Option<String> {
    use leptos::wasm_bindgen::JsCast as _;
    let data = leptos::web_sys::FormData::new_with_form(form).ok()?;
    if let Some(button) =
        event.submitter().and_then(|button| button.dyn_into::<leptos::web_sys::HtmlButtonElement>().ok())
        && !button.name().is_empty()
    {
        data.append_with_str(&button.name(), &button.value()).ok()?;
    }
    let fields = leptos::web_sys::UrlSearchParams::new_with_str_sequence_sequence(data.unchecked_ref()).ok()?;
    Some(String::from(fields.to_string()))
}

/// The state for the fields and the error summary, the same for every kind of form.
pub(super) fn prepare(
    name: &'static str,
    about: Option<&(&'static str, String)>,
    action: Option<FormAction>,
) -> (FormState, AnyView) {
    let locale = use_locale();
    let flash = take_flash(name, about);
    // What is not about fields stands at the top of the page: the form may be gone by now.
    let first = flash.as_ref().and_then(|flash| flash.error.clone());
    let first = first.filter(|error| matches!(error, AppError::Invalid { .. }));
    let error = Signal::derive(move || match action.and_then(|action| action.outcome.get()) {
        Some(Outcome::Done) => None,
        Some(Outcome::Refused { error, .. }) => Some(error),
        None => first.clone(),
    });
    let typed = flash.map(|flash| flash.typed).unwrap_or_default();
    let state = FormState { name, typed: Arc::new(typed), error };
    (state, summary(name, locale, error, action))
}

/// What is wrong, as links to the fields; gets the focus when it appears first.
fn summary(name: &'static str, locale: Locale, error: Signal<Option<AppError>>, action: Option<FormAction>) -> AnyView {
    let is_news = move || action.is_none_or(FormAction::is_news);
    let node = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if error.get().is_some()
            && let Some(node) = node.get()
            && is_news()
        {
            if let Some(action) = action {
                action.is_told();
            }
            // A summary that cannot take the focus is still read out: it is an alert.
            let _focused = node.focus();
        }
    });
    let shown = move || {
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
                <div class="wo-error-summary" role=is_news().then_some("alert") tabindex="-1" node_ref=node>
                    <h2>{words!(locale, common.problem_heading)}</h2>
                    {message}
                    {links}
                </div>
            }
        })
    };
    shown.into_any()
}

fn problem_link(name: &'static str, locale: Locale, problem: &Problem) -> AnyView {
    let target = format!("#{name}-{}", problem.field);
    let label = super::label::label_of(locale, &problem.field).unwrap_or_default();
    let text = super::label::rule_text(locale, problem.rule);
    let text = if label.is_empty() { text.to_owned() } else { format!("{label}: {text}") };
    let id = format!("{name}-{}", problem.field);
    let focus = move |event: ev::MouseEvent| {
        use leptos::wasm_bindgen::JsCast as _;
        let field =
            document().get_element_by_id(&id).and_then(|field| field.dyn_into::<leptos::web_sys::HtmlElement>().ok());
        if let Some(field) = field {
            event.prevent_default();
            // The link still leads there if the field takes no focus.
            let _focused = field.focus();
        }
    };
    view! { <li><a href=target rel="external" on:click=focus>{text}</a></li> }.into_any()
}
