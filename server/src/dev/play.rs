//! Being anybody of the demo, a minute of office life, a new beginning.

use super::{came_from, see_other};
use crate::{cookies, router::State};
use app::gate::session_cookie;
use axum::{
    Form,
    http::{HeaderMap, HeaderValue, header},
    response::Response,
};
use backend::{Backend, Device, Error, demo::Scene};
use domain::language::Language;
use serde::Deserialize;
use std::{
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

/// Between two scenes: time to look.
const PAUSE: Duration = Duration::from_secs(8);

#[derive(Debug, Deserialize)]
pub(super) struct Somebody {
    account: String,
}

/// Signs in as one of the demo's people and leads to where that person's work begins.
pub(super) async fn be_somebody(
    axum::extract::State(state): axum::extract::State<State>,
    headers: HeaderMap,
    Form(form): Form<Somebody>,
) -> Response {
    let device = Device { name: "demo".to_owned(), network: "demo".to_owned() };
    match state.backend.sign_in_demo(&form.account, &device).await {
        Ok(session) => {
            let from = came_from(&headers);
            let language = from.split('/').nth(1).and_then(|tag| tag.parse::<Language>().ok()).unwrap_or_default();
            let mut response = see_other(&format!("/{language}/{}", session.landing.page()));
            let cookie = cookies::of_server(session_cookie(false), &session.secret, 5_184_000, false);
            if let Ok(cookie) = HeaderValue::from_str(&cookie) {
                response.headers_mut().append(header::SET_COOKIE, cookie);
            }
            response
        }
        Err(Error::NotFound) => see_other("/"),
        Err(error) => crate::visit::unavailable(&error),
    }
}

/// Whether a minute is being played: two at once would be noise.
static IS_PLAYING: AtomicBool = AtomicBool::new(false);

/// Begins a minute of office life and leads back at once, so that the visitor sees it happen.
pub(super) async fn play_a_minute(
    axum::extract::State(state): axum::extract::State<State>,
    headers: HeaderMap,
) -> Response {
    if !IS_PLAYING.swap(true, Ordering::AcqRel) {
        tokio::spawn(async move {
            play(&state.backend).await;
            IS_PLAYING.store(false, Ordering::Release);
        });
    }
    see_other(&came_from(&headers))
}

async fn play(backend: &Backend) {
    for scene in Scene::ALL {
        tokio::time::sleep(PAUSE).await;
        if let Err(error) = backend.play(scene).await {
            tracing::warn!(?scene, ?error, "a scene of the demo could not be played");
        }
    }
}

/// Fills the demo anew; everybody is signed out.
pub(super) async fn begin_anew(axum::extract::State(state): axum::extract::State<State>) -> Response {
    match state.backend.reset_demo().await {
        Ok(()) => see_other("/"),
        Err(error) => crate::visit::unavailable(&error),
    }
}
