//! Which column means what, as somebody confirmed it, and how it is recognised next time.

use super::Field;
use crate::fold;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Which column holds which field; columns that are left out are not imported.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Mapping(
    /// Columns counted from 0.
    pub BTreeMap<u32, Field>,
);

/// Why a mapping cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "code", content = "field", rename_all = "kebab-case")]
pub enum MappingProblem {
    /// No column holds a name.
    NoName,
    /// Two columns hold the same field.
    Twice(Field),
}

impl Mapping {
    /// The column that holds a field.
    #[must_use]
    pub fn column(&self, field: Field) -> Option<u32> {
        self.0.iter().find(|(_, held)| **held == field).map(|(column, _)| *column)
    }

    /// Everything that has to be settled before rows can be read; nothing if all is well.
    #[must_use]
    pub fn check(&self) -> Vec<MappingProblem> {
        let mut problems = Vec::new();
        if !self.0.values().any(|field| field.is_name()) {
            problems.push(MappingProblem::NoName);
        }
        let twice = |field: &Field| self.0.values().filter(|held| *held == field).count() > 1;
        problems.extend(Field::ALL.into_iter().filter(twice).map(MappingProblem::Twice));
        problems
    }
}

/// A short text that is the same for the same headers in the same order, however capitalised, so that an
/// employer's mapping is remembered. Sixteen hexadecimal digits (FNV-1a); it tells lists apart, it protects
/// nothing.
#[must_use]
pub fn mapping_fingerprint(headers: &[String]) -> String {
    let used = headers.iter().rposition(|header| !header.trim().is_empty()).map_or(0, |last| last + 1);
    let joined: String = headers.iter().take(used).flat_map(|header| [fold::plain(header), "|".to_owned()]).collect();
    let hash = joined
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(line: &str) -> Vec<String> {
        line.split(';').map(str::to_owned).collect()
    }

    #[test]
    fn the_same_headers_are_recognised_and_others_are_not() {
        let print = |line| mapping_fingerprint(&headers(line));
        assert_eq!(print("Name;Vorname;geb. am"), print("NAME; vorname;Geb. am;;"));
        assert_ne!(print("Name;Vorname"), print("Vorname;Name"));
        assert_ne!(print("Name;Vorname"), print("NameV;orname"));
        assert_eq!(print("").len(), 16);
    }

    #[test]
    fn a_mapping_without_a_name_or_with_a_field_twice_is_refused() {
        let mapping = Mapping([(0, Field::Email), (3, Field::Email)].into());
        assert_eq!(mapping.check(), [MappingProblem::NoName, MappingProblem::Twice(Field::Email)]);
        assert_eq!(Mapping([(1, Field::FullName)].into()).check(), []);
    }
}
