//! The words of the import's codes, for pages and for the marked workbook.

use crate::{i18n::Locale, language::words};
use domain::{import::Field, view::import::RowVerdict};
#[cfg(feature = "ssr")]
use domain::{
    import::{NoteCode, ProblemCode, RowNote, RowProblem},
    view::import::{Import, Stage},
};

/// What a column means.
pub(crate) fn field(locale: Locale, field: Field) -> &'static str {
    match field {
        Field::FamilyName => words!(locale, import.field_family_name),
        Field::GivenNames => words!(locale, import.field_given_names),
        Field::FullName => words!(locale, import.field_full_name),
        Field::BirthDate => words!(locale, import.field_birth_date),
        Field::Nationality => words!(locale, import.field_nationality),
        Field::TrainingCountry => words!(locale, import.field_training_country),
        Field::Email => words!(locale, import.field_email),
        Field::Phone => words!(locale, import.field_phone),
        Field::Occupation => words!(locale, import.field_occupation),
        Field::TrainingOccupation => words!(locale, import.field_training_occupation),
        Field::FirstWorkingDay => words!(locale, import.field_first_working_day),
        Field::Arrival => words!(locale, import.field_arrival),
        Field::German => words!(locale, import.field_german),
        Field::Children => words!(locale, import.field_children),
        Field::Partner => words!(locale, import.field_partner),
        Field::Housing => words!(locale, import.field_housing),
        Field::HousingWanted => words!(locale, import.field_housing_wanted),
        Field::Address => words!(locale, import.field_address),
        Field::SalaryYear => words!(locale, import.field_salary_year),
        Field::SalaryMonth => words!(locale, import.field_salary_month),
        Field::PersonnelNumber => words!(locale, import.field_personnel_number),
        Field::Facility => words!(locale, import.field_facility),
        Field::RowNumber => words!(locale, import.field_row_number),
        Field::Remark => words!(locale, import.field_remark),
    }
}

/// What happens to a row.
pub(crate) fn verdict(locale: Locale, verdict: RowVerdict) -> &'static str {
    match verdict {
        RowVerdict::Problem => words!(locale, import.verdict_problem),
        RowVerdict::New => words!(locale, import.verdict_new),
        RowVerdict::Known => words!(locale, import.verdict_known),
        RowVerdict::Duplicate => words!(locale, import.verdict_duplicate),
        RowVerdict::Skipped => words!(locale, import.verdict_skipped),
    }
}

#[cfg(feature = "ssr")]
fn problem_text(locale: Locale, code: ProblemCode) -> &'static str {
    match code {
        ProblemCode::NameMissing => words!(locale, import.problem_name_missing),
        ProblemCode::LettersLost => words!(locale, import.problem_letters_lost),
        ProblemCode::NotAName => words!(locale, import.problem_not_a_name),
        ProblemCode::TooLong => words!(locale, import.problem_too_long),
        ProblemCode::NotPlain => words!(locale, import.problem_not_plain),
        ProblemCode::NotADay => words!(locale, import.problem_not_a_day),
        ProblemCode::NoSuchDay => words!(locale, import.problem_no_such_day),
        ProblemCode::DayTooFar => words!(locale, import.problem_day_too_far),
        ProblemCode::BornInFuture => words!(locale, import.problem_born_in_future),
        ProblemCode::TooYoung => words!(locale, import.problem_too_young),
        ProblemCode::TooOld => words!(locale, import.problem_too_old),
        ProblemCode::StartBeforeArrival => words!(locale, import.problem_start_before_arrival),
        ProblemCode::StartInPast => words!(locale, import.problem_start_in_past),
        ProblemCode::UnknownCountry => words!(locale, import.problem_unknown_country),
        ProblemCode::NotAnEmail => words!(locale, import.problem_not_an_email),
    }
}

/// What is wrong and how to mend it, each problem once with the fields it belongs to.
#[cfg(feature = "ssr")]
fn problems(locale: Locale, problems: &[RowProblem]) -> Vec<String> {
    let mut told: Vec<(ProblemCode, String)> = Vec::new();
    for problem in problems {
        let name = field(locale, problem.field);
        match told.iter_mut().find(|(code, _)| *code == problem.code) {
            Some((_, fields)) => {
                fields.push_str(", ");
                fields.push_str(name);
            }
            None => told.push((problem.code, name.to_owned())),
        }
    }
    let said = |(code, fields): (ProblemCode, String)| {
        words!(locale, import.of_field, field = fields, text = problem_text(locale, code))
    };
    told.into_iter().map(said).collect()
}

/// What is worth knowing, with the field it belongs to.
#[cfg(feature = "ssr")]
fn note(locale: Locale, note: &RowNote) -> String {
    let detail = note.detail.as_deref().unwrap_or_default();
    let text = match note.code {
        NoteCode::GermanBelowUsual => words!(locale, import.note_german_below_usual, detail = detail),
        NoteCode::SharedEmail => words!(locale, import.note_shared_email, detail = detail),
        NoteCode::SameName => words!(locale, import.note_same_name).to_owned(),
        NoteCode::OneName => words!(locale, import.note_one_name).to_owned(),
        NoteCode::NameSplit => words!(locale, import.note_name_split).to_owned(),
        NoteCode::OnlyMonth => words!(locale, import.note_only_month).to_owned(),
        NoteCode::StartPassed => words!(locale, import.note_start_passed).to_owned(),
        NoteCode::OccupationNotListed => words!(locale, import.note_occupation_not_listed).to_owned(),
        NoteCode::TrainingNotListed => words!(locale, import.note_training_not_listed).to_owned(),
        NoteCode::AssumedMonthly => words!(locale, import.note_assumed_monthly).to_owned(),
        NoteCode::ChildrenUncounted => words!(locale, import.note_children_uncounted).to_owned(),
        NoteCode::NotUnderstood => words!(locale, import.note_not_understood, detail = detail),
    };
    words!(locale, import.of_field, field = field(locale, note.field), text = text)
}

/// Puts what was found in rows into words. The server does it, so that browsers need no words for what no row has.
#[cfg(feature = "ssr")]
pub(crate) fn tell(locale: Locale, mut import: Import) -> Import {
    if let Stage::Rows(rows) = &mut import.stage {
        for row in &mut rows.rows {
            row.remarks = problems(locale, &row.problems);
            let repeated = |number: u32| words!(locale, import.duplicate_of, number = number.to_string());
            row.remarks.extend(row.of_row.map(repeated));
            row.remarks.extend(row.notes.iter().map(|found| note(locale, found)));
        }
        if let Some(edited) = &mut rows.edited {
            edited.remarks = problems(locale, &edited.problems);
        }
    }
    import
}

/// The words of the marked workbook, in a language.
#[cfg(feature = "ssr")]
#[derive(Clone, Copy, Debug)]
pub struct MarkedWords(pub domain::language::Language);

#[cfg(feature = "ssr")]
impl MarkedWords {
    const fn locale(self) -> Locale {
        crate::language::locale_of(self.0)
    }
}

#[cfg(feature = "ssr")]
impl backend::import::ImportWords for MarkedWords {
    fn heading(&self) -> String {
        words!(self.locale(), import.marked_heading).to_owned()
    }

    fn verdict(&self, row: RowVerdict) -> String {
        verdict(self.locale(), row).to_owned()
    }

    fn problem(&self, found: &RowProblem) -> String {
        let text = problems(self.locale(), std::slice::from_ref(found)).concat();
        match &found.suggestion {
            Some(suggestion) => {
                let suggestion = words!(self.locale(), import.suggestion, text = suggestion.as_str());
                format!("{text} {suggestion}")
            }
            None => text,
        }
    }

    fn note(&self, found: &RowNote) -> String {
        note(self.locale(), found)
    }
}
