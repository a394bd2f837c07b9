//! The bulk import: from a table as employers keep it to hires, with a verdict on every row.
//!
//! `backend` reads files and the clipboard into [`Sheet`]s; everything that understands them is here, so that
//! the same rules judge a row when it is read, edited and confirmed. Problems and notes are codes, their
//! words are in the locale files.

mod answer;
mod cell;
mod day;
mod facts;
mod field;
mod header;
mod judge;
mod lost;
mod mapping;
mod name;
mod number;
mod problem;
mod row;

pub use cell::{Cell, Sheet};
pub use day::{DayProblem, Precision, ReadDay, Reading, read_day};
pub use field::Field;
pub use header::{ColumnGuess, Confidence, HeaderGuess, best_sheet, find_header};
pub use judge::{Judged, KnownHire, Tally, Verdict, judge};
pub use mapping::{Mapping, MappingProblem, mapping_fingerprint};
pub use problem::{NoteCode, ProblemCode, RowNote, RowProblem};
pub use row::{Defaults, ParsedRow, data_rows, parse_row};

#[cfg(test)]
mod cases;
