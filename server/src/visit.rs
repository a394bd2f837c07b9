//! Who visits: the session behind the cookie, the flash of the last plain post, and who may not
//! even have a page rendered.

use crate::{cookies, router::State};
use app::{
    Audience,
    gate::{FLASH_COOKIE, Visit, session_cookie},
};
use axum::{
    extract::{ConnectInfo, Request},
    http::{HeaderMap, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use domain::language::Language;
use std::net::{IpAddr, SocketAddr};

/// In the demo there is one address: cookies and mailed links belong to `localhost`.
pub(crate) async fn one_address(
    axum::extract::State(state): axum::extract::State<State>,
    request: Request,
    next: Next,
) -> Response {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let elsewhere = host.starts_with("127.0.0.1") && state.settings.server.public_url.contains("//localhost");
    if elsewhere && *request.method() == Method::GET && !request.uri().path().starts_with("/health/") {
        let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
        let to = format!("{}{path}", state.settings.server.public_url);
        return (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, to)]).into_response();
    }
    next.run(request).await
}

/// Loads session and flash, for whatever may need them.
pub(crate) async fn load(
    axum::extract::State(state): axum::extract::State<State>,
    mut request: Request,
    next: Next,
) -> Response {
    let secure = state.settings.server.public_url.starts_with("https://");
    let mut visit = Visit {
        network: network(&request, state.settings.server.behind_proxy),
        secure,
        // Before anything is read for the page.
        heard: state.backend.live().mark(),
        ..Visit::default()
    };
    let mut took_flash = false;
    if needs_session(request.uri().path()) {
        if let Some(secret) = cookies::find(request.headers(), session_cookie(secure)) {
            match state.backend.principal(&secret).await {
                Ok(principal) => visit.principal = principal,
                Err(error) => return unavailable(&error),
            }
        }
        let is_page = request.method() == Method::GET
            && !request.uri().path().starts_with("/api/")
            && request.uri().path() != "/events";
        if is_page && let Some(secret) = cookies::find(request.headers(), FLASH_COOKIE) {
            match state.backend.take_flash(&secret).await {
                Ok(body) => visit.flash = body.and_then(|body| serde_json::from_str(&body).ok()),
                Err(error) => return unavailable(&error),
            }
            took_flash = true;
        }
    }
    let chosen = new_language(&request);
    let is_personal = visit.principal.is_some() || visit.flash.is_some();
    request.extensions_mut().insert(visit);
    let mut response = next.run(request).await;
    if took_flash && let Ok(value) = format!("{FLASH_COOKIE}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0").parse() {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    if let Some(language) = chosen.filter(|_| response.status().is_success()) {
        let attributes = if secure { "; Secure" } else { "" };
        let cookie = format!("{LANGUAGE_COOKIE}={language}; Path=/; SameSite=Lax; Max-Age=31536000{attributes}");
        if let Ok(cookie) = cookie.parse() {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
    }
    if is_personal {
        response.headers_mut().insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-store"));
    }
    response
}

/// What was read last, so that `/` opens in the same language.
const LANGUAGE_COOKIE: &str = "wo-language";

/// The language of a page, if it is another than the browser remembers.
fn new_language(request: &Request) -> Option<Language> {
    let language = request.uri().path().split('/').nth(1)?.parse().ok()?;
    let known = cookies::find(request.headers(), LANGUAGE_COOKIE);
    (*request.method() == Method::GET && known.as_deref() != Some(Language::tag(language))).then_some(language)
}

/// Files and health checks belong to nobody.
fn needs_session(path: &str) -> bool {
    let first = path.split('/').nth(1).unwrap_or_default();
    matches!(first, "api" | "events" | "dev" | "files" | "uploads") || first.parse::<Language>().is_ok()
}

/// The database does not answer: said plainly, with the time to come back.
pub(crate) fn unavailable(error: &backend::Error) -> Response {
    tracing::error!(?error, "the database does not answer");
    let text = "Das Welcome Office ist gleich wieder da. Bitte versuchen Sie es in einer Minute noch einmal.\n\
                The Welcome Office will be back in a moment. Please try again in a minute.\n";
    let headers = [(header::RETRY_AFTER, "10"), (header::CONTENT_TYPE, "text/plain; charset=utf-8")];
    (StatusCode::SERVICE_UNAVAILABLE, headers, text).into_response()
}

/// Refuses visitors before anything renders: a redirect with an empty body. A page that redirects
/// while it renders has already rendered what it should not show.
pub(crate) async fn guard(
    axum::extract::State(_state): axum::extract::State<State>,
    request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path().to_owned();
    let mut parts = path.splitn(3, '/').skip(1);
    let language = parts.next().and_then(|tag| tag.parse::<Language>().ok());
    let (Some(language), true) = (language, matches!(*request.method(), Method::GET | Method::HEAD)) else {
        return next.run(request).await;
    };
    let page = parts.next().unwrap_or_default();
    let wanted = request.uri().path_and_query().map_or(path.as_str(), |wanted| wanted.as_str());
    if app::is_for_work(page) && !language.is_for_work() {
        let to = wanted.replacen(&format!("/{language}/"), &format!("/{}/", Language::En), 1);
        return see_other(to);
    }
    let signed_in = request.extensions().get::<Visit>().is_some_and(|visit| visit.principal.is_some());
    if app::audience(page) == Audience::Public || signed_in {
        return next.run(request).await;
    }
    see_other(format!("/{language}/sign-in?next={}", cookies::encode(wanted)))
}

fn see_other(to: String) -> Response {
    (StatusCode::SEE_OTHER, [(header::LOCATION, to), (header::CACHE_CONTROL, "no-store".to_owned())]).into_response()
}

/// `/`: the language of the cookie, else of the browser, else German.
pub(crate) async fn choose_language(headers: HeaderMap) -> Response {
    let language = cookies::find(&headers, LANGUAGE_COOKIE)
        .and_then(|tag| tag.parse().ok())
        .or_else(|| headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok().and_then(Language::accepted))
        .unwrap_or_default();
    let vary = (header::VARY, "Accept-Language, Cookie".to_owned());
    (StatusCode::SEE_OTHER, [(header::LOCATION, format!("/{language}")), vary]).into_response()
}

/// The network a request comes from: an IPv4 address, or the first 64 bits of an IPv6 one.
fn network(request: &Request, behind_proxy: bool) -> String {
    let forwarded = behind_proxy
        .then(|| request.headers().get("x-forwarded-for")?.to_str().ok()?.rsplit(',').next()?.trim().parse().ok())
        .flatten();
    let address: Option<IpAddr> =
        forwarded.or_else(|| request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip()));
    match address {
        Some(IpAddr::V4(address)) => address.to_string(),
        Some(IpAddr::V6(address)) => {
            address.segments()[..4].iter().map(|part| format!("{part:x}")).collect::<Vec<_>>().join(":")
        }
        None => String::new(),
    }
}
