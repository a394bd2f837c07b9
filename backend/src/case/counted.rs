//! The names of the counters that are kept of the open cases an organisation sees.

use std::fmt::Display;

/// All of them.
pub(crate) const CASES: &str = "cases";
/// By the day of arrival.
pub(crate) const ARRIVAL: &str = "arrival";

/// By who is to act.
pub(crate) fn with(holder: impl Display) -> String {
    format!("holder:{holder}")
}

/// By who is to act and, each of them, by the day.
pub(crate) fn due(holder: impl Display) -> String {
    format!("due:{holder}")
}

/// By the place on the line.
pub(crate) fn at(station: impl Display) -> String {
    format!("station:{station}")
}
