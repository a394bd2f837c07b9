//! Fixed clocks and throw-away databases for tests of this and other crates.

use crate::clock::Clock;
use chrono::{DateTime, TimeDelta, Utc};
use std::sync::{Arc, Mutex, PoisonError};

/// A clock that stands still until a test moves it.
#[derive(Clone, Debug)]
pub struct FixedClock(Arc<Mutex<DateTime<Utc>>>);

impl FixedClock {
    /// A clock that shows this instant.
    #[must_use]
    pub fn at(instant: DateTime<Utc>) -> Self {
        Self(Arc::new(Mutex::new(instant)))
    }

    /// Moves the clock forward.
    pub fn advance(&self, by: TimeDelta) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) += by;
    }
}

impl Clock for FixedClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An office as Bochum has it, in demo mode.
#[must_use]
pub fn office() -> crate::Office {
    crate::Office {
        city: "Bochum".into(),
        zone: chrono_tz::Europe::Berlin,
        street: "Universitätsstraße 43–49".into(),
        place: "44789 Bochum".into(),
        phone: "+49 234 555 0100".into(),
        email: "welcome-office@example.org".into(),
        public_url: "http://localhost:3000".into(),
        mode: crate::Mode::Demo,
    }
}
