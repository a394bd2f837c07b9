//! What somebody typed, ticked, opened or reached by keyboard stays while the page around it shows newer data.
//!
//! A page that hears of a change is rendered anew. Whoever had half a note in it would lose it. A note whose form is
//! gone, because another has done it meanwhile, is shown at the top of the page.

use crate::parts::notice::NoticeBoard;
use leptos::{
    prelude::*,
    wasm_bindgen::{JsCast as _, JsValue},
    web_sys::{Element, HtmlElement, HtmlFormElement, NodeList},
};
use std::time::Duration;

const FIELDS: &str =
    "main form[method=post] :is(textarea, select, input:not([type=hidden], [type=file], [type=password]))";
const FORMS: &str = "main form[method=post]";
/// In these people write sentences.
const WRITTEN: &str = "textarea, input[name=\"form[remark]\"]";
/// On a form that is on its way.
const SENDING: &str = "data-sending";
const OPENED: &str = "main details[open] > summary";
const REACHED: &str = "main :is(a, button, summary)";
const CLOSED: &str = "main details:not([open]) > summary";

/// A field that is not as the server sent it, and by what it is found again.
struct Typed {
    field: String,
    property: &'static str,
    value: JsValue,
    is_written: bool,
    is_sending: bool,
}

/// A part of a page that is rendered anew whenever its data is.
#[derive(Clone, Copy)]
pub(crate) struct Renewal {
    board: Option<NoticeBoard>,
    /// Where it was rendered last: what stays behind on another page is left there on purpose.
    place: StoredValue<String>,
}

impl Renewal {
    pub(crate) fn new() -> Self {
        Self { board: use_context(), place: StoredValue::default() }
    }

    /// Takes up what is not sent yet, and puts it back once the page has been rendered anew.
    pub(crate) fn keep(self) {
        let location = window().location();
        let place = path() + &location.search().unwrap_or_default();
        let is_same = self.place.get_value() == place;
        self.place.set_value(place);
        keep(self.board.filter(|_| is_same));
    }
}

fn path() -> String {
    window().location().pathname().unwrap_or_default()
}

fn keep(board: Option<NoticeBoard>) {
    let typed: Vec<Typed> = all(FIELDS).filter_map(|field| typed_in(&field)).collect();
    let opened: Vec<String> = all(OPENED).filter_map(|summary| summary.text_content()).collect();
    let reached = document().active_element().filter(|element| element.matches(REACHED) == Ok(true));
    let reached = reached.map(|element| link_key(&element));
    if !typed.is_empty() || !opened.is_empty() || reached.is_some() {
        let put_back = move || {
            put_back(&typed, &opened, reached.as_deref());
            if let Some(board) = board {
                board.leave(path(), homeless(&typed));
            }
        };
        set_timeout(put_back, Duration::ZERO);
    }
}

/// A form is on its way: what becomes of what was written in it, its answer says.
pub(super) fn sending(form: &HtmlFormElement) {
    // Without the mark a text may be shown that has arrived.
    let _marked = form.set_attribute(SENDING, "");
}

/// A form was refused, maybe after its page has been rendered anew without it: what was written in it is shown.
pub(super) fn refused(form: &HtmlFormElement, board: Option<NoticeBoard>) {
    let _unmarked = form.remove_attribute(SENDING);
    if let Some(board) = board.filter(|_| !form.is_connected()) {
        let fields = form.query_selector_all(WRITTEN).into_iter().flat_map(elements);
        board.leave(path(), written(&fields.filter_map(|field| typed_in(&field)).collect::<Vec<_>>(), |_| true));
    }
}

/// A form was sent, maybe from a page that has been rendered anew since: what was sent is not typed any more.
pub(super) fn sent(form: &HtmlFormElement) {
    let key = form_key(form);
    let forms = all(FORMS).filter(|other| form_key(other) == key).filter_map(|form| form.dyn_into().ok());
    for form in forms.chain([form.clone()]) {
        form.reset();
        let _unmarked = form.remove_attribute(SENDING);
        // What is typed next is another form.
        if let Ok(Some(once)) = form.query_selector("input[name=once]") {
            set(&once, "value", &word().into());
        }
    }
}

/// A word of chance for a form: long enough that no two forms of one person share it.
pub(super) fn word() -> String {
    let part = || js_sys::Math::random().to_bits() & 0x000f_ffff_ffff_ffff;
    format!("{:013x}{:013x}", part(), part())
}

fn put_back(typed: &[Typed], opened: &[String], reached: Option<&str>) {
    for field in all(FIELDS).filter(|_| !typed.is_empty()) {
        let key = key_of(&field);
        // What was typed since then is newer.
        if let Some(kept) = typed.iter().find(|kept| kept.field == key)
            && typed_in(&field).is_none()
        {
            let sent = property(&field, kept.property);
            set(&field, kept.property, &kept.value);
            // An answer that is no longer offered cannot be chosen.
            if property(&field, kept.property) != kept.value {
                set(&field, kept.property, &sent);
            }
        }
    }
    for summary in all(CLOSED).filter(|summary| summary.text_content().is_some_and(|text| opened.contains(&text))) {
        if let Some(details) = summary.parent_element() {
            set(&details, "open", &JsValue::TRUE);
        }
    }
    // Who moved on meanwhile is not called back.
    let is_lost = document().active_element().is_none_or(|element| element.local_name() == "body");
    let place = reached.filter(|_| is_lost).and_then(|key| all(REACHED).find(|element| link_key(element) == key));
    if let Some(place) = place.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // A place that takes no focus any more is left.
        let _focused = place.focus();
    }
}

/// What was written in fields that are no longer there.
fn homeless(typed: &[Typed]) -> Vec<String> {
    let there: Vec<String> = all(FIELDS).map(|field| key_of(&field)).collect();
    written(typed, |kept| !kept.is_sending && !there.contains(&kept.field))
}

fn written(typed: &[Typed], filter: impl Fn(&Typed) -> bool) -> Vec<String> {
    let texts = typed.iter().filter(|kept| kept.is_written && filter(kept)).filter_map(|kept| kept.value.as_string());
    texts.filter(|text| !text.trim().is_empty()).collect()
}

/// What differs from what the server sent, if anything does.
fn typed_in(field: &Element) -> Option<Typed> {
    let name = if is_ticked(field) { "checked" } else { "value" };
    let value = property(field, name);
    let sent = if is_ticked(field) {
        property(field, "defaultChecked")
    } else if field.local_name() == "select" {
        let chosen = field.query_selector("option[selected]").ok().flatten();
        let chosen = chosen.or_else(|| field.query_selector("option").ok().flatten())?;
        property(&chosen, "value")
    } else {
        property(field, "defaultValue")
    };
    (value != sent).then(|| Typed {
        field: key_of(field),
        property: name,
        value,
        is_written: field.matches(WRITTEN) == Ok(true),
        is_sending: field.closest("form").ok().flatten().is_some_and(|form| form.has_attribute(SENDING)),
    })
}

fn is_ticked(field: &Element) -> bool {
    matches!(field.get_attribute("type").as_deref(), Some("checkbox" | "radio"))
}

/// The same for the same field of the same form about the same thing.
fn key_of(field: &Element) -> String {
    let mut key = field.closest("form").ok().flatten().as_ref().map(form_key).unwrap_or_default();
    key.extend([" ", &field.get_attribute("name").unwrap_or_default()]);
    if is_ticked(field) {
        // Ticks of one name differ by what they send.
        key.extend([" ", &field.get_attribute("value").unwrap_or_default()]);
    }
    key
}

/// The same for the same link, button or heading that opens.
fn link_key(element: &Element) -> String {
    let mut key = key_of(element);
    for name in ["href", "value"] {
        key.extend([" ", &element.get_attribute(name).unwrap_or_default()]);
    }
    key + &element.text_content().unwrap_or_default()
}

/// Where a form is sent, and about what.
fn form_key(form: &Element) -> String {
    let mut key = form.get_attribute("action").unwrap_or_default();
    for input in form.query_selector_all("input[type=hidden]:not([name=once])").into_iter().flat_map(elements) {
        key.extend([" ", &input.get_attribute("value").unwrap_or_default()]);
    }
    key
}

fn all(selector: &str) -> impl Iterator<Item = Element> + use<> {
    document().query_selector_all(selector).ok().into_iter().flat_map(elements)
}

fn elements(list: NodeList) -> impl Iterator<Item = Element> {
    (0..list.length()).filter_map(move |index| list.item(index)?.dyn_into::<Element>().ok())
}

fn property(element: &Element, name: &str) -> JsValue {
    js_sys::Reflect::get(element, &name.into()).unwrap_or_default()
}

fn set(element: &Element, name: &str, value: &JsValue) {
    // A property that cannot be set leaves the field as the server sent it.
    let _set = js_sys::Reflect::set(element, &name.into(), value);
}
