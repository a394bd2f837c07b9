//! The readers of the import as they are in the program, without the rest of it.

#![allow(dead_code, reason = "the program calls more of them")]

#[path = "../../src/import"]
mod import {
    pub(crate) mod read;
}

use import::read::laws;

/// A file as it is uploaded.
pub fn file(bytes: &[u8]) {
    laws::file(bytes);
}

/// Text with separators, in whatever encoding.
pub fn text(bytes: &[u8]) {
    laws::text(bytes);
}

/// The parts of an Excel workbook.
pub fn workbook(bytes: &[u8]) {
    laws::workbook(bytes);
}

/// The tables of an `.ods` file.
pub fn open_document(bytes: &[u8]) {
    laws::open_document(bytes);
}

/// Cells of any kind, to be understood as headers, names, days and facts.
pub fn cells(bytes: &[u8]) {
    laws::cells(bytes);
}
