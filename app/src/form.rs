//! Forms that work as a script's call, as a plain post, and as a plain post that fails.

mod field;
#[cfg(feature = "hydrate")]
pub(crate) mod kept;
mod label;
mod post;
mod upload;

pub use field::{Checkbox, Field, FieldKind, Hidden, Radios, Select, TextArea, Width};
#[cfg(feature = "hydrate")]
pub(crate) use kept::is_anything_unsent;
pub(crate) use label::label_of;
pub(crate) use label::rule_text;
pub(crate) use post::FlashSlot;
pub use post::{FormAction, FormState, PlainForm, PostForm, use_form_state};
pub use upload::{FileField, UploadForm};

use crate::AppError;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a form says when it worked; a code, the words are in the locale files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Said {
    /// Nothing: the next page says enough.
    #[default]
    Nothing,
    /// It is stored.
    Saved,
    /// It was done already, some time ago: it may have changed since.
    DoneBefore,
    /// A mail with a link is on its way, if the address is known.
    LinkMailed,
    /// The password is set, other sessions ended.
    PasswordSet,
    /// The session ended.
    SignedOut,
    /// Done was noted.
    Claimed,
    /// Done was taken back.
    TakenBack,
    /// A step was confirmed.
    Confirmed,
    /// A step was waived.
    Waived,
    /// A question was sent.
    Asked,
    /// A report was sent.
    Told,
    /// An answer was sent.
    Answered,
    /// A note was written.
    Noted,
    /// A referral was sent.
    Referred,
    /// A referral was acknowledged.
    Acknowledged,
    /// A consultation was logged.
    Logged,
    /// Invitations are on their way.
    Invited,
    /// Invitations to a whole group are on their way; some of it need paper.
    InvitedGroup {
        /// How many mails.
        mailed: u32,
        /// How many cannot get one.
        on_paper: u32,
    },
    /// An access was reset.
    AccessReset,
    /// A list was taken over.
    Imported,
    /// An import was undone.
    Undone,
    /// A draft was thrown away.
    Discarded,
    /// An announcement was confirmed.
    NoticeConfirmed,
    /// An employer was admitted.
    Admitted,
    /// A person was replaced.
    Replaced,
}

/// Whether people write sentences into a field of a form: if the form is gone, they are shown what they wrote.
///
/// Asked where the field is made, so that the browser knows it, and for a plain post that was refused.
#[must_use]
pub(crate) fn is_written(form: &str, field: &str) -> bool {
    match field {
        "answer" | "barrier" | "note" | "remark" | "reply" | "request" => true,
        // In other forms a number.
        "question" => form == "ask",
        // In other forms one of several.
        "reason" => form == "decline-notice",
        _ => false,
    }
}

/// What a form without scripts leaves for the next page: shown once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flash {
    /// The form it belongs to.
    pub form: String,
    /// What was typed, without what must not be shown again.
    #[serde(default)]
    pub typed: BTreeMap<String, String>,
    /// What went wrong.
    #[serde(default)]
    pub error: Option<AppError>,
    /// What it says, if it worked.
    #[serde(default)]
    pub said: Said,
}

#[cfg(feature = "ssr")]
impl Flash {
    /// What a form did.
    #[must_use]
    pub fn said(form: &str, said: Said) -> Self {
        Self { form: form.to_owned(), said, ..Self::default() }
    }

    pub(crate) fn failed(form: &str, typed: &impl Serialize, error: &AppError) -> Self {
        let mut values = BTreeMap::new();
        if let Ok(serde_json::Value::Object(fields)) = serde_json::to_value(typed) {
            for (name, value) in fields {
                // Passwords are typed again; nobody wants them in a page.
                if name.contains("password") {
                    continue;
                }
                if let serde_json::Value::String(text) = value {
                    values.insert(name, text);
                }
            }
        }
        Self { form: form.to_owned(), typed: values, error: Some(error.clone()), said: Said::Nothing }
    }
}
