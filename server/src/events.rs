//! The live stream: tells a browser that something changed for its visitor, and nothing of what it was; the pages fetch
//! that through the gate.

use crate::router::State;
use app::gate::Visit;
use axum::{
    Extension,
    extract::Query,
    http::{HeaderMap, StatusCode, header},
    response::{
        IntoResponse as _, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use backend::{Change, Principal};
use futures::stream::{self, Stream, StreamExt as _};
use serde::Deserialize;
use std::{convert::Infallible, sync::Arc, time::Duration};
use tokio::{
    sync::broadcast::{Receiver, error::RecvError},
    time::Instant,
};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

/// What a stream needs to go on.
struct Listener {
    changes: Receiver<Arc<Change>>,
    principal: Principal,
    state: State,
    stopping: CancellationToken,
    secret: String,
    /// Changes up to this number were told already.
    told: u64,
    /// When to look whether the visitor is still signed in.
    look: Instant,
    ended: bool,
}

/// Looks at least this often whether a visitor is still signed in.
const LOOK: Duration = Duration::from_mins(1);

/// Looks again after this time if the database did not answer.
const AGAIN: Duration = Duration::from_secs(2);

/// Where a page begins to listen.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Since {
    /// How far the changes were when it was made.
    #[serde(default)]
    since: String,
}

/// Opens a stream for a signed-in visitor, with what changed since the page was made.
pub(crate) async fn stream(
    axum::extract::State(state): axum::extract::State<State>,
    Extension(visit): Extension<Visit>,
    Query(Since { since }): Query<Since>,
    headers: HeaderMap,
) -> Response {
    if visit.principal.is_none() {
        return nobody(&since);
    }
    let live = state.backend.live();
    let changes = live.listen();
    // Not since what was heard last on a stream before: whether the page could fetch that, nobody knows.
    let ((mark, missed), spread) = (live.since(&since), live.spread());
    let secret = crate::cookies::find(&headers, app::gate::session_cookie(visit.secure)).unwrap_or_default();
    // Asked again now that changes are heard: a right that ended before that is not heard of any more.
    let principal = match state.backend.principal(&secret).await {
        Ok(Some(principal)) => principal,
        Ok(None) => return nobody(&since),
        Err(error) => return crate::visit::unavailable(&error),
    };
    let caught_up = match &missed {
        // Rights ended that the page still goes by.
        Some(missed) if missed.iter().any(|change| ends(change, &principal)) => vec![bye()],
        Some(missed) => {
            missed.iter().filter(|change| concerns(change, &principal)).map(|change| told(&state, change)).collect()
        }
        None => vec![changed(&mark, spread)],
    };
    let mut hello = Event::default().event("hello").retry(Duration::from_secs(2)).data(app::edition::edition());
    if caught_up.is_empty() {
        // Otherwise what follows tells how far it is.
        hello = hello.id(mark);
    }
    let listener = Listener {
        look: next_look(&state, &principal),
        told: missed.and_then(|missed| missed.last().map(|change| change.number)).unwrap_or_default(),
        changes,
        principal,
        stopping: state.stopping.clone(),
        state,
        secret,
        ended: false,
    };
    let begin = [hello].into_iter().chain(caught_up).map(Ok);
    answer(stream::iter(begin).chain(stream::unfold(listener, next)))
}

/// For somebody who is not signed in: a page that is shown all the same, because the session ended while its line was
/// cut, is told to ask again who it is for.
fn nobody(since: &str) -> Response {
    if since.is_empty() {
        return StatusCode::NO_CONTENT.into_response();
    }
    answer(stream::iter([Ok(bye())]))
}

fn answer(events: impl Stream<Item = Result<Event, Infallible>> + Send + 'static) -> Response {
    let keep_alive =
        KeepAlive::new().interval(Duration::from_secs(20)).event(Event::default().event("alive").data("{}"));
    let headers = [(header::CACHE_CONTROL, "no-store"), (header::HeaderName::from_static("x-accel-buffering"), "no")];
    (headers, Sse::new(events).keep_alive(keep_alive)).into_response()
}

async fn next(mut listener: Listener) -> Option<(Result<Event, Infallible>, Listener)> {
    if listener.ended {
        return None;
    }
    loop {
        let change = tokio::select! {
            () = listener.stopping.cancelled() => return None,
            () = tokio::time::sleep_until(listener.look) => {
                // A right can end by the calendar, without any change to hear of.
                listener.look = match listener.state.backend.principal(&listener.secret).await {
                    Ok(Some(principal)) => {
                        listener.principal = principal;
                        next_look(&listener.state, &listener.principal)
                    }
                    Ok(None) => return Some((Ok(bye()), ended(listener))),
                    Err(error) => {
                        // Whoever listens goes on listening; what is fetched passes the gate.
                        tracing::warn!(?error, "a stream's visitor is not looked up");
                        Instant::now() + AGAIN
                    }
                };
                continue;
            }
            change = listener.changes.recv() => change,
        };
        match change {
            Ok(change) => {
                if ends(&change, &listener.principal) {
                    return Some((Ok(bye()), ended(listener)));
                }
                if change.number > listener.told && concerns(&change, &listener.principal) {
                    return Some((Ok(told(&listener.state, &change)), listener));
                }
            }
            Err(RecvError::Lagged(_)) => {
                let live = listener.state.backend.live();
                return Some((Ok(changed(&live.mark(), live.spread())), listener));
            }
            Err(RecvError::Closed) => return None,
        }
    }
}

/// As soon as the right ends by the calendar, as far as is known now.
fn next_look(state: &State, principal: &Principal) -> Instant {
    let left = (principal.until() - state.backend.clock().now()).to_std().unwrap_or_default();
    Instant::now() + left.clamp(Duration::from_millis(100), LOOK)
}

fn ended(listener: Listener) -> Listener {
    Listener { ended: true, ..listener }
}

fn ends(change: &Change, principal: &Principal) -> bool {
    change.ended_sessions.contains(&principal.session().0) || change.ended_accounts.contains(&principal.account().0)
}

/// Whether this principal may hear of a change.
fn concerns(change: &Change, principal: &Principal) -> bool {
    let is_own = |own: Option<Uuid>, all: &[Uuid]| own.is_some_and(|own| all.contains(&own));
    is_own(principal.organisation().map(|organisation| organisation.0), &change.organisations)
        || is_own(principal.person().map(|person| person.0), &change.people)
}

fn told(state: &State, change: &Change) -> Event {
    let live = state.backend.live();
    changed(&live.mark_of(change.number), live.spread())
}

/// Something may have changed: fetch what is shown, within so many milliseconds.
fn changed(mark: &str, spread: u32) -> Event {
    let data = serde_json::json!({ "spread": spread });
    Event::default().event("changed").id(mark).data(data.to_string())
}

/// The session or a right ended: the page asks again who it is for.
fn bye() -> Event {
    Event::default().event("bye").data("{}")
}
