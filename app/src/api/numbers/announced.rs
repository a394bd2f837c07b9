//! How early employers announce, and who arrived.

use super::{
    chart::Chart,
    section::{Definition, Entry, Grid, Name, Row, Section},
    speech::Speech,
    talks::columns,
};
use crate::language::words;
use domain::{
    numbers::{Cell, percent},
    view::numbers::Numbers,
};

pub(super) fn announcements(speech: Speech, numbers: &Numbers) -> Section {
    let locale = speech.locale;
    let told = numbers.announcements;
    let share = |part: Cell| match (part.shown(), told.total.shown()) {
        (Some(part), Some(total)) => percent(part, total).map_or(Entry::Nothing, Entry::Percent),
        _ => Entry::Hidden,
    };
    let figure = match told.share().zip(told.total.shown()) {
        Some((share, total)) => {
            (speech.percent(share), words!(locale, numbers.figure_share, number = speech.number(total)))
        }
        None => (speech.count(told.total), words!(locale, numbers.figure_announcements).to_owned()),
    };
    let is_empty = [told.total, told.undated].iter().all(|cell| *cell == Cell::Shown(0));
    Section {
        id: "announcements",
        heading: words!(locale, numbers.announcements_heading),
        tab: words!(locale, numbers.tab_announcements),
        figure: Some(figure),
        chart: told.share().map(|share| Chart::Share { share }),
        grid: Grid {
            caption: words!(locale, numbers.announcements_caption),
            heads: [words!(locale, numbers.announced), words!(locale, numbers.count), words!(locale, numbers.share)]
                .map(Name::from)
                .into(),
            rows: vec![
                Row::new(words!(locale, numbers.in_time), vec![told.in_time.into(), share(told.in_time)]),
                Row::new(words!(locale, numbers.later), vec![told.late.into(), share(told.late)]),
                Row::total(words!(locale, numbers.total), vec![told.total.into(), Entry::Nothing]),
                Row::new(words!(locale, numbers.undated), vec![told.undated.into(), Entry::Nothing]),
            ],
        },
        nothing: is_empty.then(|| words!(locale, numbers.announcements_nothing)),
        definition: Definition {
            what: words!(locale, numbers.announcements_what),
            data: words!(locale, numbers.announcements_data),
            unit: words!(locale, numbers.announcements_unit).to_owned(),
            hidden: words!(locale, numbers.hidden_table),
        },
    }
}

pub(super) fn arrivals(speech: Speech, numbers: &Numbers) -> Section {
    let locale = speech.locale;
    let list = &numbers.arrivals;
    let rows =
        numbers.months.iter().zip(&list.cells).map(|(month, cell)| Row::new(month.text.as_str(), vec![(*cell).into()]));
    let total = Row::total(words!(locale, numbers.total), vec![list.total.into()]);
    let caption = words!(locale, numbers.arrivals_caption);
    Section {
        id: "arrivals",
        heading: words!(locale, numbers.arrivals_heading),
        tab: words!(locale, numbers.tab_arrivals),
        figure: Some((speech.count(list.total), words!(locale, numbers.figure_arrivals).to_owned())),
        chart: Some(Chart::Columns { what: caption, columns: columns(&numbers.months, list.cells.iter().copied()) }),
        grid: Grid {
            caption,
            heads: [words!(locale, numbers.month), words!(locale, numbers.arrivals_head)].map(Name::from).into(),
            rows: rows.chain([total]).collect(),
        },
        nothing: (list.total == Cell::Shown(0)).then(|| words!(locale, numbers.arrivals_nothing)),
        definition: Definition {
            what: words!(locale, numbers.arrivals_what),
            data: words!(locale, numbers.arrivals_data),
            unit: words!(locale, numbers.arrivals_unit).to_owned(),
            hidden: words!(locale, numbers.hidden_table),
        },
    }
}
