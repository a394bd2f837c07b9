//! The browser's side of the stream.

use super::{Freshness, Heard};
use crate::{edition::edition, form::is_anything_unsent};
use domain::id::AccountId;
use leptos::{
    prelude::*,
    wasm_bindgen::{JsCast as _, JsValue, closure::Closure},
    web_sys::{BroadcastChannel, EventSource, MessageEvent},
};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    time::Duration,
};

/// What tabs tell each other. Followed by how far the changes were heard.
const UP: &str = "up ";
const DOWN: &str = "down";
const CHANGED: &str = "changed";
const BYE: &str = "bye";
const LEADS: &str = "leads";
const WHO: &str = "who";
/// Followed by the build that answers.
const EDITION: &str = "edition ";

/// Changes within this time are fetched once.
const GATHER: Duration = Duration::from_millis(120);
/// While something is under the pointer or in focus, one looks again after this time.
const LOOK_AGAIN: Duration = Duration::from_millis(700);

/// After this time one tries again where the server refused the stream.
const RETRY: Duration = Duration::from_secs(5);
/// How often one looks whether anything was heard.
const WATCH: Duration = Duration::from_secs(15);
/// Milliseconds without a word after which the stream is cut: the server says every 20 seconds that it is there.
const QUIET: f64 = 45_000.0;
/// Milliseconds without a word from the tab that leads after which another hears for itself. In the background a tab may be
/// let say something once a minute only.
const UNLED: f64 = 150_000.0;
/// A page that is being left anyway is not loaded anew meanwhile.
const LEAVE: Duration = Duration::from_millis(1_500);

thread_local! {
    /// The channel this tab answers on while it leads and is connected.
    static LEADING: RefCell<Option<Rc<BroadcastChannel>>> = const { RefCell::new(None) };
    static SOURCE: RefCell<Option<Source>> = const { RefCell::new(None) };
    /// How far the changes were when this page was made.
    static MADE: RefCell<String> = const { RefCell::new(String::new()) };
    /// How far they were heard on the stream of this tab.
    static HEARD: RefCell<String> = const { RefCell::new(String::new()) };
    /// When the tab that leads said something last, in milliseconds.
    static LED: Cell<f64> = const { Cell::new(0.0) };
    /// The tab that leads was asked to say something.
    static ASKED: Cell<bool> = const { Cell::new(false) };
    /// This tab leads.
    static LEADS_ITSELF: Cell<bool> = const { Cell::new(false) };
}

/// Whether somebody who heard as far as one mark missed nothing up to another: both are of the same start of the program,
/// and the number behind the point is not smaller.
fn is_as_far(own: &str, other: &str) -> bool {
    let parts = |mark: &str| {
        mark.split_once('.').and_then(|(start, number)| Some((start.to_owned(), number.parse::<u64>().ok()?)))
    };
    matches!((parts(own), parts(other)), (Some(own), Some(other)) if own.0 == other.0 && own.1 >= other.1)
}

/// Listens: by an own stream if this tab leads, else to the tab that does.
pub(super) fn open(heard: Heard, account: AccountId, mark: &str) {
    MADE.set(mark.to_owned());
    // Whoever signs in as somebody else in another tab hears other things.
    let name = format!("welcome-office-live {account}");
    let Ok(channel) = BroadcastChannel::new(&name) else {
        listen(heard, None);
        return;
    };
    let is_met = Cell::new(false);
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |message: MessageEvent| {
        let word = message.data().as_string();
        if word.as_deref() != Some(WHO) {
            LED.set(js_sys::Date::now());
            ASKED.set(false);
            if !LEADS_ITSELF.get() && SOURCE.with_borrow(Option::is_some) {
                if word.as_deref() == Some(DOWN) {
                    // Not the line by which this tab hears meanwhile.
                    return;
                }
                // The tab that leads is back: one line is enough for all.
                SOURCE.set(None);
            }
        }
        match word.as_deref() {
            Some(WHO) => LEADING.with_borrow(|channel| tell(channel.as_deref(), &up())),
            Some(word) => {
                hear(heard, word);
                if let Some(mark) = word.strip_prefix(UP)
                    && !is_met.replace(true)
                    && !MADE.with_borrow(|made| is_as_far(made, mark))
                {
                    // What changed since this page was made, the others were told of.
                    hear(heard, CHANGED);
                }
            }
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
            LEADS_ITSELF.set(true);
            listen(heard, Some(Rc::clone(&channel)));
            // The lock is held as long as this tab lives.
            js_sys::Promise::new(&mut |_, _| {}).into()
        })
    };
    if request_lock(&name, &lead).is_none() {
        LEADS_ITSELF.set(true);
        listen(heard, Some(channel));
        return;
    }
    LED.set(js_sys::Date::now());
    // A browser may stop the tab that leads: then this one hears for itself, and from the beginning. It may have stopped
    // this one, too, or all of them: so the other is asked before.
    set_interval(
        move || {
            if SOURCE.with_borrow(Option::is_none) && js_sys::Date::now() - LED.get() > UNLED {
                if ASKED.replace(true) {
                    listen(heard, None);
                } else {
                    tell(Some(&channel), WHO);
                }
            }
        },
        WATCH,
    );
}

/// `navigator.locks.request(name, lead)`; not in every browser.
fn request_lock(name: &str, lead: &JsValue) -> Option<()> {
    let navigator: JsValue = window().navigator().into();
    let locks = js_sys::Reflect::get(&navigator, &"locks".into()).ok().filter(|locks| !locks.is_undefined())?;
    let request: js_sys::Function = js_sys::Reflect::get(&locks, &"request".into()).ok()?.dyn_into().ok()?;
    request.call2(&locks, &name.into(), lead).ok().map(|_promise| ())
}

/// That this tab listens, and how far it heard.
fn up() -> String {
    format!("{UP}{}", HEARD.with_borrow(String::clone))
}

fn tell(channel: Option<&BroadcastChannel>, word: &str) {
    // A channel that is closed has nobody to tell.
    let _told = channel.map(|channel| channel.post_message(&word.into()));
}

/// The open stream of the tab that leads, with what watches it.
struct Source {
    events: EventSource,
    watch: Option<IntervalHandle>,
    retry: Option<TimeoutHandle>,
    network: Vec<WindowListenerHandle>,
}

impl Drop for Source {
    fn drop(&mut self) {
        self.events.close();
        if let Some(watch) = self.watch.take() {
            watch.clear();
        }
        if let Some(retry) = self.retry.take() {
            retry.clear();
        }
        for listener in self.network.drain(..) {
            listener.remove();
        }
    }
}

/// Opens the stream and keeps it open. A phone that loses its network tells no stream about it: so the network is
/// watched, too, and how long nothing was heard.
fn listen(heard: Heard, channel: Option<Rc<BroadcastChannel>>) {
    SOURCE.set(None);
    // Each time from the beginning of the page: what was heard on a line that was then cut may not have been fetched.
    let address = format!("/events?since={}", MADE.with_borrow(String::clone));
    let Ok(events) = EventSource::new(&address) else { return };
    let on = |name: &str, act: Box<dyn Fn(MessageEvent)>| {
        let listener = Closure::<dyn Fn(MessageEvent)>::new(act);
        // The listener lives as long as the page.
        let _added = events.add_event_listener_with_callback(name, listener.as_ref().unchecked_ref());
        listener.forget();
    };
    let say = {
        let channel = channel.clone();
        Rc::new(move |word: &str| {
            hear(heard, word);
            tell(channel.as_deref(), word);
        })
    };
    let last = Rc::new(Cell::new(js_sys::Date::now()));
    let (said, leading, heard_at) = (Rc::clone(&say), channel.clone(), Rc::clone(&last));
    on(
        "hello",
        Box::new(move |hello: MessageEvent| {
            heard_at.set(js_sys::Date::now());
            remember(&hello);
            LEADING.set(leading.clone());
            said(&up());
            said(&format!("{EDITION}{}", hello.data().as_string().unwrap_or_default()));
        }),
    );
    let (said, heard_at) = (Rc::clone(&say), Rc::clone(&last));
    on(
        "changed",
        Box::new(move |change: MessageEvent| {
            heard_at.set(js_sys::Date::now());
            remember(&change);
            let said = Rc::clone(&said);
            set_timeout(move || said(CHANGED), wait(&change));
        }),
    );
    let heard_at = Rc::clone(&last);
    on("alive", Box::new(move |_| heard_at.set(js_sys::Date::now())));
    let (said, closing) = (Rc::clone(&say), events.clone());
    on(
        "bye",
        Box::new(move |_| {
            closing.close();
            said(BYE);
        }),
    );
    let (said, failing, reopened) = (Rc::clone(&say), events.clone(), channel.clone());
    on(
        "error",
        Box::new(move |_| {
            LEADING.set(None);
            said(DOWN);
            if failing.ready_state() == EventSource::CLOSED {
                // Refused for good by this connection: a new one after a while.
                let reopened = reopened.clone();
                let retry = set_timeout_with_handle(move || listen(heard, reopened), RETRY).ok();
                SOURCE.with_borrow_mut(|source| {
                    if let Some(source) = source {
                        source.retry = retry;
                    }
                });
            }
        }),
    );
    let (said, reopened) = (Rc::clone(&say), channel.clone());
    let watch = set_interval_with_handle(
        move || {
            if js_sys::Date::now() - last.get() > QUIET {
                said(DOWN);
                // A new stream drops this watch, which must not happen while it runs.
                let reopened = reopened.clone();
                set_timeout(move || listen(heard, reopened), Duration::ZERO);
            } else {
                tell(reopened.as_deref(), LEADS);
            }
        },
        WATCH,
    );
    let gone = window_event_listener_untyped("offline", move |_| {
        LEADING.set(None);
        say(DOWN);
    });
    let back = window_event_listener_untyped("online", move |_| {
        let channel = channel.clone();
        set_timeout(move || listen(heard, channel), Duration::ZERO);
    });
    SOURCE.set(Some(Source { events, watch: watch.ok(), retry: None, network: vec![gone, back] }));
}

/// For tabs that open later: what their page shows they need not fetch.
fn remember(event: &MessageEvent) {
    let mark = event.last_event_id();
    if !mark.is_empty() {
        HEARD.set(mark);
    }
}

/// Where many listen, each waits for a part of the time the server names, so that they do not all ask at once.
fn wait(change: &MessageEvent) -> Duration {
    let read = |text: String| js_sys::Reflect::get(&js_sys::JSON::parse(&text).ok()?, &"spread".into()).ok()?.as_f64();
    let spread = change.data().as_string().and_then(read).unwrap_or(0.0);
    Duration::from_secs_f64(spread.clamp(0.0, 1_000.0) / 1_000.0 * js_sys::Math::random())
}

fn hear(heard: Heard, word: &str) {
    match word {
        _ if word.starts_with(UP) => heard.freshness.set(Freshness::Live(time_of_day(heard))),
        // Since when it is stale is when the first of several tries failed.
        DOWN if matches!(heard.freshness.get_untracked(), Freshness::Stale(_)) => {}
        DOWN => heard.freshness.set(Freshness::Stale(time_of_day(heard))),
        CHANGED => {
            let first = heard.waiting.get_untracked() == 0;
            heard.waiting.update_untracked(|waiting| *waiting += 1);
            if first {
                set_timeout(move || apply(heard), GATHER);
            }
        }
        BYE => {
            // Whoever is no longer signed in sees the sign-in page; who just signed out is on the way elsewhere.
            set_timeout(
                || {
                    let _reloading = window().location().reload();
                },
                LEAVE,
            );
        }
        _ if word.strip_prefix(EDITION).is_some_and(|answering| answering != edition()) => renew(),
        _ => {}
    }
}

/// Loads the page anew, which another build made, as soon as nobody is typing in it and nothing typed waits to be sent.
fn renew() {
    if is_busy() || is_anything_unsent() {
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

/// Something in a list is under the pointer, something is being pressed, or somebody is typing.
fn is_busy() -> bool {
    const BUSY: &str = "main .wo-steps__row a:hover, main tbody a:hover, main .wo-steps__row button:hover, main .wo-actions a:hover, main .wo-actions button:hover, \
                        main :active, main input:focus, main textarea:focus, main select:focus";
    document().query_selector(BUSY).ok().flatten().is_some()
}

/// `10:32`, as the office's clock says.
pub(super) fn time_of_day(heard: Heard) -> String {
    let now = js_sys::Date::new_0();
    let minutes = i64::from(now.get_utc_hours() * 60 + now.get_utc_minutes()) + i64::from(heard.utc_offset);
    let minutes = minutes.rem_euclid(24 * 60);
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}
