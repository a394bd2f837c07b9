//! Passwords: Argon2id off the async threads, with a bounded queue.

use crate::error::{Error, Result};
use argon2::{Argon2, PasswordHasher as _, PasswordVerifier as _};
use std::sync::{Arc, LazyLock};
use tokio::sync::Semaphore;

/// Hashes at once; each takes a core for about 25 ms and 19 MiB.
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

impl Passwords {
    pub(crate) fn new() -> Self {
        Self { running: Arc::new(Semaphore::new(AT_ONCE)), waiting: Arc::new(Semaphore::new(WAITING)) }
    }

    /// Hashes a new password.
    pub(crate) async fn hash(&self, password: &str) -> Result<String> {
        let password = password.to_owned();
        self.run(move || hash(&password)).await?
    }

    /// Whether the password belongs to the hash; without a hash the same work, and no.
    pub(crate) async fn verify(&self, password: &str, stored: Option<String>) -> Result<bool> {
        let password = password.to_owned();
        self.run(move || {
            let known = stored.is_some();
            // Made before it is known whether it is needed: nobody's first attempt takes twice as long.
            let nobody = NOBODY.as_ref();
            let Some(stored) = stored.as_ref().or(nobody) else { return false };
            Argon2::default().verify_password(password.as_bytes(), stored.as_str()).is_ok() && known
        })
        .await
    }

    async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
        let _place = self.waiting.try_acquire().map_err(|_| Error::Slow { seconds: 5 })?;
        let _core = self.running.acquire().await.map_err(Error::inconsistent)?;
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
        assert!(passwords.verify("welcome-to-bochum", Some(stored.clone())).await.unwrap());
        assert!(!passwords.verify("welcome-to-herne", Some(stored)).await.unwrap());
    }

    #[tokio::test]
    async fn an_account_without_a_password_is_opened_by_none() {
        assert!(!Passwords::new().verify("nobody has this password", None).await.unwrap());
    }
}
