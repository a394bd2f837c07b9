//! How often a harness goes round.

/// Few times in `make test`, as told by this variable in `make storm`.
pub(crate) fn rounds(few: u32) -> u32 {
    std::env::var("STORM_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(few)
}
