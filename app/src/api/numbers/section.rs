//! What the page and the workbook are made of: a section for each thing that is counted, with its number, its chart,
//! its table and how it is counted.

use super::{announced, chart::Chart, speech::Speech, talks, times};
use crate::language::words;
use domain::{
    numbers::{Cell, Measured},
    view::numbers::Numbers,
};

/// One thing that is counted.
pub(super) struct Section {
    /// Its address on the page.
    pub(super) id: &'static str,
    pub(super) heading: &'static str,
    /// What the tab of the workbook says.
    pub(super) tab: &'static str,
    /// Its most important number, with what that is.
    pub(super) figure: Option<(String, String)>,
    pub(super) chart: Option<Chart>,
    pub(super) grid: Grid,
    /// What to say and do instead, if there is nothing to count.
    pub(super) nothing: Option<&'static str>,
    pub(super) definition: Definition,
}

/// How something is counted: what, from which data, in which unit, and what is hidden.
pub(super) struct Definition {
    pub(super) what: &'static str,
    pub(super) data: &'static str,
    pub(super) unit: String,
    pub(super) hidden: &'static str,
}

impl Definition {
    /// The four with their names.
    pub(super) fn parts(&self, speech: Speech) -> [(&'static str, &str); 4] {
        let locale = speech.locale;
        [
            (words!(locale, numbers.how_what), self.what),
            (words!(locale, numbers.how_data), self.data),
            (words!(locale, numbers.how_unit), &self.unit),
            (words!(locale, numbers.how_hidden), self.hidden),
        ]
    }
}

/// A table.
pub(super) struct Grid {
    pub(super) caption: &'static str,
    pub(super) heads: Vec<Name>,
    pub(super) rows: Vec<Row>,
}

/// A row of it.
pub(super) struct Row {
    pub(super) name: Name,
    pub(super) entries: Vec<Entry>,
    /// Whether it adds up the others.
    pub(super) is_total: bool,
}

/// What a row or a column is called.
#[derive(Clone)]
pub(super) enum Name {
    /// In our words.
    Word(String),
    /// As somebody calls itself, in whatever script.
    Own(String),
}

impl Name {
    pub(super) fn text(&self) -> &str {
        match self {
            Self::Word(text) | Self::Own(text) => text,
        }
    }
}

impl From<&str> for Name {
    fn from(text: &str) -> Self {
        Self::Word(text.to_owned())
    }
}

/// What stands in a cell.
#[derive(Clone, Copy)]
pub(super) enum Entry {
    Number(u32),
    Percent(u32),
    Hidden,
    /// There is nothing to say, as of the median of nobody.
    Nothing,
}

impl From<Cell> for Entry {
    fn from(cell: Cell) -> Self {
        cell.shown().map_or(Self::Hidden, Self::Number)
    }
}

impl Row {
    pub(super) fn new(name: impl Into<Name>, entries: Vec<Entry>) -> Self {
        Self { name: name.into(), entries, is_total: false }
    }

    pub(super) fn total(name: impl Into<Name>, entries: Vec<Entry>) -> Self {
        Self { is_total: true, ..Self::new(name, entries) }
    }
}

/// The four entries of what took how long: number, lower quartile, median, upper quartile.
pub(super) fn measured(measured: Measured) -> Vec<Entry> {
    let days = match (measured.spread, measured.count) {
        (Some(spread), _) => [spread.lower, spread.median, spread.upper].map(Entry::Number),
        (None, Cell::Shown(0)) => [Entry::Nothing; 3],
        (None, _) => [Entry::Hidden; 3],
    };
    [Entry::from(measured.count)].into_iter().chain(days).collect()
}

/// The heads of a table of what took how long.
pub(super) fn measured_heads(speech: Speech, first: &'static str) -> Vec<Name> {
    let locale = speech.locale;
    [
        first,
        words!(locale, numbers.count),
        words!(locale, numbers.lower),
        words!(locale, numbers.median),
        words!(locale, numbers.upper),
    ]
    .map(Name::from)
    .into()
}

/// All of them, in their order.
pub(super) fn sections(speech: Speech, numbers: &Numbers) -> Vec<Section> {
    vec![
        talks::months(speech, numbers),
        talks::topics(speech, numbers),
        announced::announcements(speech, numbers),
        announced::arrivals(speech, numbers),
        times::questions(speech, numbers),
        times::waiting(speech, numbers),
        times::ways(speech, numbers),
    ]
}
