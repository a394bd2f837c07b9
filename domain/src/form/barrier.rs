//! What somebody writes who cannot use a page.

use super::{Check, Problems};
use crate::text::Email;
use serde::{Deserialize, Serialize};

/// A barrier as posted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReportBarrier {
    /// What does not work, and where.
    pub barrier: String,
    /// Where to send an answer; empty if none is wanted.
    pub reply_to: String,
}

/// A barrier that can be noted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Barrier {
    /// What does not work.
    pub text: String,
    /// Where an answer is wanted.
    pub reply_to: Option<Email>,
}

impl ReportBarrier {
    /// The report, if it says something.
    ///
    /// # Errors
    /// Nothing was written, too much, or the address is none.
    pub fn check(&self) -> Result<Barrier, Problems> {
        let mut check = Check::default();
        let text = check.paragraph("barrier", &self.barrier, 2_000);
        let reply_to = check.optional_email("reply_to", &self.reply_to);
        let value = (|| Some(Barrier { text: text?, reply_to: reply_to? }))();
        check.finish(value)
    }
}
