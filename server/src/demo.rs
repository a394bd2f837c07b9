//! The demo city and the accounts that go with it.

use backend::{Backend, NewMember, Seeded};
use std::error::Error;

type Outcome = Result<(), Box<dyn Error>>;

const NOT_EMPTY: &str = "this database has cases of its own; the demo needs an empty one (database.url)";

/// Told on the console when the demo starts.
pub(crate) const ACCOUNTS: &str = "\
Everybody here is invented. Sign in with the password welcome-to-bochum:

  newcomer@demo.example     Nguyễn Thị Hà, one of forty nursing trainees on her way
  caretaker@demo.example    looks after the forty at their employer, Diakoniewerk Lindental
  employer@demo.example     leads the employer's account
  companion@demo.example    accompanies the forty; Welcome Office
  colleague@demo.example    her colleague: open both and watch one desk follow the other
  recognition@demo.example  advises a dentist trained in Venezuela; chamber (IHK)
  owner@demo.example        runs a restaurant and waits for one cook
  dentist@demo.example      that dentist, coming with husband and child
  clerk@demo.example        works at the city's offices
  graduate@demo.example     finished university here and looks for work
  lead@demo.example         leads the programme: numbers, no names
  admin@demo.example        runs the installation

Mails: /dev/mail   Office day: /dev/clock   Components: /dev/components
";

/// Fills an empty demo; one that is filled stays as it is.
///
/// # Errors
/// The database has cases of its own: real people are no demo.
pub(crate) async fn fill_if_empty(backend: &Backend) -> Outcome {
    match backend.seed_demo().await {
        Ok(_) => Ok(()),
        Err(backend::Error::Conflict) => Err(NOT_EMPTY.into()),
        Err(error) => Err(error.into()),
    }
}

/// Fills the demo and says what came of it.
pub(crate) async fn fill(backend: &Backend) -> Outcome {
    match backend.seed_demo().await {
        Ok(Seeded::Now) => println!("The demo city is there."),
        Ok(Seeded::Before) => println!("The demo city was there already; nothing was changed."),
        Err(backend::Error::Conflict) => {
            return Err(NOT_EMPTY.into());
        }
        Err(error) => return Err(error.into()),
    }
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
            return Err(format!(
                "{} does not fit this organisation: employer roles belong to employers, the lead to the office",
                member.role
            )
            .into());
        }
        Err(error) => return Err(error.into()),
    }
    Ok(())
}
