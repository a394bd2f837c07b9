//! Reads the cells of one row, field by field, and collects what is wrong with them.

use super::ParsedRow;
use crate::{
    country::Country,
    facts::{GermanProof, Housing},
    import::{
        Cell, DayProblem, Defaults, Field, Mapping, NoteCode, Precision, ProblemCode, Reading, RowNote, RowProblem,
        answer, lost, name, number, read_day,
    },
    occupation::Occupation,
    text::{Email, is_plain, tidy},
};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Names in passports are shorter (ICAO 9303 has room for 39 letters in all); some are not. As in every form.
const LONGEST_NAME: usize = 120;
/// Below this yearly pay, in cents, somebody wrote down the month.
const LEAST_YEARLY: u32 = 1_000_000;

pub(super) struct Reader<'row> {
    mapping: &'row Mapping,
    row: &'row [Cell],
    edits: &'row BTreeMap<Field, String>,
    defaults: &'row Defaults,
    problems: Vec<RowProblem>,
    notes: Vec<RowNote>,
}

impl<'row> Reader<'row> {
    pub(super) const fn new(
        mapping: &'row Mapping,
        row: &'row [Cell],
        edits: &'row BTreeMap<Field, String>,
        defaults: &'row Defaults,
    ) -> Self {
        Self { mapping, row, edits, defaults, problems: Vec::new(), notes: Vec::new() }
    }

    pub(super) fn finish(self) -> (Vec<RowProblem>, Vec<RowNote>) {
        (self.problems, self.notes)
    }

    pub(super) const fn today(&self) -> NaiveDate {
        self.defaults.today
    }

    pub(super) fn problem(&mut self, code: ProblemCode, field: Field) {
        self.suggest(code, field, None);
    }

    fn suggest(&mut self, code: ProblemCode, field: Field, suggestion: Option<String>) {
        self.problems.push(RowProblem { code, field, column: self.mapping.column(field), suggestion });
    }

    pub(super) fn note(&mut self, code: NoteCode, field: Field, detail: Option<String>) {
        self.notes.push(RowNote { code, field, column: self.mapping.column(field), detail });
    }

    /// What stands for a field: the edit, the cell, the default.
    fn cell(&self, field: Field) -> Cell {
        if let Some(edit) = self.edits.get(&field) {
            return Cell::from(edit.as_str());
        }
        let cell = self.mapping.column(field).and_then(|column| self.row.get(column as usize));
        match cell {
            Some(cell) if !cell.is_blank() => cell.clone(),
            _ => self.defaults.values.get(&field).map_or(Cell::Empty, |text| Cell::from(text.as_str())),
        }
    }

    /// The same with text in the wrong encoding put right, for cells that are understood and not kept as they are.
    fn word(&self, field: Field) -> Cell {
        match self.cell(field) {
            Cell::Text(text) => Cell::Text(lost::repaired(&text).unwrap_or(text)),
            other => other,
        }
    }

    /// A line of text that is kept as it is.
    pub(super) fn line(&mut self, field: Field, longest: usize) -> Option<String> {
        let text = tidy(&self.word(field).text());
        if !is_plain(&text) {
            self.problem(ProblemCode::NotPlain, field);
        } else if text.chars().count() > longest {
            self.problem(ProblemCode::TooLong, field);
        } else {
            return Some(text).filter(|text| !text.is_empty());
        }
        None
    }

    /// Family name and given names; problems stand at the column that holds them.
    pub(super) fn names(&mut self) -> (Option<String>, Option<String>) {
        let full = self.name(Field::FullName);
        let mut family = self.name(Field::FamilyName);
        let mut given = self.name(Field::GivenNames);
        // "Mzoughi, Rim" also occurs in a column that is headed "Nachname".
        let joined = full.or_else(|| family.take_if(|family| given.is_none() && family.contains(',')));
        if let Some(joined) = joined {
            let split = name::split(&joined);
            if split.is_guessed && family.is_none() && given.is_none() {
                self.note(NoteCode::NameSplit, self.name_field(), None);
            }
            let filled = |text: String| Some(text).filter(|text| !text.is_empty());
            family = family.or_else(|| filled(split.family));
            given = given.or_else(|| filled(split.given));
        }
        match (&family, &given) {
            (None, None) => self.problem(ProblemCode::NameMissing, self.name_field()),
            (Some(_), Some(_)) => {}
            _ => self.note(NoteCode::OneName, self.name_field(), None),
        }
        (family, given)
    }

    /// The field in whose column the name stands.
    fn name_field(&self) -> Field {
        let has = |field: &Field| self.mapping.column(*field).is_some();
        [Field::FamilyName, Field::FullName, Field::GivenNames].into_iter().find(has).unwrap_or(Field::FamilyName)
    }

    fn name(&mut self, field: Field) -> Option<String> {
        let text = self.cell(field).text();
        if let Some(lost) = lost::in_name(&text) {
            self.suggest(ProblemCode::LettersLost, field, lost.suggestion);
        } else if text.chars().any(|letter| letter.is_numeric() || letter == '@') {
            self.problem(ProblemCode::NotAName, field);
        } else {
            return self.line(field, LONGEST_NAME).filter(|name| name.chars().any(char::is_alphabetic));
        }
        Some(tidy(&text)).filter(|text| is_plain(text) && text.chars().count() <= LONGEST_NAME)
    }

    /// A day and how exactly it was given.
    pub(super) fn day(&mut self, field: Field) -> (Option<NaiveDate>, Precision) {
        let reading = if field == Field::BirthDate { Reading::Birth } else { Reading::Plan };
        let code = match read_day(&self.word(field), reading, self.defaults.today) {
            Ok(None) => return (None, Precision::Day),
            Ok(Some(read)) if read.precision == Precision::Month && field == Field::BirthDate => ProblemCode::NotADay,
            Ok(Some(read)) => {
                if read.precision == Precision::Month {
                    self.note(NoteCode::OnlyMonth, field, None);
                }
                return (Some(read.day), read.precision);
            }
            Err(DayProblem::NotUnderstood) => ProblemCode::NotADay,
            Err(DayProblem::NoSuchDay) => ProblemCode::NoSuchDay,
            Err(DayProblem::OutOfRange) => ProblemCode::DayTooFar,
        };
        self.problem(code, field);
        (None, Precision::Day)
    }

    pub(super) fn country(&mut self, field: Field) -> Option<Country> {
        let cell = self.word(field);
        let found = Country::find(&cell.text());
        if found.is_none() && cell.text().chars().any(char::is_alphanumeric) {
            self.problem(ProblemCode::UnknownCountry, field);
        }
        found
    }

    pub(super) fn email(&mut self) -> Option<Email> {
        let text = self.cell(Field::Email).text();
        let text = text.trim().trim_start_matches("mailto:").trim_end_matches([';', ',']);
        // `Rim Mzoughi <rim@example.org>`, as mail programs copy it.
        let inner = text.split_once('<').and_then(|(_, rest)| rest.split_once('>')).map_or(text, |(inner, _)| inner);
        if !inner.chars().any(char::is_alphanumeric) {
            return None;
        }
        let read = inner.parse().ok().filter(|email: &Email| is_plain(email.as_str()) && !email.as_str().contains('?'));
        if read.is_none() {
            self.problem(ProblemCode::NotAnEmail, Field::Email);
        }
        read
    }

    pub(super) fn phone(&mut self) -> Option<String> {
        let text = self.line(Field::Phone, 60)?;
        let has_digits = text.chars().filter(char::is_ascii_digit).count() >= 5;
        if !has_digits {
            self.not_understood(Field::Phone);
        }
        has_digits.then_some(text)
    }

    pub(super) fn german(&mut self) -> Option<GermanProof> {
        let proof = answer::german(&self.word(Field::German));
        self.understood(Field::German, proof)
    }

    pub(super) fn partner(&mut self) -> Option<bool> {
        let answer = answer::partner(&self.word(Field::Partner));
        self.understood(Field::Partner, answer)
    }

    pub(super) fn children(&mut self) -> Option<u8> {
        let cell = self.word(Field::Children);
        if let Some(count) = number::count(&cell) {
            return Some(count);
        }
        let answer = answer::yes_or_no(&cell).map(u8::from);
        if answer == Some(1) {
            self.note(NoteCode::ChildrenUncounted, Field::Children, None);
        }
        self.understood(Field::Children, answer)
    }

    pub(super) fn housing(&mut self) -> Option<Housing> {
        let housing = answer::housing(&self.word(Field::Housing));
        let housing = self.understood(Field::Housing, housing);
        let wanted = answer::yes_or_no(&self.word(Field::HousingWanted));
        let wanted = self.understood(Field::HousingWanted, wanted);
        housing.or_else(|| wanted.map(|wanted| if wanted { Housing::Needed } else { Housing::Arranged }))
    }

    pub(super) fn salary(&mut self) -> Option<u32> {
        let monthly = number::cents(&self.word(Field::SalaryMonth));
        if let Some(month) = self.understood(Field::SalaryMonth, monthly) {
            return month.checked_mul(12);
        }
        let yearly = number::cents(&self.word(Field::SalaryYear));
        let amount = self.understood(Field::SalaryYear, yearly)?;
        if amount >= LEAST_YEARLY {
            return Some(amount);
        }
        self.note(NoteCode::AssumedMonthly, Field::SalaryYear, None);
        amount.checked_mul(12)
    }

    /// The occupation, learnt or practised; a column for training wins, because it says more.
    pub(super) fn occupation(&mut self, parsed: &mut ParsedRow) {
        let training = self.line(Field::TrainingOccupation, 200);
        let practised = self.line(Field::Occupation, 200);
        let (field, text) = match (training, practised) {
            (Some(text), _) if answer::yes_or_no(&Cell::from(text.as_str())).is_none() => {
                (Field::TrainingOccupation, text)
            }
            (_, Some(text)) => (Field::Occupation, text),
            _ => return,
        };
        let found = Occupation::find(&text);
        parsed.in_training = field == Field::TrainingOccupation || found.is_some_and(Occupation::is_training);
        parsed.occupation = found;
        if let Some(occupation) = found
            && parsed.in_training
        {
            parsed.occupation = occupation.training().or(found);
            if occupation.training().is_none() {
                self.note(NoteCode::TrainingNotListed, field, None);
            }
        } else if found.is_none() {
            self.note(NoteCode::OccupationNotListed, field, Some(text.clone()));
        }
        parsed.occupation_text = Some(text);
    }

    /// The value; a note if the cell says something that is none.
    fn understood<T>(&mut self, field: Field, value: Option<T>) -> Option<T> {
        if value.is_none() && self.cell(field).text().chars().any(char::is_alphanumeric) {
            self.not_understood(field);
        }
        value
    }

    fn not_understood(&mut self, field: Field) {
        let text: String = tidy(&self.cell(field).text()).chars().take(60).collect();
        self.note(NoteCode::NotUnderstood, field, Some(text));
    }
}
