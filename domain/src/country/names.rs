//! The table of countries: ISO 3166-1 codes of two and three letters, names in the release languages.
//!
//! Names follow Unicode CLDR, shortened where it names an administration instead of a country; `XK` is
//! the code the European Commission uses for Kosovo until ISO assigns one.

use crate::language::Language;
use std::sync::LazyLock;

/// Code, three-letter code, German, English, Arabic and Vietnamese name, a country a line in the order of the codes.
static TABLE: &str = include_str!("names.txt");

/// A line of the table.
#[derive(Debug)]
pub(super) struct Row {
    /// The code of two letters.
    pub(super) code: &'static str,
    /// The code of three letters.
    pub(super) long_code: &'static str,
    names: [&'static str; Language::ALL.len()],
}

impl Row {
    /// The name in a language.
    pub(super) fn name(&self, language: Language) -> &'static str {
        let [de, en, ar, vi] = self.names;
        match language {
            Language::De => de,
            Language::En => en,
            Language::Ar => ar,
            Language::Vi => vi,
        }
    }

    /// The name in every language.
    pub(super) const fn names(&self) -> [&'static str; Language::ALL.len()] {
        self.names
    }
}

/// Every country in the order of the codes.
pub(super) static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let row = |line: &'static str| {
        let mut parts = line.split('|');
        let mut next = || parts.next().unwrap_or("");
        Row { code: next(), long_code: next(), names: std::array::from_fn(|_| next()) }
    };
    TABLE.lines().map(row).collect()
});
