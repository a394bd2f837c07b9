//! Excel workbooks, cell by cell: a sheet with one cell in its last corner must not become a billion cells.

use super::{ReadSheet, Room, SHEETS_READ, Unreadable, number_cell, text_cell};
use calamine::{DataRef, ExcelDateTime, Reader as _, Xlsx, open_workbook_from_rs};
use chrono::NaiveDate;
use domain::import::Cell;
use std::io::Cursor;

pub(super) fn read(bytes: &[u8]) -> Result<Vec<ReadSheet>, Unreadable> {
    let mut workbook: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).map_err(|_| Unreadable)?;
    let names = workbook.sheet_names();
    let mut sheets = Vec::new();
    let mut room = Room::new();
    for name in names.iter().take(SHEETS_READ) {
        let mut sheet = ReadSheet::named(name);
        // A sheet of charts has no cells; the others are still read.
        if let Ok(mut cells) = workbook.worksheet_cells_reader(name) {
            while let Some(cell) = cells.next_cell().map_err(|_| Unreadable)? {
                let (row, column) = cell.get_position();
                let place = (usize::try_from(row).map_err(|_| Unreadable)?, column as usize);
                sheet.put(&mut room, place.0, place.1, to_cell(cell.get_value()));
                if sheet.is_cut {
                    break;
                }
            }
        }
        sheets.push(sheet);
    }
    Ok(sheets)
}

fn to_cell(value: &DataRef<'_>) -> Cell {
    match value {
        DataRef::Empty | DataRef::Error(_) => Cell::Empty,
        DataRef::Int(number) => Cell::Number(number_of(*number)),
        DataRef::Float(number) => number_cell(*number),
        DataRef::String(text) => text_cell(text),
        DataRef::SharedString(text) => text_cell(text),
        DataRef::Bool(ticked) => Cell::Bool(*ticked),
        DataRef::DateTime(at) => day(at),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => iso_day(text),
    }
}

/// Whole numbers of a table are far below the 2^53 that a float holds exactly.
#[expect(clippy::cast_precision_loss, reason = "a spreadsheet keeps every number as a float")]
const fn number_of(number: i64) -> f64 {
    number as f64
}

/// A day, if the cell's format says that it is one; a time of day alone stays a number.
fn day(at: &ExcelDateTime) -> Cell {
    let (year, month, date, ..) = at.to_ymd_hms_milli();
    let is_day = at.is_datetime() && at.as_f64() >= 1.0;
    is_day
        .then(|| NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(date)))
        .flatten()
        .map_or_else(|| number_cell(at.as_f64()), Cell::Date)
}

/// `2027-04-01` or `2027-04-01T00:00:00`; anything else stays text.
pub(super) fn iso_day(text: &str) -> Cell {
    text.get(..10).and_then(|day| day.parse().ok()).map_or_else(|| text_cell(text), Cell::Date)
}
