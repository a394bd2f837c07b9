//! Excel workbooks, cell by cell: a sheet with one cell in its last corner must not become a billion cells.

use super::{ReadSheet, Room, SHEETS_READ, Unreadable, number_cell, text_cell};
use calamine::{DataRef, ExcelDateTime, Reader as _, Xlsx, open_workbook_from_rs};
use chrono::NaiveDate;
use domain::import::Cell;
use quick_xml::{escape::unescape, events::Event};
use std::io::{BufReader, Cursor, Read};

/// What the parts that describe a workbook may take, in bytes: calamine keeps all of their elements, each many times
/// as large as it is written.
pub(super) const LARGEST_WHOLE: u64 = 2 * 1024 * 1024;
/// Texts that fit into what a workbook may unpack to.
const MOST_STRINGS: u64 = super::LARGEST_UNPACKED / 5;

/// Whether calamine keeps every element of the part with this name, in small letters.
pub(super) fn is_kept_whole(name: &str) -> bool {
    ["styles.xml", "theme1.xml", "workbook.xml", ".rels"].iter().any(|end| name.ends_with(end))
}

/// Whether the part with this name, in small letters, holds the texts of a workbook.
pub(super) fn holds_strings(name: &str) -> bool {
    name.ends_with("sharedstrings.xml")
}

/// Refuses texts that are said to be more than the file can hold: calamine makes room for as many as it is told, and
/// where there is no such room the whole program ends.
pub(super) fn check_strings(part: impl Read) -> Result<(), Unreadable> {
    let mut reader = elements(part.take(super::LARGEST_UNPACKED));
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|_| Unreadable)? {
            Event::Start(element) if element.local_name().as_ref() == "sst" => {
                for attribute in element.attributes().with_checks(false) {
                    let attribute = attribute.map_err(|_| Unreadable)?;
                    let told = attribute.value.trim_start_matches('+').parse::<u64>();
                    if attribute.key.as_ref() == "uniqueCount" && told.is_ok_and(|told| told > MOST_STRINGS) {
                        return Err(Unreadable);
                    }
                }
                return Ok(());
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// Where the root of a workbook leads, in small letters: whichever of these parts calamine takes for the workbook, it
/// keeps every element of it.
pub(super) fn led_to(root: impl Read) -> Result<Vec<String>, Unreadable> {
    let mut reader = elements(root.take(LARGEST_WHOLE));
    let mut targets = Vec::new();
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|_| Unreadable)? {
            Event::Start(element) if element.local_name().as_ref() == "Relationship" => {
                for attribute in element.attributes().with_checks(false) {
                    let attribute = attribute.map_err(|_| Unreadable)?;
                    if attribute.key.local_name().as_ref() == "Target" {
                        targets.push(part_name(&unescape(&attribute.value).map_err(|_| Unreadable)?));
                    }
                }
            }
            Event::Eof => return Ok(targets),
            _ => {}
        }
    }
}

/// A part is found in whatever letters and with whatever slashes it is named.
pub(super) fn part_name(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}

/// As calamine reads it.
fn elements<R: Read>(part: R) -> quick_xml::Reader<BufReader<R>> {
    let mut reader = quick_xml::Reader::from_reader(BufReader::new(part));
    let config = reader.config_mut();
    config.check_end_names = false;
    config.expand_empty_elements = true;
    reader
}

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
