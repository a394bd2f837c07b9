//! Forms about sign-in and the own account.

use super::{Check, Problems, Rule};
use crate::text::Email;
use serde::{Deserialize, Serialize};

/// The shortest password; length is what counts, so there are no rules about characters.
pub const PASSWORD_LENGTH: usize = 12;
/// The longest password: hashing costs time, so nobody may send a novel.
const PASSWORD_LONGEST: usize = 200;

/// Address and password; an empty password asks for a mailed link.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignIn {
    /// The mail address of the account.
    pub email: String,
    /// The password, or nothing.
    #[serde(default)]
    pub password: String,
    /// Where to go afterwards: a path on this site.
    #[serde(default)]
    pub next: String,
}

impl SignIn {
    /// The address, if it can be one.
    ///
    /// # Errors
    /// The address is missing or cannot be one, or the password is longer than any.
    pub fn check(&self) -> Result<Email, Problems> {
        let mut check = Check::default();
        let email = check.email("email", &self.email);
        if self.password.len() > PASSWORD_LONGEST {
            check.refuse("password", Rule::TooLong);
        }
        check.finish(email)
    }
}

/// A new password.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetPassword {
    /// The new password.
    pub password: String,
}

impl SetPassword {
    /// The password, if it is long enough.
    ///
    /// # Errors
    /// It is too short or too long.
    pub fn check(&self) -> Result<&str, Problems> {
        let mut check = Check::default();
        if self.password.chars().count() < PASSWORD_LENGTH {
            check.refuse("password", if self.password.is_empty() { Rule::Missing } else { Rule::TooShort });
        } else if self.password.len() > PASSWORD_LONGEST {
            check.refuse("password", Rule::TooLong);
        }
        check.finish(Some(self.password.as_str()))
    }
}

/// A new mail address for the account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeAddress {
    /// The address that mails shall go to from now on.
    pub email: String,
}

impl ChangeAddress {
    /// The address, if it can be one.
    ///
    /// # Errors
    /// It is missing or cannot be one.
    pub fn check(&self) -> Result<Email, Problems> {
        let mut check = Check::default();
        let email = check.email("email", &self.email);
        check.finish(email)
    }
}
