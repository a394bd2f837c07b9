//! Fields: label, hint, error and input, tied together for eyes, keyboards and screen readers.

use super::{
    is_written,
    label::{label_of, rule_text},
    use_form_state,
};
use crate::{
    i18n::Locale,
    language::{use_locale, words},
    parts::icon::Icon,
};
use domain::form::Rule;
use leptos::prelude::*;

/// What kind of text a field takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FieldKind {
    /// A line of text.
    #[default]
    Text,
    /// A mail address.
    Email,
    /// A password.
    Password,
    /// A day.
    Date,
    /// A phone number.
    Phone,
    /// A whole number.
    Number,
    /// A month.
    Month,
}

impl FieldKind {
    const fn input_type(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Email => "email",
            Self::Password => "password",
            Self::Date => "date",
            Self::Phone => "tel",
            Self::Number => "number",
            Self::Month => "month",
        }
    }
}

/// The parts every field shares.
struct Frame {
    id: String,
    is_written: bool,
    described_by: Signal<Option<String>>,
    rule: Signal<Option<Rule>>,
}

fn frame(name: &'static str, has_hint: bool) -> (Frame, Option<String>) {
    let state = use_form_state();
    let id = format!("{}-{name}", state.name);
    let typed = state.typed(name);
    let is_written = is_written(state.name, name);
    let rule = Signal::derive(move || state.rule(name));
    let field = id.clone();
    // Only what is there can describe a field.
    let described_by = Signal::derive(move || match (has_hint, rule.get().is_some()) {
        (true, true) => Some(format!("{field}-hint {field}-error")),
        (true, false) => Some(format!("{field}-hint")),
        (false, true) => Some(format!("{field}-error")),
        (false, false) => None,
    });
    (Frame { id, is_written, described_by, rule }, typed)
}

fn error_of(locale: Locale, id: &str, rule: Signal<Option<Rule>>) -> AnyView {
    let id = format!("{id}-error");
    let shown = move || {
        rule.get().map(|rule| {
            view! { <p class="wo-error" id=id.clone()><Icon name="danger"/>" "{rule_text(locale, rule)}</p> }
        })
    };
    shown.into_any()
}

fn hint_of(id: &str, hint: Option<String>) -> AnyView {
    let id = format!("{id}-hint");
    hint.map(|hint| view! { <p class="wo-hint" id=id>{hint}</p> }).into_any()
}

fn optional_of(locale: Locale, optional: bool) -> AnyView {
    optional.then(|| view! { " "<span class="wo-optional">{words!(locale, common.optional)}</span> }).into_any()
}

fn class_of(rule: Signal<Option<Rule>>, width: &'static str) -> Signal<String> {
    Signal::derive(move || {
        let error = if rule.get().is_some() { " wo-field--error" } else { "" };
        format!("wo-field{width}{error}")
    })
}

/// How wide an input is: as wide as what is usually typed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Width {
    /// As wide as the form.
    #[default]
    Full,
    /// A name or a place.
    Medium,
    /// A number or a day.
    Short,
}

impl Width {
    const fn class(self) -> &'static str {
        match self {
            Self::Full => "",
            Self::Medium => " wo-field--medium",
            Self::Short => " wo-field--short",
        }
    }
}

/// A line of text, with the label of its key unless another is given.
#[component]
pub fn Field(
    /// The field's key in the form's struct.
    name: &'static str,
    /// What kind of text it takes.
    #[prop(optional)]
    kind: FieldKind,
    /// Another label than the key's.
    #[prop(optional, into)]
    label: Option<String>,
    /// What helps to fill it in.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What it holds at first.
    #[prop(optional, into)]
    value: Option<String>,
    /// What browsers may fill in: the HTML `autocomplete` token.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// How wide it is.
    #[prop(optional)]
    width: Width,
    /// Whether it may stay empty.
    #[prop(optional)]
    optional: bool,
    /// What could be meant, offered while typing.
    #[prop(optional)]
    suggestions: Vec<String>,
) -> AnyView {
    let locale = use_locale();
    let (Frame { id, is_written, described_by, rule }, typed) = frame(name, hint.is_some());
    let label = label.unwrap_or_else(|| label_of(locale, name).unwrap_or_default().to_owned());
    let list = (!suggestions.is_empty()).then(|| format!("{id}-list"));
    let offered = list.clone().map(|list| {
        let options = suggestions.into_iter().map(|text| view! { <option value=text></option> }).collect_view();
        view! { <datalist id=list>{options}</datalist> }
    });
    view! {
        <div class=class_of(rule, width.class())>
            <label for=id.clone()>{label}{optional_of(locale, optional)}</label>
            {hint_of(&id, hint)}
            {error_of(locale, &id, rule)}
            <input
                id=id.clone()
                name=format!("form[{name}]")
                type=kind.input_type()
                list=list
                value=typed.or(value).unwrap_or_default()
                autocomplete=autocomplete
                dir=if kind == FieldKind::Text { "auto" } else { "ltr" }
                aria-describedby=move || described_by.get()
                aria-invalid=move || rule.get().map(|_| "true")
                data-written=is_written
            />
            {offered}
        </div>
    }
    .into_any()
}

/// Several lines of text.
#[component]
pub fn TextArea(
    /// The field's key in the form's struct.
    name: &'static str,
    /// Another label than the key's.
    #[prop(optional, into)]
    label: Option<String>,
    /// What helps to fill it in.
    #[prop(optional, into)]
    hint: Option<String>,
    /// Lines shown.
    #[prop(default = 4)]
    rows: u32,
    /// Whether it may stay empty.
    #[prop(optional)]
    optional: bool,
) -> AnyView {
    let locale = use_locale();
    let (Frame { id, is_written, described_by, rule }, typed) = frame(name, hint.is_some());
    debug_assert!(is_written, "people write sentences into {name}, see `is_written`");
    let label = label.unwrap_or_else(|| label_of(locale, name).unwrap_or_default().to_owned());
    view! {
        <div class=class_of(rule, "")>
            <label for=id.clone()>{label}{optional_of(locale, optional)}</label>
            {hint_of(&id, hint)}
            {error_of(locale, &id, rule)}
            <textarea
                id=id.clone()
                name=format!("form[{name}]")
                rows=rows
                dir="auto"
                aria-describedby=move || described_by.get()
                aria-invalid=move || rule.get().map(|_| "true")
                data-written=is_written
            >
                {typed.unwrap_or_default()}
            </textarea>
        </div>
    }
    .into_any()
}

/// One of several answers, as a list that opens.
#[component]
pub fn Select(
    /// The field's key in the form's struct.
    name: &'static str,
    /// Codes and words of the answers; an empty code first is "please choose".
    options: Vec<(String, String)>,
    /// Another label than the key's.
    #[prop(optional, into)]
    label: Option<String>,
    /// What helps to choose.
    #[prop(optional, into)]
    hint: Option<String>,
    /// The code chosen at first.
    #[prop(optional, into)]
    value: Option<String>,
    /// Whether it may stay open.
    #[prop(optional)]
    optional: bool,
) -> AnyView {
    let locale = use_locale();
    let (Frame { id, described_by, rule, .. }, typed) = frame(name, hint.is_some());
    let label = label.unwrap_or_else(|| label_of(locale, name).unwrap_or_default().to_owned());
    let chosen = typed.or(value).unwrap_or_default();
    let options = options
        .into_iter()
        .map(|(code, text)| {
            let is_chosen = code == chosen;
            view! { <option value=code selected=is_chosen>{text}</option> }
        })
        .collect_view();
    view! {
        <div class=class_of(rule, " wo-field--medium")>
            <label for=id.clone()>{label}{optional_of(locale, optional)}</label>
            {hint_of(&id, hint)}
            {error_of(locale, &id, rule)}
            <select
                id=id.clone()
                name=format!("form[{name}]")
                aria-describedby=move || described_by.get()
                aria-invalid=move || rule.get().map(|_| "true")
            >
                {options}
            </select>
        </div>
    }
    .into_any()
}

/// One of a few answers, all in sight.
#[component]
pub fn Radios(
    /// The field's key in the form's struct.
    name: &'static str,
    /// Codes and words of the answers.
    options: Vec<(String, String)>,
    /// Another legend than the key's label.
    #[prop(optional, into)]
    legend: Option<String>,
    /// What helps to choose.
    #[prop(optional, into)]
    hint: Option<String>,
    /// The code chosen at first.
    #[prop(optional, into)]
    value: Option<String>,
) -> AnyView {
    let locale = use_locale();
    let (Frame { id, described_by, rule, .. }, typed) = frame(name, hint.is_some());
    let legend = legend.unwrap_or_else(|| label_of(locale, name).unwrap_or_default().to_owned());
    let chosen = typed.or(value).unwrap_or_default();
    let first = id.clone();
    let choices = options
        .into_iter()
        .enumerate()
        .map(|(index, (code, text))| {
            // The summary's link leads to the first answer.
            let id = if index == 0 { first.clone() } else { format!("{first}-{index}") };
            let is_chosen = code == chosen;
            view! {
                <div class="wo-choice">
                    <input type="radio" id=id.clone() name=format!("form[{name}]") value=code checked=is_chosen/>
                    <label for=id>{text}</label>
                </div>
            }
        })
        .collect_view();
    view! {
        <fieldset class=move || if rule.get().is_some() { "wo-fieldset wo-field--error" } else { "wo-fieldset" } aria-describedby=move || described_by.get()>
            <legend>{legend}</legend>
            {hint_of(&id, hint)}
            {error_of(locale, &id, rule)}
            {choices}
        </fieldset>
    }
    .into_any()
}

/// Yes or nothing. Sends `yes` when ticked.
#[component]
pub fn Checkbox(
    /// The field's key in the form's struct; an `Option<String>` there.
    name: &'static str,
    /// What ticking means.
    #[prop(into)]
    label: String,
    /// Whether it is ticked at first.
    #[prop(optional)]
    checked: bool,
) -> AnyView {
    let state = use_form_state();
    let id = format!("{}-{name}", state.name);
    let checked = state.typed(name).map_or(checked, |typed| !typed.is_empty());
    view! {
        <div class="wo-choice">
            <input type="checkbox" id=id.clone() name=format!("form[{name}]") value="yes" checked=checked/>
            <label for=id>{label}</label>
        </div>
    }
    .into_any()
}

/// A value that nobody types: an argument of the server function beside its form.
#[component]
pub fn Hidden(
    /// The argument's name.
    name: &'static str,
    /// Its value.
    #[prop(into)]
    value: String,
) -> impl IntoView {
    view! { <input type="hidden" name=name value=value/> }
}
