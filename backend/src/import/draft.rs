//! A draft as it is stored, read back into types.

use crate::{
    error::{Error, Result},
    store::entity::{import_draft, import_row},
};
use domain::{
    form::{Problems, Rule},
    import::{Cell, Field, HeaderGuess, Mapping, Sheet, best_sheet, data_rows, find_header, mapping_fingerprint},
    text::tidy,
    view::import::{Column, Counts, ImportState},
};
use serde::{Serialize, de::DeserializeOwned};
use std::collections::BTreeMap;

/// Cells of a column that are shown beside its header.
const SAMPLES: usize = 3;
/// Letters of a sample.
const SAMPLE_LENGTH: usize = 60;

/// The list in a file: its sheet, its headers, what its columns seem to mean.
#[derive(Clone, Debug)]
pub(super) struct FoundList {
    pub(super) sheet: u32,
    pub(super) header_row: u32,
    pub(super) columns: Vec<Column>,
    pub(super) mapping: Mapping,
    pub(super) fingerprint: String,
    pub(super) row_count: usize,
    pub(super) title: String,
}

/// Finds the list among the sheets, or in the one that was chosen.
pub(super) fn find_list(
    field: &'static str,
    sheets: &[Sheet],
    chosen: Option<u32>,
) -> std::result::Result<FoundList, Problems> {
    let found = match chosen {
        None => best_sheet(sheets),
        Some(place) => sheets.get(place as usize).and_then(|sheet| Some((place, find_header(&sheet.rows)?))),
    };
    let nothing = || Problems::one(field, Rule::NoRows);
    let (place, guess) = found.ok_or_else(nothing)?;
    let sheet = sheets.get(place as usize).ok_or_else(nothing)?;
    let mapping = guess.mapping();
    let row_count = data_rows(&sheet.rows, guess.row, &mapping).count();
    if row_count == 0 {
        return Err(nothing());
    }
    Ok(FoundList {
        sheet: place,
        header_row: guess.row,
        columns: columns(sheet, &guess),
        fingerprint: mapping_fingerprint(&guess.headers),
        row_count,
        title: title(sheet, &guess),
        mapping,
    })
}

fn columns(sheet: &Sheet, guess: &HeaderGuess) -> Vec<Column> {
    let below = sheet.rows.iter().skip(guess.row as usize + 1);
    let samples = |place: u32| {
        let cells = below.clone().filter_map(move |row| row.get(place as usize)).filter(|cell| !cell.is_blank());
        cells.take(SAMPLES).map(|cell| tidy(&cell.text()).chars().take(SAMPLE_LENGTH).collect()).collect()
    };
    (0_u32..)
        .zip(&guess.headers)
        .map(|(place, header)| {
            let guessed = guess.columns.iter().find(|guess| guess.column == place);
            Column {
                place,
                header: header.chars().take(120).collect(),
                samples: samples(place),
                field: guessed.map(|guess| guess.field),
                confidence: guessed.map(|guess| guess.confidence),
            }
        })
        .collect()
}

/// What the list is called: the title above its headers, or the name somebody gave its sheet.
fn title(sheet: &Sheet, guess: &HeaderGuess) -> String {
    let mut above = sheet.rows.iter().take(guess.row as usize).flatten();
    let title = above.find_map(|cell| if let Cell::Text(text) = cell { Some(tidy(text)) } else { None });
    let is_given = |name: &str| {
        let plain = name.trim_end_matches(|letter: char| letter.is_numeric() || letter == ' ').to_lowercase();
        !matches!(plain.as_str(), "" | "sheet" | "tabelle" | "blatt" | "table" | "worksheet" | "tabellenblatt")
    };
    let named = || Some(tidy(&sheet.name)).filter(|name| is_given(name));
    title.or_else(named).unwrap_or_default().chars().take(120).collect()
}

/// What a column of a stored list means; the guess gives way to what was confirmed.
pub(super) fn remembered(columns: &mut [Column], mapping: &Mapping) {
    for column in columns {
        column.field = mapping.0.get(&column.place).copied();
        column.confidence = None;
    }
}

impl import_draft::Model {
    pub(super) fn stage(&self) -> Result<ImportState> {
        self.state.parse().map_err(|_| self.broken("state"))
    }

    pub(super) fn mapping(&self) -> Result<Mapping> {
        from_json(&self.columns).ok_or_else(|| self.broken("columns"))
    }

    pub(super) fn header_columns(&self) -> Result<Vec<Column>> {
        from_json(&self.headers).ok_or_else(|| self.broken("headers"))
    }

    pub(super) fn sheet_names(&self) -> Result<Vec<String>> {
        from_json(&self.sheets).ok_or_else(|| self.broken("sheets"))
    }

    pub(super) fn counts(&self) -> Result<Counts> {
        from_json(&self.tally).ok_or_else(|| self.broken("tally"))
    }

    pub(super) fn broken(&self, what: &str) -> Error {
        Error::inconsistent(format!("{what} of import_draft {}", self.id))
    }
}

/// A row of a draft, read back.
#[derive(Clone, Debug)]
pub(super) struct ListedRow {
    pub(super) number: u32,
    pub(super) cells: Vec<Cell>,
    pub(super) edits: BTreeMap<Field, String>,
    pub(super) is_skipped: bool,
}

impl TryFrom<&import_row::Model> for ListedRow {
    type Error = Error;

    fn try_from(row: &import_row::Model) -> Result<Self> {
        let broken = || Error::inconsistent(format!("import_row {} {}", row.import_id, row.number));
        Ok(Self {
            number: u32::try_from(row.number).map_err(|_| broken())?,
            cells: from_json(&row.cells).ok_or_else(broken)?,
            edits: from_json(&row.edits).ok_or_else(broken)?,
            is_skipped: row.skipped,
        })
    }
}

pub(super) fn from_json<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_str(text).ok()
}

pub(super) fn to_json(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(Error::inconsistent)
}

/// A count as columns keep it; lists are far smaller than what fits.
pub(super) fn small(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}
