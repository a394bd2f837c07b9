//! Consultations by month and by topic.

use super::{
    chart::{Bar, Chart, Column},
    section::{Definition, Entry, Grid, Name, Row, Section},
    speech::Speech,
};
use crate::{language::words, pages::staff::terms::topic};
use domain::{
    numbers::{Cell, List},
    view::numbers::{Consultations, Month, Numbers},
};

pub(super) fn months(speech: Speech, numbers: &Numbers) -> Section {
    let locale = speech.locale;
    let table = &numbers.consultations.months;
    let entries = |list: &List| entries(&numbers.consultations, list);
    let rows = numbers.months.iter().zip(&table.rows).map(|(month, list)| Row::new(month.text.as_str(), entries(list)));
    let totals = Row::total(words!(locale, numbers.total), entries(&table.totals));
    let caption = words!(locale, numbers.months_caption);
    let columns = columns(&numbers.months, table.rows.iter().map(|list| list.total));
    Section {
        id: "months",
        heading: words!(locale, numbers.months_heading),
        tab: words!(locale, numbers.tab_months),
        figure: Some((speech.count(table.totals.total), words!(locale, numbers.figure_consultations).to_owned())),
        chart: Some(Chart::Columns { what: caption, columns }),
        grid: Grid {
            caption,
            heads: heads(speech, words!(locale, numbers.month), &numbers.consultations),
            rows: rows.chain([totals]).collect(),
        },
        nothing: nothing(speech, &numbers.consultations),
        definition: Definition {
            what: words!(locale, numbers.months_what),
            data: words!(locale, numbers.months_data),
            unit: words!(locale, numbers.months_unit).to_owned(),
            hidden: words!(locale, numbers.hidden_table),
        },
    }
}

pub(super) fn topics(speech: Speech, numbers: &Numbers) -> Section {
    let locale = speech.locale;
    let topics = &numbers.consultations.topics;
    let caption = words!(locale, numbers.topics_caption);
    let entries = |list: &List| entries(&numbers.consultations, list);
    let rows = topics.iter().map(|(of, list)| Row::new(topic(locale, *of), entries(list)));
    let bars = topics.iter().map(|(of, list)| Bar { name: topic(locale, *of).to_owned(), number: list.total });
    Section {
        id: "topics",
        heading: words!(locale, numbers.topics_heading),
        tab: words!(locale, numbers.tab_topics),
        figure: None,
        chart: Some(Chart::Bars { what: caption, bars: bars.collect() }),
        grid: Grid {
            caption,
            heads: heads(speech, words!(locale, numbers.topic), &numbers.consultations),
            rows: rows.collect(),
        },
        nothing: nothing(speech, &numbers.consultations),
        definition: Definition {
            what: words!(locale, numbers.topics_what),
            data: words!(locale, numbers.months_data),
            unit: words!(locale, numbers.topics_unit).to_owned(),
            hidden: words!(locale, numbers.hidden_table),
        },
    }
}

fn nothing(speech: Speech, consultations: &Consultations) -> Option<&'static str> {
    let is_empty = consultations.months.totals.total == Cell::Shown(0);
    is_empty.then(|| words!(speech.locale, numbers.months_nothing))
}

fn heads(speech: Speech, first: &'static str, consultations: &Consultations) -> Vec<Name> {
    let institution = |name: &Option<String>| match name {
        Some(name) => Name::Own(name.clone()),
        None => Name::from(words!(speech.locale, numbers.others)),
    };
    let total = Name::from(words!(speech.locale, numbers.total));
    [Name::from(first)].into_iter().chain(single(consultations).iter().map(institution)).chain([total]).collect()
}

/// The institutions that have a column. Where all of them stand together, that column would be the total again.
fn single(consultations: &Consultations) -> &[Option<String>] {
    match consultations.institutions.as_slice() {
        [None] => &[],
        several => several,
    }
}

fn entries(consultations: &Consultations, list: &List) -> Vec<Entry> {
    let columns = single(consultations).len();
    list.cells.iter().take(columns).chain([&list.total]).map(|cell| Entry::from(*cell)).collect()
}

/// A column for each month.
pub(super) fn columns(months: &[Month], numbers: impl Iterator<Item = Cell>) -> Vec<Column> {
    months.iter().zip(numbers).map(|(month, number)| Column { month: month.clone(), number }).collect()
}
