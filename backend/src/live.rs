//! Tells open pages that something changed; what changed they fetch themselves, through the gate.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};
use tokio::sync::broadcast;
use uuid::Uuid;

#[cfg(test)]
mod tests;

/// What one commit touched. Identifiers only.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// The stored sequence of its last event; 0 where none was written.
    pub sequence: i64,
    /// Cases that changed.
    pub cases: Vec<Uuid>,
    /// Organisations that see them.
    pub organisations: Vec<Uuid>,
    /// People whose cases they are.
    pub people: Vec<Uuid>,
    /// Sessions that ended with it.
    pub ended_sessions: Vec<Uuid>,
    /// Accounts whose rights changed with it.
    pub ended_accounts: Vec<Uuid>,
}

/// From so many listeners on, they are a crowd.
const CROWD: usize = 100;
const SPREAD: u32 = 300;

/// The hub every open stream listens to.
#[derive(Debug)]
pub struct Live {
    changes: broadcast::Sender<Arc<Change>>,
    newest: AtomicI64,
}

impl Default for Live {
    fn default() -> Self {
        Self { changes: broadcast::channel(1024).0, newest: AtomicI64::new(0) }
    }
}

impl Live {
    pub(crate) fn publish(&self, change: Change) {
        self.newest.fetch_max(change.sequence, Ordering::AcqRel);
        // Nobody listening is no failure.
        if self.changes.send(Arc::new(change)).is_err() {
            tracing::trace!("no open stream");
        }
    }

    pub(crate) fn start_at(&self, sequence: i64) {
        self.newest.fetch_max(sequence, Ordering::AcqRel);
    }

    /// Changes from now on; a listener that is too slow is told so and has to fetch everything.
    #[must_use]
    pub fn listen(&self) -> broadcast::Receiver<Arc<Change>> {
        self.changes.subscribe()
    }

    /// Milliseconds over which listeners spread what they fetch, so that a crowd does not come at once; none for few.
    #[must_use]
    pub fn spread(&self) -> u32 {
        if self.changes.receiver_count() > CROWD { SPREAD } else { 0 }
    }

    /// The sequence of the newest event.
    #[must_use]
    pub fn newest(&self) -> i64 {
        self.newest.load(Ordering::Acquire)
    }
}
