//! How an account recognises its own browsers.

use super::{parts, visit};
use axum::http::header;

/// The browser a request comes from.
pub(crate) fn device() -> backend::Device {
    let agent = parts()
        .and_then(|parts| parts.headers.get(header::USER_AGENT)?.to_str().ok().map(str::to_owned))
        .unwrap_or_default();
    backend::Device { name: name_of(&agent), network: visit().network }
}

/// "Firefox, Android": enough to recognise one's own browsers, too little to track anybody.
fn name_of(agent: &str) -> String {
    let find = |names: &[(&str, &'static str)]| {
        names.iter().find(|(mark, _)| agent.contains(mark)).map_or("", |(_, name)| *name)
    };
    let browser = find(&[
        ("Firefox", "Firefox"),
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ]);
    let system = find(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ]);
    [browser, system].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}
