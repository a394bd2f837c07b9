//! Reads an uploaded file or a pasted table into sheets, within fixed limits of time and memory.

mod open_document;
mod text;
mod workbook;

use domain::{
    form::{Problems, Rule},
    import::{Cell, Sheet},
};
use std::{
    io::{Cursor, Read as _},
    sync::{Arc, LazyLock},
};
use tokio::sync::Semaphore;
use zip::ZipArchive;

/// Rows of a list that may become hires.
pub(super) const MOST_ROWS: usize = 5_000;
/// Rows of a sheet that are looked at: a list, its title and some blank rows.
const ROWS_READ: usize = MOST_ROWS + 300;
/// Columns that are looked at.
const COLUMNS_READ: usize = 60;
/// Sheets that are looked at.
const SHEETS_READ: usize = 20;
/// Letters of one cell that are kept.
const LONGEST_CELL: usize = 2_000;
/// What a compressed file may grow to: a file of 10 MB could unpack to 10 GB.
const LARGEST_UNPACKED: u64 = 48 * 1024 * 1024;
/// What all cells of a file may take in memory, in bytes: a cell of a small file can be repeated a million times.
const LARGEST_KEPT: usize = 64 * 1024 * 1024;

/// Two files are read at a time: each may need some hundred megabytes while it is read.
static READERS: LazyLock<Arc<Semaphore>> = LazyLock::new(|| Arc::new(Semaphore::new(2)));

/// What a file turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Excel's format.
    Xlsx,
    /// `.ods`, the format of free office programs.
    Ods,
    /// Text with separators, from a file or from the clipboard.
    Csv,
}

impl Kind {
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Ods => "ods",
            Self::Csv => "csv",
        }
    }
}

/// One sheet, and whether rows beyond the limit were left out.
#[derive(Clone, Debug, Default)]
pub(super) struct ReadSheet {
    pub(super) sheet: Sheet,
    pub(super) is_cut: bool,
}

impl ReadSheet {
    fn named(name: &str) -> Self {
        Self { sheet: Sheet { name: name.chars().take(80).collect(), rows: Vec::new() }, is_cut: false }
    }

    /// Puts a cell in its place, both counted from 0; places beyond the limits are left out.
    fn put(&mut self, room: &mut Room, row: usize, column: usize, cell: Cell) {
        if cell.is_blank() || column >= COLUMNS_READ {
            return;
        }
        let held = self.sheet.rows.get(row).map_or(0, Vec::len);
        if row >= ROWS_READ || !room.take(&cell, (column + 1).saturating_sub(held)) {
            self.is_cut = true;
            return;
        }
        let rows = &mut self.sheet.rows;
        if rows.len() <= row {
            rows.resize_with(row + 1, Vec::new);
        }
        if let Some(cells) = rows.get_mut(row) {
            if cells.len() <= column {
                cells.resize(column + 1, Cell::Empty);
            }
            if let Some(place) = cells.get_mut(column) {
                *place = cell;
            }
        }
    }
}

/// A text as cells keep it.
fn text_cell(text: &str) -> Cell {
    match text.char_indices().nth(LONGEST_CELL) {
        Some((end, _)) => Cell::from(text.get(..end).unwrap_or_default()),
        None => Cell::from(text),
    }
}

/// A number as cells keep it: what is none, such as an infinite one, is left out.
fn number_cell(number: f64) -> Cell {
    if number.is_finite() { Cell::Number(number) } else { Cell::Empty }
}

/// The memory that is left for the cells of a file.
#[derive(Debug)]
struct Room(usize);

impl Room {
    const fn new() -> Self {
        Self(LARGEST_KEPT)
    }

    /// Takes what a cell and the new places in its row need, if there is so much.
    fn take(&mut self, cell: &Cell, places: usize) -> bool {
        let text = if let Cell::Text(text) = cell { text.len() } else { 0 };
        match self.0.checked_sub(places * size_of::<Cell>() + text) {
            Some(left) => {
                self.0 = left;
                true
            }
            None => false,
        }
    }
}

/// A file that was read.
#[derive(Clone, Debug)]
pub(super) struct Book {
    pub(super) kind: Kind,
    pub(super) sheets: Vec<ReadSheet>,
}

impl Book {
    /// The sheets alone, for finding the list among them.
    pub(super) fn sheets(&self) -> Vec<Sheet> {
        self.sheets.iter().map(|read| read.sheet.clone()).collect()
    }
}

/// Why a file cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unreadable;

/// Reads a file on a thread of its own. `field` is the form field it came from.
pub(super) async fn book(field: &'static str, bytes: Vec<u8>) -> Result<Book, Problems> {
    let unreadable = || Problems::one(field, Rule::FileUnreadable);
    if bytes.iter().all(u8::is_ascii_whitespace) {
        // A file that was chosen is not missing; it has nothing in it.
        return Err(Problems::one(field, if field == "file" { Rule::NoRows } else { Rule::Missing }));
    }
    match apart(&READERS, move || read(bytes)).await {
        Some(Ok(book)) => Ok(book),
        Some(Err(Unreadable)) | None => Err(unreadable()),
    }
}

/// Works on a thread of its own as soon as there is a place; nothing if that panicked over a broken file, which loses its
/// own work alone.
async fn apart<T: Send + 'static>(readers: &Arc<Semaphore>, work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    let place = Arc::clone(readers).acquire_owned().await.ok()?;
    let work = move || {
        // Kept until it is done, also for somebody who no longer waits for it.
        let _held = place;
        work()
    };
    tokio::task::spawn_blocking(work).await.ok()
}

/// What a file is, is decided by its content: names lie.
fn read(bytes: Vec<u8>) -> Result<Book, Unreadable> {
    if bytes.starts_with(b"%PDF") {
        return Err(Unreadable);
    }
    if !bytes.starts_with(b"PK") {
        return Ok(Book { kind: Kind::Csv, sheets: vec![text::read(&bytes)?] });
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes.as_slice())).map_err(|_| Unreadable)?;
    check_unpacked(&mut archive)?;
    let has = |name: &str| archive.index_for_name(name).is_some();
    if has("xl/workbook.xml") || has("xl/_rels/workbook.xml.rels") {
        Ok(Book { kind: Kind::Xlsx, sheets: workbook::read(&bytes)? })
    } else if has("content.xml") {
        let mut xml = String::new();
        let mut content = archive.by_name("content.xml").map_err(|_| Unreadable)?;
        content.read_to_string(&mut xml).map_err(|_| Unreadable)?;
        Ok(Book { kind: Kind::Ods, sheets: open_document::read(&xml)? })
    } else {
        Err(Unreadable)
    }
}

/// Unpacks everything once, into nothing, and stops at the limit. The sizes a file tells of itself prove nothing.
fn check_unpacked(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<(), Unreadable> {
    let mut left = LARGEST_UNPACKED;
    if archive.len() > 2_000 {
        return Err(Unreadable);
    }
    let names = (0..archive.len()).map(|place| {
        let name = archive.name_for_index(place).and_then(Result::ok).ok_or(Unreadable)?;
        Ok(workbook::part_name(&name))
    });
    let names: Vec<String> = names.collect::<Result<_, _>>()?;
    let mut whole = Vec::new();
    for place in (0..names.len()).filter(|place| names[*place] == "_rels/.rels") {
        whole.extend(workbook::led_to(archive.by_index(place).map_err(|_| Unreadable)?)?);
    }
    for (place, name) in names.iter().enumerate() {
        if workbook::holds_strings(name) {
            workbook::check_strings(archive.by_index(place).map_err(|_| Unreadable)?)?;
        }
        let is_kept_whole = workbook::is_kept_whole(name) || whole.contains(name);
        let most = if is_kept_whole { left.min(workbook::LARGEST_WHOLE) } else { left };
        let entry = archive.by_index(place).map_err(|_| Unreadable)?;
        let size = std::io::copy(&mut entry.take(most + 1), &mut std::io::sink()).map_err(|_| Unreadable)?;
        if size > most {
            return Err(Unreadable);
        }
        left -= size;
    }
    Ok(())
}

#[cfg(any(test, fuzzing))]
pub(crate) mod laws;
#[cfg(test)]
pub(super) mod tests;
