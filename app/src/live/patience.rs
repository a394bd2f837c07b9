//! A page whose newer data cannot be fetched just now stays as it is, says since when, and tries again.

use super::{Heard, stream::time_of_day};
use crate::{
    AppError,
    ask::{Answer, Fetched},
};
use gloo_timers::future::sleep;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use send_wrapper::SendWrapper;
use std::{sync::Arc, time::Duration};

type Fetch = dyn Fn() -> Fetched + Send + Sync;

/// Time between two tries. As much again by chance, so that not all who wait ask at once.
const AGAIN: Duration = Duration::from_secs(4);

/// How often one looks whether another part of the page is asked for.
const LOOK: Duration = Duration::from_millis(250);

/// Fetches again until something arrives, as long as the page shows data of the same address. Whoever asks for another
/// page, or for another part of this one, hears at once that it cannot be had.
pub(crate) fn patiently(fetch: Box<Fetch>) -> Box<Fetch> {
    let fetch: Arc<Fetch> = fetch.into();
    let location = use_location();
    let heard = use_context::<Heard>();
    let address = move || location.pathname.get_untracked() + &location.search.get_untracked();
    // What the server sent with the page is there already.
    let is_there = Owner::current_shared_context().is_some_and(|page| page.during_hydration());
    let shown = StoredValue::new(is_there.then(address));
    Box::new(move || {
        let fetch = Arc::clone(&fetch);
        let first = fetch();
        Box::pin(SendWrapper::new(async move {
            let mut asked = address();
            let mut answer = first.await;
            // No page, no value: it was left meanwhile.
            while is_passing(&answer) && shown.try_get_value() == Some(Some(asked.clone())) && address() == asked {
                tell(heard, true);
                let mut left = AGAIN + AGAIN.mul_f64(js_sys::Math::random());
                while !left.is_zero() && address() == asked {
                    sleep(LOOK).await;
                    left = left.saturating_sub(LOOK);
                }
                if shown.try_get_value().is_none() {
                    break;
                }
                asked = address();
                answer = fetch().await;
            }
            tell(heard, false);
            shown.try_set_value((!is_passing(&answer)).then_some(asked));
            answer
        }))
    })
}

/// Whether it may be had in a moment.
const fn is_passing(answer: &Answer) -> bool {
    matches!(answer, Answer::Failed(AppError::Offline | AppError::Failed { .. }))
}

/// Since when what is shown is old is when the first of several tries failed.
fn tell(heard: Option<Heard>, is_behind: bool) {
    let Some(heard) = heard else { return };
    match (heard.behind.get_untracked().is_some(), is_behind) {
        (false, true) => heard.behind.set(Some(time_of_day(heard))),
        (true, false) => heard.behind.set(None),
        _ => {}
    }
}
