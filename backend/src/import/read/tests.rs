//! Files as they come: good, odd, broken and hostile.

use super::{
    laws::{self, packed},
    *,
};

pub(in crate::import) const NURSING: &[u8] = include_bytes!("../../../../end2end/cases/nursing_course_april_2027.xlsx");
pub(in crate::import) const NINE: &[u8] = include_bytes!("../../../../end2end/cases/nine_hires_windows1252.csv");

pub(in crate::import) fn first(bytes: impl AsRef<[u8]>) -> Vec<Vec<String>> {
    let book = read(bytes.as_ref().to_vec()).unwrap();
    let rows = &book.sheets.first().unwrap().sheet.rows;
    rows.iter().map(|row| row.iter().map(Cell::text).collect()).collect()
}

fn ods(table: &str) -> Vec<u8> {
    let xml = format!(
        "<?xml version=\"1.0\"?><office:document-content><office:body><office:spreadsheet>\
         <table:table table:name=\"Kurs &amp; Co\">{table}</table:table>\
         </office:spreadsheet></office:body></office:document-content>"
    );
    packed(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", xml.as_bytes())])
}

#[tokio::test]
async fn a_file_that_nobody_waits_for_any_more_keeps_its_place_until_it_is_read() {
    let (end, ended) = std::sync::mpsc::channel::<()>();
    let readers = Arc::new(Semaphore::new(1));
    let reading = apart(&readers, move || ended.recv());
    let given_up = tokio::time::timeout(std::time::Duration::from_millis(20), reading).await;
    assert!(given_up.is_err());
    assert_eq!(readers.available_permits(), 0);
    end.send(()).unwrap();
    let _free = readers.acquire().await.unwrap();
}

#[test]
fn the_workbook_of_forty_is_read_with_its_title_above_the_headers() {
    let rows = first(NURSING);
    assert_eq!(rows.len(), 43);
    assert_eq!(rows[0][0], "Pflegeausbildung – Kurs April 2027 (40 Plätze)");
    assert_eq!(rows[2][..4], ["Nr.", "Nachname", "Vorname", "geb. am"]);
    assert_eq!(rows[34][1..3], ["Nguyễn", "Thị Hà"]);
}

#[test]
fn a_list_from_an_old_windows_keeps_its_letters() {
    let rows = first(NINE);
    assert_eq!((rows.len(), rows[0].len()), (10, 9));
    assert_eq!(rows[3][..2], ["Gómez-Ríos", "Íñigo"]);
    assert_eq!(rows[1][6], "31.200,00");
}

#[test]
fn every_usual_encoding_says_the_same() {
    let text = "Nachname;Vorname;Ort\r\nMüller;Jörg;Köln\r\n";
    let (windows, _, _) = WINDOWS.encode(text);
    let utf16 = |little: bool| -> Vec<u8> {
        text.encode_utf16().flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
    };
    let marked = |mark: &[u8], body: Vec<u8>| [mark, &body].concat();
    for (name, bytes) in [
        ("UTF-8", text.as_bytes().to_vec()),
        ("UTF-8 with a mark", marked(b"\xEF\xBB\xBF", text.into())),
        ("UTF-16 little-endian with a mark", marked(b"\xFF\xFE", utf16(true))),
        ("UTF-16 big-endian with a mark", marked(b"\xFE\xFF", utf16(false))),
        ("UTF-16 little-endian", utf16(true)),
        ("UTF-16 big-endian", utf16(false)),
        ("Windows-1252", windows.into_owned()),
    ] {
        assert_eq!(first(&bytes), [["Nachname", "Vorname", "Ort"], ["Müller", "Jörg", "Köln"]], "{name}");
    }
}

const WINDOWS: &encoding_rs::Encoding = encoding_rs::WINDOWS_1252;

#[test]
fn every_usual_separator_is_found() {
    for separator in [";", ",", "\t", "|"] {
        let text = ["Name", "Vorname", "Betrag\nTazi", "Rim", "1\nNair", "Meera", "2\n"].join(separator);
        let text = text.replace(&format!("Betrag{separator}"), "Betrag");
        assert_eq!(first(&text)[0].len(), 3, "{separator:?}");
    }
    let amounts = "Name;Gehalt\nTazi;1.200,50\nNair;1.300,50\n";
    assert_eq!(first(amounts)[1], ["Tazi", "1.200,50"]);
    assert_eq!(first("sep=|\nName|Vorname\nTazi;x|Rim\n")[2], ["Tazi;x", "Rim"]);
}

#[test]
fn rows_keep_their_numbers_over_blank_lines_and_lines_inside_quotes() {
    let rows = first("Titel\n\nName;Vorname\n\"Ta\nzi\";Rim\nNair;Meera\n");
    assert_eq!(rows.len(), 5);
    assert_eq!((rows[1].len(), rows[2][0].as_str()), (0, "Name"));
    assert_eq!((rows[3][0].as_str(), rows[4][1].as_str()), ("Ta\nzi", "Meera"));
}

#[test]
fn a_sheet_of_libreoffice_is_read_without_its_remarks() {
    let rows = first(ods(
        "<table:table-row><table:table-cell office:value-type=\"string\"><office:annotation><text:p>secret</text:p>\
         </office:annotation><text:p>Tr&#7847;n &amp; Sohn</text:p></table:table-cell>\
         <table:table-cell office:value-type=\"date\" office:date-value=\"2027-04-01\"><text:p>01.04.27</text:p></table:table-cell>\
         <table:table-cell office:value-type=\"float\" office:value=\"2\"><text:p>2</text:p></table:table-cell></table:table-row>\
         <table:table-row table:number-rows-repeated=\"1048575\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>",
    ));
    assert_eq!(rows, [["Trần & Sohn", "2027-04-01", "2"]]);
}

#[test]
fn a_row_repeated_a_million_times_is_cut() {
    let bytes = ods("<table:table-row table:number-rows-repeated=\"1048576\">\
         <table:table-cell office:value-type=\"string\" table:number-columns-repeated=\"16384\"><text:p>x</text:p></table:table-cell></table:table-row>");
    let book = read(bytes).unwrap();
    let sheet = book.sheets.first().unwrap();
    assert!(sheet.is_cut);
    assert_eq!((sheet.sheet.rows.len(), sheet.sheet.rows[0].len()), (ROWS_READ, COLUMNS_READ));
}

#[test]
fn a_file_that_unpacks_to_more_than_the_limit_is_refused() {
    let bomb = packed(&[("xl/workbook.xml", b"<workbook/>"), ("xl/media/image1.png", &vec![0; 49 * 1024 * 1024])]);
    assert!(bomb.len() < 1_000_000);
    assert_eq!(read(bomb).unwrap_err(), Unreadable);
}

#[test]
fn a_workbook_that_lies_about_its_texts_or_has_millions_of_styles_is_refused() {
    let sheet = b"<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>Name</t></is></c></row></sheetData></worksheet>";
    let with = |strings: &str, styles: &str| read(laws::packed_parts(sheet, strings.as_bytes(), styles.as_bytes()));
    let (no_strings, no_styles) = ("<sst></sst>", "<styleSheet></styleSheet>");
    assert!(with(no_strings, no_styles).is_ok());
    assert!(with("<sst uniqueCount=\"7\"></sst>", no_styles).is_ok());
    // So many that there is no room for them would end the program.
    for count in ["100000000000000", "+100000000000000", "20000000"] {
        let strings = format!("<x:sst a='1' uniqueCount = '{count}'></x:sst>");
        assert_eq!(with(&strings, no_styles).unwrap_err(), Unreadable, "{count}");
    }
    let styles = format!("<styleSheet><cellXfs>{}</cellXfs></styleSheet>", "<xf/>".repeat(500_000));
    assert_eq!(with(no_strings, &styles).unwrap_err(), Unreadable);
}

#[test]
fn a_workbook_whose_parts_are_described_under_another_name_is_refused_when_they_are_too_many() {
    let root = "<Relationships><Relationship Type=\"/relationships/officeDocument\" Target=\"/xl\\B&#111;ok.xml\"/></Relationships>";
    let sheets = |count: usize| format!("<workbook><sheets>{}</sheets></workbook>", "<sheet name=\"\"/>".repeat(count));
    let with = |count: usize| {
        let book = sheets(count);
        let parts =
            [("_rels/.rels", root.as_bytes()), ("xl/workbook.xml", b"<workbook/>"), ("xl/book.xml", book.as_bytes())];
        let file = packed(&parts);
        check_unpacked(&mut ZipArchive::new(Cursor::new(file.as_slice())).unwrap())
    };
    assert_eq!(with(1_000), Ok(()));
    assert_eq!(with(200_000), Err(Unreadable));
}

#[test]
fn what_is_no_table_is_refused() {
    let document = packed(&[("word/document.xml", b"<w/>")]);
    let broken = NURSING.get(..4_000).unwrap().to_vec();
    // Excel packs a workbook with a password into the container of its old format.
    let name = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes);
    let locked = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".iter().copied().chain([0; 16]).chain(name).collect();
    let noise: Vec<u8> = (0..5_000_u32).map(|place| place.wrapping_mul(2_654_435_761).to_be_bytes()[0]).collect();
    let no_sheets = packed(&[("xl/workbook.xml", b"nonsense")]);
    for (name, bytes) in [
        ("a Word document", document),
        ("half a workbook", broken),
        ("an empty workbook", no_sheets),
        ("a picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec()),
        ("an old workbook", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0".to_vec()),
        ("a workbook with a password", locked),
        ("an .ods file with a password", packed(&[("content.xml", &noise)])),
    ] {
        assert_eq!(read(bytes).map(|book| book.kind), Err(Unreadable), "{name}");
    }
}

#[test]
fn whatever_fuzzing_kept_is_read_or_refused() {
    let corpus = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    for (target, law) in [
        ("file", laws::file as fn(&[u8])),
        ("text", laws::text),
        ("workbook", laws::workbook),
        ("open_document", laws::open_document),
        ("cells", laws::cells),
    ] {
        let kept: Vec<_> = std::fs::read_dir(corpus.join(target)).unwrap().map(|entry| entry.unwrap().path()).collect();
        assert!(kept.len() > 10, "{target} has {}", kept.len());
        for path in kept {
            println!("{}", path.display());
            law(&std::fs::read(path).unwrap());
        }
    }
}
