//! Two lists as employers really send them, from the first look to the verdicts.
//!
//! The fixtures hold the cells of the files, columns parted by tabs, numbers marked with `#`: a workbook of forty
//! trainees with a title above the headers and days as day counts, and a CSV file that lost letters on its way.

use super::*;
use crate::{facts::Housing, occupation::Occupation};
use std::collections::{BTreeMap, BTreeSet};

fn sheet(lines: &str) -> Sheet {
    let cell = |text: &str| match text.strip_prefix('#') {
        Some(number) => Cell::Number(number.parse().unwrap()),
        None => Cell::from(text),
    };
    Sheet { name: String::new(), rows: lines.lines().map(|line| line.split('\t').map(cell).collect()).collect() }
}

fn read(lines: &str) -> (HeaderGuess, Vec<ParsedRow>) {
    let sheet = sheet(lines);
    let guess = find_header(&sheet.rows).unwrap();
    let mapping = guess.mapping();
    assert_eq!(mapping.check(), []);
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
    let defaults = Defaults { today, values: BTreeMap::new() };
    let rows = data_rows(&sheet.rows, guess.row, &mapping)
        .map(|(number, row)| parse_row(&mapping, number, row, &BTreeMap::new(), &defaults))
        .collect();
    (guess, rows)
}

fn notes(judged: &[Judged]) -> BTreeMap<NoteCode, usize> {
    let mut counts = BTreeMap::new();
    for note in judged.iter().flat_map(|row| &row.notes) {
        *counts.entry(note.code).or_default() += 1;
    }
    counts
}

#[test]
fn forty_trainees_become_forty_new_hires() {
    let (guess, rows) = read(include_str!("cases/nursing_course.txt"));
    assert_eq!((guess.row, guess.columns.len()), (2, 12));
    assert!(guess.columns.iter().all(|column| column.confidence == Confidence::Certain));
    let judged = judge(&rows, &[]);
    assert_eq!(Tally::of(&judged), Tally { new: 40, ..Tally::default() });
    assert_eq!(notes(&judged), BTreeMap::from([(NoteCode::GermanBelowUsual, 13)]));

    let start = chrono::NaiveDate::from_ymd_opt(2027, 4, 1);
    assert!(rows.iter().all(|row| row.occupation.is_some_and(|found| found.code() == "nurse_training")));
    assert!(rows.iter().all(|row| row.first_working_day == start && row.arrival < start && row.nationality.is_some()));
    let countries: BTreeSet<_> = rows.iter().filter_map(|row| row.nationality).map(|found| found.to_string()).collect();
    assert_eq!(countries.into_iter().collect::<Vec<_>>(), ["CN", "IN", "MA", "TN", "TR", "VN"]);
    let housed = |housing| rows.iter().filter(|row| row.housing == Some(housing)).count();
    assert_eq!((housed(Housing::Dormitory), housed(Housing::Arranged), housed(Housing::Needed)), (9, 10, 21));
    assert_eq!(rows.iter().filter(|row| row.children > Some(0)).count(), 16);
}

#[test]
fn nine_hires_need_three_names_mended() {
    let (guess, rows) = read(include_str!("cases/nine_hires.txt"));
    assert_eq!((guess.row, guess.columns.len()), (0, 9));
    let judged = judge(&rows, &[]);
    assert_eq!(Tally::of(&judged), Tally { new: 6, problem: 3, ..Tally::default() });
    let mended: Vec<(u32, Field, Option<&str>)> = rows
        .iter()
        .flat_map(|row| row.problems.iter().map(|problem| (row.number, problem.field, problem.suggestion.as_deref())))
        .collect();
    assert_eq!(
        mended,
        [
            (3, Field::FamilyName, Some("Yıldırım")),
            (3, Field::GivenNames, Some("Çağla")),
            (5, Field::FamilyName, Some("Yıldırım")),
            (5, Field::GivenNames, Some("İbrahim")),
            (10, Field::GivenNames, Some("Çağla")),
        ]
    );
    let occupations: Vec<_> = rows.iter().filter_map(|row| row.occupation).map(Occupation::code).collect();
    assert_eq!(
        occupations,
        [
            "cook",
            "dentist",
            "physiotherapist",
            "software_developer",
            "electrician",
            "educator",
            "nurse",
            "civil_engineer",
            "hotel_specialist"
        ]
    );
    assert_eq!(rows.first().and_then(|row| row.gross_year_cents), Some(3_120_000));
    assert_eq!(notes(&judged), BTreeMap::new());
}

#[test]
fn importing_a_list_twice_finds_everyone_known() {
    let (_, rows) = read(include_str!("cases/nursing_course.txt"));
    let known: Vec<KnownHire> = (1..)
        .zip(&rows)
        .map(|(place, row)| KnownHire {
            case: crate::id::CaseId(uuid::Uuid::from_u128(place)),
            family_name: row.family_name.clone().unwrap(),
            given_names: row.given_names.clone().unwrap(),
            birth_date: row.birth_date,
            email_key: None,
        })
        .collect();
    assert_eq!(Tally::of(&judge(&rows, &known)), Tally { known: 40, ..Tally::default() });
}
