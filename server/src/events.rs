//! The live stream: tells a browser which topics changed. Only identifiers and revisions travel;
//! the pages fetch what changed through the gate.

use crate::router::State;
use app::gate::Visit;
use axum::{
    Extension,
    http::{HeaderMap, StatusCode, header},
    response::{
        IntoResponse as _, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use backend::{Change, Principal};
use futures::stream::{self, StreamExt as _};
use std::{convert::Infallible, sync::Arc, time::Duration};
use tokio::sync::broadcast::{Receiver, error::RecvError};
use tokio_util::sync::CancellationToken;

/// Cases named one by one; of more, the page is told that anything may have changed.
const NAMED_CASES: usize = 20;

/// What a stream needs to go on.
struct Listener {
    changes: Receiver<Arc<Change>>,
    principal: Principal,
    state: State,
    stopping: CancellationToken,
    secret: String,
    /// Sent first, if the browser missed something while it was away.
    catch_up: Option<i64>,
    ended: bool,
}

/// Opens a stream for a signed-in visitor.
pub(crate) async fn stream(
    axum::extract::State(state): axum::extract::State<State>,
    Extension(visit): Extension<Visit>,
    headers: HeaderMap,
) -> Response {
    let Some(principal) = visit.principal else {
        return StatusCode::NO_CONTENT.into_response();
    };
    let changes = state.backend.live().listen();
    let newest = state.backend.live().newest();
    let seen = headers.get("last-event-id").and_then(|id| id.to_str().ok()).and_then(|id| id.parse::<i64>().ok());
    let secret = crate::cookies::find(&headers, app::gate::session_cookie(visit.secure)).unwrap_or_default();
    let listener = Listener {
        changes,
        principal,
        stopping: state.stopping.clone(),
        state,
        secret,
        catch_up: seen.filter(|seen| *seen != newest).map(|_| newest),
        ended: false,
    };
    let first = stream::once(async move {
        Ok::<_, Infallible>(
            Event::default()
                .event("hello")
                .id(newest.to_string())
                .retry(Duration::from_secs(2))
                .data(app::edition::edition()),
        )
    });
    let events = first.chain(stream::unfold(listener, next));
    let keep_alive =
        KeepAlive::new().interval(Duration::from_secs(20)).event(Event::default().event("alive").data("{}"));
    let headers = [(header::CACHE_CONTROL, "no-store"), (header::HeaderName::from_static("x-accel-buffering"), "no")];
    (headers, Sse::new(events).keep_alive(keep_alive)).into_response()
}

async fn next(mut listener: Listener) -> Option<(Result<Event, Infallible>, Listener)> {
    if listener.ended {
        return None;
    }
    if let Some(newest) = listener.catch_up.take() {
        let spread = listener.state.backend.live().spread();
        return Some((Ok(everything(newest, spread)), listener));
    }
    loop {
        let change = tokio::select! {
            () = listener.stopping.cancelled() => return None,
            () = tokio::time::sleep(Duration::from_mins(1)) => {
                // A right can end by the calendar, without any change to hear of.
                if still_signed_in(&listener).await { continue }
                return Some((Ok(bye()), ended(listener)));
            }
            change = listener.changes.recv() => change,
        };
        match change {
            Ok(change) => {
                if ends(&change, &listener.principal) {
                    return Some((Ok(bye()), ended(listener)));
                }
                let spread = listener.state.backend.live().spread();
                if let Some(event) = told(&change, &listener.principal, spread) {
                    return Some((Ok(event), listener));
                }
            }
            Err(RecvError::Lagged(_)) => {
                let live = listener.state.backend.live();
                return Some((Ok(everything(live.newest(), live.spread())), listener));
            }
            Err(RecvError::Closed) => return None,
        }
    }
}

async fn still_signed_in(listener: &Listener) -> bool {
    matches!(listener.state.backend.principal(&listener.secret).await, Ok(Some(_)))
}

fn ended(listener: Listener) -> Listener {
    Listener { ended: true, ..listener }
}

fn ends(change: &Change, principal: &Principal) -> bool {
    change.ended_sessions.contains(&principal.session().0) || change.ended_accounts.contains(&principal.account().0)
}

/// The topics of a change this principal may hear of.
fn told(change: &Change, principal: &Principal, spread: u32) -> Option<Event> {
    let mut topics = Vec::new();
    if let Some(organisation) = principal.organisation()
        && change.organisations.contains(&organisation.0)
    {
        let kind = if principal.is_employer() { "employer" } else { "desk" };
        topics.push(format!("{kind}/{organisation}"));
    }
    if let Some(person) = principal.person()
        && change.people.contains(&person.0)
    {
        topics.push(format!("person/{person}"));
    }
    if topics.is_empty() {
        return None;
    }
    if !principal.reads_cases() {
        // Counts only: which case it was is none of their business.
    } else if change.cases.len() <= NAMED_CASES {
        topics.extend(change.cases.iter().map(|case| format!("case/{case}")));
    } else {
        topics.push("case/*".to_owned());
    }
    let data = serde_json::json!({ "topics": topics, "revision": change.sequence, "spread": spread });
    Some(Event::default().event("changed").id(change.sequence.to_string()).data(data.to_string()))
}

/// Anything may have changed: fetch what is shown.
fn everything(newest: i64, spread: u32) -> Event {
    let data = serde_json::json!({ "topics": ["*"], "revision": newest, "spread": spread });
    Event::default().event("changed").id(newest.to_string()).data(data.to_string())
}

/// The session or a right ended: the page asks again who it is for.
fn bye() -> Event {
    Event::default().event("bye").data("{}")
}
