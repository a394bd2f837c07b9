//! One row of the list as a hire: every field read, checked against the others, nothing silently dropped.

use super::{Cell, Field, Mapping, NoteCode, Precision, ProblemCode, RowNote, RowProblem};
use crate::{
    country::Country,
    facts::{GermanProof, Housing},
    fold,
    german::GermanLevel,
    occupation::Occupation,
    text::Email,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

mod reader;

use reader::Reader;

/// What stands for every row where the row itself says nothing, and the day on which it is judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Defaults {
    /// The office day.
    pub today: NaiveDate,
    /// Texts for fields whose cell is blank or whose column is missing, as somebody would type them.
    #[serde(default)]
    pub values: BTreeMap<Field, String>,
}

/// A row that was read: what is known of the hire, what is wrong and what is worth knowing.
///
/// A value is nothing when its cell is blank or could not be understood; then a problem or a note says so.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParsedRow {
    /// The row's number as a spreadsheet shows it, the first row being 1.
    pub number: u32,
    /// Family name, or the only name.
    pub family_name: Option<String>,
    /// All given names.
    pub given_names: Option<String>,
    /// Day of birth.
    pub birth_date: Option<NaiveDate>,
    /// Nationality.
    pub nationality: Option<Country>,
    /// Country in which the occupation was learnt.
    pub training_country: Option<Country>,
    /// Mail address.
    pub email: Option<Email>,
    /// Telephone number as it was written.
    pub phone: Option<String>,
    /// The occupation of the list; in training the training for it, where the list has one.
    pub occupation: Option<Occupation>,
    /// The occupation as it was written.
    pub occupation_text: Option<String>,
    /// Whether the person comes to learn the occupation here.
    pub in_training: bool,
    /// First working day, or the beginning of the training.
    pub first_working_day: Option<NaiveDate>,
    /// Day of arrival; the first of the month where only a month was given (then there is a note).
    pub arrival: Option<NaiveDate>,
    /// German that is reached.
    pub german: Option<GermanProof>,
    /// How many children come along; zero says that none do.
    pub children: Option<u8>,
    /// Whether husband, wife or partner comes along.
    pub partner: Option<bool>,
    /// How the person is housed on arrival.
    pub housing: Option<Housing>,
    /// Address as it was written.
    pub address: Option<String>,
    /// Yearly pay before deductions, in cents.
    pub gross_year_cents: Option<u32>,
    /// The employer's own number for the person.
    pub personnel_number: Option<String>,
    /// Which facility of the employer the person works in.
    pub facility: Option<String>,
    /// A remark.
    pub remark: Option<String>,
    /// What keeps the row from being imported.
    pub problems: Vec<RowProblem>,
    /// What is worth knowing.
    pub notes: Vec<RowNote>,
}

/// The rows below the headers that hold a person, with their numbers (the first row of the sheet is 1).
///
/// Blank rows, rows that only count, sums and headers repeated for printing are passed over.
pub fn data_rows<'sheet>(
    rows: &'sheet [Vec<Cell>],
    header_row: u32,
    mapping: &'sheet Mapping,
) -> impl Iterator<Item = (u32, &'sheet [Cell])> {
    let header = rows.get(header_row as usize);
    let below = (1_u32..).zip(rows).skip(header_row as usize + 1);
    below
        .filter(move |(_, row)| Some(*row) != header && holds_person(row, mapping))
        .map(|(number, row)| (number, row.as_slice()))
}

fn holds_person(row: &[Cell], mapping: &Mapping) -> bool {
    let filled: Vec<(Field, &Cell)> = mapping
        .0
        .iter()
        .filter(|(_, field)| !matches!(field, Field::RowNumber | Field::Remark))
        .filter_map(|(column, field)| Some((*field, row.get(*column as usize)?)))
        .filter(|(_, cell)| !cell.is_blank())
        .collect();
    let is_sum = |text: &str| {
        ["summe", "gesamt", "total", "anzahl", "sum", "insgesamt"]
            .iter()
            .any(|word| fold::letters(text).starts_with(word))
    };
    match filled.as_slice() {
        [] => false,
        [(field, cell)] if field.is_name() => !is_sum(&cell.text()),
        _ => true,
    }
}

/// Reads one row.
///
/// `edits` are texts that somebody typed in the preview; they stand before the cell, and an empty one clears
/// it. `defaults` stand behind a blank cell.
#[must_use]
pub fn parse_row(
    mapping: &Mapping,
    number: u32,
    row: &[Cell],
    edits: &BTreeMap<Field, String>,
    defaults: &Defaults,
) -> ParsedRow {
    let mut reader = Reader::new(mapping, row, edits, defaults);
    let (family_name, given_names) = reader.names();
    let (birth_date, _) = reader.day(Field::BirthDate);
    let (first_working_day, start_precision) = reader.day(Field::FirstWorkingDay);
    let (arrival, _) = reader.day(Field::Arrival);
    let mut parsed = ParsedRow {
        number,
        family_name,
        given_names,
        birth_date,
        nationality: reader.country(Field::Nationality),
        training_country: reader.country(Field::TrainingCountry),
        email: reader.email(),
        phone: reader.phone(),
        first_working_day,
        arrival,
        german: reader.german(),
        children: reader.children(),
        partner: reader.partner(),
        housing: reader.housing(),
        address: reader.line(Field::Address, 300),
        gross_year_cents: reader.salary(),
        personnel_number: reader.line(Field::PersonnelNumber, 40),
        facility: reader.line(Field::Facility, 120),
        remark: reader.line(Field::Remark, 1000),
        ..ParsedRow::default()
    };
    reader.occupation(&mut parsed);
    check_birth(&parsed, &mut reader);
    check_plan(&parsed, start_precision, &mut reader);
    check_german(&parsed, &mut reader);
    (parsed.problems, parsed.notes) = reader.finish();
    parsed
}

fn check_birth(parsed: &ParsedRow, reader: &mut Reader<'_>) {
    let Some(born) = parsed.birth_date else { return };
    let today = reader.today();
    let begins = parsed.first_working_day.unwrap_or(today);
    if born > today {
        reader.problem(ProblemCode::BornInFuture, Field::BirthDate);
    } else if begins.years_since(born).is_none_or(|age| age < 15) {
        reader.problem(ProblemCode::TooYoung, Field::BirthDate);
    } else if today.years_since(born).is_some_and(|age| age > 75) {
        reader.problem(ProblemCode::TooOld, Field::BirthDate);
    }
}

/// Plans further ahead than this many days are mistyped years.
const FARTHEST: i64 = 5 * 366;

fn check_plan(parsed: &ParsedRow, start_precision: Precision, reader: &mut Reader<'_>) {
    let today = reader.today();
    let is_far = |day: &NaiveDate| day.signed_duration_since(today).num_days() > FARTHEST;
    if parsed.arrival.as_ref().is_some_and(is_far) {
        reader.problem(ProblemCode::DayTooFar, Field::Arrival);
    }
    let Some(start) = parsed.first_working_day else { return };
    let days_ago = today.signed_duration_since(start).num_days();
    if is_far(&start) {
        reader.problem(ProblemCode::DayTooFar, Field::FirstWorkingDay);
    } else if days_ago > 365 {
        reader.problem(ProblemCode::StartInPast, Field::FirstWorkingDay);
    } else if days_ago > 0 {
        reader.note(NoteCode::StartPassed, Field::FirstWorkingDay, None);
    }
    // Somebody who begins "in April" may arrive on any day of it.
    let latest = match start_precision {
        Precision::Day => start,
        Precision::Month => start + chrono::Months::new(1) - chrono::Days::new(1),
    };
    if parsed.arrival.is_some_and(|arrival| arrival > latest) {
        reader.problem(ProblemCode::StartBeforeArrival, Field::FirstWorkingDay);
    }
}

fn check_german(parsed: &ParsedRow, reader: &mut Reader<'_>) {
    let usual = match parsed.occupation {
        Some(occupation) if occupation.is_training() || !parsed.in_training => occupation.usual_german(),
        // § 16a AufenthG asks for B1, unless the school tested the language.
        _ => parsed.in_training.then_some(GermanLevel::B1),
    };
    let Some(usual) = usual else { return };
    let is_below = match parsed.german {
        Some(GermanProof::Level(level)) => level < usual,
        Some(GermanProof::None) => true,
        None => false,
    };
    if is_below {
        reader.note(NoteCode::GermanBelowUsual, Field::German, Some(usual.to_string()));
    }
}

#[cfg(test)]
mod tests;
