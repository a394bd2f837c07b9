//! Tells open pages that something changed; what changed they fetch themselves, through the gate.

use crate::clock::{hex, random};
use std::{
    collections::VecDeque,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicI64, Ordering},
    },
};
use tokio::sync::broadcast;
use uuid::Uuid;

#[cfg(test)]
mod tests;

/// What one commit touched. Identifiers only.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// Its place among the changes since this program started; given when it is published.
    pub number: u64,
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

impl Change {
    /// Whether no page shows anything of it: when a session was used, which mail is on its way.
    pub(crate) fn is_silent(&self) -> bool {
        let nobody = [&self.organisations, &self.people, &self.ended_sessions, &self.ended_accounts];
        self.sequence == 0 && self.cases.is_empty() && nobody.iter().all(|list| list.is_empty())
    }
}

/// From so many listeners on, they are a crowd.
const CROWD: usize = 100;
const SPREAD: u32 = 300;

/// Changes that are told again to whoever missed them.
const RECENT: usize = 512;

/// The hub every open stream listens to.
#[derive(Debug)]
pub struct Live {
    changes: broadcast::Sender<Arc<Change>>,
    newest: AtomicI64,
    /// Of this start of the program: what was heard of another tells nothing.
    start: String,
    recent: Mutex<Recent>,
}

/// How many changes there were, and the last of them.
#[derive(Debug, Default)]
struct Recent {
    count: u64,
    changes: VecDeque<Arc<Change>>,
}

impl Default for Live {
    fn default() -> Self {
        Self {
            changes: broadcast::channel(1024).0,
            newest: AtomicI64::new(0),
            start: hex(&random::<6>()),
            recent: Mutex::default(),
        }
    }
}

impl Live {
    pub(crate) fn publish(&self, change: Change) {
        self.newest.fetch_max(change.sequence, Ordering::AcqRel);
        let mut recent = self.recent();
        recent.count += 1;
        let change = Arc::new(Change { number: recent.count, ..change });
        recent.changes.push_back(Arc::clone(&change));
        if recent.changes.len() > RECENT {
            recent.changes.pop_front();
        }
        // Before the next one: they are heard in the order of their numbers. Nobody listening is no failure.
        if self.changes.send(change).is_err() {
            tracing::trace!("no open stream");
        }
    }

    fn recent(&self) -> MutexGuard<'_, Recent> {
        self.recent.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How far the changes are: a page that is made now shows all of them, those after it are told [since](Self::since) then.
    #[must_use]
    pub fn mark(&self) -> String {
        self.mark_of(self.recent().count)
    }

    /// The mark of whoever has heard of the change with this number.
    #[must_use]
    pub fn mark_of(&self, number: u64) -> String {
        format!("{}.{number}", self.start)
    }

    /// How far the changes are now, and those since a mark, the oldest first; none of them if that cannot be told: after a
    /// restart, after a long time.
    #[must_use]
    pub fn since(&self, mark: &str) -> (String, Option<Vec<Arc<Change>>>) {
        let recent = self.recent();
        (self.mark_of(recent.count), self.missed(&recent, mark))
    }

    fn missed(&self, recent: &Recent, mark: &str) -> Option<Vec<Arc<Change>>> {
        let number: u64 = mark.strip_prefix(&self.start)?.strip_prefix('.')?.parse().ok()?;
        let kept = u64::try_from(recent.changes.len()).unwrap_or_default();
        let is_known = number <= recent.count && number.saturating_add(kept) >= recent.count;
        is_known.then(|| recent.changes.iter().filter(|change| change.number > number).cloned().collect())
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
