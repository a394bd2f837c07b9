//! Lists as hurried, unlucky and hostile people make them.

use super::*;
use domain::import::ProblemCode;

const HEADS: &str = "Nachname\tVorname\tGeburtsdatum\tStaatsangehörigkeit\tE-Mail\n";

#[tokio::test]
async fn every_oddity_is_told_at_its_field_and_the_rest_goes_on() {
    let (_office, school) = office().await;
    let long = "Ağ".repeat(60);
    let list = format!(
        "{HEADS}\
         Tazi\tRim\t31.02.2000\tMarokko\t\n\
         Osei\tAma\t01.03.2031\tGhana\t\n\
         Silva\tAna\t01.03.1999\tNirgendwo\t\n\
         Nair\tMeera\t01.03.1999\tIndien\tmeera at example\n\
         Lopez\tEva\t04.05.1999\tSpanien\t\n\
         LÓPEZ\tEva\t04.05.1999\tSpanien\t\n\
         {long}\tЕлена\t05.05.1999\tSerbien\t\n\
         {long}a\tEva\t05.05.1999\tSerbien\t\n\
         <script>alert()</script>\t名\t06.05.1999\tChina\t\n"
    );
    let id = previewed(&school, Upload::table(list)).await;
    let page = rows(&school, id, &WantedRows::default()).await;
    let told: Vec<(RowVerdict, Vec<(ProblemCode, Field)>)> = page
        .rows
        .iter()
        .map(|row| (row.verdict, row.problems.iter().map(|problem| (problem.code, problem.field)).collect()))
        .collect();
    let wrong = |code, field| (RowVerdict::Problem, vec![(code, field)]);
    let fine = |verdict| (verdict, Vec::new());
    assert_eq!(
        told,
        [
            wrong(ProblemCode::NoSuchDay, Field::BirthDate),
            wrong(ProblemCode::BornInFuture, Field::BirthDate),
            wrong(ProblemCode::UnknownCountry, Field::Nationality),
            wrong(ProblemCode::NotAnEmail, Field::Email),
            fine(RowVerdict::New),
            fine(RowVerdict::Duplicate),
            fine(RowVerdict::New),
            wrong(ProblemCode::TooLong, Field::FamilyName),
            fine(RowVerdict::New),
        ]
    );
}

#[tokio::test]
async fn what_looks_like_a_formula_is_text_from_the_list_to_the_marked_workbook() {
    use calamine::{Reader as _, Xlsx, open_workbook_from_rs};
    let (_office, school) = office().await;
    let names = ["=SUM(A:A)", "+HYPERLINK(A:A)", "-SUM(A:A)", "=cmd|calc"];
    let list = names.map(|name| name.to_owned() + "\tRim\t\t\t\n").concat();
    let id = previewed(&school, Upload::table(format!("{HEADS}{list}"))).await;
    let page = rows(&school, id, &WantedRows::default()).await;
    assert_eq!(page.counts, Counts { new: 4, ..Counts::default() });
    assert_eq!(page.rows[0].name, "Rim =SUM(A:A)");
    let marked = school.marked_list(id, &Codes).await.unwrap();
    let mut book: Xlsx<_> = open_workbook_from_rs(std::io::Cursor::new(marked.bytes.clone())).unwrap();
    for sheet in book.sheet_names() {
        assert!(book.worksheet_formula(&sheet).unwrap().is_empty(), "{sheet}");
    }
    let read = read::book("file", marked.bytes).await.unwrap();
    let texts: Vec<String> = read.sheets[0].sheet.rows[1..].iter().map(|row| row[0].text()).collect();
    assert_eq!(texts, names);
}

#[test]
fn a_formula_counts_as_what_it_last_said_and_is_never_worked_out() {
    let cells = "<c r=\"A1\"><f>1+1</f></c><c r=\"B1\"><f>1+1</f><v>7</v></c><c r=\"C1\" t=\"str\"><f>A1&amp;B1</f><v>said</v></c>";
    let sheet = format!("<worksheet><sheetData><row r=\"1\">{cells}</row></sheetData></worksheet>");
    let rows = first(packed_workbook(sheet.as_bytes()));
    assert_eq!(rows, [["", "7", "said"]]);
}
