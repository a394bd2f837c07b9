//! What somebody typed, ticked, opened or reached by keyboard stays while the page around it shows newer data.
//!
//! A page that hears of a change is rendered anew. Whoever had half a note in it would lose it. A note whose form is
//! gone, because another has done it meanwhile, is shown at the top of the page. A form that was sent keeps its word
//! until it is done, so that whoever sends it again, because the answer was lost, does it once.

use crate::{AppError, parts::notice::NoticeBoard};
use leptos::{
    prelude::*,
    wasm_bindgen::{JsCast as _, JsValue},
    web_sys::{Element, Event, FocusOptions, HtmlElement, HtmlFormElement, NodeList},
};
use std::{
    cell::{Cell, RefCell},
    time::Duration,
};

const FORMS: &str = "main form";
/// A form of which the address says what is in it.
const SEARCH: &str = "[method=get]";
const FIELDS: &str = "textarea, select, input:not([type=hidden], [type=file], [type=password])";
/// Why the form below was refused.
const SUMMARY: &str = ".wo-error-summary";
/// By it the server knows what it has done.
const ONCE: &str = "input[name=once]";
const OPENED: &str = "main details[open] > summary";
const REACHED: &str = "main :is(a, button, summary, textarea, select, input)";
const CLOSED: &str = "main details:not([open]) > summary";

thread_local! {
    /// Forms that were sent and are not done, as far as this tab knows. By what they are about, for an element may be
    /// another form after its page has been rendered anew.
    static TRIED: RefCell<Vec<Tried>> = const { RefCell::new(Vec::new()) };
    static TRIES: Cell<u32> = const { Cell::new(0) };
    /// What a form is being told.
    static REFUSAL: RefCell<Option<Refusal>> = const { RefCell::new(None) };
}

struct Tried {
    key: String,
    number: u32,
    attempt: Attempt,
}

#[derive(Clone, PartialEq)]
enum Attempt {
    OnItsWay,
    Refused(AppError),
}

/// Why a form was refused.
#[derive(Clone)]
pub(super) struct Refusal {
    pub(super) error: AppError,
    /// Whether it is told for the first time.
    pub(super) is_news: bool,
}

const BUSY: &str = "aria-busy";
/// The event by which a form is told.
const REFUSED: &str = "refused";

/// A form that is to be found again after its page has been rendered anew.
struct Held {
    key: String,
    once: Option<JsValue>,
    attempt: Option<Attempt>,
    /// Whether it says why it was refused.
    is_told: bool,
    typed: Vec<Typed>,
}

/// A field that is not as the server sent it, and by what it is found again in its form.
struct Typed {
    field: String,
    property: &'static str,
    value: JsValue,
    is_written: bool,
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
        keep(self.board, is_same);
    }
}

fn path() -> String {
    window().location().pathname().unwrap_or_default()
}

fn keep(board: Option<NoticeBoard>, is_same: bool) {
    // At another address another search is meant.
    let forms = all(FORMS).filter(|form| is_same || form.matches(SEARCH) != Ok(true));
    let held = forms.map(|form| hold(&form)).filter(|held| held.attempt.is_some() || !held.typed.is_empty());
    let held: Vec<Held> = held.collect();
    let opened: Vec<String> = all(OPENED).filter_map(|summary| summary.text_content()).collect();
    let reached = document().active_element().filter(|element| element.matches(REACHED) == Ok(true));
    let reached = reached.map(|element| link_key(&element));
    if !held.is_empty() || !opened.is_empty() || reached.is_some() {
        let put_back = move || {
            put_back(&held);
            find_again(&opened, reached.as_deref());
            if is_same {
                for held in held.iter().filter(|held| held.is_told) {
                    if let Some(Attempt::Refused(error)) = &held.attempt {
                        tell(&held.key, error, false, board);
                    }
                }
            }
            if let Some(board) = board.filter(|_| is_same) {
                // What becomes of what is on its way, its answer says.
                let waiting = held.iter().filter(|held| held.attempt != Some(Attempt::OnItsWay));
                board.leave(path(), waiting.flat_map(homeless).collect());
            }
        };
        set_timeout(put_back, Duration::ZERO);
    }
}

/// A form that is on its way, as it was sent. If it is sent again meanwhile, only the later answer counts.
pub(super) struct Sending {
    number: u32,
    held: Held,
}

impl Sending {
    pub(super) fn of(form: &HtmlFormElement) -> Self {
        let held = hold(form);
        let number = TRIES.get() + 1;
        TRIES.set(number);
        let tried = Tried { key: held.key.clone(), number, attempt: Attempt::OnItsWay };
        TRIED.with_borrow_mut(|all| {
            all.retain(|earlier| earlier.key != tried.key);
            all.push(tried);
        });
        mark_busy(form, true);
        Self { number, held }
    }

    /// It was refused, or its answer was lost: what was written in it is still there, or is shown.
    pub(super) fn refused(self, error: AppError, board: Option<NoticeBoard>) {
        let is_latest = TRIED.with_borrow_mut(|all| {
            let tried = all.iter_mut().find(|tried| tried.number == self.number);
            tried.map(|tried| tried.attempt = Attempt::Refused(error.clone())).is_some()
        });
        if is_latest {
            let held = [self.held];
            put_back(&held);
            for held in &held {
                tell(&held.key, &error, true, board);
            }
            if let Some(board) = board {
                board.leave(path(), held.iter().flat_map(homeless).collect());
            }
        }
    }

    /// It is done, maybe on a page that has been rendered anew since: what was sent is not typed any more.
    pub(super) fn done(self) {
        let is_latest = TRIED.with_borrow_mut(|all| {
            let place = all.iter().position(|tried| tried.number == self.number);
            place.map(|place| all.swap_remove(place)).is_some()
        });
        for form in all(FORMS).filter(|form| is_latest && form_key(form) == self.held.key) {
            mark_busy(&form, false);
            // Whoever went on typing meanwhile keeps that.
            let newer: Vec<Typed> = within(&form, FIELDS).filter_map(|field| typed_in(&field)).collect();
            if let Some(form) = form.dyn_ref::<HtmlFormElement>() {
                form.reset();
            }
            for typed in newer.iter().filter(|typed| !self.held.typed.iter().any(|sent| sent.is_as(typed))) {
                for field in within(&form, FIELDS).filter(|field| field_key(field) == typed.field) {
                    set(&field, typed.property, &typed.value);
                }
            }
            // What is typed next is another form.
            if let Some(once) = once_of(&form) {
                set(&once, "value", &word().into());
            }
        }
    }
}

impl Typed {
    fn is_as(&self, other: &Self) -> bool {
        self.field == other.field && self.value == other.value
    }
}

/// Shows whether an answer is waited for.
fn mark_busy(form: &Element, is_busy: bool) {
    for button in within(form, "button:not([type=button])") {
        // An attribute that cannot be set shows nothing.
        let _marked = if is_busy { button.set_attribute(BUSY, "true") } else { button.remove_attribute(BUSY) };
    }
}

/// How far a form is that was sent and is not done.
fn attempt(key: &str) -> Option<Attempt> {
    TRIED.with_borrow(|all| all.iter().find(|tried| tried.key == key).map(|tried| tried.attempt.clone()))
}

/// Tells a form that it was refused; where there is no such form any more, the top of the page says it, once.
fn tell(key: &str, error: &AppError, is_news: bool, board: Option<NoticeBoard>) {
    let forms: Vec<Element> = all(FORMS).filter(|form| form_key(form) == key).collect();
    for form in &forms {
        REFUSAL.set(Some(Refusal { error: error.clone(), is_news }));
        // Heard before this returns.
        let _told = Event::new(REFUSED).map(|event| form.dispatch_event(&event));
    }
    if forms.is_empty() {
        TRIED.with_borrow_mut(|all| all.retain(|tried| tried.key != key));
        if let Some(board) = board {
            board.refuse(path(), error.clone());
        }
    }
}

/// What the form is being told.
pub(super) fn refusal() -> Option<Refusal> {
    REFUSAL.take()
}

/// Whether somebody typed something that was not sent, other than what is searched for.
pub(crate) fn is_anything_unsent() -> bool {
    let mut forms = all(FORMS).filter(|form| form.matches(SEARCH) != Ok(true));
    forms.any(|form| within(&form, FIELDS).any(|field| typed_in(&field).is_some()))
}

/// A word of chance for a form: long enough that no two forms of one person share it.
pub(super) fn word() -> String {
    let part = || js_sys::Math::random().to_bits() & 0x000f_ffff_ffff_ffff;
    format!("{:013x}{:013x}", part(), part())
}

fn hold(form: &Element) -> Held {
    let key = form_key(form);
    let once = once_of(form).map(|once| property(&once, "value"));
    Held {
        attempt: attempt(&key),
        is_told: form.previous_element_sibling().is_some_and(|before| before.matches(SUMMARY) == Ok(true)),
        once,
        typed: within(form, FIELDS).filter_map(|field| typed_in(&field)).collect(),
        key,
    }
}

fn put_back(held: &[Held]) {
    for form in all(FORMS).filter(|_| !held.is_empty()) {
        let key = form_key(&form);
        let Some(held) = held.iter().find(|held| held.key == key) else { continue };
        // Done meanwhile: nothing of it comes back.
        if held.attempt.is_some() && attempt(&key).is_none() {
            continue;
        }
        mark_busy(&form, attempt(&key) == Some(Attempt::OnItsWay));
        if let Some((once, word)) = once_of(&form).zip(held.once.as_ref()) {
            set(&once, "value", word);
        }
        for field in within(&form, FIELDS) {
            let key = field_key(&field);
            // What was typed since then is newer.
            if let Some(kept) = held.typed.iter().find(|kept| kept.field == key)
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
    }
}

/// Opens what was open, and leads back to what was reached by keyboard.
fn find_again(opened: &[String], reached: Option<&str>) {
    for summary in all(CLOSED).filter(|summary| summary.text_content().is_some_and(|text| opened.contains(&text))) {
        if let Some(details) = summary.parent_element() {
            set(&details, "open", &JsValue::TRUE);
        }
    }
    // Who moved on meanwhile is not called back.
    let is_lost = document().active_element().is_none_or(|element| element.local_name() == "body");
    let place = reached.filter(|_| is_lost).and_then(|key| all(REACHED).find(|element| link_key(element) == key));
    if let Some(place) = place.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let here = FocusOptions::new();
        // Whoever has scrolled on stays there.
        here.set_prevent_scroll(true);
        // A place that takes no focus any more is left.
        let _focused = place.focus_with_options(&here);
    }
}

/// What was written in fields that are no longer there.
fn homeless(held: &Held) -> Vec<String> {
    let forms = || all(FORMS).filter(|form| form_key(form) == held.key);
    let is_there =
        |typed: &Typed| forms().any(|form| within(&form, FIELDS).any(|field| field_key(&field) == typed.field));
    let gone = held.typed.iter().filter(|typed| typed.is_written && !is_there(typed));
    gone.filter_map(|typed| typed.value.as_string()).filter(|text| !text.trim().is_empty()).collect()
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
    let is_written = field.has_attribute("data-written");
    (value != sent).then(|| Typed { field: field_key(field), property: name, value, is_written })
}

fn is_ticked(field: &Element) -> bool {
    matches!(field.get_attribute("type").as_deref(), Some("checkbox" | "radio"))
}

/// The same for the same field of a form.
fn field_key(field: &Element) -> String {
    let mut key = field.get_attribute("name").unwrap_or_default();
    if is_ticked(field) {
        // Ticks of one name differ by what they send.
        key.extend([" ", &field.get_attribute("value").unwrap_or_default()]);
    }
    key
}

/// The same for the same link, button, field or heading that opens.
fn link_key(element: &Element) -> String {
    let mut key = element.closest("form").ok().flatten().as_ref().map(form_key).unwrap_or_default();
    for name in ["name", "href", "value"] {
        key.extend([" ", &element.get_attribute(name).unwrap_or_default()]);
    }
    key + &element.text_content().unwrap_or_default()
}

/// Where a form is sent, and about what.
fn form_key(form: &Element) -> String {
    let mut key = form.get_attribute("action").unwrap_or_default();
    for input in within(form, "input[type=hidden]:not([name=once])") {
        key.extend([" ", &input.get_attribute("value").unwrap_or_default()]);
    }
    key
}

fn once_of(form: &Element) -> Option<Element> {
    form.query_selector(ONCE).ok().flatten()
}

fn all(selector: &str) -> impl Iterator<Item = Element> + use<> {
    document().query_selector_all(selector).ok().into_iter().flat_map(elements)
}

fn within(form: &Element, selector: &str) -> impl Iterator<Item = Element> + use<> {
    form.query_selector_all(selector).ok().into_iter().flat_map(elements)
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
