use super::*;
use proptest::prelude::*;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn defaults() -> Defaults {
    Defaults { today: day(2026, 11, 21), values: BTreeMap::new() }
}

/// Reads one row given as `field=text; field=text`.
fn read(line: &str) -> ParsedRow {
    let (mapping, cells): (Vec<_>, Vec<_>) = (0_u32..)
        .zip(line.split("; "))
        .map(|(column, part)| {
            let (field, text) = part.split_once('=').unwrap();
            ((column, field.parse::<Field>().unwrap()), Cell::from(text))
        })
        .unzip();
    parse_row(&Mapping(mapping.into_iter().collect()), 4, &cells, &BTreeMap::new(), &defaults())
}

fn problems(line: &str) -> Vec<(ProblemCode, Field)> {
    read(line).problems.into_iter().map(|problem| (problem.code, problem.field)).collect()
}

fn notes(line: &str) -> Vec<NoteCode> {
    read(line).notes.into_iter().map(|note| note.code).collect()
}

#[test]
fn every_field_of_a_good_row_is_read() {
    let row = read(
        "family_name=Ben Romdhane; given_names=Rim  Nour; birth_date=7.10.2004; nationality=tunesisch; \
         email=Rim <rim@Example.org>; phone=+216 20 123 456; training_occupation=Pflegefachfrau/-mann; \
         first_working_day=1. April 2027; arrival=März 2027; german=B1 (telc); children=2 (5, 7); partner=nein; \
         housing=Wohnheim; training_country=Tunesien; salary_month=1.340,69 €; facility=Haus am Park; remark= kommt mit Bus ",
    );
    assert_eq!(row.problems, []);
    assert_eq!((row.family_name.as_deref(), row.given_names.as_deref()), (Some("Ben Romdhane"), Some("Rim Nour")));
    assert_eq!(row.birth_date, Some(day(2004, 10, 7)));
    assert_eq!(row.nationality.map(|country| country.to_string()).as_deref(), Some("TN"));
    assert_eq!(row.email.as_ref().map(Email::as_str), Some("rim@example.org"));
    assert_eq!(row.occupation.map(Occupation::code), Some("nurse_training"));
    assert_eq!((row.first_working_day, row.arrival), (Some(day(2027, 4, 1)), Some(day(2027, 3, 1))));
    assert_eq!(
        (row.german, row.children, row.partner),
        (Some(GermanProof::Level(GermanLevel::B1)), Some(2), Some(false))
    );
    assert_eq!((row.housing, row.gross_year_cents), (Some(Housing::Dormitory), Some(1_608_828)));
    assert_eq!(row.remark.as_deref(), Some("kommt mit Bus"));
    assert_eq!(row.notes.iter().map(|note| note.code).collect::<Vec<_>>(), [NoteCode::OnlyMonth]);
}

#[test]
fn a_row_needs_a_name_and_nothing_else() {
    assert_eq!(read("family_name=Tazi; given_names=Rim; email=; birth_date=").problems, []);
    assert_eq!(problems("family_name=; given_names= "), [(ProblemCode::NameMissing, Field::FamilyName)]);
    assert_eq!(problems("full_name=-; email=a@example.org"), [(ProblemCode::NameMissing, Field::FullName)]);
    assert_eq!(notes("family_name=Sukarno; given_names="), [NoteCode::OneName]);
}

#[test]
fn a_name_in_one_column_is_taken_apart() {
    let names = |line: &str| {
        let row = read(line);
        (row.family_name.unwrap(), row.given_names.unwrap(), row.notes.len())
    };
    assert_eq!(names("full_name=Tazi, Rim"), ("Tazi".to_owned(), "Rim".to_owned(), 0));
    assert_eq!(names("full_name=Rim Tazi"), ("Tazi".to_owned(), "Rim".to_owned(), 1));
    assert_eq!(names("family_name=Tazi, Rim"), ("Tazi".to_owned(), "Rim".to_owned(), 0));
}

#[test]
fn broken_names_are_problems_with_the_way_to_mend_them() {
    let lost = read("family_name=Y?ld?r?m; given_names=Emre").problems;
    assert_eq!(lost.len(), 1);
    assert_eq!(lost.first().and_then(|problem| problem.suggestion.as_deref()), Some("Yıldırım"));
    assert_eq!(lost.first().and_then(|problem| problem.column), Some(0));
    assert_eq!(problems("family_name=MÃ¼ller; given_names=Emre"), [(ProblemCode::LettersLost, Field::FamilyName)]);
    assert_eq!(problems("family_name=Tazi2; given_names=Rim"), [(ProblemCode::NotAName, Field::FamilyName)]);
    assert_eq!(problems("family_name=Ta\u{202e}zi; given_names=Rim"), [(ProblemCode::NotPlain, Field::FamilyName)]);
    let long = format!("family_name={}; given_names=Rim", "a".repeat(121));
    assert_eq!(problems(&long), [(ProblemCode::TooLong, Field::FamilyName)]);
}

#[test]
fn impossible_days_are_problems_at_their_field() {
    for (field, text, code) in [
        ("birth_date", "31.02.2000", ProblemCode::NoSuchDay),
        ("birth_date", "irgendwann", ProblemCode::NotADay),
        ("birth_date", "Mai 2000", ProblemCode::NotADay),
        ("birth_date", "1.1.1800", ProblemCode::DayTooFar),
        ("birth_date", "22.11.2026", ProblemCode::BornInFuture),
        ("birth_date", "22.11.2011", ProblemCode::TooYoung),
        ("birth_date", "20.11.1950", ProblemCode::TooOld),
        ("first_working_day", "01.04.2025", ProblemCode::StartInPast),
        ("first_working_day", "01.04.2072", ProblemCode::DayTooFar),
        ("arrival", "01.04.2072", ProblemCode::DayTooFar),
    ] {
        let line = format!("family_name=Tazi; given_names=Rim; {field}={text}");
        assert_eq!(problems(&line), [(code, field.parse().unwrap())], "{line}");
    }
    assert_eq!(problems("family_name=Tazi; given_names=Rim; birth_date=21.11.1951"), []);
    assert_eq!(problems("family_name=Tazi; given_names=Rim; birth_date=1.4.2012; first_working_day=1.4.2027"), []);
}

#[test]
fn nobody_begins_before_arriving() {
    let line = |start: &str, arrival: &str| {
        format!("family_name=Tazi; given_names=Rim; first_working_day={start}; arrival={arrival}")
    };
    let late = [(ProblemCode::StartBeforeArrival, Field::FirstWorkingDay)];
    assert_eq!(problems(&line("1.4.2027", "2.4.2027")), late);
    assert_eq!(problems(&line("1.4.2027", "1.4.2027")), []);
    assert_eq!(problems(&line("April 2027", "20.4.2027")), []);
    assert_eq!(problems(&line("April 2027", "Mai 2027")), late);
    assert_eq!(notes(&line("1.11.2026", "")), [NoteCode::StartPassed]);
}

#[test]
fn what_is_not_understood_is_left_open_and_said() {
    for (field, text, code) in [
        ("german", "sehr gut", NoteCode::NotUnderstood),
        ("children", "Tochter", NoteCode::NotUnderstood),
        ("children", "ja", NoteCode::ChildrenUncounted),
        ("housing", "mal sehen", NoteCode::NotUnderstood),
        ("salary_year", "nach Tarif", NoteCode::NotUnderstood),
        ("salary_year", "2.600,00", NoteCode::AssumedMonthly),
        ("phone", "folgt", NoteCode::NotUnderstood),
        ("occupation", "Astronautin", NoteCode::OccupationNotListed),
        ("training_occupation", "Professor", NoteCode::TrainingNotListed),
    ] {
        let line = format!("family_name=Tazi; given_names=Rim; {field}={text}");
        assert_eq!(notes(&line), [code], "{line}");
        assert_eq!(problems(&line), [], "{line}");
    }
    assert_eq!(
        problems("full_name=Tazi, Rim; nationality=Atlantis"),
        [(ProblemCode::UnknownCountry, Field::Nationality)]
    );
    assert_eq!(problems("full_name=Tazi, Rim; email=rim.example.org"), [(ProblemCode::NotAnEmail, Field::Email)]);
}

#[test]
fn less_german_than_usual_is_a_note_with_the_usual_level() {
    let row = read("full_name=Tazi, Rim; training_occupation=Pflegefachfrau; german=A2");
    assert_eq!(row.problems, []);
    let note = row.notes.first().unwrap();
    assert_eq!((note.code, note.detail.as_deref()), (NoteCode::GermanBelowUsual, Some("B1")));
    assert_eq!(notes("full_name=Tazi, Rim; training_occupation=Pflegefachfrau; german=B1"), []);
    assert_eq!(notes("full_name=Tazi, Rim; occupation=Zahnärztin; german=B2"), [NoteCode::GermanBelowUsual]);
    assert_eq!(notes("full_name=Tazi, Rim; occupation=Koch; german=A1"), []);
}

#[test]
fn a_search_for_a_flat_is_the_opposite_of_having_one() {
    assert_eq!(read("full_name=Tazi, Rim; housing_wanted=ja").housing, Some(Housing::Needed));
    assert_eq!(read("full_name=Tazi, Rim; housing=ja").housing, Some(Housing::Arranged));
    assert_eq!(read("full_name=Tazi, Rim; housing=").housing, None);
}

#[test]
fn an_edit_stands_before_the_cell_and_a_default_behind_it() {
    let mapping = Mapping([(0, Field::FamilyName), (1, Field::GivenNames), (2, Field::Nationality)].into());
    let row = [Cell::from("Y?ld?r?m"), Cell::from("Emre"), Cell::Empty];
    let edits = BTreeMap::from([(Field::FamilyName, "Yıldırım".to_owned())]);
    let values = BTreeMap::from([(Field::Nationality, "Türkei".to_owned()), (Field::GivenNames, "Nobody".to_owned())]);
    let read = parse_row(&mapping, 4, &row, &edits, &Defaults { values, ..defaults() });
    assert_eq!(read.problems, []);
    assert_eq!((read.family_name.as_deref(), read.given_names.as_deref()), (Some("Yıldırım"), Some("Emre")));
    assert_eq!(read.nationality.map(|country| country.to_string()).as_deref(), Some("TR"));
    let cleared = BTreeMap::from([(Field::Nationality, String::new())]);
    let values = BTreeMap::from([(Field::Nationality, "Türkei".to_owned())]);
    assert_eq!(parse_row(&mapping, 4, &row, &cleared, &Defaults { values, ..defaults() }).nationality, None);
}

#[test]
fn rows_without_a_person_are_passed_over() {
    let text = |line: &str| -> Vec<Cell> { line.split(';').map(Cell::from).collect() };
    let rows: Vec<Vec<Cell>> =
        ["Kurs", "Nr.;Nachname;Vorname", "1;Tazi;Rim", ";;", "2;;", "Nr.;Nachname;Vorname", "3;Nair;", ";Summe: 2;"]
            .map(text)
            .into();
    let mapping = Mapping([(0, Field::RowNumber), (1, Field::FamilyName), (2, Field::GivenNames)].into());
    let numbers: Vec<u32> = data_rows(&rows, 1, &mapping).map(|(number, _)| number).collect();
    assert_eq!(numbers, [3, 7]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn any_row_can_be_read(
        texts in prop::collection::vec("\\PC{0,24}|[0-9.,/ -]{0,12}", Field::ALL.len()),
        number in any::<f64>(),
        place in 0..Field::ALL.len(),
    ) {
        let mapping = Mapping((0_u32..).zip(Field::ALL).collect());
        let mut cells: Vec<Cell> = texts.into_iter().map(Cell::Text).collect();
        if let Some(cell) = cells.get_mut(place) {
            *cell = Cell::Number(number);
        }
        let row = parse_row(&mapping, 4, &cells, &BTreeMap::new(), &defaults());
        prop_assert!(row.problems.iter().all(|problem| problem.column.is_some()));
    }
}
