//! The verdict on every row: what would happen to it.

use super::{Field, NoteCode, ParsedRow, RowNote, RowProblem};
use crate::{fold, id::CaseId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What would happen to a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "verdict", content = "with", rename_all = "snake_case")]
pub enum Verdict {
    /// A new case.
    New,
    /// Nothing: the employer has this hire already.
    Known {
        /// The case.
        case: CaseId,
    },
    /// Nothing: the same person stands in an earlier row.
    DuplicateInList {
        /// The number of the earlier row.
        of_row: u32,
    },
    /// Nothing until it is mended.
    Problem(Vec<RowProblem>),
}

impl Verdict {
    /// The key in locale files and in the table of rows.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Known { .. } => "known",
            Self::DuplicateInList { .. } => "duplicate_in_list",
            Self::Problem(_) => "problem",
        }
    }
}

/// A row with its verdict and everything worth knowing about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judged {
    /// The row's number as a spreadsheet shows it.
    pub number: u32,
    /// What would happen to it.
    pub verdict: Verdict,
    /// Remarks about the row itself, and about others like it.
    pub notes: Vec<RowNote>,
}

/// A hire that the same employer has already. Hires of other employers never come here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownHire {
    /// The case.
    pub case: CaseId,
    /// Family name as it is stored.
    pub family_name: String,
    /// Given names as they are stored.
    pub given_names: String,
    /// Day of birth, if known.
    pub birth_date: Option<NaiveDate>,
    /// Mail address as accounts are found by ([`crate::text::Email::key`]), if known.
    pub email_key: Option<String>,
}

/// How many rows have which verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// New cases.
    pub new: u32,
    /// Hires the employer has already.
    pub known: u32,
    /// Rows that repeat an earlier one.
    pub duplicate_in_list: u32,
    /// Rows to be mended.
    pub problem: u32,
}

impl Tally {
    /// Counts the verdicts.
    #[must_use]
    pub fn of(judged: &[Judged]) -> Self {
        let mut tally = Self::default();
        for row in judged {
            *match row.verdict {
                Verdict::New => &mut tally.new,
                Verdict::Known { .. } => &mut tally.known,
                Verdict::DuplicateInList { .. } => &mut tally.duplicate_in_list,
                Verdict::Problem(_) => &mut tally.problem,
            } += 1;
        }
        tally
    }
}

/// What a row is compared by.
struct Likeness {
    /// Every word of the name, folded and in order, because columns get swapped and lists mix the order.
    name: String,
    birth_date: Option<NaiveDate>,
    email: Option<String>,
}

impl Likeness {
    fn new(family: &str, given: &str, birth_date: Option<NaiveDate>, email: Option<String>) -> Self {
        let joined = format!("{family} {given}");
        let mut words: Vec<String> =
            joined.split([' ', '-']).map(fold::plain).filter(|word| !word.is_empty()).collect();
        words.sort_unstable();
        Self { name: words.join(" "), birth_date, email }
    }

    fn of_row(row: &ParsedRow) -> Self {
        let name = |part: &Option<String>| part.clone().unwrap_or_default();
        let email = row.email.as_ref().map(crate::text::Email::key);
        Self::new(&name(&row.family_name), &name(&row.given_names), row.birth_date, email)
    }

    fn of_hire(hire: &KnownHire) -> Self {
        Self::new(&hire.family_name, &hire.given_names, hire.birth_date, hire.email_key.clone())
    }

    /// One person: the same name with the same day of birth or the same address.
    fn is_same(&self, other: &Self) -> bool {
        let same_birth = self.birth_date.is_some() && self.birth_date == other.birth_date;
        let same_address = self.email.is_some() && self.email == other.email;
        self.name == other.name && (same_birth || same_address)
    }

    /// Perhaps one person: the same name, and nothing that tells the two apart.
    fn may_be_same(&self, other: &Self) -> bool {
        let differ = self.birth_date.is_some() && other.birth_date.is_some() && self.birth_date != other.birth_date;
        self.name == other.name && !differ
    }
}

/// Judges every row of a list: its own problems first, then whether the employer knows the person, then
/// whether an earlier row is the same person.
///
/// The same mail address under different names is only a note: forty trainees may share a school's address.
#[must_use]
pub fn judge(rows: &[ParsedRow], known: &[KnownHire]) -> Vec<Judged> {
    let hires: Vec<(CaseId, Likeness)> = known.iter().map(|hire| (hire.case, Likeness::of_hire(hire))).collect();
    let mut hires_by_name: BTreeMap<&str, Vec<&(CaseId, Likeness)>> = BTreeMap::new();
    for hire in &hires {
        hires_by_name.entry(&hire.1.name).or_default().push(hire);
    }
    let likenesses: Vec<Likeness> = rows.iter().map(Likeness::of_row).collect();
    let mut earlier: BTreeMap<&str, Vec<(u32, &Likeness)>> = BTreeMap::new();
    let mut addresses: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for (row, likeness) in rows.iter().zip(&likenesses) {
        if let Some(email) = &likeness.email {
            addresses.entry(email).or_default().push(row.number);
        }
    }
    rows.iter()
        .zip(&likenesses)
        .map(|(row, likeness)| {
            let hires = hires_by_name.get(likeness.name.as_str()).map_or(&[][..], Vec::as_slice);
            let before = earlier.entry(&likeness.name).or_default();
            let verdict = verdict(row, likeness, hires, before);
            let mut notes = row.notes.clone();
            if verdict == Verdict::New {
                let alike = before.iter().find(|(_, other)| likeness.may_be_same(other)).map(|(number, _)| *number);
                let is_hire = hires.iter().any(|(_, other)| likeness.may_be_same(other));
                if alike.is_some() || is_hire {
                    let detail = alike.map(|number| number.to_string());
                    notes.push(RowNote { code: NoteCode::SameName, field: Field::FamilyName, column: None, detail });
                }
            }
            before.push((row.number, likeness));
            let sharing = likeness.email.as_deref().and_then(|email| addresses.get(email));
            if let Some(other) = sharing.and_then(|rows| rows.iter().find(|number| **number != row.number)) {
                let detail = Some(other.to_string());
                notes.push(RowNote { code: NoteCode::SharedEmail, field: Field::Email, column: None, detail });
            }
            Judged { number: row.number, verdict, notes }
        })
        .collect()
}

fn verdict(
    row: &ParsedRow,
    likeness: &Likeness,
    hires: &[&(CaseId, Likeness)],
    before: &[(u32, &Likeness)],
) -> Verdict {
    if !row.problems.is_empty() {
        return Verdict::Problem(row.problems.clone());
    }
    if let Some((case, _)) = hires.iter().find(|(_, other)| likeness.is_same(other)) {
        return Verdict::Known { case: *case };
    }
    match before.iter().find(|(_, other)| likeness.is_same(other)) {
        Some((number, _)) => Verdict::DuplicateInList { of_row: *number },
        None => Verdict::New,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn row(number: u32, name: &str, born: Option<(i32, u32, u32)>, email: &str) -> ParsedRow {
        let (given, family) = name.split_once(' ').unwrap_or(("", name));
        ParsedRow {
            number,
            family_name: Some(family.to_owned()),
            given_names: Some(given.to_owned()).filter(|given| !given.is_empty()),
            birth_date: born.and_then(|(year, month, day)| NaiveDate::from_ymd_opt(year, month, day)),
            email: email.parse().ok(),
            ..ParsedRow::default()
        }
    }

    fn verdicts(rows: &[ParsedRow], known: &[KnownHire]) -> Vec<Verdict> {
        judge(rows, known).into_iter().map(|judged| judged.verdict).collect()
    }

    fn hire() -> KnownHire {
        KnownHire {
            case: CaseId(Uuid::from_u128(7)),
            family_name: "Yılmaz".to_owned(),
            given_names: "Zeynep".to_owned(),
            birth_date: NaiveDate::from_ymd_opt(2000, 1, 2),
            email_key: Some("zeynep@example.org".to_owned()),
        }
    }

    const BORN: Option<(i32, u32, u32)> = Some((2000, 1, 2));

    #[test]
    fn the_same_name_and_birth_date_is_the_same_person() {
        let rows = [
            row(4, "Zeynep Yılmaz", BORN, ""),
            row(5, "Zeynep Yilmaz", BORN, ""),
            row(6, "Yilmaz Zeynep", BORN, ""),
            row(7, "Zeynep Yılmaz", Some((2001, 1, 2)), ""),
        ];
        let duplicate = Verdict::DuplicateInList { of_row: 4 };
        assert_eq!(verdicts(&rows, &[]), [Verdict::New, duplicate.clone(), duplicate, Verdict::New]);
    }

    #[test]
    fn a_hire_of_the_employer_is_known_by_birth_date_or_address() {
        let case = hire().case;
        let rows = [
            row(4, "Zeynep Yilmaz", BORN, ""),
            row(5, "Zeynep Yılmaz", None, "Zeynep@Example.org"),
            row(6, "Zeynep Yılmaz", None, "other@example.org"),
            row(7, "Elif Yılmaz", BORN, "zeynep@example.org"),
        ];
        assert_eq!(
            verdicts(&rows, &[hire()]),
            [Verdict::Known { case }, Verdict::Known { case }, Verdict::New, Verdict::New]
        );
        let noted: Vec<_> = judge(&rows, &[hire()])
            .into_iter()
            .map(|row| row.notes.into_iter().map(|note| note.code).collect::<Vec<_>>())
            .collect();
        assert_eq!(noted, [vec![], vec![NoteCode::SharedEmail], vec![NoteCode::SameName], vec![NoteCode::SharedEmail]]);
    }

    #[test]
    fn a_shared_address_is_a_hint_and_no_problem() {
        let judged = judge(
            &[row(4, "Rim Tazi", None, "office@example.org"), row(5, "Ali Nair", None, "office@example.org")],
            &[],
        );
        assert_eq!(Tally::of(&judged), Tally { new: 2, ..Tally::default() });
        let details: Vec<_> = judged.iter().flat_map(|row| &row.notes).map(|note| note.detail.as_deref()).collect();
        assert_eq!(details, [Some("5"), Some("4")]);
    }

    #[test]
    fn a_row_with_a_problem_is_judged_by_it_and_still_counts_as_earlier() {
        let problem = RowProblem {
            code: super::super::ProblemCode::NotAnEmail,
            field: Field::Email,
            column: Some(5),
            suggestion: None,
        };
        let broken = ParsedRow { problems: vec![problem.clone()], ..row(4, "Rim Tazi", BORN, "") };
        assert_eq!(
            verdicts(&[broken, row(5, "Rim Tazi", BORN, "")], &[]),
            [Verdict::Problem(vec![problem]), Verdict::DuplicateInList { of_row: 4 }]
        );
    }
}
