//! From the upload to the cases and back, with two employers who must not see each other.

mod odd;
mod undo;

use super::{
    read::{laws::packed_workbook, tests::*},
    *,
};
use crate::{
    Acting, Error,
    actor::{Employer, Newcomer, Role as _},
    store::entity::{case_file, cohort, counter, import_row, outbox, person},
    testing::{TestOffice, backend},
};
use chrono::TimeDelta;
use domain::{
    form::{ActOnRow, ConfirmColumns, ConfirmImport, EditImportRow, Problems, Rule},
    id::ImportId,
    import::{Field, NoteCode},
    language::Language,
    role::MembershipRole,
    view::import::{Columns, Counts, Outcome, RowVerdict, Rows, Stage, WantedRows},
};
use sea_orm::{ColumnTrait as _, EntityTrait, PaginatorTrait as _, QueryFilter as _, sea_query::Expr};

async fn employer(office: &TestOffice, name: &str) -> Acting<Employer> {
    let organisation = office.organisation("employer", name).await;
    let email = format!("{name}@example.org");
    office.member(organisation, MembershipRole::EmployerCaretaker, &email).await;
    office.acting(&email).await
}

async fn office() -> (TestOffice, Acting<Employer>) {
    let office = backend().await;
    office.organisation("welcome-office", "Welcome Office").await;
    let employer = employer(&office, "school").await;
    (office, employer)
}

async fn stage(employer: &Acting<Employer>, id: ImportId, wanted: &WantedRows) -> Stage {
    employer.import(id, wanted, Language::De).await.unwrap().stage
}

async fn columns(employer: &Acting<Employer>, id: ImportId) -> Columns {
    match stage(employer, id, &WantedRows { step: "columns".into(), ..WantedRows::default() }).await {
        Stage::Columns(columns) => columns,
        other => panic!("{other:?}"),
    }
}

async fn rows(employer: &Acting<Employer>, id: ImportId, wanted: &WantedRows) -> Rows {
    match stage(employer, id, wanted).await {
        Stage::Rows(rows) => *rows,
        other => panic!("{other:?}"),
    }
}

async fn outcome(employer: &Acting<Employer>, id: ImportId) -> Outcome {
    match stage(employer, id, &WantedRows::default()).await {
        Stage::Result(outcome) => outcome,
        other => panic!("{other:?}"),
    }
}

fn as_guessed(columns: &Columns) -> ConfirmColumns {
    let named = |column: &domain::view::import::Column| {
        (format!("c{}", column.place), column.field.map(|field| field.to_string()).unwrap_or_default())
    };
    ConfirmColumns(columns.columns.iter().map(named).collect())
}

async fn previewed(employer: &Acting<Employer>, upload: Upload) -> ImportId {
    let id = employer.upload_hires(upload).await.unwrap();
    let form = as_guessed(&columns(employer, id).await);
    employer.confirm_import_columns(id, &form).await.unwrap();
    id
}

async fn forty(employer: &Acting<Employer>) -> ImportId {
    previewed(employer, Upload::file("course.xlsx", NURSING.to_vec())).await
}

async fn confirmed(employer: &Acting<Employer>, id: ImportId, cohort: &str) -> crate::Result<()> {
    employer.confirm_import(id, &ConfirmImport { cohort: cohort.to_owned() }).await
}

#[expect(clippy::disallowed_methods, reason = "a test counts everything")]
async fn count<E>(office: &TestOffice) -> u64
where
    E: EntityTrait,
    E::Model: Sync,
{
    E::find().count(office.0.store.read()).await.unwrap()
}

fn refused(outcome: crate::Result<impl std::fmt::Debug>) -> Problems {
    match outcome {
        Err(Error::Invalid(problems)) => problems,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn forty_trainees_become_a_cohort_of_forty_cases() {
    let (office, school) = office().await;
    let id = school.upload_hires(Upload::file("C:\\lists\\course.xlsx", NURSING.to_vec())).await.unwrap();
    let guessed = columns(&school, id).await;
    assert_eq!((guessed.header_row, guessed.row_count, guessed.columns.len()), (3, 40, 12));
    assert_eq!(guessed.columns[1].samples, ["Mzoughi", "Tazi", "Lü"]);
    assert_eq!(count::<import_row::Entity>(&office).await, 0);
    school.confirm_import_columns(id, &as_guessed(&guessed)).await.unwrap();

    let page = rows(&school, id, &WantedRows::default()).await;
    assert_eq!(page.counts, Counts { new: 40, ..Counts::default() });
    assert_eq!((page.rows.len(), page.next, page.previous), (40, None, None));
    let first = &page.rows[0];
    assert_eq!((first.number, first.verdict, first.name.as_str()), (4, RowVerdict::New, "Rim Mzoughi"));
    let born = page.fields.iter().position(|field| *field == Field::BirthDate).unwrap();
    assert_eq!(first.cells[born], "10.04.1980");
    let below = page.rows.iter().flat_map(|row| &row.notes).filter(|note| note.code == NoteCode::GermanBelowUsual);
    assert_eq!(below.count(), 13);
    assert_eq!(page.cohort_name, "Pflegeausbildung – Kurs April 2027 (40 Plätze)");
    assert_eq!(count::<case_file::Entity>(&office).await, 0);

    confirmed(&school, id, "Kurs April 2027").await.unwrap();
    let result = outcome(&school, id).await;
    assert_eq!((result.created, result.left_out), (40, 0));
    assert_eq!(result.cohort.unwrap().1, "Kurs April 2027");
    assert!(result.undo_until.is_some());
    assert_eq!(count::<case_file::Entity>(&office).await, 40);
    assert_eq!(count::<outbox::Entity>(&office).await, 0, "an import sends no mail");
}

#[tokio::test]
async fn columns_of_the_list_reach_the_plans() {
    use domain::facts::Housing;
    let (office, school) = office().await;
    let id = forty(&school).await;
    confirmed(&school, id, "").await.unwrap();
    #[expect(clippy::disallowed_methods, reason = "a test looks at every case")]
    let ids: Vec<uuid::Uuid> =
        case_file::Entity::find().all(office.0.store.read()).await.unwrap().iter().map(|row| row.id).collect();
    let cases = crate::case::load_many(office.0.store.read(), &office.0.templates, &ids).await.unwrap();
    let housed = |housing| cases.iter().filter(|case| case.facts.housing == Some(housing)).count();
    assert_eq!((housed(Housing::Dormitory), housed(Housing::Arranged), housed(Housing::Needed)), (9, 10, 21));
    assert_eq!(cases.iter().filter(|case| case.facts.children.as_ref().is_some_and(|all| !all.is_empty())).count(), 16);
    assert!(cases.iter().all(|case| case.facts.german.is_some() && case.row.cohort_id.is_none()));
}

#[tokio::test]
async fn lost_letters_are_mended_row_by_row_before_anything_is_taken_over() {
    let (office, school) = office().await;
    let id = previewed(&school, Upload::file("nine.csv", NINE.to_vec())).await;
    let wrong = WantedRows { show: "problem".into(), ..WantedRows::default() };
    let page = rows(&school, id, &wrong).await;
    assert_eq!(page.counts, Counts { new: 6, problem: 3, ..Counts::default() });
    assert_eq!(page.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [3, 5, 10]);
    assert!(page.rows[0].has_suggestions() && page.rows[0].is_wrong(Field::FamilyName));
    assert!(matches!(confirmed(&school, id, "").await, Err(Error::Conflict)));
    assert_eq!(count::<case_file::Entity>(&office).await, 0);

    school.act_on_import_row(id, &ActOnRow { mend: "3".into(), ..ActOnRow::default() }).await.unwrap();
    let edited = rows(&school, id, &WantedRows { edit: "5".into(), ..WantedRows::default() }).await.edited.unwrap();
    let suggested = |field| edited.texts.iter().find(|(held, _)| *held == field).map(|(_, text)| text.as_str());
    assert_eq!((suggested(Field::FamilyName), suggested(Field::GivenNames)), (Some("Yıldırım"), Some("İbrahim")));
    let mut texts: std::collections::BTreeMap<String, String> =
        edited.texts.iter().map(|(field, text)| (field.to_string(), text.clone())).collect();
    texts.insert("given_names".into(), "İbrahim Can".into());
    school.edit_import_row(id, 5, &EditImportRow(texts)).await.unwrap();
    school.act_on_import_row(id, &ActOnRow { skip: "10".into(), ..ActOnRow::default() }).await.unwrap();
    let page = rows(&school, id, &WantedRows::default()).await;
    assert_eq!(page.counts, Counts { new: 8, skipped: 1, ..Counts::default() });
    confirmed(&school, id, "").await.unwrap();
    let result = outcome(&school, id).await;
    assert_eq!((result.created, result.left_out, result.cohort), (8, 1, None));
    #[expect(clippy::disallowed_methods, reason = "a test looks at every person")]
    let people = person::Entity::find().all(office.0.store.read()).await.unwrap();
    assert!(people.iter().any(|person| person.given_names == "İbrahim Can" && person.family_name == "Yıldırım"));
}

#[tokio::test]
async fn a_second_list_finds_who_is_known_but_only_at_the_same_employer() {
    let (office, school) = office().await;
    let other = employer(&office, "hospital").await;
    let id = forty(&school).await;
    confirmed(&school, id, "").await.unwrap();
    let again = forty(&school).await;
    let page = rows(&school, again, &WantedRows::default()).await;
    assert_eq!(page.counts, Counts { known: 40, ..Counts::default() });
    assert!(page.rows[0].known.is_some());
    assert!(matches!(confirmed(&school, again, "").await, Err(Error::Conflict)));
    let elsewhere = forty(&other).await;
    assert_eq!(rows(&other, elsewhere, &WantedRows::default()).await.counts.new, 40);

    // Whose case is over may come again.
    office.spoil();
    let inner = &office.backend.0;
    let mut write = inner.write().await.unwrap();
    #[expect(clippy::disallowed_methods, reason = "a test looks at everything")]
    let over = case_file::Entity::find().one(&*write).await.unwrap().unwrap().id;
    let end = case_file::Entity::update_many().col_expr(case_file::Column::EndedAt, Expr::value(write.at()));
    end.filter(case_file::Column::Id.eq(over)).exec(&*write).await.unwrap();
    crate::case::settle(&mut write, &inner.templates, over).await.unwrap();
    write.commit().await.unwrap();
    let later = forty(&school).await;
    let counts = rows(&school, later, &WantedRows::default()).await.counts;
    assert_eq!((counts.known, counts.new), (39, 1));
}

#[tokio::test]
async fn a_foreign_draft_does_not_exist() {
    let (office, school) = office().await;
    let other = employer(&office, "hospital").await;
    let id = forty(&school).await;
    let form = as_guessed(&columns(&school, id).await);
    let act = ActOnRow { skip: "4".into(), ..ActOnRow::default() };
    let outcomes = [
        other.import(id, &WantedRows::default(), Language::De).await.map(drop),
        other.confirm_import_columns(id, &form).await,
        other.choose_import_sheet(id, "0").await,
        other.act_on_import_row(id, &act).await,
        other.edit_import_row(id, 4, &EditImportRow::default()).await,
        confirmed(&other, id, "").await,
        other.undo_import(id).await,
        other.discard_import(id).await,
        other.marked_list(id, &Codes).await.map(drop),
    ];
    for outcome in outcomes {
        assert!(matches!(outcome, Err(Error::NotFound)), "{outcome:?}");
    }
    assert!(other.imports(Language::De).await.unwrap().drafts.is_empty());
    assert_eq!(school.imports(Language::De).await.unwrap().drafts.len(), 1);
    assert!(Newcomer::admit(Some(&office.principal_of("school@example.org").await)).is_err());
}

#[tokio::test]
async fn two_who_confirm_at_once_import_once() {
    let (office, school) = office().await;
    let id = forty(&school).await;
    let (one, two) = tokio::join!(confirmed(&school, id, "Kurs"), confirmed(&school, id, "Kurs"));
    one.unwrap();
    two.unwrap();
    assert_eq!((count::<case_file::Entity>(&office).await, count::<cohort::Entity>(&office).await), (40, 1));
}

#[tokio::test]
async fn a_commit_that_is_cut_off_leaves_nothing() {
    let (office, school) = office().await;
    let id = forty(&school).await;
    // The request ends while cases are being opened: its future is dropped.
    for millis in [5, 20, 60] {
        let cut = tokio::time::timeout(std::time::Duration::from_millis(millis), confirmed(&school, id, "Kurs"));
        if matches!(cut.await, Ok(Ok(()))) {
            break;
        }
        assert_eq!(count::<case_file::Entity>(&office).await % 40, 0);
        assert_eq!(rows(&school, id, &WantedRows::default()).await.counts.new, 40);
    }
    confirmed(&school, id, "Kurs").await.unwrap();
    assert_eq!((count::<case_file::Entity>(&office).await, count::<cohort::Entity>(&office).await), (40, 1));
}

#[tokio::test]
async fn a_draft_is_deleted_after_seven_days_and_not_before() {
    let (office, school) = office().await;
    forty(&school).await;
    office.clock.advance(TimeDelta::days(7) - TimeDelta::minutes(1));
    office.tidy_imports().await.unwrap();
    assert_eq!(school.imports(Language::En).await.unwrap().drafts.len(), 1);
    office.clock.advance(TimeDelta::minutes(1));
    office.tidy_imports().await.unwrap();
    assert!(school.imports(Language::En).await.unwrap().drafts.is_empty());
    assert_eq!(count::<import_row::Entity>(&office).await, 0);
}

#[tokio::test]
async fn what_columns_mean_is_remembered_for_the_employer_alone() {
    let (office, school) = office().await;
    let other = employer(&office, "hospital").await;
    let list = || Upload::table("Name\tVorname\tSpalte X\nTazi\tRim\tHaus am Park\n".to_owned());
    let id = school.upload_hires(list()).await.unwrap();
    let mut form = as_guessed(&columns(&school, id).await);
    assert_eq!(form.0["c2"], "");
    form.0.insert("c2".into(), "facility".into());
    school.confirm_import_columns(id, &form).await.unwrap();
    let again = school.upload_hires(list()).await.unwrap();
    let remembered = columns(&school, again).await;
    assert!(remembered.is_remembered);
    assert_eq!(remembered.columns[2].field, Some(Field::Facility));
    let elsewhere = other.upload_hires(list()).await.unwrap();
    assert_eq!(columns(&other, elsewhere).await.columns[2].field, None);
}

#[tokio::test]
async fn what_holds_no_list_of_people_is_refused_where_it_was_sent() {
    let (_office, school) = office().await;
    let one = Problems::one;
    for (upload, problems) in [
        (Upload::file("empty.csv", Vec::new()), one("file", Rule::NoRows)),
        (Upload::file("letter.pdf", b"%PDF-1.7\n1 0 obj".to_vec()), one("file", Rule::FileUnreadable)),
        (Upload::table(" \n".into()), one("table", Rule::Missing)),
        (Upload::file("picture.xlsx", b"\x89PNG\0\0\0".to_vec()), one("file", Rule::FileUnreadable)),
        (Upload::file("shopping.csv", b"Milk;2\nBread;1\n".to_vec()), one("file", Rule::NoRows)),
        (Upload::table("Name;Vorname;E-Mail\n".into()), one("table", Rule::NoRows)),
        (Upload::file("big.csv", vec![b'x'; LARGEST_FILE + 1]), one("file", Rule::FileTooBig)),
    ] {
        assert_eq!(refused(school.upload_hires(upload).await), problems);
    }
    let long = format!("Name;Vorname\n{}", "Tazi;Rim\n".repeat(5_001));
    assert_eq!(refused(school.upload_hires(Upload::table(long)).await), one("table", Rule::TooManyRows));
}

#[tokio::test]
async fn mending_one_row_frees_its_double_and_the_other_way_round() {
    let (_office, school) = office().await;
    let text = "Name\tVorname\tgeb. am\nTazi\tRim\t1.2.2000\nTazi\tRim\t1.2.2000\n";
    let id = previewed(&school, Upload::table(text.into())).await;
    let verdicts = async || -> Vec<RowVerdict> {
        rows(&school, id, &WantedRows::default()).await.rows.iter().map(|row| row.verdict).collect()
    };
    assert_eq!(verdicts().await, [RowVerdict::New, RowVerdict::Duplicate]);
    school.act_on_import_row(id, &ActOnRow { skip: "2".into(), ..ActOnRow::default() }).await.unwrap();
    assert_eq!(verdicts().await, [RowVerdict::Skipped, RowVerdict::New]);
    school.act_on_import_row(id, &ActOnRow { keep: "2".into(), ..ActOnRow::default() }).await.unwrap();
    let texts = [("given_names", "Rania"), ("family_name", "Tazi"), ("birth_date", "01.02.2000")];
    let form = EditImportRow(texts.map(|(key, text)| (key.to_owned(), text.to_owned())).into());
    school.edit_import_row(id, 3, &form).await.unwrap();
    assert_eq!(verdicts().await, [RowVerdict::New, RowVerdict::New]);
    let missing = school.edit_import_row(id, 99, &form).await;
    assert!(matches!(missing, Err(Error::NotFound)));
}

#[tokio::test]
async fn pages_of_fifty_rows_follow_each_other_both_ways() {
    use std::fmt::Write as _;
    let (_office, school) = office().await;
    let mut text = "Name;Vorname;geb. am\n".to_owned();
    for number in 0..120 {
        writeln!(text, "Tazi{};Rim;1.2.2000", ["a", "b", "c", "d"][number % 4].repeat(number / 4 + 1)).unwrap();
    }
    let id = previewed(&school, Upload::table(text)).await;
    let first = rows(&school, id, &WantedRows::default()).await;
    assert_eq!((first.rows.len(), first.previous, first.next), (50, None, Some(51)));
    let second = rows(&school, id, &WantedRows { after: "51".into(), ..WantedRows::default() }).await;
    assert_eq!((second.rows[0].number, second.previous, second.next), (52, Some(52), Some(101)));
    let back = rows(&school, id, &WantedRows { before: "52".into(), ..WantedRows::default() }).await;
    assert_eq!((back.rows[0].number, back.rows.len(), back.previous), (2, 50, None));
    let last = rows(&school, id, &WantedRows { after: "101".into(), ..WantedRows::default() }).await;
    assert_eq!((last.rows.len(), last.next), (20, None));
}

#[tokio::test]
async fn the_marked_workbook_has_every_cell_and_says_what_is_wrong() {
    let (_office, school) = office().await;
    let id = previewed(&school, Upload::file("nine.csv", NINE.to_vec())).await;
    let marked = school.marked_list(id, &Codes).await.unwrap();
    assert_eq!(marked.file_name, "nine.xlsx");
    let book = read::book("file", marked.bytes).await.unwrap();
    let rows = &book.sheets[0].sheet.rows;
    assert_eq!(rows.len(), 10);
    assert_eq!(rows[2][0].text(), "Y?ld?r?m");
    assert_eq!(rows[0].last().unwrap().text(), "verdict");
    assert!(rows[2].last().unwrap().text().starts_with("problem; letters-lost"));
    assert_eq!(rows[1].last().unwrap().text(), "new");
    confirmed(&school, forty(&school).await, "").await.unwrap();
}

/// Codes instead of words: the words are in the locale files.
struct Codes;

impl ImportWords for Codes {
    fn heading(&self) -> String {
        "verdict".into()
    }

    fn verdict(&self, verdict: RowVerdict) -> String {
        verdict.to_string()
    }

    fn problem(&self, problem: &domain::import::RowProblem) -> String {
        serde_json::to_value(problem.code).unwrap().as_str().unwrap().to_owned()
    }

    fn note(&self, note: &domain::import::RowNote) -> String {
        serde_json::to_value(note.code).unwrap().as_str().unwrap().to_owned()
    }
}
