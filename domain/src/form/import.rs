//! Forms of the bulk import.

use super::{Check, Problems, Rule};
use crate::import::{Field, Mapping, MappingProblem};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The longest name of a cohort.
const LONGEST_COHORT: usize = 120;

/// The place of the sheet that holds the list, counted from 0.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChooseSheet {
    /// A number.
    pub sheet: String,
}

/// What each column means: `c0`, `c1`, … with the key of a field, or nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ConfirmColumns(pub BTreeMap<String, String>);

impl ConfirmColumns {
    /// The mapping, if every name of a field is known, a name is among them, and none stands twice.
    ///
    /// # Errors
    /// [`Rule::NotOffered`], [`Rule::ColumnMissing`] or [`Rule::ColumnTwice`], at the column where it is mended.
    pub fn check(&self) -> Result<Mapping, Problems> {
        let mut check = Check::default();
        let mut mapping = Mapping::default();
        for (key, text) in self.0.iter().filter(|(_, text)| !text.is_empty()) {
            let place = key.strip_prefix('c').and_then(|place| place.parse().ok());
            match (place, text.parse()) {
                (Some(place), Ok(field)) => {
                    mapping.0.insert(place, field);
                }
                _ => check.refuse(key, Rule::NotOffered),
            }
        }
        for problem in mapping.check() {
            match problem {
                MappingProblem::NoName => check.refuse("c0", Rule::ColumnMissing),
                MappingProblem::Twice(field) => {
                    let second = mapping.0.iter().filter(|(_, held)| **held == field).nth(1);
                    let place = second.map_or(0, |(place, _)| *place);
                    check.refuse(&format!("c{place}"), Rule::ColumnTwice);
                }
            }
        }
        check.finish(Some(mapping))
    }
}

/// The texts of a row after editing, by the keys of their fields.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EditImportRow(pub BTreeMap<String, String>);

impl EditImportRow {
    /// The texts by field; keys that name no field are left out.
    #[must_use]
    pub fn texts(&self) -> BTreeMap<Field, String> {
        let known = |(key, text): (&String, &String)| Some((key.parse().ok()?, text.chars().take(2_000).collect()));
        self.0.iter().filter_map(known).collect()
    }
}

/// The button of a row that was pressed: its name says what to do, its value is the row's number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ActOnRow {
    /// Leave the row out.
    pub skip: String,
    /// Take the row in again.
    pub keep: String,
    /// Write what it probably should be.
    pub mend: String,
}

/// What is done about a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowAct {
    /// Leave it out.
    Skip,
    /// Take it in again.
    Keep,
    /// Write what it probably should be.
    Mend,
}

impl ActOnRow {
    /// The row's number and what is done about it.
    ///
    /// # Errors
    /// [`Rule::NotOffered`] if no button was pressed.
    pub fn check(&self) -> Result<(u32, RowAct), Problems> {
        [(&self.skip, RowAct::Skip), (&self.keep, RowAct::Keep), (&self.mend, RowAct::Mend)]
            .into_iter()
            .find_map(|(number, act)| Some((number.parse().ok()?, act)))
            .ok_or_else(|| Problems::one("row", Rule::NotOffered))
    }
}

/// The last step: whether the hires of the list belong together, and under which name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmImport {
    /// The name of the cohort; empty for none.
    #[serde(default)]
    pub cohort: String,
}

impl ConfirmImport {
    /// The name of the cohort, if there shall be one.
    ///
    /// # Errors
    /// The name is too long or holds characters that no name has.
    pub fn check(&self) -> Result<Option<String>, Problems> {
        let mut check = Check::default();
        let name = check.optional_line("cohort", &self.cohort, LONGEST_COHORT);
        check.finish(name.map(|name| Some(name).filter(|name| !name.is_empty())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(pairs: &[(&str, &str)]) -> ConfirmColumns {
        ConfirmColumns(pairs.iter().map(|(key, field)| ((*key).to_owned(), (*field).to_owned())).collect())
    }

    #[test]
    fn columns_need_a_name_and_no_meaning_twice() {
        let fine = columns(&[("c0", "family_name"), ("c1", ""), ("c2", "email")]).check().unwrap();
        assert_eq!(fine.0, BTreeMap::from([(0, Field::FamilyName), (2, Field::Email)]));
        let rules = |form: ConfirmColumns| -> Vec<(String, Rule)> {
            form.check().unwrap_err().0.into_iter().map(|problem| (problem.field, problem.rule)).collect()
        };
        assert_eq!(rules(columns(&[("c0", "email")])), [("c0".into(), Rule::ColumnMissing)]);
        let twice = columns(&[("c0", "family_name"), ("c1", "email"), ("c4", "email")]);
        assert_eq!(rules(twice), [("c4".into(), Rule::ColumnTwice)]);
        let unknown = columns(&[("c0", "family_name"), ("c1", "shoe_size")]);
        assert_eq!(rules(unknown), [("c1".into(), Rule::NotOffered)]);
    }

    #[test]
    fn the_button_that_was_pressed_names_the_row() {
        let skip = ActOnRow { skip: "7".into(), ..ActOnRow::default() };
        assert_eq!(skip.check(), Ok((7, RowAct::Skip)));
        let mend = ActOnRow { mend: "12".into(), ..ActOnRow::default() };
        assert_eq!(mend.check(), Ok((12, RowAct::Mend)));
        assert!(ActOnRow::default().check().is_err());
    }

    #[test]
    fn a_cohort_without_a_name_is_none() {
        let named = |name: &str| ConfirmImport { cohort: name.to_owned() }.check();
        assert_eq!(named("  "), Ok(None));
        assert_eq!(named(" Kurs  April "), Ok(Some("Kurs April".to_owned())));
        assert!(named(&"k".repeat(121)).is_err());
    }
}
