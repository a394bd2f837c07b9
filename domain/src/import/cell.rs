//! What stands in a table, free of the file format it came from.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One cell.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "value", rename_all = "snake_case")]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Text as it was typed.
    Text(String),
    /// A number; in a column of days also a day counted by a spreadsheet.
    Number(f64),
    /// A day, where the file says that it is one.
    Date(NaiveDate),
    /// A tick or its absence.
    Bool(bool),
}

/// One sheet of a workbook, a CSV file or a table from the clipboard.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Sheet {
    /// Its name; empty where there is none.
    pub name: String,
    /// Rows from the first row of the sheet on, so that the place of a row is the number people see, less one.
    pub rows: Vec<Vec<Cell>>,
}

impl Cell {
    /// The cell as text, untidied: whole numbers without decimals, days as `2027-04-01`, ticks as `ja` and
    /// `nein`, nothing as the empty text.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Date(day) => day.to_string(),
            Self::Bool(ticked) => if *ticked { "ja" } else { "nein" }.to_owned(),
        }
    }

    /// Whether nothing readable stands in the cell.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        if text.trim().is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_reads_as_people_see_it() {
        for (cell, text) in [
            (Cell::Empty, ""),
            (Cell::from("  "), ""),
            (Cell::from(" Rim "), " Rim "),
            (Cell::Number(2.0), "2"),
            (Cell::Number(31.5), "31.5"),
            (Cell::Bool(true), "ja"),
        ] {
            assert_eq!(cell.text(), text);
            assert_eq!(cell.is_blank(), text.is_empty());
        }
    }
}
