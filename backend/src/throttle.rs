//! Slows down guessing: strict for a pair of account and network, generous for a network, because
//! forty trainees share one hostel.

use crate::error::{Error, Result};
use chrono::{DateTime, TimeDelta, Utc};
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

/// What is counted.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Attempt {
    /// Somebody in this network tries this account.
    Account(String, String),
    /// Somebody in this network tries anything.
    Network(String),
    /// Mails somebody in this network asks for to this address.
    Mail(String, String),
    /// Birth dates anybody tries on this code of a sheet, known or not; its hash.
    Sheet(Vec<u8>),
    /// Mails anybody asks for to this address: so many that nobody locks out its owner, few enough for a mailbox.
    Mailbox(String),
}

impl Attempt {
    /// Attempts within a window of fifteen minutes.
    const fn limit(&self) -> u32 {
        match self {
            Self::Account(..) => 8,
            Self::Network(_) => 400,
            Self::Mail(..) | Self::Sheet(_) => 5,
            Self::Mailbox(_) => 30,
        }
    }
}

const WINDOW: TimeDelta = TimeDelta::minutes(15);
/// Entries kept at most; then ended windows are dropped, and if that is not enough all are.
const ENTRIES: usize = 50_000;

#[derive(Debug, Default)]
pub(crate) struct Throttle(Mutex<HashMap<Attempt, (DateTime<Utc>, u32)>>);

impl Throttle {
    /// Counts an attempt, or refuses it with the seconds to wait.
    pub(crate) fn count(&self, attempt: Attempt, now: DateTime<Utc>) -> Result<()> {
        let limit = attempt.limit();
        let mut windows = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if windows.len() >= ENTRIES {
            windows.retain(|_, (since, _)| now - *since < WINDOW);
            if windows.len() >= ENTRIES {
                windows.clear();
            }
        }
        let (since, count) = windows.entry(attempt).or_insert((now, 0));
        if now - *since >= WINDOW {
            (*since, *count) = (now, 0);
        }
        if *count >= limit {
            let left = (WINDOW - (now - *since)).num_seconds().max(1);
            return Err(Error::Slow { seconds: u32::try_from(left).unwrap_or(900) });
        }
        *count += 1;
        Ok(())
    }

    /// Forgets the attempts on an account after it was opened rightfully.
    pub(crate) fn forget(&self, attempt: &Attempt) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(attempt);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noon() -> DateTime<Utc> {
        "2026-11-22T12:00:00Z".parse().unwrap()
    }

    #[test]
    fn guessing_one_account_is_stopped_while_the_hostel_goes_on() {
        let throttle = Throttle::default();
        let account = |name: &str| Attempt::Account(name.into(), "192.0.2.0/24".into());
        for _ in 0..8 {
            throttle.count(account("a"), noon()).unwrap();
        }
        assert!(matches!(throttle.count(account("a"), noon()), Err(Error::Slow { seconds: 900 })));
        assert!(throttle.count(account("b"), noon()).is_ok());
    }

    #[test]
    fn the_window_ends() {
        let throttle = Throttle::default();
        for _ in 0..5 {
            throttle.count(Attempt::Mail("a".into(), "n".into()), noon()).unwrap();
        }
        assert!(throttle.count(Attempt::Mail("a".into(), "n".into()), noon()).is_err());
        assert!(throttle.count(Attempt::Mail("a".into(), "elsewhere".into()), noon()).is_ok());
        assert!(throttle.count(Attempt::Mail("a".into(), "n".into()), noon() + WINDOW).is_ok());
    }
}
