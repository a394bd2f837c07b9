//! The cookies of this site: session, flash, and secrets that a browser keeps for one page.

use super::{parts, visit};
use axum::http::header;
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;

/// The cookie that finds a flash.
pub const FLASH_COOKIE: &str = "wo-flash";

/// The session cookie's name: with the prefix that ties it to this host wherever cookies travel encrypted.
#[must_use]
pub const fn session_cookie(secure: bool) -> &'static str {
    if secure { "__Host-session" } else { "wo-session" }
}

/// Gives the browser its session, or takes it.
pub(crate) fn set_session(secret: Option<&str>) {
    let name = session_cookie(visit().secure);
    match secret {
        Some(secret) => keep_cookie(name, secret, 5_184_000),
        None => drop_cookie(name),
    }
}

/// What the browser keeps under a name.
pub(crate) fn find_cookie(name: &str) -> Option<String> {
    let parts = parts()?;
    let cookies = parts.headers.get_all(header::COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    cookies
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(known, value)| (known == name).then(|| value.to_owned()))
}

/// Lets the browser keep something for so many seconds; scripts never see it.
pub(crate) fn keep_cookie(name: &str, value: &str, seconds: u32) {
    set_cookie(name, value, &format!("; Max-Age={seconds}"));
}

/// Lets the browser forget it.
pub(crate) fn drop_cookie(name: &str) {
    set_cookie(name, "", "; Max-Age=0");
}

fn set_cookie(name: &str, value: &str, life: &str) {
    let Some(response) = use_context::<ResponseOptions>() else { return };
    let secure = if visit().secure { "; Secure" } else { "" };
    let cookie = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{life}{secure}");
    if let Ok(value) = cookie.parse() {
        response.append_header(header::SET_COOKIE, value);
    }
}
