//! The demo city and the accounts that go with it.

use backend::Backend;
use std::error::Error;

type Outcome = Result<(), Box<dyn Error>>;

/// Told on the console when the demo starts.
pub(crate) const ACCOUNTS: &str = "Accounts follow.";

pub(crate) async fn fill_if_empty(_backend: &Backend) -> Outcome {
    Ok(())
}

pub(crate) async fn fill(_backend: &Backend) -> Outcome {
    Ok(())
}

pub(crate) async fn doctor(_backend: &Backend) -> Outcome {
    Ok(())
}

pub(crate) async fn add_user(_backend: &Backend, _email: &str, _name: &str, _role: &str) -> Outcome {
    Ok(())
}
