//! Tables as an `.xlsx` workbook: texts and numbers, and nothing that a spreadsheet could take for a formula.

use crate::error::{Error, Result};
use domain::language::Language;
use rust_xlsxwriter::{Format, FormatAlign, Workbook, Worksheet, XlsxError};

/// A sheet: what it is about, and its tables below each other.
#[derive(Clone, Debug)]
pub struct BookSheet {
    /// What its tab says; cut to what a tab can hold.
    pub name: String,
    /// Its heading.
    pub title: String,
    /// Sentences below the heading, a line each.
    pub remarks: Vec<String>,
    /// Its tables.
    pub tables: Vec<BookTable>,
}

/// A table of a sheet.
#[derive(Clone, Debug)]
pub struct BookTable {
    /// What it counts.
    pub caption: String,
    /// The heads of its columns.
    pub heads: Vec<String>,
    /// Its rows.
    pub rows: Vec<Vec<BookCell>>,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BookCell {
    /// A text, whatever it begins with.
    Text(String),
    /// A number to reckon with.
    Number(u32),
}

/// Letters a tab can hold.
const TAB: usize = 31;
/// Width of the first column and of the others, in characters.
const WIDTHS: (f64, f64) = (34.0, 16.0);

/// Writes a workbook.
///
/// # Errors
/// A sheet cannot be written, as one without a name.
pub async fn workbook(language: Language, sheets: Vec<BookSheet>) -> Result<Vec<u8>> {
    let written = tokio::task::spawn_blocking(move || book(language, &sheets)).await;
    written.map_err(Error::inconsistent)?.map_err(Error::inconsistent)
}

fn book(language: Language, sheets: &[BookSheet]) -> std::result::Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    for sheet in sheets {
        let page = book.add_worksheet();
        page.set_name(tab(&sheet.name))?;
        if language == Language::Ar {
            page.set_right_to_left(true);
        }
        write(page, sheet)?;
    }
    book.save_to_buffer()
}

/// A name as tabs may have it.
fn tab(name: &str) -> String {
    name.chars().filter(|letter| !matches!(letter, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'')).take(TAB).collect()
}

fn write(page: &mut Worksheet, sheet: &BookSheet) -> std::result::Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    let head = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
    let number = Format::new().set_num_format("#,##0");
    page.set_column_width(0, WIDTHS.0)?;
    page.write_string_with_format(0, 0, &sheet.title, &bold)?;
    let mut line = 1;
    for remark in &sheet.remarks {
        page.write_string(line, 0, remark)?;
        line += 1;
    }
    for table in &sheet.tables {
        line += 1;
        page.write_string_with_format(line, 0, &table.caption, &bold)?;
        line += 1;
        for (column, text) in (0..).zip(&table.heads) {
            if column > 0 {
                page.set_column_width(column, WIDTHS.1)?;
            }
            page.write_string_with_format(line, column, text, &head)?;
        }
        line += 1;
        for row in &table.rows {
            for (column, cell) in (0..).zip(row) {
                match cell {
                    BookCell::Text(text) => page.write_string(line, column, text)?,
                    BookCell::Number(value) => page.write_number_with_format(line, column, *value, &number)?,
                };
            }
            line += 1;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::{Data, Reader as _, Xlsx, open_workbook_from_rs};
    use std::io::Cursor;

    #[tokio::test]
    async fn texts_stay_texts_and_numbers_numbers() {
        let sheet = BookSheet {
            name: "Wer: auf wen [wartet] – und das schon sehr lange".into(),
            title: "Waiting".into(),
            remarks: vec!["=1+1".into()],
            tables: vec![BookTable {
                caption: "Days".into(),
                heads: vec!["Who".into(), "n".into()],
                rows: vec![vec![BookCell::Text("=HYPERLINK(\"x\")".into()), BookCell::Number(12)]],
            }],
        };
        let file = workbook(Language::De, vec![sheet]).await.unwrap();
        let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(file)).unwrap();
        let name = book.sheet_names().first().cloned().unwrap();
        assert_eq!(name, "Wer auf wen wartet – und das sc");
        let range = book.worksheet_range(&name).unwrap();
        assert_eq!(range.get_value((1, 0)), Some(&Data::String("=1+1".into())));
        assert_eq!(range.get_value((5, 0)), Some(&Data::String("=HYPERLINK(\"x\")".into())));
        assert_eq!(range.get_value((5, 1)), Some(&Data::Float(12.0)));
        assert!(book.worksheet_formula(&name).unwrap().is_empty());
    }
}
