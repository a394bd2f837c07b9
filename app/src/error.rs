//! What went wrong, in a form that may be shown to anyone.

use crate::{i18n::Locale, language::words};
use domain::form::Problems;
use leptos::server_fn::{
    codec::JsonEncoding,
    error::{FromServerFnError, ServerFnErrorErr},
};
use serde::{Deserialize, Serialize};

/// What went wrong, in codes only.
///
/// A value of this type can come back from anywhere, so free text here would let somebody put
/// words into the city's mouth.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "kebab-case")]
pub enum AppError {
    /// Nobody is signed in, or the session ended.
    #[error("sign-in needed")]
    SignIn,
    /// The visitor may see it but not do it.
    #[error("not allowed")]
    Forbidden,
    /// There is no such thing for this visitor.
    #[error("not found")]
    NotFound,
    /// Somebody changed it meanwhile.
    #[error("changed meanwhile")]
    Conflict,
    /// Fields break rules.
    #[error("invalid input")]
    Invalid {
        /// Which, and which rule.
        problems: Problems,
    },
    /// The request cannot be read.
    #[error("malformed request")]
    Malformed,
    /// Too many attempts.
    #[error("too many attempts")]
    Slow {
        /// Seconds until the next attempt counts.
        seconds: u32,
    },
    /// It failed on our side; the reference is in the log.
    #[error("failed, see log")]
    Failed {
        /// Eight characters that people can read out on the phone.
        reference: String,
    },
    /// Nothing can be saved at present.
    #[error("cannot be saved")]
    Unwritable,
    /// The server cannot be reached; made in the browser only.
    #[error("cannot reach server")]
    Offline,
}

impl AppError {
    /// The HTTP status of an answer with this error.
    #[must_use]
    pub const fn status(&self) -> u16 {
        match self {
            Self::SignIn => 401,
            Self::Forbidden => 403,
            Self::NotFound => 404,
            Self::Conflict => 409,
            Self::Invalid { .. } => 422,
            Self::Malformed => 400,
            Self::Slow { .. } => 429,
            Self::Failed { .. } => 500,
            Self::Unwritable => 507,
            Self::Offline => 503,
        }
    }

    /// What happened and what to do, in the reader's words.
    #[must_use]
    pub fn message(&self, locale: Locale) -> String {
        match self {
            Self::SignIn => words!(locale, common.error_sign_in).to_owned(),
            Self::Forbidden => words!(locale, common.error_forbidden).to_owned(),
            Self::NotFound => words!(locale, common.error_not_found).to_owned(),
            Self::Conflict => words!(locale, common.error_conflict).to_owned(),
            Self::Invalid { .. } => words!(locale, common.error_invalid).to_owned(),
            Self::Malformed => words!(locale, common.error_malformed).to_owned(),
            Self::Slow { seconds } => {
                words!(locale, common.error_slow, minutes = (seconds.div_ceil(60)).to_string())
            }
            Self::Failed { reference } => words!(locale, common.error_failed, reference = reference.as_str()),
            Self::Unwritable => words!(locale, common.error_unwritable).to_owned(),
            Self::Offline => words!(locale, common.error_offline).to_owned(),
        }
    }
}

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        let error = match error {
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) | ServerFnErrorErr::Deserialization(_) => {
                Self::Malformed
            }
            ServerFnErrorErr::Request(_) | ServerFnErrorErr::Response(_) => Self::Offline,
            _ => Self::Failed { reference: "--------".to_owned() },
        };
        #[cfg(feature = "ssr")]
        crate::gate::answer_malformed(&error);
        error
    }
}
