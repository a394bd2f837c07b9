//! Finding the row of headers, which is rarely the first row, and what its columns mean.

use super::{Cell, Field, Mapping, Sheet};
use crate::text::tidy;
use serde::{Deserialize, Serialize};

/// Headers stand near the top; further down begins the data.
const ROWS_READ: usize = 30;
/// More columns than any list of people has.
const COLUMNS_READ: usize = 60;

/// How sure a guess is; every guess is shown and confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// A known word stands in the header among others.
    Likely,
    /// The header is a known one.
    Certain,
}

/// What one column seems to mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnGuess {
    /// The column, counted from 0.
    pub column: u32,
    /// What it seems to mean.
    pub field: Field,
    /// How sure that is.
    pub confidence: Confidence,
}

/// The row of headers and what its columns seem to mean.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeaderGuess {
    /// The row, counted from 0.
    pub row: u32,
    /// Every header of the row as it stands there, for columns of unknown meaning too.
    pub headers: Vec<String>,
    /// The columns that mean something, from left to right, each field once.
    pub columns: Vec<ColumnGuess>,
}

impl HeaderGuess {
    /// The guess as a mapping, to be confirmed.
    #[must_use]
    pub fn mapping(&self) -> Mapping {
        Mapping(self.columns.iter().map(|guess| (guess.column, guess.field)).collect())
    }

    /// Two for each certain column, one for each likely one.
    fn weight(&self) -> usize {
        self.columns.iter().map(|guess| if guess.confidence == Confidence::Certain { 2 } else { 1 }).sum()
    }
}

/// The row of headers among the first thirty rows: the one with the most known headers, one of them a name.
///
/// Titles, logos and blank rows above it do not matter. Nothing if no row looks like headers.
#[must_use]
pub fn find_header(rows: &[Vec<Cell>]) -> Option<HeaderGuess> {
    let top = rows.get(..ROWS_READ.min(rows.len())).unwrap_or_default();
    // Looking for known words inside headers is only needed where no row has known headers.
    best(top, &[Confidence::Certain]).map_or_else(
        || best(top, &[Confidence::Certain, Confidence::Likely]),
        |certain| {
            guess(certain.row as usize, rows.get(certain.row as usize)?, &[Confidence::Certain, Confidence::Likely])
        },
    )
}

/// The row with the most understood headers; the first of equally good ones, because a second one is a header
/// repeated for printing.
fn best(rows: &[Vec<Cell>], certainties: &[Confidence]) -> Option<HeaderGuess> {
    let guesses = rows.iter().enumerate().filter_map(|(place, row)| guess(place, row, certainties));
    guesses.fold(None, |best: Option<HeaderGuess>, guess| match best {
        Some(best) if best.weight() >= guess.weight() => Some(best),
        _ => Some(guess),
    })
}

/// The sheet whose headers are understood best, and them; of equal ones the one with more rows below.
#[must_use]
pub fn best_sheet(sheets: &[Sheet]) -> Option<(u32, HeaderGuess)> {
    let found = sheets.iter().enumerate().filter_map(|(place, sheet)| {
        let guess = find_header(&sheet.rows)?;
        let below = sheet.rows.len().saturating_sub(guess.row as usize + 1);
        Some(((below > 0, guess.weight(), below, std::cmp::Reverse(place)), u32::try_from(place).ok()?, guess))
    });
    found.max_by_key(|(weight, ..)| *weight).map(|(_, place, guess)| (place, guess))
}

fn guess(place: usize, row: &[Cell], certainties: &[Confidence]) -> Option<HeaderGuess> {
    let headers: Vec<String> = row
        .iter()
        .take(COLUMNS_READ)
        .map(|cell| if let Cell::Text(text) = cell { tidy(text) } else { String::new() })
        .collect();
    let mut columns: Vec<ColumnGuess> = Vec::new();
    for confidence in certainties.iter().copied() {
        for (column, header) in (0_u32..).zip(&headers).filter(|(_, header)| !header.is_empty()) {
            if columns.iter().any(|guess| guess.column == column) {
                continue;
            }
            let field = match confidence {
                Confidence::Certain => Field::by_header(header),
                Confidence::Likely => Field::within_header(header),
            };
            let is_free = |field: &Field| columns.iter().all(|guess| guess.field != *field);
            if let Some(field) = field.filter(is_free) {
                columns.push(ColumnGuess { column, field, confidence });
            }
        }
    }
    columns.sort_unstable_by_key(|guess| guess.column);
    name_alone_is_full(&mut columns, &headers);
    let fits = columns.len() > 1 && columns.iter().any(|guess| guess.field.is_name());
    fits.then(|| HeaderGuess { row: u32::try_from(place).unwrap_or(u32::MAX), headers, columns })
}

/// A column `Name` without one for given names holds both.
fn name_alone_is_full(columns: &mut [ColumnGuess], headers: &[String]) {
    let has = |field: Field| columns.iter().any(|guess| guess.field == field);
    if has(Field::GivenNames) || has(Field::FullName) {
        return;
    }
    let says_name = |guess: &ColumnGuess| {
        headers.get(guess.column as usize).is_some_and(|header| header.eq_ignore_ascii_case("name"))
    };
    for guess in columns.iter_mut().filter(|guess| guess.field == Field::FamilyName) {
        if says_name(guess) {
            guess.field = Field::FullName;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows(lines: &[&str]) -> Vec<Vec<Cell>> {
        lines.iter().map(|line| line.split(';').map(Cell::from).collect()).collect()
    }

    fn fields(guess: &HeaderGuess) -> Vec<Field> {
        guess.columns.iter().map(|guess| guess.field).collect()
    }

    #[test]
    fn a_title_above_the_headers_does_not_matter() {
        let table =
            rows(&["Pflegekurs April 2027", "", "Nr.;Nachname;Vorname;Schuhgröße;DOB", "1;Mzoughi;Rim;38;1.1.2000"]);
        let guess = find_header(&table).unwrap();
        assert_eq!(guess.row, 2);
        assert_eq!(fields(&guess), [Field::RowNumber, Field::FamilyName, Field::GivenNames, Field::BirthDate]);
        assert_eq!(guess.mapping().column(Field::BirthDate), Some(4));
        assert_eq!(guess.headers.get(3).map(String::as_str), Some("Schuhgröße"));
    }

    #[test]
    fn name_is_the_family_name_only_beside_given_names() {
        assert_eq!(fields(&find_header(&rows(&["Name;Vorname"])).unwrap()), [Field::FamilyName, Field::GivenNames]);
        assert_eq!(fields(&find_header(&rows(&["Name;E-Mail"])).unwrap()), [Field::FullName, Field::Email]);
    }

    #[test]
    fn a_known_header_wins_over_one_that_only_contains_a_known_word() {
        let guess = find_header(&rows(&["Name;Telefon Notfallkontakt;Telefon"])).unwrap();
        assert_eq!(guess.mapping().column(Field::Phone), Some(2));
    }

    #[test]
    fn a_table_without_headers_is_not_guessed_at() {
        assert_eq!(find_header(&rows(&["Mzoughi;Rim;1.1.2000", "Start;1", ""])), None);
        assert_eq!(find_header(&[]), None);
    }

    #[test]
    fn the_sheet_with_the_people_is_chosen() {
        let sheet = |lines: &[&str]| Sheet { name: String::new(), rows: rows(lines) };
        let sheets = [
            sheet(&["Hinweise zum Ausfüllen"]),
            sheet(&["Nachname;Vorname;E-Mail"]),
            sheet(&["Nachname;Vorname;E-Mail", "Mzoughi;Rim;rim@example.org"]),
        ];
        assert_eq!(best_sheet(&sheets).map(|(place, guess)| (place, guess.row)), Some((2, 0)));
        assert_eq!(best_sheet(&[]), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn any_table_can_be_looked_at(lines in prop::collection::vec("\\PC{0,30}(;\\PC{0,12}){0,6}", 0..6)) {
            let table = rows(&lines.iter().map(String::as_str).collect::<Vec<_>>());
            if let Some(guess) = find_header(&table) {
                prop_assert_eq!(guess.mapping().check(), []);
            }
        }
    }
}
