//! Text with separators: the encoding and the separator are found out, because neither is ever told.

use super::{ReadSheet, Room, Unreadable, text_cell};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use csv::ReaderBuilder;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// What parts columns, the likelier first where two fit equally well.
const SEPARATORS: [u8; 4] = [b';', b'\t', b',', b'|'];
/// Rows that decide about the separator.
const ROWS_TRIED: usize = 30;

pub(super) fn read(bytes: &[u8]) -> Result<ReadSheet, Unreadable> {
    let mut text = decode(bytes).replace("\r\n", "\n").replace('\r', "\n");
    text.push('\n');
    let is_control = |letter: char| letter.is_control() && !matches!(letter, '\t' | '\r' | '\n');
    if text.chars().take(4_000).any(is_control) {
        return Err(Unreadable);
    }
    // Excel writes the separator into a first row of its own.
    let (told, text) = match text.strip_prefix("sep=").and_then(|rest| rest.split_once('\n')) {
        Some((told, rest)) => (told.bytes().next(), format!("\n{rest}")),
        None => (None, text),
    };
    let separator = told.unwrap_or_else(|| separator(&text));
    let mut sheet = ReadSheet::default();
    let mut room = Room::new();
    for (line, record) in records(&text, separator) {
        for (column, field) in record.iter().enumerate() {
            sheet.put(&mut room, line, column, text_cell(field));
        }
        if sheet.is_cut {
            break;
        }
    }
    Ok(sheet)
}

/// Rows with their places: blank ones count, because a spreadsheet would show them.
fn records(text: &str, separator: u8) -> impl Iterator<Item = (usize, csv::StringRecord)> {
    let mut reader =
        ReaderBuilder::new().delimiter(separator).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut breaks = 0;
    std::iter::from_fn(move || {
        let mut record = csv::StringRecord::new();
        if !reader.read_record(&mut record).ok()? {
            return None;
        }
        // A field in quotes may span lines, which are one row in a spreadsheet.
        breaks += record.iter().map(|field| field.matches('\n').count()).sum::<usize>();
        let lines = usize::try_from(reader.position().line()).ok()?;
        Some((lines.saturating_sub(2 + breaks), record))
    })
}

/// The separator that cuts most rows into the same number of columns.
fn separator(text: &str) -> u8 {
    let weight = |separator: u8| {
        let mut widths: Vec<usize> = records(text, separator)
            .take(ROWS_TRIED)
            .map(|(_, record)| record.len())
            .filter(|width| *width > 1)
            .collect();
        widths.sort_unstable();
        let groups = widths.chunk_by(|one, other| one == other);
        groups.map(|group| group.len() * group.first().copied().unwrap_or_default()).max().unwrap_or_default()
    };
    SEPARATORS.into_iter().rev().max_by_key(|separator| weight(*separator)).unwrap_or(b';')
}

/// UTF-8 and UTF-16 with or without a mark, else what the letters look like: mostly Windows-1252.
fn decode(bytes: &[u8]) -> String {
    let encoding = Encoding::for_bom(bytes).map_or_else(|| guess(bytes), |(encoding, _)| encoding);
    encoding.decode(bytes).0.into_owned()
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let sample = bytes.get(..bytes.len().min(4_000)).unwrap_or_default();
    let blanks = |offset: usize| sample.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    // In UTF-16 every second byte of Latin text is nothing.
    let many = sample.len() / 8;
    if many > 0 && blanks(1) > many {
        return UTF_16LE;
    }
    if many > 0 && blanks(0) > many {
        return UTF_16BE;
    }
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let found = detector.guess(Some(b"de"), Utf8Detection::Deny);
    // Lists come from Windows and from here; anything exotic is a wrong guess about a few letters.
    if found.is_single_byte() { found } else { WINDOWS_1252 }
}
