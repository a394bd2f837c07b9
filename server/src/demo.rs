//! The demo city and the accounts that go with it.

use backend::{Backend, NewMember};
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

/// Gives somebody a place in an organisation; the sign-in link goes out by mail.
pub(crate) async fn add_user(
    backend: &Backend,
    email: &str,
    name: String,
    role: &str,
    organisation: Option<String>,
) -> Outcome {
    let email = email.parse().map_err(|error| format!("{email}: {error}"))?;
    let role = role.parse().map_err(|_| format!("{role} is no role; `welcome-office user --help` lists them"))?;
    let member = NewMember { email, name, role, organisation };
    match backend.create_member(&member).await {
        Ok(()) => println!("{} is {} now; a sign-in link is on its way.", member.email, member.role),
        Err(backend::Error::NotFound) => return Err("there is no organisation of this name".into()),
        Err(backend::Error::Invalid(_)) => {
            return Err(
                format!("{} does not fit this organisation: employer roles belong to employers", member.role).into()
            );
        }
        Err(error) => return Err(error.into()),
    }
    Ok(())
}
