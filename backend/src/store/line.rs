//! Writers of SQLite stand in line, and those that wait for each other share one commit: one sync of the
//! disk, the slowest thing there is, for all of them.
//!
//! A shared commit is one transaction with a savepoint for each writer in it. A writer is told only when the
//! shared commit is on the disk, so `synchronous=FULL` means what it says.

use crate::error::{Error, Result};
use sea_orm::{
    ConnectionTrait as _, DatabaseConnection, DatabaseTransaction, SqliteTransactionMode, TransactionOptions,
    TransactionTrait as _,
};
use std::{ops::Deref, sync::Arc};
use tokio::{
    runtime::Handle,
    sync::{Mutex, OwnedMutexGuard, oneshot},
};

/// The line of writers. Whoever stands in front holds the lock; it is given on in the order of coming.
#[derive(Clone, Debug)]
pub(crate) struct Line(Arc<Mutex<Shared>>);

/// The commit that writers share at present.
#[derive(Debug)]
struct Shared {
    writer: DatabaseConnection,
    /// The transaction around all savepoints, while there is one.
    around: Option<Arc<DatabaseTransaction>>,
    /// Counts commits; a writer knows by it whether its own is still to come.
    round: u64,
    savepoints: u64,
    /// The savepoint of the last who wrote; the next one releases it, which spares a statement, or the commit does.
    written: Option<u64>,
    waiting: Vec<oneshot::Sender<Result<()>>>,
}

/// One writer's part: everything written through it becomes visible with [`Begun::commit`], or not at all.
#[derive(Debug)]
pub(crate) struct Begun {
    /// Goes before the turn does: the shared commit wants to be its only owner.
    around: Arc<DatabaseTransaction>,
    /// SQLite only; on PostgreSQL every writer has a transaction of its own.
    turn: Option<Turn>,
}

#[derive(Debug)]
struct Turn {
    savepoint: u64,
    front: Option<OwnedMutexGuard<Shared>>,
    line: Line,
}

impl Deref for Begun {
    type Target = DatabaseTransaction;

    fn deref(&self) -> &Self::Target {
        &self.around
    }
}

impl Begun {
    /// A transaction nobody else takes part in.
    pub(crate) fn alone(transaction: DatabaseTransaction) -> Self {
        Self { around: Arc::new(transaction), turn: None }
    }

    /// Makes everything written visible and lasting; returns when it is.
    ///
    /// # Errors
    /// The database refused; then nothing of it was kept.
    pub(crate) async fn commit(self) -> Result<()> {
        let Self { around, turn } = self;
        let Some(mut turn) = turn else { return Ok(sole(around)?.commit().await?) };
        drop(around);
        let Some(front) = turn.front.take() else { return Err(broken()) };
        let (tell, told) = oneshot::channel();
        // On its own, because a request that is given up must not leave the others without their commit.
        tokio::spawn(turn.line.clone().release(front, turn.savepoint, tell));
        told.await.map_err(|_| broken())?
    }
}

impl Drop for Turn {
    /// Given up: what was written goes, and the front of the line is free again.
    fn drop(&mut self) {
        // Without a runtime nobody writes any more, and SQLite drops what was not committed.
        if let (Some(front), Ok(runtime)) = (self.front.take(), Handle::try_current()) {
            runtime.spawn(take_back(front, self.savepoint));
        }
    }
}

impl Line {
    /// `writer` has one connection, and nothing else begins transactions on it.
    pub(crate) fn new(writer: DatabaseConnection) -> Self {
        Self(Arc::new(Mutex::new(Shared {
            writer,
            around: None,
            round: 0,
            savepoints: 0,
            written: None,
            waiting: Vec::new(),
        })))
    }

    /// Waits until it is this writer's turn.
    pub(crate) async fn begin(&self) -> Result<Begun> {
        let mut front = Arc::clone(&self.0).lock_owned().await;
        let around = front.around().await?;
        front.savepoints += 1;
        let savepoint = front.savepoints;
        let release = front.written.take().map(|written| format!("RELEASE w{written}; ")).unwrap_or_default();
        // From here on the turn cleans up, whatever happens to this request.
        let begun = Begun { around, turn: Some(Turn { savepoint, front: Some(front), line: self.clone() }) };
        begun.execute_unprepared(&format!("{release}SAVEPOINT w{savepoint}")).await?;
        Ok(begun)
    }

    /// Lets the next in line write; commits as soon as all have written who stood in line just now.
    async fn release(self, mut front: OwnedMutexGuard<Shared>, savepoint: u64, tell: oneshot::Sender<Result<()>>) {
        front.written = Some(savepoint);
        front.waiting.push(tell);
        let round = front.round;
        drop(front);
        let mut front = self.0.lock().await;
        if front.round == round {
            front.commit().await;
        }
    }

    /// Nobody writes any more.
    pub(crate) async fn close(&self) -> Result<()> {
        let mut front = self.0.lock().await;
        front.commit().await;
        Ok(front.writer.close_by_ref().await?)
    }
}

impl Shared {
    #[expect(clippy::disallowed_methods, reason = "the one place that begins transactions on SQLite")]
    async fn around(&mut self) -> Result<Arc<DatabaseTransaction>> {
        if let Some(around) = &self.around {
            return Ok(Arc::clone(around));
        }
        // Takes the write lock at once: a transaction that reads first and writes later fails with
        // `SQLITE_BUSY_SNAPSHOT`, whatever the busy timeout.
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        let around = Arc::new(self.writer.begin_with_options(options).await?);
        self.around = Some(Arc::clone(&around));
        Ok(around)
    }

    /// Commits, and tells all who took part.
    async fn commit(&mut self) {
        self.round += 1;
        // Whatever happens from here on: nobody waits for an answer that does not come.
        let waiting = std::mem::take(&mut self.waiting);
        self.written = None;
        let Some(around) = self.around.take() else { return };
        let outcome = match sole(around) {
            Ok(around) => around.commit().await.map_err(Error::from),
            Err(error) => Err(error),
        };
        if let Err(error) = &outcome {
            tracing::error!(?error, writers = waiting.len(), "a shared commit failed");
        }
        for tell in waiting {
            answer(tell, outcome.as_ref().copied().map_err(Error::again));
        }
    }
}

/// Undoes one writer's part and commits at once what others have written: should the database have given the
/// whole transaction up, as it may when the disk is full, nobody else joins it and everybody is told.
async fn take_back(mut front: OwnedMutexGuard<Shared>, savepoint: u64) {
    if let Some(around) = &front.around {
        let undo = format!("ROLLBACK TO w{savepoint}; RELEASE w{savepoint}");
        if let Err(error) = around.execute_unprepared(&undo).await {
            tracing::warn!(%error, "no savepoint to go back to");
        }
    }
    front.commit().await;
}

fn sole(around: Arc<DatabaseTransaction>) -> Result<DatabaseTransaction> {
    Arc::into_inner(around).ok_or_else(broken)
}

fn answer(tell: oneshot::Sender<Result<()>>, outcome: Result<()>) {
    if tell.send(outcome).is_err() {
        tracing::trace!("the request was given up before its commit");
    }
}

fn broken() -> Error {
    Error::inconsistent("the line of writers")
}

#[cfg(test)]
mod tests;
