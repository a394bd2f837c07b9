//! Passwords: Argon2id off the async threads, with a bounded queue.

use crate::error::{Error, Result};
use argon2::{Argon2, PasswordHasher as _, PasswordVerifier as _};
use std::sync::{Arc, LazyLock};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Hashes at once, at most; each takes a core for about 25 ms and 19 MiB.
const AT_ONCE: usize = 2;
/// Attempts that may wait; more are told to come back.
const WAITING: usize = 64;

/// A hash no password belongs to: unknown accounts cost the same work as known ones.
static NOBODY: LazyLock<Option<String>> = LazyLock::new(|| hash("nobody has this password").ok());

/// The queue in front of hashing.
#[derive(Debug)]
pub(crate) struct Passwords {
    running: Arc<Semaphore>,
    waiting: Arc<Semaphore>,
}

/// A place in the queue.
#[derive(Debug)]
pub(crate) struct Place(#[expect(dead_code, reason = "held, not read")] OwnedSemaphorePermit);

impl Passwords {
    pub(crate) fn new() -> Self {
        // One core is left for everybody else, whoever tries passwords.
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let at_once = cores.saturating_sub(1).clamp(1, AT_ONCE);
        Self { running: Arc::new(Semaphore::new(at_once)), waiting: Arc::new(Semaphore::new(WAITING)) }
    }

    /// A place in the queue; taken before anything is looked up, so that those who are sent away cost nothing.
    ///
    /// # Errors
    /// [`Error::Slow`] if the queue is full.
    pub(crate) fn queue(&self) -> Result<Place> {
        Arc::clone(&self.waiting).try_acquire_owned().map(Place).map_err(|_| Error::Slow { seconds: 5 })
    }

    /// Hashes a new password.
    pub(crate) async fn hash(&self, password: &str) -> Result<String> {
        let password = password.to_owned();
        self.run(self.queue()?, move || hash(&password)).await?
    }

    /// Whether the password belongs to the hash; without a hash the same work, and no.
    pub(crate) async fn verify(&self, place: Place, password: &str, stored: Option<String>) -> Result<bool> {
        let password = password.to_owned();
        self.run(place, move || {
            let known = stored.is_some();
            // Made in any case: otherwise the first attempt on an unknown account would take twice as long.
            let nobody = NOBODY.as_ref();
            let Some(stored) = stored.as_ref().or(nobody) else { return false };
            Argon2::default().verify_password(password.as_bytes(), stored.as_str()).is_ok() && known
        })
        .await
    }

    async fn run<T: Send + 'static>(&self, place: Place, work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
        let core = Arc::clone(&self.running).acquire_owned().await.map_err(Error::inconsistent)?;
        let work = move || {
            // Kept until it is done, also for somebody who no longer waits for it.
            let _held = (place, core);
            work()
        };
        tokio::task::spawn_blocking(work).await.map_err(Error::inconsistent)
    }
}

fn hash(password: &str) -> Result<String> {
    let hash = Argon2::default().hash_password(password.as_bytes()).map_err(Error::inconsistent)?;
    Ok(hash.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_right_password_opens() {
        let passwords = Passwords::new();
        let stored = passwords.hash("welcome-to-bochum").await.unwrap();
        let verify =
            async |password| passwords.verify(passwords.queue().unwrap(), password, Some(stored.clone())).await;
        assert!(verify("welcome-to-bochum").await.unwrap());
        assert!(!verify("welcome-to-herne").await.unwrap());
    }

    #[tokio::test]
    async fn an_account_without_a_password_is_opened_by_none() {
        let passwords = Passwords::new();
        assert!(!passwords.verify(passwords.queue().unwrap(), "nobody has this password", None).await.unwrap());
    }

    #[tokio::test]
    async fn who_finds_the_queue_full_is_told_to_come_back_and_a_place_that_is_left_is_free() {
        let passwords = Passwords::new();
        let mut places: Vec<Place> = (0..WAITING).map(|_| passwords.queue().unwrap()).collect();
        assert!(matches!(passwords.queue(), Err(Error::Slow { .. })));
        places.pop();
        assert!(passwords.queue().is_ok());
    }

    #[tokio::test]
    async fn a_hash_that_nobody_waits_for_any_more_keeps_its_place_until_it_is_done() {
        let passwords = Passwords::new();
        let (end, ended) = std::sync::mpsc::channel::<()>();
        let work = passwords.run(passwords.queue().unwrap(), move || ended.recv());
        let given_up = tokio::time::timeout(std::time::Duration::from_millis(20), work).await;
        assert!(given_up.is_err());
        assert_eq!(passwords.waiting.available_permits(), WAITING - 1);
        end.send(()).unwrap();
        let _all = passwords.waiting.acquire_many(64).await.unwrap();
    }
}
