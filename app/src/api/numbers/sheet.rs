//! The sections as sheets of a workbook: what is hidden stays hidden there, as a word.

use super::{
    section::{Entry, Section, sections},
    speech::Speech,
};
use crate::language::{Language, words};
use backend::{BookCell, BookSheet, BookTable};
use domain::view::numbers::Numbers;

/// A sheet for each thing that is counted, with period, day and definition above its table.
#[must_use]
pub fn sheets(language: Language, city: &str, numbers: &Numbers) -> Vec<BookSheet> {
    let speech = Speech::of(language);
    let period = words!(speech.locale, numbers.period_in_question, period = speech.period(numbers));
    let as_of = speech.as_of(numbers, city);
    sections(speech, numbers).iter().map(|section| sheet(speech, section, [&period, &as_of])).collect()
}

fn sheet(speech: Speech, section: &Section, about: [&String; 2]) -> BookSheet {
    let definition = section.definition.parts(speech).map(|(name, text)| format!("{name}: {text}"));
    let advice = words!(speech.locale, numbers.advice).to_owned();
    let grid = &section.grid;
    let rows = grid.rows.iter().map(|row| {
        let name = BookCell::Text(row.name.text().to_owned());
        [name].into_iter().chain(row.entries.iter().map(|entry| cell(speech, *entry))).collect()
    });
    BookSheet {
        name: section.tab.to_owned(),
        title: section.heading.to_owned(),
        remarks: about.into_iter().cloned().chain(definition).chain([advice]).collect(),
        tables: vec![BookTable {
            caption: grid.caption.to_owned(),
            heads: grid.heads.iter().map(|head| head.text().to_owned()).collect(),
            rows: rows.collect(),
        }],
    }
}

fn cell(speech: Speech, entry: Entry) -> BookCell {
    match entry {
        Entry::Number(number) => BookCell::Number(number),
        Entry::Percent(percent) => BookCell::Text(speech.percent(percent)),
        Entry::Hidden => BookCell::Text(words!(speech.locale, numbers.hidden).to_owned()),
        Entry::Nothing => BookCell::Text(String::new()),
    }
}
