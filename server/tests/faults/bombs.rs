//! Small files that would fill the memory, sent to the real program.

use crate::program::{Place, Program};
use std::io::{Cursor, Write as _};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

/// What reading a file may take beyond the file itself, in kilobytes.
const MOST: u64 = 256 * 1024;
const MEGABYTE: usize = 1024 * 1024;

fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        writer.start_file(*name, SimpleFileOptions::default().compression_level(Some(1))).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Nine hundred megabytes of nothing, in as large a file as may be sent.
fn megabytes() -> Vec<u8> {
    let one = packed(&[("xl/workbook.xml", b"<workbook/>"), ("picture", &vec![0; 45 * MEGABYTE])]);
    let mut archive = ZipArchive::new(Cursor::new(one)).unwrap();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.raw_copy_file(archive.by_name("xl/workbook.xml").unwrap()).unwrap();
    for number in 0..20 {
        let picture = archive.by_name("picture").unwrap();
        writer.raw_copy_file_rename(picture, format!("xl/media/image{number}.png")).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn open_document(rows: &str) -> Vec<u8> {
    let sheet = format!("<table:table table:name=\"Kurs\">{rows}</table:table>");
    packed(&[("content.xml", format!("<office:spreadsheet>{}</office:spreadsheet>", sheet.repeat(20)).as_bytes())])
}

fn workbook(rows: &str, strings: &str, styles: &str) -> Vec<u8> {
    let list = "<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>\
                <sheet name=\"Kurs\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
    let relations = "<Relationships><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/\
                     2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>";
    let root = "<Relationships><Relationship Type=\"/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";
    packed(&[
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", list.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
        ("xl/worksheets/sheet1.xml", format!("<worksheet><sheetData>{rows}</sheetData></worksheet>").as_bytes()),
        ("xl/sharedStrings.xml", format!("<sst{strings}</sst>").as_bytes()),
        ("xl/styles.xml", format!("<styleSheet><cellXfs>{styles}</cellXfs></styleSheet>").as_bytes()),
    ])
}

/// Lets the program's peak begin anew, at what it holds now.
fn forget_peak(program: &Program) {
    std::fs::write(format!("/proc/{}/clear_refs", program.id()), "5").unwrap();
}

/// The most memory the program held since its peak was forgotten, in kilobytes.
fn peak(program: &Program) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", program.id())).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

#[tokio::test]
async fn small_files_that_grow_are_refused_before_the_memory_does() {
    let place = Place::new(&[]);
    let program = place.start().await;
    let cookie = program.sign_in("employer").await;
    let heads = "<table:table-row><table:table-cell><text:p>Name</text:p></table:table-cell><table:table-cell><text:p>Vorname\
                 </text:p></table:table-cell></table:table-row>";
    let cell = |text: &str, columns: u32| {
        format!(
            "<table:table-cell table:number-columns-repeated=\"{columns}\" office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let repeated = |cells: &str| {
        format!("{heads}<table:table-row table:number-rows-repeated=\"1048576\">{cells}</table:table-row>")
    };
    let row = |_| "<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c></row>";
    forget_peak(&program);
    let idle = peak(&program);
    for (name, file) in [
        ("nine hundred megabytes of nothing", megabytes()),
        (
            "a row repeated a million times on twenty sheets",
            open_document(&repeated(&cell(&"x".repeat(2_000), 16_384))),
        ),
        ("a text of half a megabyte in every cell", open_document(&repeated(&cell(&"x".repeat(MEGABYTE / 2), 16_384)))),
        (
            "nearly a million rows",
            workbook(&(0..900_000).map(row).collect::<String>(), "><si><t>Name</t></si><si><t>Vorname</t></si>", ""),
        ),
        (
            "half a million strings that nobody uses",
            workbook("", &format!(">{}", "<si><t>a</t></si>".repeat(500_000)), ""),
        ),
        ("more strings than any memory holds", workbook("", " uniqueCount=\"100000000000000\">", "")),
        ("nine million styles", workbook("", ">", &"<xf/>".repeat(9 * MEGABYTE))),
    ] {
        assert!(file.len() < 10 * MEGABYTE, "{name}: {} bytes", file.len());
        forget_peak(&program);
        let begin = std::time::Instant::now();
        let mut form =
            b"--cut\r\nContent-Disposition: form-data; name=\"language\"\r\n\r\nde\r\n--cut\r\nContent-Disposition: \
                         form-data; name=\"file\"; filename=\"list.xlsx\"\r\n\r\n"
                .to_vec();
        form.extend(&file);
        form.extend(b"\r\n--cut--\r\n");
        let kind = "multipart/form-data; boundary=cut";
        let answer = program.send("/uploads/hires", &cookie, "/de/hires/import", kind, &form).await.unwrap();
        // Measured from where the program began: what an earlier file left to it is no allowance for the next.
        let grown = peak(&program).saturating_sub(idle);
        println!("{name}: {} kB, answered after {:?}, took {grown} kB of memory", file.len() / 1024, begin.elapsed());
        assert_eq!((answer.status, answer.header("location")), (303, Some("/de/hires/import")), "{name}: {answer:?}");
        assert!(grown < MOST, "{name}: {grown} kB");
    }
    assert_eq!(program.get("/de/hires", &cookie).await.unwrap().status, 200);
}
