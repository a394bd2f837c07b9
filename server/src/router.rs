//! The whole stack in one place, outermost first: what a request meets before it reaches a page.

use crate::{
    config::Settings,
    dev, events, files, headers, health, import_files, once, origin,
    overload::{self, Places, Room},
    redact, uploads, visit,
};
use app::{App, BrowserFiles, shell};
use axum::{
    Router,
    extract::{DefaultBodyLimit, FromRef},
    http::{StatusCode, header},
    middleware,
    response::{IntoResponse as _, Response},
    routing::{get, get_service},
};
use backend::{Backend, Mode};
use leptos::prelude::*;
use leptos_axum::{LeptosRoutes as _, generate_route_list};
use std::{sync::Arc, time::Duration};
use tokio_util::sync::CancellationToken;
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::{
        CompressionLayer,
        predicate::{DefaultPredicate, NotForContentType, Predicate as _},
    },
    services::{ServeDir, ServeFile},
    timeout::TimeoutLayer,
};

/// What handlers share.
#[derive(Clone, Debug, FromRef)]
pub(crate) struct State {
    pub(crate) backend: Backend,
    pub(crate) options: LeptosOptions,
    pub(crate) settings: Arc<Settings>,
    pub(crate) stopping: CancellationToken,
}

/// Forms are small; uploads have a limit of their own. A hundred kilobytes of text, each byte written as three, still
/// arrive, so that the form itself can say what is too long.
const BODY_LIMIT: usize = 384 * 1024;

/// Every page, server function and plain route.
pub(crate) fn build(state: State) -> Router {
    let pages = {
        let backend = state.backend.clone();
        let provide = move || app::gate::provide(&backend);
        let files = BrowserFiles::of(&state.options);
        // Once, before anything is served: it sets a flag for the whole process.
        let routes = generate_route_list(App);
        Router::new().route("/", get(visit::choose_language)).leptos_routes_with_context(
            &state,
            routes,
            provide,
            move || shell(&files),
        )
    };
    let plain = Router::new()
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready))
        .route("/events", get(events::stream))
        .route("/files/hires.xlsx", get(files::hires))
        .route("/files/numbers.xlsx", get(files::numbers))
        .route("/files/import/{name}", get(import_files::marked_list))
        .merge(uploads::routes());
    let site = ServeDir::new(&state.settings.server.site)
        .precompressed_br()
        .precompressed_gzip()
        .append_index_html_on_directories(false);
    // Named one by one, because a page's address begins with a language and would take them.
    let icon =
        |name: &str| ServeFile::new(state.settings.server.site.join(name)).precompressed_br().precompressed_gzip();
    let icons = Router::new()
        .route_service("/icons.svg", icon("icons.svg"))
        .route_service("/favicon.svg", icon("favicon.svg"))
        .layer(middleware::map_response(headers::icons));
    // Real routes, too: what only falls back would be taken by the page for what is not there.
    let files = || get_service(site.clone()).layer(middleware::map_response(headers::static_files));
    let icons = icons.route("/pkg/{*file}", files()).route("/fonts/{*file}", files());
    let router = pages.merge(plain).merge(icons);
    let router = if state.backend.office().mode == Mode::Demo { router.merge(dev::routes()) } else { router };
    router
        .fallback(StatusCode::NOT_FOUND)
        .layer(middleware::from_fn_with_state(state.clone(), visit::guard))
        .layer(middleware::from_fn_with_state(state.clone(), visit::load))
        .layer(middleware::from_fn_with_state(once::Answers::none(), once::answer))
        .layer(middleware::from_fn_with_state(state.clone(), origin::refuse_cross_site))
        .layer(middleware::from_fn_with_state(state.clone(), visit::one_address))
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, Duration::from_secs(30)))
        .layer(CompressionLayer::new().compress_when(DefaultPredicate::new().and(NotForContentType::SSE)))
        .layer(middleware::map_response(overload::with_words))
        .layer(middleware::from_fn_with_state(Places::new(state.settings.server.requests), overload::shed))
        .layer(middleware::from_fn_with_state(Room::for_forms(BODY_LIMIT), overload::receive))
        .layer(middleware::map_response(headers::every_answer))
        .layer(CatchPanicLayer::custom(after_panic))
        .layer(middleware::from_fn(redact::log))
        .with_state(state)
}

/// A panic costs one request and nothing else.
fn after_panic(_panic: Box<dyn std::any::Any + Send + 'static>) -> Response {
    tracing::error!("a request panicked");
    (
        StatusCode::INTERNAL_SERVER_ERROR,
        [(header::CONTENT_TYPE, "text/plain; charset=utf-8")],
        "Internal error. Please try again.\n",
    )
        .into_response()
}
