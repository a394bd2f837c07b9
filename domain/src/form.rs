//! What people type into forms, and what can be wrong with it.
//!
//! A problem is a field key and a rule code, never text: the words live in the locale files, so
//! every message is translated and no link can put words on a page.

use serde::{Deserialize, Serialize};

mod account;
mod announce;
mod barrier;
mod casework;
mod check;
mod consultation;
mod facts;
mod hires;
mod import;
mod missing;
mod own_start;
pub mod plan;
mod sheet;
mod way;

pub use account::{ChangeAddress, PASSWORD_LENGTH, SetPassword, SignIn};
pub use announce::{AdmitNotice, AnnounceHire, Announcement, DeclineNotice, month_code};
pub use barrier::{Barrier, ReportBarrier};
pub use casework::{
    AnswerQuestion, AssignCompanion, ConfirmStep, ReplyReferral, SendReferral, SetDate, WaiveStep, WriteNote,
};
pub use check::{Check, read_day};
pub use consultation::{Consultation, LogConsultation};
pub use facts::{TellFacts, ToldFacts};
pub use hires::{
    DropOut, EditHire, FindHires, HireChange, HireFilter, HireSearch, HireSort, NewCohort, ReplaceHire, Replacement,
    SetForAll, WithdrawHire,
};
pub use import::{ActOnRow, ChooseSheet, ConfirmColumns, ConfirmImport, EditImportRow, RowAct};
pub use missing::{AnswerMissing, AnsweredMissing};
pub use own_start::{OwnStart, Purpose, StartAlone};
pub use sheet::{OpenSheet, ResetAccess, ResetReason, TypeCode};
pub use way::{AskWay, AskedWay, Who};

/// The rule that a field breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// Nothing was entered.
    Missing,
    /// More characters than fit.
    TooLong,
    /// Fewer characters than a password needs.
    TooShort,
    /// Not a mail address.
    NotAnEmail,
    /// Not a day of the calendar.
    NotADay,
    /// A day in the past where only the future makes sense.
    InThePast,
    /// A day in the future where only the past makes sense.
    InTheFuture,
    /// A day further away than anyone plans.
    TooFar,
    /// A number outside what is possible.
    OutOfRange,
    /// Not one of the answers offered.
    NotOffered,
    /// A character that no name or sentence contains.
    NotPlain,
    /// The address belongs to another account already.
    Taken,
    /// Address and password do not belong together.
    NoMatch,
    /// The two entries differ.
    Different,
    /// Begins after it ends.
    WrongOrder,
    /// The file is too big.
    FileTooBig,
    /// The file is none that can be read.
    FileUnreadable,
    /// No row with names was found in the file.
    NoRows,
    /// More rows than one list may have.
    TooManyRows,
    /// A column that is needed was not chosen.
    ColumnMissing,
    /// The same column was chosen twice.
    ColumnTwice,
    /// A letter of the code is wrong.
    NotACode,
    /// Code and birth date do not belong together, whichever of them is wrong.
    NotThisDate,
    /// The sheet is void: too old, replaced by a newer one, or tried too often.
    Lapsed,
    /// The address belongs to several people, or to the employer itself.
    Shared,
    /// An invitation on paper cannot do without it.
    NeededOnPaper,
}

/// One field and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Problem {
    /// The field's key: the same in the form, in the locale files and in the error summary.
    pub field: String,
    /// The rule it breaks.
    pub rule: Rule,
}

/// Everything wrong with one form, in the order of its fields.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problems(pub Vec<Problem>);

impl Problems {
    /// One field that breaks one rule.
    #[must_use]
    pub fn one(field: &str, rule: Rule) -> Self {
        Self(vec![Problem { field: field.to_owned(), rule }])
    }
}
