//! How long answers took, how long cases wait, and what followed an arrival.

use super::{
    chart::{Chart, Strip},
    section::{Definition, Entry, Grid, Row, Section, measured, measured_heads},
    speech::Speech,
};
use crate::{language::words, terms};
use domain::{
    journey::Holder,
    numbers::{Cell, Measured},
    view::numbers::Numbers,
};

pub(super) fn questions(speech: Speech, numbers: &Numbers) -> Section {
    let locale = speech.locale;
    let asked = numbers.questions;
    let count = |cell: Cell| vec![cell.into(), Entry::Nothing, Entry::Nothing, Entry::Nothing];
    let is_empty = [asked.late, asked.recent, asked.answered.count].iter().all(|cell| *cell == Cell::Shown(0));
    Section {
        id: "questions",
        heading: words!(locale, numbers.questions_heading),
        tab: words!(locale, numbers.tab_questions),
        figure: Some((speech.count(asked.late), words!(locale, numbers.figure_late).to_owned())),
        chart: None,
        grid: Grid {
            caption: words!(locale, numbers.questions_caption),
            heads: measured_heads(speech, words!(locale, numbers.question)),
            rows: vec![
                Row::new(words!(locale, numbers.question_late), count(asked.late)),
                Row::new(words!(locale, numbers.question_recent), count(asked.recent)),
                Row::new(words!(locale, numbers.question_answered), measured(asked.answered)),
            ],
        },
        nothing: is_empty.then(|| words!(locale, numbers.questions_nothing)),
        definition: Definition {
            what: words!(locale, numbers.questions_what),
            data: words!(locale, numbers.questions_data),
            unit: with_spread(speech, words!(locale, numbers.questions_unit)),
            hidden: words!(locale, numbers.hidden_spread),
        },
    }
}

pub(super) fn waiting(speech: Speech, numbers: &Numbers) -> Section {
    let locale = speech.locale;
    let waiting = &numbers.waiting;
    let name = |holder: Option<Holder>| {
        holder.map_or(words!(locale, numbers.other_holders), |holder| terms::holder(locale, holder))
    };
    // Where all stand together, their row would be the total again.
    let holders = match waiting.holders.as_slice() {
        [(None, _)] => &[],
        several => several,
    };
    let rows = holders.iter().map(|(holder, days)| Row::new(name(*holder), measured(*days)));
    let total = Row::total(words!(locale, numbers.total), measured(waiting.all));
    let caption = words!(locale, numbers.waiting_caption);
    let strips: Vec<Strip> = holders.iter().map(|(holder, days)| strip(name(*holder), *days)).collect();
    Section {
        id: "waiting",
        heading: words!(locale, numbers.waiting_heading),
        tab: words!(locale, numbers.tab_waiting),
        figure: Some((speech.count(waiting.all.count), words!(locale, numbers.figure_waiting).to_owned())),
        chart: (!strips.is_empty()).then_some(Chart::Strips { what: caption, strips }),
        grid: Grid {
            caption,
            heads: measured_heads(speech, words!(locale, numbers.holder)),
            rows: rows.chain([total]).collect(),
        },
        nothing: (waiting.all.count == Cell::Shown(0)).then(|| words!(locale, numbers.waiting_nothing)),
        definition: Definition {
            what: words!(locale, numbers.waiting_what),
            data: words!(locale, numbers.waiting_data),
            unit: with_spread(speech, words!(locale, numbers.waiting_unit)),
            hidden: words!(locale, numbers.hidden_spread),
        },
    }
}

pub(super) fn ways(speech: Speech, numbers: &Numbers) -> Section {
    let locale = speech.locale;
    let ways = [
        (words!(locale, numbers.way_registration), numbers.ways.registration),
        (words!(locale, numbers.way_first_day), numbers.ways.first_day),
    ];
    let caption = words!(locale, numbers.ways_caption);
    let is_empty = ways.iter().all(|(_, days)| days.count == Cell::Shown(0));
    let figure = numbers.ways.registration.spread;
    Section {
        id: "ways",
        heading: words!(locale, numbers.ways_heading),
        tab: words!(locale, numbers.tab_ways),
        figure: figure.map(|spread| (speech.number(spread.median), words!(locale, numbers.figure_ways).to_owned())),
        chart: Some(Chart::Strips { what: caption, strips: ways.map(|(name, days)| strip(name, days)).into() }),
        grid: Grid {
            caption,
            heads: measured_heads(speech, words!(locale, numbers.way)),
            rows: ways.map(|(name, days)| Row::new(name, measured(days))).into(),
        },
        nothing: is_empty.then(|| words!(locale, numbers.ways_nothing)),
        definition: Definition {
            what: words!(locale, numbers.ways_what),
            data: words!(locale, numbers.ways_data),
            unit: with_spread(speech, words!(locale, numbers.ways_unit)),
            hidden: words!(locale, numbers.hidden_spread),
        },
    }
}

fn strip(name: &str, days: Measured) -> Strip {
    Strip { name: name.to_owned(), spread: days.spread }
}

fn with_spread(speech: Speech, unit: &str) -> String {
    format!("{unit} {}", words!(speech.locale, numbers.spread_unit))
}
