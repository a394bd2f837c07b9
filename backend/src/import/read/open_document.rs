//! `OpenDocument` sheets (ODF 1.2, part 1, section 9): rows and cells may be repeated, blank ones a million times.

use super::{
    COLUMNS_READ, ROWS_READ, ReadSheet, Room, SHEETS_READ, Unreadable, number_cell, text_cell, workbook::iso_day,
};
use domain::import::Cell;
use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

/// Reads the tables of `content.xml`.
pub(super) fn read(xml: &str) -> Result<Vec<ReadSheet>, Unreadable> {
    let mut reader = Reader::from_str(xml);
    let mut sheets: Vec<ReadSheet> = Vec::new();
    let mut room = Room::new();
    let mut row = 0;
    loop {
        match reader.read_event().map_err(|_| Unreadable)? {
            Event::Start(element) if element.name().as_ref() == "table:table" => {
                if sheets.len() == SHEETS_READ {
                    return Ok(sheets);
                }
                sheets.push(ReadSheet::named(&attribute(&element, "table:name").unwrap_or_default()));
                row = 0;
            }
            Event::Start(element) if element.name().as_ref() == "table:table-row" => {
                let repeats = repeats(&element, "table:number-rows-repeated");
                let cells = read_row(&mut reader)?;
                if let Some(sheet) = sheets.last_mut() {
                    put_row(sheet, &mut room, row, repeats, &cells);
                }
                row = row.saturating_add(repeats);
            }
            Event::Empty(element) if element.name().as_ref() == "table:table-row" => {
                row = row.saturating_add(repeats(&element, "table:number-rows-repeated"));
            }
            Event::Eof => return Ok(sheets),
            _ => {}
        }
    }
}

fn put_row(sheet: &mut ReadSheet, room: &mut Room, row: usize, repeats: usize, cells: &[Cell]) {
    if cells.iter().all(Cell::is_blank) {
        return;
    }
    for row in row..row.saturating_add(repeats).min(ROWS_READ + 1) {
        for (column, cell) in cells.iter().enumerate() {
            sheet.put(room, row, column, cell.clone());
        }
        if sheet.is_cut {
            return;
        }
    }
    if row > ROWS_READ {
        sheet.is_cut = true;
    }
}

fn read_row(reader: &mut Reader<&[u8]>) -> Result<Vec<Cell>, Unreadable> {
    let mut cells = Vec::new();
    loop {
        match reader.read_event().map_err(|_| Unreadable)? {
            Event::Start(element) if is_cell(&element) => {
                let known = value(&element);
                let repeats = repeats(&element, "table:number-columns-repeated");
                let text = read_text(reader)?;
                put_cell(&mut cells, repeats, &known.unwrap_or_else(|| text_cell(&text)));
            }
            Event::Empty(element) if is_cell(&element) => {
                let known = value(&element).unwrap_or_default();
                put_cell(&mut cells, repeats(&element, "table:number-columns-repeated"), &known);
            }
            Event::End(element) if element.name().as_ref() == "table:table-row" => return Ok(cells),
            Event::Eof => return Err(Unreadable),
            _ => {}
        }
    }
}

fn put_cell(cells: &mut Vec<Cell>, repeats: usize, cell: &Cell) {
    let free = COLUMNS_READ.saturating_sub(cells.len());
    cells.extend(std::iter::repeat_n(cell, repeats.min(free)).cloned());
}

fn is_cell(element: &BytesStart<'_>) -> bool {
    matches!(element.name().as_ref(), "table:table-cell" | "table:covered-table-cell")
}

/// The value told by attributes: numbers, days, ticks. Text stands inside the cell.
fn value(element: &BytesStart<'_>) -> Option<Cell> {
    let kind = attribute(element, "office:value-type")?;
    match kind.as_str() {
        "float" | "percentage" | "currency" => {
            attribute(element, "office:value").and_then(|text| text.parse().ok()).map(number_cell)
        }
        "date" => attribute(element, "office:date-value").map(|text| iso_day(&text)),
        "boolean" => attribute(element, "office:boolean-value").map(|text| Cell::Bool(text == "true")),
        "string" => attribute(element, "office:string-value").map(|text| text_cell(&text)),
        _ => None,
    }
}

/// The text of a cell, without the remarks people pinned to it.
fn read_text(reader: &mut Reader<&[u8]>) -> Result<String, Unreadable> {
    let mut text = String::new();
    let mut depth = 0_u32;
    let mut in_remark = 0_u32;
    loop {
        match reader.read_event().map_err(|_| Unreadable)? {
            Event::Start(element) => {
                depth += 1;
                if in_remark > 0 || element.name().as_ref() == "office:annotation" {
                    in_remark += 1;
                } else if element.name().as_ref() == "text:p" && !text.is_empty() {
                    text.push('\n');
                }
            }
            Event::Empty(element) if in_remark == 0 => match element.name().as_ref() {
                "text:s" | "text:tab" => text.push(' '),
                "text:line-break" => text.push('\n'),
                _ => {}
            },
            Event::Text(part) if in_remark == 0 => text.push_str(&part.xml10_content()),
            Event::GeneralRef(name) if in_remark == 0 => {
                let entity = format!("&{};", &*name);
                text.push_str(&quick_xml::escape::unescape(&entity).map_err(|_| Unreadable)?);
            }
            Event::End(_) if depth == 0 => return Ok(text),
            Event::End(_) => {
                depth -= 1;
                in_remark = in_remark.saturating_sub(1);
            }
            Event::Eof => return Err(Unreadable),
            _ => {}
        }
    }
}

fn repeats(element: &BytesStart<'_>, name: &str) -> usize {
    attribute(element, name).and_then(|text| text.parse().ok()).unwrap_or(1)
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = element.try_get_attribute(name).ok()??;
    quick_xml::escape::unescape(&attribute.value).ok().map(std::borrow::Cow::into_owned)
}
