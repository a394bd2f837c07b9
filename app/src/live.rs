//! Open pages hear that something changed and fetch it again, through the gate.
//!
//! One stream for all tabs of somebody: the tab that holds the lock listens and tells the others. While it is silent, each
//! hears for itself.

#[cfg(feature = "hydrate")]
mod patience;
#[cfg(feature = "hydrate")]
mod stream;

use crate::{
    language::{use_locale, words},
    parts::icon::Icon,
};
use domain::id::AccountId;
use leptos::prelude::*;
#[cfg(feature = "hydrate")]
pub(crate) use patience::patiently;

/// How fresh a page is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "only a browser hears anything"))]
enum Freshness {
    /// As it was sent; nothing is heard (no script, or not yet).
    Sent,
    /// Heard since this time of day.
    Live(String),
    /// Nothing is heard since this time of day.
    Stale(String),
}

/// What this tab has heard.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Heard {
    /// Grows with every change that may concern this visitor.
    revision: RwSignal<u32>,
    /// Changes that wait because something is under the pointer or in focus.
    waiting: RwSignal<u32>,
    freshness: RwSignal<Freshness>,
    /// The time of day since which newer data cannot be fetched.
    behind: RwSignal<Option<String>>,
    /// Minutes the office's clock is ahead of UTC.
    #[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "only a browser hears anything"))]
    utc_offset: i32,
}

/// Connects this tab of somebody who is signed in once the page is live; without scripts nothing happens.
/// The mark is how far the changes were when the page was made, `utc_offset` what the office's clock is ahead of UTC, in
/// minutes.
#[cfg_attr(not(feature = "hydrate"), expect(unused_variables, reason = "only a browser hears anything"))]
pub(crate) fn connect(listener: Option<(AccountId, String)>, utc_offset: i32) {
    let heard = Heard {
        revision: RwSignal::new(0),
        waiting: RwSignal::new(0),
        freshness: RwSignal::new(Freshness::Sent),
        behind: RwSignal::new(None),
        utc_offset,
    };
    provide_context(heard);
    #[cfg(feature = "hydrate")]
    if let Some((account, mark)) = listener {
        Effect::new(move |before: Option<()>| {
            if before.is_none() {
                stream::open(heard, account, &mark);
            }
        });
    }
}

/// Changes whenever something of this visitor changed; 0 at first, on both sides. Data of a page
/// depends on it.
pub(crate) fn use_revision() -> impl Fn() -> u32 + Copy + Send + Sync + 'static {
    let heard = use_context::<Heard>();
    move || heard.map_or(0, |heard| heard.revision.get())
}

/// Says since when the page is live, or since when it is stale; without scripts as of when it was
/// made, with a link to make it anew.
#[component]
pub(crate) fn LiveLine(
    /// The time of day the data is of, in the office's zone.
    #[prop(into)]
    as_of: String,
) -> AnyView {
    let locale = use_locale();
    let Some(heard) = use_context::<Heard>() else { return ().into_any() };
    let freshness = move || heard.behind.get().map_or_else(|| heard.freshness.get(), Freshness::Stale);
    let class = move || match freshness() {
        Freshness::Stale(_) => "wo-live wo-live--stale",
        Freshness::Sent | Freshness::Live(_) => "wo-live",
    };
    let text = move || match freshness() {
        Freshness::Sent => view! {
            <span>{words!(locale, common.live_as_of, time = as_of.clone())}</span>
            " "
            <a href="" rel="external">{words!(locale, common.live_refresh)}</a>
        }
        .into_any(),
        Freshness::Live(since) => view! { <span>{words!(locale, common.live_since, time = since)}</span> }.into_any(),
        Freshness::Stale(since) => {
            view! { <Icon name="warning"/>" "<span>{words!(locale, common.live_stale, time = since)}</span> }.into_any()
        }
    };
    let waiting = move || {
        (heard.waiting.get() > 0).then(|| {
            let show = move |_| {
                heard.waiting.set(0);
                heard.revision.update(|revision| *revision += 1);
            };
            view! {
                <button type="button" class="wo-button wo-button--small wo-button--secondary" on:click=show>
                    {words!(locale, common.live_show)}
                </button>
            }
        })
    };
    view! { <p class=class role="status">{text}{waiting}</p> }.into_any()
}
