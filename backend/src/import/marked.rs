//! The uploaded workbook again, with its problems marked: for mending where the list was made.

use super::{
    draft::{ListedRow, from_json},
    read::{self, Book},
    scope,
};
use crate::{
    acting::Acting,
    actor::Employer,
    error::{Error, Result},
    store::entity::import_row,
};
use domain::{
    id::ImportId,
    import::{Cell, Judged, RowNote, RowProblem, Verdict},
    view::import::{ImportState, RowVerdict},
};
use rust_xlsxwriter::{Color, Format, Note, Workbook, Worksheet, XlsxError};
use sea_orm::QueryOrder as _;
use std::collections::BTreeMap;

/// The words for codes, in the reader's language; the locale files belong to the pages.
pub trait ImportWords: Send + Sync {
    /// The header of the column of verdicts.
    fn heading(&self) -> String;
    /// What happens to a row.
    fn verdict(&self, verdict: RowVerdict) -> String;
    /// What is wrong and how to mend it.
    fn problem(&self, problem: &RowProblem) -> String;
    /// What is worth knowing.
    fn note(&self, note: &RowNote) -> String;
}

/// A workbook to download.
#[derive(Clone, Debug)]
pub struct MarkedList {
    /// The name it is saved under.
    pub file_name: String,
    /// An `.xlsx` file.
    pub bytes: Vec<u8>,
}

/// What is marked in one row of the chosen sheet.
#[derive(Clone, Debug)]
struct Mark {
    verdict: String,
    is_problem: bool,
    remarks: Vec<String>,
    /// Texts pinned to cells, by column; whether the cell has to be mended.
    cells: BTreeMap<u32, (String, Severity)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Severity {
    Note,
    Problem,
}

impl Acting<Employer> {
    /// The uploaded list as a workbook: every cell as it was, problems red with a note, and a column that says
    /// what would happen to each row.
    ///
    /// # Errors
    /// [`Error::NotFound`] if it is not one of this employer's, or no draft any more.
    pub async fn marked_list(&self, id: ImportId, words: &dyn ImportWords) -> Result<MarkedList> {
        let mut draft = scope::draft_of(self.read(), &self.role, id).await?;
        if draft.stage()? != ImportState::Rows {
            return Err(Error::NotFound);
        }
        let stored = scope::rows_of(&draft).order_by_asc(import_row::Column::Number).all(self.read()).await?;
        let mut marks = BTreeMap::new();
        for row in &stored {
            let (number, mark) = mark(row, words)?;
            marks.insert(number, mark);
        }
        let original = draft.original.take().ok_or_else(|| draft.broken("file"))?;
        let book = read::book("file", original).await?;
        let sheet = usize::try_from(draft.sheet).map_err(|_| draft.broken("sheet"))?;
        let header_row = u32::try_from(draft.header_row).map_err(|_| draft.broken("header row"))?;
        let heading = words.heading();
        let write = move || write_book(&book, sheet, header_row, &heading, &marks);
        let bytes = tokio::task::spawn_blocking(write).await.map_err(|_| draft.broken("marked list"))?;
        let stem = draft.file_name.rsplit_once('.').map_or(draft.file_name.as_str(), |(stem, _)| stem);
        let stem = if stem.is_empty() { "welcome-office" } else { stem };
        Ok(MarkedList { file_name: format!("{stem}.xlsx"), bytes: bytes.map_err(Error::inconsistent)? })
    }
}

fn mark(row: &import_row::Model, words: &dyn ImportWords) -> Result<(u32, Mark)> {
    let broken = || Error::inconsistent(format!("import_row {} {}", row.import_id, row.number));
    let listed = ListedRow::try_from(row)?;
    let judged: Judged = from_json(&row.judgement).ok_or_else(broken)?;
    let verdict: RowVerdict = row.verdict.parse().map_err(|_| broken())?;
    let mut mark = Mark {
        verdict: words.verdict(verdict),
        is_problem: verdict == RowVerdict::Problem,
        remarks: Vec::new(),
        cells: BTreeMap::new(),
    };
    for note in &judged.notes {
        mark.pin(note.column, words.note(note), Severity::Note);
    }
    if let Verdict::Problem(problems) = &judged.verdict
        && verdict == RowVerdict::Problem
    {
        for problem in problems {
            mark.pin(problem.column, words.problem(problem), Severity::Problem);
        }
    }
    Ok((listed.number, mark))
}

impl Mark {
    fn pin(&mut self, column: Option<u32>, text: String, severity: Severity) {
        self.remarks.push(text.clone());
        if let Some(column) = column {
            let pinned = self.cells.entry(column).or_insert_with(|| (String::new(), Severity::Note));
            if !pinned.0.is_empty() {
                pinned.0.push('\n');
            }
            pinned.0.push_str(&text);
            if severity == Severity::Problem {
                pinned.1 = Severity::Problem;
            }
        }
    }
}

struct Formats {
    wrong: Format,
    odd: Format,
    plain: Format,
    bold: Format,
}

impl Formats {
    fn new() -> Self {
        Self {
            wrong: Format::new().set_background_color(Color::RGB(0x00FF_C7CE)).set_font_color(Color::RGB(0x009C_0006)),
            odd: Format::new().set_background_color(Color::RGB(0x00FF_EB9C)),
            plain: Format::new(),
            bold: Format::new().set_bold(),
        }
    }
}

/// Excel's names of sheets: at most 31 letters, some of them not at all.
fn sheet_name(name: &str, place: usize) -> String {
    let clean: String = name.chars().filter(|letter| !"[]:*?/\\'".contains(*letter)).take(28).collect();
    if clean.trim().is_empty() { format!("{}", place + 1) } else { clean }
}

fn write_book(
    book: &Book,
    chosen: usize,
    header_row: u32,
    heading: &str,
    marks: &BTreeMap<u32, Mark>,
) -> std::result::Result<Vec<u8>, XlsxError> {
    let formats = Formats::new();
    let mut workbook = Workbook::new();
    for (place, read) in book.sheets.iter().enumerate() {
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(sheet_name(&read.sheet.name, place))?;
        let is_chosen = place == chosen;
        let width = read.sheet.rows.iter().map(Vec::len).max().unwrap_or_default();
        let verdicts = u16::try_from(width).unwrap_or(u16::MAX);
        for (row, cells) in (0_u32..).zip(&read.sheet.rows) {
            let mark = if is_chosen { marks.get(&(row + 1)) } else { None };
            for (column, cell) in (0_u16..).zip(cells) {
                let pinned = mark.and_then(|mark| mark.cells.get(&u32::from(column)));
                let format = match pinned {
                    Some((_, Severity::Problem)) => &formats.wrong,
                    Some((_, Severity::Note)) => &formats.odd,
                    None => &formats.plain,
                };
                write_cell(worksheet, row, column, cell, format)?;
                if let Some((text, _)) = pinned {
                    worksheet.insert_note(row, column, &Note::new(text).add_author_prefix(false))?;
                }
            }
            if let Some(mark) = mark {
                let format = if mark.is_problem { &formats.wrong } else { &formats.plain };
                let text = std::iter::once(&mark.verdict).chain(&mark.remarks).cloned().collect::<Vec<_>>().join("; ");
                worksheet.write_string_with_format(row, verdicts, text, format)?;
            } else if is_chosen && row == header_row {
                worksheet.write_string_with_format(row, verdicts, heading, &formats.bold)?;
            }
        }
        worksheet.set_autofit_max_width(400).autofit();
    }
    workbook.save_to_buffer()
}

/// Text stays text, also if it begins like a formula.
fn write_cell(
    worksheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell,
    format: &Format,
) -> std::result::Result<(), XlsxError> {
    match cell {
        Cell::Empty => worksheet.write_blank(row, column, format)?,
        Cell::Text(text) => worksheet.write_string_with_format(row, column, text, format)?,
        Cell::Number(number) => worksheet.write_number_with_format(row, column, *number, format)?,
        Cell::Bool(ticked) => worksheet.write_boolean_with_format(row, column, *ticked, format)?,
        Cell::Date(day) => {
            let format = format.clone().set_num_format("dd.mm.yyyy");
            let origin = chrono::NaiveDate::from_ymd_opt(1899, 12, 30).unwrap_or_default();
            // The number of days is small; a spreadsheet keeps it as a float anyway.
            let days = i32::try_from(day.signed_duration_since(origin).num_days()).unwrap_or_default();
            worksheet.write_number_with_format(row, column, days, &format)?
        }
    };
    Ok(())
}
