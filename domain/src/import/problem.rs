//! What can be wrong with a row, and what is worth knowing about it: closed codes, words in the locale files.

use super::Field;
use serde::{Deserialize, Serialize};

/// Why a row cannot be imported as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProblemCode {
    /// No name.
    NameMissing,
    /// Letters were lost when the list was saved: correct the name.
    LettersLost,
    /// Digits or an address where a name belongs.
    NotAName,
    /// Longer than anything that belongs here.
    TooLong,
    /// Control characters or marks that turn the writing direction.
    NotPlain,
    /// Not understood as a day.
    NotADay,
    /// A day that no calendar has (31 February).
    NoSuchDay,
    /// A year outside 1900 to 2100, or further away than anyone plans.
    DayTooFar,
    /// Born in the future.
    BornInFuture,
    /// Younger than 15 on the first working day (§§ 2, 5 `JArbSchG`; general knowledge, not read for this rule).
    TooYoung,
    /// Older than 75: probably a wrong year.
    TooOld,
    /// Work begins before the arrival.
    StartBeforeArrival,
    /// Work began more than a year ago: probably a wrong year.
    StartInPast,
    /// No country is known by this word.
    UnknownCountry,
    /// Not a mail address.
    NotAnEmail,
}

/// What is worth knowing about a row that can be imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoteCode {
    /// Less German than the way usually asks for; the detail is the usual level.
    GermanBelowUsual,
    /// Another row has the same mail address; the detail is its number.
    SharedEmail,
    /// Another row or a hire has the same name, and nothing tells them apart; the detail is the row's number.
    SameName,
    /// Only one name: right for people who have one, otherwise the other is missing.
    OneName,
    /// The name was split in two: please check which is the family name.
    NameSplit,
    /// Only a month was given; its first day stands for it.
    OnlyMonth,
    /// Work began within the last year.
    StartPassed,
    /// The occupation is not on the list; the text is kept.
    OccupationNotListed,
    /// The list has no training for this occupation; it is kept as training.
    TrainingNotListed,
    /// A small yearly amount was taken as monthly.
    AssumedMonthly,
    /// Children come along, but not how many; one is noted.
    ChildrenUncounted,
    /// The cell was not understood and is left open; the detail is its text.
    NotUnderstood,
}

/// One problem of a row, with the place where to mend it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RowProblem {
    /// What is wrong.
    pub code: ProblemCode,
    /// The field it belongs to.
    pub field: Field,
    /// The column, counted from 0; nothing where the list has no such column.
    pub column: Option<u32>,
    /// What it probably should be.
    #[serde(default)]
    pub suggestion: Option<String>,
}

/// One remark about a row.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RowNote {
    /// What is worth knowing.
    pub code: NoteCode,
    /// The field it belongs to.
    pub field: Field,
    /// The column, counted from 0; nothing where the list has no such column, and in remarks about other rows.
    pub column: Option<u32>,
    /// A level, a row number or a cell's text, as the code says; never a sentence.
    #[serde(default)]
    pub detail: Option<String>,
}

impl ProblemCode {
    /// Every code, for the test that each has its words in every language.
    pub const ALL: [Self; 15] = [
        Self::NameMissing,
        Self::LettersLost,
        Self::NotAName,
        Self::TooLong,
        Self::NotPlain,
        Self::NotADay,
        Self::NoSuchDay,
        Self::DayTooFar,
        Self::BornInFuture,
        Self::TooYoung,
        Self::TooOld,
        Self::StartBeforeArrival,
        Self::StartInPast,
        Self::UnknownCountry,
        Self::NotAnEmail,
    ];
}

impl NoteCode {
    /// Every code, for the test that each has its words in every language.
    pub const ALL: [Self; 12] = [
        Self::GermanBelowUsual,
        Self::SharedEmail,
        Self::SameName,
        Self::OneName,
        Self::NameSplit,
        Self::OnlyMonth,
        Self::StartPassed,
        Self::OccupationNotListed,
        Self::TrainingNotListed,
        Self::AssumedMonthly,
        Self::ChildrenUncounted,
        Self::NotUnderstood,
    ];
}
