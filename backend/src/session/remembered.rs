//! Who visited a moment ago: a page asks for its visitor once for itself and once for each of its parts.

use crate::actor::Principal;
use chrono::{DateTime, TimeDelta, Utc};
use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// How long a visitor is remembered: what another process changed counts at the latest then.
const AT_MOST: TimeDelta = TimeDelta::seconds(1);
/// Visitors remembered at once.
const VISITORS: usize = 10_000;

/// Visitors by the hash of their cookie. Every commit of this process empties it, so that a right that ends, ends.
#[derive(Debug, Default)]
pub(crate) struct Remembered(Mutex<Visitors>);

#[derive(Debug, Default)]
struct Visitors {
    /// Counts commits: what was read before one is not kept after it.
    commits: u64,
    by_hash: HashMap<Vec<u8>, (DateTime<Utc>, Principal)>,
}

impl Remembered {
    /// The visitor, or the commit that what is read now belongs to.
    pub(crate) fn find(&self, hash: &[u8], now: DateTime<Utc>) -> Result<Principal, u64> {
        let visitors = self.visitors();
        match visitors.by_hash.get(hash) {
            Some((since, principal)) if (TimeDelta::zero()..AT_MOST).contains(&(now - *since)) => Ok(principal.clone()),
            _ => Err(visitors.commits),
        }
    }

    /// Keeps a visitor, unless something was committed since it was looked for.
    pub(crate) fn keep(&self, commit: u64, hash: Vec<u8>, now: DateTime<Utc>, principal: &Principal) {
        let mut visitors = self.visitors();
        if visitors.commits != commit {
            return;
        }
        if visitors.by_hash.len() >= VISITORS {
            visitors.by_hash.clear();
        }
        visitors.by_hash.insert(hash, (now, principal.clone()));
    }

    /// Something was committed.
    pub(crate) fn forget(&self) {
        let mut visitors = self.visitors();
        visitors.commits += 1;
        visitors.by_hash.clear();
    }

    fn visitors(&self) -> MutexGuard<'_, Visitors> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
