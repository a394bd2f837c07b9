//! How often a harness goes round, and what it is held to.

use std::time::Duration;

/// Few times in `make test`, as told by this variable in `make storm`.
pub(crate) fn rounds(few: u32) -> u32 {
    std::env::var("STORM_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(few)
}

/// Says how long something took. Only `make storm`, on a machine with nothing else to do, holds it to a limit.
pub(crate) fn within(name: &str, took: Duration, limit: Duration) {
    println!("{name}: {took:?}, at most {limit:?}");
    let is_held = std::env::var_os("STORM_ROUNDS").is_some();
    assert!(!is_held || took <= limit, "{name}: {took:?} is more than {limit:?}");
}
