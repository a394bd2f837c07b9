//! The browser's side of the stream.

use super::{Freshness, Heard};
use crate::edition::edition;
use leptos::{
    prelude::*,
    wasm_bindgen::{JsCast as _, JsValue, closure::Closure},
    web_sys::{BroadcastChannel, EventSource, MessageEvent},
};
use std::{cell::RefCell, rc::Rc, time::Duration};

/// What tabs tell each other.
const UP: &str = "up";
const DOWN: &str = "down";
const CHANGED: &str = "changed";
const BYE: &str = "bye";
const WHO: &str = "who";
/// Followed by the build that answers.
const EDITION: &str = "edition ";

/// Changes within this time are fetched once.
const GATHER: Duration = Duration::from_millis(120);
/// While something is under the pointer or in focus, one looks again after this time.
const LOOK_AGAIN: Duration = Duration::from_millis(700);

thread_local! {
    /// The channel this tab answers on while it leads and is connected.
    static LEADING: RefCell<Option<Rc<BroadcastChannel>>> = const { RefCell::new(None) };
}

/// Listens: by an own stream if this tab leads, else to the tab that does.
pub(super) fn open(heard: Heard) {
    let Ok(channel) = BroadcastChannel::new("welcome-office-live") else {
        listen(heard, None);
        return;
    };
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |message: MessageEvent| {
        match message.data().as_string().as_deref() {
            Some(WHO) => LEADING.with_borrow(|channel| tell(channel.as_deref(), UP)),
            Some(word) => hear(heard, word),
            None => {}
        }
    });
    channel.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    // Whoever leads already says so.
    tell(Some(&channel), WHO);
    let channel = Rc::new(channel);
    let lead = {
        let channel = Rc::clone(&channel);
        Closure::once_into_js(move |_lock: JsValue| -> JsValue {
            listen(heard, Some(Rc::clone(&channel)));
            // Who takes over may have missed something in between.
            hear(heard, CHANGED);
            tell(Some(&channel), CHANGED);
            // The lock is held as long as this tab lives.
            js_sys::Promise::new(&mut |_, _| {}).into()
        })
    };
    if request_lock(&lead).is_none() {
        listen(heard, Some(channel));
    }
}

/// `navigator.locks.request(name, lead)`; not in every browser.
fn request_lock(lead: &JsValue) -> Option<()> {
    let navigator: JsValue = window().navigator().into();
    let locks = js_sys::Reflect::get(&navigator, &"locks".into()).ok().filter(|locks| !locks.is_undefined())?;
    let request: js_sys::Function = js_sys::Reflect::get(&locks, &"request".into()).ok()?.dyn_into().ok()?;
    request.call2(&locks, &"welcome-office-live".into(), lead).ok().map(|_promise| ())
}

fn tell(channel: Option<&BroadcastChannel>, word: &str) {
    // A channel that is closed has nobody to tell.
    let _told = channel.map(|channel| channel.post_message(&word.into()));
}

/// Opens the stream and keeps it open.
fn listen(heard: Heard, channel: Option<Rc<BroadcastChannel>>) {
    let Ok(source) = EventSource::new("/events") else { return };
    let state = Rc::new(RefCell::new(false));
    let on = |name: &str, act: Box<dyn Fn(MessageEvent)>| {
        let listener = Closure::<dyn Fn(MessageEvent)>::new(act);
        // The listener lives as long as the page.
        let _added = source.add_event_listener_with_callback(name, listener.as_ref().unchecked_ref());
        listener.forget();
    };
    let announce = {
        let channel = channel.clone();
        Rc::new(move |word: &str| {
            hear(heard, word);
            tell(channel.as_deref(), word);
        })
    };
    let (up, changed, bye, error) = (announce.clone(), announce.clone(), announce.clone(), announce);
    let was_up = Rc::clone(&state);
    let leading = channel.clone();
    on(
        "hello",
        Box::new(move |hello: MessageEvent| {
            LEADING.set(leading.clone());
            // Back after a cut: the server sends what was missed by the last event's number.
            was_up.replace(true);
            up(UP);
            up(&format!("{EDITION}{}", hello.data().as_string().unwrap_or_default()));
        }),
    );
    on("changed", Box::new(move |_| changed(CHANGED)));
    let closing = source.clone();
    on(
        "bye",
        Box::new(move |_| {
            closing.close();
            bye(BYE);
        }),
    );
    let failing = source.clone();
    on(
        "error",
        Box::new(move |_| {
            LEADING.set(None);
            if state.replace(false) {
                error(DOWN);
            }
            if failing.ready_state() == EventSource::CLOSED {
                // Refused for good by this connection: a new one after a while.
                let (heard, channel) = (heard, channel.clone());
                set_timeout(move || listen(heard, channel), Duration::from_secs(5));
            }
        }),
    );
}

fn hear(heard: Heard, word: &str) {
    match word {
        UP => heard.freshness.set(Freshness::Live(time_of_day())),
        // Since when it is stale is when the first of several tries failed.
        DOWN if matches!(heard.freshness.get_untracked(), Freshness::Stale(_)) => {}
        DOWN => heard.freshness.set(Freshness::Stale(time_of_day())),
        CHANGED => {
            let first = heard.waiting.get_untracked() == 0;
            heard.waiting.update_untracked(|waiting| *waiting += 1);
            if first {
                set_timeout(move || apply(heard), GATHER);
            }
        }
        BYE => {
            // Whoever is no longer signed in sees the sign-in page.
            let _reloading = window().location().reload();
        }
        _ if word.strip_prefix(EDITION).is_some_and(|answering| answering != edition()) => renew(),
        _ => {}
    }
}

/// Loads the page anew, which another build made, as soon as nobody is typing in it.
fn renew() {
    if is_busy() {
        set_timeout(renew, LOOK_AGAIN);
    } else {
        // A page that cannot be loaded stays as it is.
        let _reloading = window().location().reload();
    }
}

/// Fetches what changed, unless that would move something under somebody's pointer or keyboard.
fn apply(heard: Heard) {
    if heard.waiting.get_untracked() == 0 {
        return;
    }
    if is_busy() {
        heard.waiting.notify();
        set_timeout(move || apply(heard), LOOK_AGAIN);
    } else {
        heard.waiting.set(0);
        heard.revision.update(|revision| *revision += 1);
    }
}

/// Something in a list is under the pointer, or somebody is typing.
fn is_busy() -> bool {
    const BUSY: &str = "main .wo-steps__row a:hover, main tbody a:hover, main .wo-actions a:hover, main .wo-actions button:hover, \
                        main input:focus, main textarea:focus, main select:focus";
    document().query_selector(BUSY).ok().flatten().is_some()
}

/// `10:32`, as the reader's clock says.
fn time_of_day() -> String {
    let now = js_sys::Date::new_0();
    format!("{:02}:{:02}", now.get_hours(), now.get_minutes())
}
