//! The sections as sheets of a workbook: what is hidden stays hidden there, as a word.

use super::{
    section::{Entry, Section, sections},
    speech::Speech,
};
use crate::language::{Language, words};
use backend::{Sheet, SheetCell, SheetTable};
use domain::view::numbers::Numbers;

/// A sheet for each thing that is counted, with period, day and definition above its table.
#[must_use]
pub fn sheets(language: Language, city: &str, numbers: &Numbers) -> Vec<Sheet> {
    let speech = Speech::of(language);
    let period = words!(speech.locale, numbers.period_in_question, period = speech.period(numbers));
    let as_of = speech.as_of(numbers, city);
    sections(speech, numbers).iter().map(|section| sheet(speech, section, [&period, &as_of])).collect()
}

fn sheet(speech: Speech, section: &Section, about: [&String; 2]) -> Sheet {
    let definition = section.definition.parts(speech).map(|(name, text)| format!("{name}: {text}"));
    let advice = words!(speech.locale, numbers.advice).to_owned();
    let grid = &section.grid;
    let rows = grid.rows.iter().map(|row| {
        let name = SheetCell::Text(row.name.text().to_owned());
        [name].into_iter().chain(row.entries.iter().map(|entry| cell(speech, *entry))).collect()
    });
    Sheet {
        name: section.tab.to_owned(),
        title: section.heading.to_owned(),
        remarks: about.into_iter().cloned().chain(definition).chain([advice]).collect(),
        tables: vec![SheetTable {
            caption: grid.caption.to_owned(),
            heads: grid.heads.iter().map(|head| head.text().to_owned()).collect(),
            rows: rows.collect(),
        }],
    }
}

fn cell(speech: Speech, entry: Entry) -> SheetCell {
    match entry {
        Entry::Number(number) => SheetCell::Number(number),
        Entry::Percent(percent) => SheetCell::Text(speech.percent(percent)),
        Entry::Hidden => SheetCell::Text(words!(speech.locale, numbers.hidden).to_owned()),
        Entry::Nothing => SheetCell::Text(String::new()),
    }
}
