//! What holds for whatever is read, however odd: checked by fuzzing (`backend/fuzz`), and with what that kept by a test.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a law that does not hold has to stop")]

use super::*;
use chrono::Datelike as _;
use domain::{
    import::{
        Defaults, Field, Judged, KnownHire, Mapping, ParsedRow, best_sheet, data_rows, judge, mapping_fingerprint,
        parse_row,
    },
    text::is_plain,
};
use std::{collections::BTreeMap, io::Write as _};
use zip::{ZipWriter, write::SimpleFileOptions};

/// Rows whose meaning is looked at; the next ones are read by the same rules.
const ROWS_JUDGED: usize = 8;

/// The list of sheets in a workbook that has one, and where that lies.
const ONE_SHEET: &[u8] =
    b"<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>\
      <sheet name=\"Kurs\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
const ROOT: &[u8] = b"<Relationships><Relationship Type=\"/relationships/officeDocument\" Target=\"xl/workbook.xml\"/>\
    </Relationships>";
const RELATIONS: &[u8] =
    b"<Relationships><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/\
      worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>";

/// A file as it is uploaded.
pub(crate) fn file(bytes: &[u8]) {
    if let Ok(book) = read(bytes.to_vec()) {
        hold(&book.sheets);
        understand_any(&book.sheets());
    }
}

/// Text with separators.
pub(crate) fn text(bytes: &[u8]) {
    if let Ok(sheet) = super::text::read(bytes) {
        hold(&[sheet]);
    }
}

/// Parts of an Excel workbook, with a zero byte between them: a sheet, its strings, its styles, the list of sheets.
pub(crate) fn workbook(bytes: &[u8]) {
    let mut parts = bytes.split(|byte| *byte == 0);
    let mut part = |usual: &'static [u8]| parts.next().filter(|part| !part.is_empty()).unwrap_or(usual);
    let sheet = part(b"<worksheet><sheetData></sheetData></worksheet>");
    let strings = part(b"<sst></sst>");
    let styles = part(b"<styleSheet></styleSheet>");
    let list = part(ONE_SHEET);
    if let Ok(book) = read(packed_book(sheet, strings, styles, list)) {
        hold(&book.sheets);
    }
}

/// A workbook of one sheet.
#[cfg(test)]
pub(crate) fn packed_workbook(sheet: &[u8]) -> Vec<u8> {
    packed_parts(sheet, b"<sst></sst>", b"<styleSheet></styleSheet>")
}

/// The same with its texts and styles.
#[cfg(test)]
pub(crate) fn packed_parts(sheet: &[u8], strings: &[u8], styles: &[u8]) -> Vec<u8> {
    packed_book(sheet, strings, styles, ONE_SHEET)
}

fn packed_book(sheet: &[u8], strings: &[u8], styles: &[u8], list: &[u8]) -> Vec<u8> {
    packed(&[
        ("_rels/.rels", ROOT),
        ("xl/workbook.xml", list),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/worksheets/sheet1.xml", sheet),
        ("xl/sharedStrings.xml", strings),
        ("xl/styles.xml", styles),
    ])
}

/// The `content.xml` of an `.ods` file.
pub(crate) fn open_document(bytes: &[u8]) {
    if let Ok(sheets) = super::open_document::read(&String::from_utf8_lossy(bytes)) {
        hold(&sheets);
    }
}

/// Rows of cells parted by tabs: numbers begin with `#`, days (counted from 1900) with `@`, ticks with `!`.
pub(crate) fn cells(bytes: &[u8]) {
    let (mut sheet, mut room) = (ReadSheet::default(), Room::new());
    for (row, line) in String::from_utf8_lossy(bytes).split('\n').take(ROWS_JUDGED).enumerate() {
        for (column, text) in line.split('\t').enumerate() {
            sheet.put(&mut room, row, column, cell(text));
        }
    }
    understand_any(std::slice::from_ref(&sheet.sheet));
    hold(&[sheet]);
}

fn cell(text: &str) -> Cell {
    let day = |days: &str| first_day().checked_add_days(chrono::Days::new(days.parse().ok()?));
    match text.split_at_checked(1) {
        Some(("#", number)) => number.parse().ok().map(number_cell),
        Some(("@", days)) => day(days).map(Cell::Date),
        Some(("!", ticked)) => Some(Cell::Bool(ticked.is_empty())),
        _ => None,
    }
    .unwrap_or_else(|| text_cell(text))
}

fn first_day() -> chrono::NaiveDate {
    chrono::NaiveDate::from_ymd_opt(1900, 1, 1).unwrap()
}

/// Files packed into one, as office programs do.
pub(crate) fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        writer.start_file(*name, SimpleFileOptions::default().compression_level(Some(1))).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Sheets keep within the limits, and are stored and read back as they are.
fn hold(sheets: &[ReadSheet]) {
    assert!(sheets.len() <= SHEETS_READ);
    for ReadSheet { sheet, .. } in sheets {
        assert!(sheet.rows.len() <= ROWS_READ && sheet.name.chars().count() <= 80);
        for row in &sheet.rows {
            assert!(row.len() <= COLUMNS_READ);
            let long = |cell: &Cell| matches!(cell, Cell::Text(text) if text.chars().count() > LONGEST_CELL);
            assert!(!row.iter().any(long));
        }
        let rows = sheet.rows.get(..ROWS_JUDGED.min(sheet.rows.len())).unwrap();
        let stored = serde_json::to_string(rows).unwrap();
        let read_back: Vec<Vec<Cell>> = serde_json::from_str(&stored).expect("what was stored is read back");
        assert_eq!(read_back, rows);
    }
}

/// Every row gets a verdict, whatever its columns are taken for.
fn understand_any(sheets: &[Sheet]) {
    if let Some((place, guess)) = best_sheet(sheets) {
        let rows = &sheets.get(place as usize).unwrap().rows;
        assert_eq!(guess.mapping().check(), []);
        assert_eq!(mapping_fingerprint(&guess.headers).len(), 16);
        understand(rows, guess.row, &guess.mapping());
    }
    let any = Mapping((0..).zip(Field::ALL).collect());
    if let Some(sheet) = sheets.first() {
        understand(&sheet.rows, 0, &any);
    }
}

fn understand(rows: &[Vec<Cell>], header: u32, mapping: &Mapping) {
    let defaults = Defaults { today: first_day().with_year(2026).unwrap(), values: BTreeMap::new() };
    let parse = |(number, cells): (u32, &[Cell])| parse_row(mapping, number, cells, &BTreeMap::new(), &defaults);
    let parsed: Vec<ParsedRow> = data_rows(rows, header, mapping).take(ROWS_JUDGED).map(parse).collect();
    for row in &parsed {
        let names = [&row.family_name, &row.given_names];
        assert!(names.iter().copied().flatten().all(|name| is_plain(name) && name.chars().count() <= 120), "{row:?}");
        let days = [row.birth_date, row.first_working_day, row.arrival];
        assert!(days.iter().flatten().all(|day| (1900..=2100).contains(&day.year())), "{row:?}");
        let read_back: ParsedRow = serde_json::from_str(&serde_json::to_string(row).unwrap()).unwrap();
        assert_eq!(&read_back, row);
    }
    let known: Vec<KnownHire> = parsed.first().map(known).into_iter().collect();
    let judged = judge(&parsed, &known);
    assert_eq!(judged.len(), parsed.len());
    let read_back: Vec<Judged> = serde_json::from_str(&serde_json::to_string(&judged).unwrap()).unwrap();
    assert_eq!(read_back, judged);
}

fn known(row: &ParsedRow) -> KnownHire {
    KnownHire {
        case: "00000000-0000-7000-8000-000000000000".parse().unwrap(),
        family_name: row.family_name.clone().unwrap_or_default(),
        given_names: row.given_names.clone().unwrap_or_default(),
        birth_date: row.birth_date,
        email_key: row.email.as_ref().map(domain::text::Email::key),
    }
}
