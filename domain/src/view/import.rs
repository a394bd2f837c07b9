//! What the pages of the bulk import show.

use super::When;
use crate::{
    id::{CaseId, CohortId, ImportId},
    import::{Confidence, Field, RowNote, RowProblem},
};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// How far an uploaded list is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ImportState {
    /// The meaning of its columns is to be confirmed.
    Columns,
    /// Its rows are to be looked at.
    Rows,
    /// Its hires exist.
    Committed,
    /// It was taken back.
    Undone,
}

/// What happens to a row, as lists and filters name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RowVerdict {
    /// To be mended.
    Problem,
    /// Becomes a hire.
    New,
    /// The employer has this hire already.
    Known,
    /// Repeats an earlier row.
    Duplicate,
    /// Somebody chose to leave it out.
    Skipped,
}

/// The text is no code of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a code of the import")]
pub struct UnknownCode;

macro_rules! codes {
    ($($name:ident { $($variant:ident = $code:literal,)+ })+) => {$(
        impl $name {
            /// Every one, as pages list them.
            pub const ALL: [Self; [$($code),+].len()] = [$(Self::$variant),+];

            /// The code in tables and addresses.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)+
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.code())
            }
        }

        impl FromStr for $name {
            type Err = UnknownCode;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::ALL.into_iter().find(|known| known.code() == text).ok_or(UnknownCode)
            }
        }
    )+};
}

codes! {
    ImportState {
        Columns = "columns",
        Rows = "rows",
        Committed = "committed",
        Undone = "undone",
    }
    RowVerdict {
        Problem = "problem",
        New = "new",
        Known = "known",
        Duplicate = "duplicate",
        Skipped = "skipped",
    }
}

/// The own drafts and past imports, the newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportList {
    /// Lists that are not confirmed yet.
    pub drafts: Vec<ImportSummary>,
    /// Lists that were confirmed.
    pub past: Vec<ImportSummary>,
}

/// One uploaded list in a list of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportSummary {
    /// Its identifier.
    pub id: ImportId,
    /// The file's name; empty for a pasted table.
    pub file_name: String,
    /// How far it is.
    pub state: ImportState,
    /// When it was uploaded or confirmed, in words.
    pub at: String,
    /// How many rows it has, or how many hires it became.
    pub count: u32,
    /// Until when a draft is kept, or an import can be undone; nothing if that is over.
    pub until: Option<When>,
}

/// One uploaded list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Import {
    /// Its identifier.
    pub id: ImportId,
    /// The file's name; empty for a pasted table.
    pub file_name: String,
    /// How far it is, with what that stage shows.
    pub stage: Stage,
}

/// What a list shows, depending on how far it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// The meaning of the columns.
    Columns(Columns),
    /// The rows with their verdicts.
    Rows(Box<Rows>),
    /// What became of it.
    Result(Outcome),
}

/// The meaning of the columns, to be confirmed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Columns {
    /// The names of the sheets.
    pub sheets: Vec<String>,
    /// The place of the sheet that is read.
    pub sheet: u32,
    /// The number of the row of headers, as a spreadsheet shows it.
    pub header_row: u32,
    /// The columns from left to right.
    pub columns: Vec<Column>,
    /// Whether the meanings are those of an earlier list with the same headers.
    pub is_remembered: bool,
    /// How many rows stand below the headers.
    pub row_count: u32,
}

/// One column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its place, counted from 0.
    pub place: u32,
    /// Its header.
    pub header: String,
    /// A few of its cells.
    pub samples: Vec<String>,
    /// What it seems to mean.
    pub field: Option<Field>,
    /// How sure that is.
    pub confidence: Option<Confidence>,
}

/// How many rows have which verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Rows that become hires.
    pub new: u32,
    /// Rows of hires that exist.
    pub known: u32,
    /// Rows that repeat an earlier one.
    pub duplicate: u32,
    /// Rows to be mended.
    pub problem: u32,
    /// Rows left out by choice.
    pub skipped: u32,
}

impl Counts {
    /// How many rows have this verdict.
    #[must_use]
    pub const fn of(self, verdict: RowVerdict) -> u32 {
        match verdict {
            RowVerdict::Problem => self.problem,
            RowVerdict::New => self.new,
            RowVerdict::Known => self.known,
            RowVerdict::Duplicate => self.duplicate,
            RowVerdict::Skipped => self.skipped,
        }
    }

    /// All rows.
    #[must_use]
    pub const fn all(self) -> u32 {
        self.new + self.known + self.duplicate + self.problem + self.skipped
    }
}

/// Which part of a list somebody wants to see, as the address says it; what makes no sense is passed over.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WantedRows {
    /// Whether the columns shall be shown again: `columns`.
    pub step: String,
    /// Only rows with this verdict.
    pub show: String,
    /// Rows behind this number.
    pub after: String,
    /// Rows before this number.
    pub before: String,
    /// The number of the row to edit.
    pub edit: String,
}

impl WantedRows {
    /// The same place without a row to edit.
    #[must_use]
    pub fn without_edit(&self) -> Self {
        Self { edit: String::new(), ..self.clone() }
    }

    /// The place as the query of an address; what makes no sense is left out, because it came from one.
    #[must_use]
    pub fn query(&self) -> String {
        let number = |text: &String| text.parse::<u32>().ok().map(|number| number.to_string());
        let show = self.show.parse::<RowVerdict>().ok().map(|verdict| verdict.to_string());
        let step = (self.step == "columns").then(|| self.step.clone());
        let parts = [
            ("step", step),
            ("show", show),
            ("after", number(&self.after)),
            ("before", number(&self.before)),
            ("edit", number(&self.edit)),
        ];
        let parts: Vec<String> =
            parts.into_iter().filter_map(|(key, value)| Some(format!("{key}={}", value?))).collect();
        if parts.is_empty() { String::new() } else { format!("?{}", parts.join("&")) }
    }
}

/// A page of rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rows {
    /// How many rows have which verdict.
    pub counts: Counts,
    /// The columns shown: those whose meaning is known.
    pub fields: Vec<Field>,
    /// The rows of this page.
    pub rows: Vec<Row>,
    /// Where the page before begins: the number of the row before its first.
    pub previous: Option<u32>,
    /// Where the next page begins: the number of this page's last row.
    pub next: Option<u32>,
    /// The name proposed for the cohort; empty for none.
    pub cohort_name: String,
    /// The row that is being edited.
    pub edited: Option<EditedRow>,
    /// Until when the draft is kept.
    pub kept_until: When,
}

/// One row with its verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Its number as a spreadsheet shows it.
    pub number: u32,
    /// What happens to it.
    pub verdict: RowVerdict,
    /// The person's name, to call the row by; empty if there is none.
    pub name: String,
    /// Its cells in the order of [`Rows::fields`], days in words.
    pub cells: Vec<String>,
    /// What keeps it from being imported.
    pub problems: Vec<RowProblem>,
    /// What is worth knowing; put into words before it is sent.
    #[serde(skip)]
    pub notes: Vec<RowNote>,
    /// Problems and notes in the page's language.
    pub remarks: Vec<String>,
    /// The hire that exists already.
    pub known: Option<CaseId>,
    /// The earlier row it repeats.
    pub of_row: Option<u32>,
}

impl Row {
    /// Whether a field holds something that has to be mended.
    #[must_use]
    pub fn is_wrong(&self, field: Field) -> bool {
        self.problems.iter().any(|problem| problem.field == field)
    }

    /// Whether what it probably should be is known for every problem.
    #[must_use]
    pub fn has_suggestions(&self) -> bool {
        !self.problems.is_empty() && self.problems.iter().all(|problem| problem.suggestion.is_some())
    }
}

/// A row that is being edited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditedRow {
    /// Its number.
    pub number: u32,
    /// What keeps it from being imported; put into words before it is sent.
    #[serde(skip)]
    pub problems: Vec<RowProblem>,
    /// That in the page's language.
    pub remarks: Vec<String>,
    /// Its texts by field, suggestions put in.
    pub texts: Vec<(Field, String)>,
}

/// What became of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// When it was confirmed, in words.
    pub at: String,
    /// How many hires it became.
    pub created: u32,
    /// How many rows were left out.
    pub left_out: u32,
    /// The cohort they belong to.
    pub cohort: Option<(CohortId, String)>,
    /// Until when it can be undone; nothing if that is over.
    pub undo_until: Option<When>,
    /// What undoing it left, if it was undone.
    pub undone: Option<Undone>,
}

/// What undoing a list did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undone {
    /// When, in words.
    pub at: String,
    /// How many hires it removed.
    pub removed: u32,
    /// Hires that stay, because somebody has used them already.
    pub kept: Vec<KeptHire>,
}

/// A hire that undoing left alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptHire {
    /// The case.
    pub case: CaseId,
    /// The person's name.
    pub name: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_makes_sense_stands_in_an_address() {
        let wanted = WantedRows {
            show: "problem".into(),
            after: "50".into(),
            before: "x&y=1".into(),
            edit: "12".into(),
            step: "//evil.example".into(),
        };
        assert_eq!(wanted.query(), "?show=problem&after=50&edit=12");
        assert_eq!(wanted.without_edit().query(), "?show=problem&after=50");
        assert_eq!(WantedRows::default().query(), "");
    }

    #[test]
    fn every_code_reads_back() {
        for verdict in RowVerdict::ALL {
            assert_eq!(verdict.code().parse(), Ok(verdict));
        }
        for state in ImportState::ALL {
            assert_eq!(state.code().parse(), Ok(state));
        }
        assert_eq!("ready".parse::<RowVerdict>(), Err(UnknownCode));
    }
}
