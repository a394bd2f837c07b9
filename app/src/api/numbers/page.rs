//! The page: one sentence, the period, and a section for each thing that is counted. Made to be printed on one sheet.

use super::{
    chart,
    section::{Entry, Grid, Name, Row, Section, sections},
    speech::Speech,
};
use crate::{
    language::{Language, page as address, words},
    parts::icon::Icon,
};
use domain::{
    numbers::{Cell, MonthSpan, PeriodProblem},
    view::numbers::{Month, Numbers},
};
use leptos::prelude::*;

pub(super) fn page(language: Language, city: &str, numbers: &Numbers) -> AnyView {
    let speech = Speech::of(language);
    let locale = speech.locale;
    let sections = sections(speech, numbers);
    let is_empty = sections.iter().all(|section| section.nothing.is_some());
    let content = if is_empty {
        view! {
            <div class="wo-empty">
                <p class="wo-empty__title">{words!(locale, numbers.empty_title)}</p>
                <p>{words!(locale, numbers.empty_text)}</p>
            </div>
        }
        .into_any()
    } else {
        let shown = sections.iter().map(|section| section_shown(speech, section)).collect_view();
        view! {
            <div class="wo-numbers">{shown}</div>
            <p class="wo-muted wo-small">{words!(locale, numbers.advice)}</p>
        }
        .into_any()
    };
    view! {
        <div class="wo-stack wo-stack--small">
            <h1>{words!(locale, common.nav_numbers)}</h1>
            {lede(speech, numbers)}
            <p class="wo-muted wo-small">{speech.period(numbers)}". "{speech.as_of(numbers, city)}</p>
        </div>
        {numbers.problem.map(|problem| note(speech, problem))}
        {choice(speech, numbers)}
        {content}
    }
    .into_any()
}

/// "In the last twelve months: 412 consultations, 61 of 74 announcements in time, 38 arrivals." Every number leads to
/// where it is explained.
fn lede(speech: Speech, numbers: &Numbers) -> AnyView {
    let locale = speech.locale;
    let when = if numbers.is_usual {
        words!(locale, numbers.lede_usual).to_owned()
    } else {
        format!("{}:", speech.period(numbers))
    };
    let comma = words!(locale, common.comma);
    view! {
        <p class="wo-lede">
            {when}" "<a href="#months">{consultations(speech, numbers)}</a>{comma}
            <a href="#announcements">{announcements(speech, numbers)}</a>{comma}
            <a href="#arrivals">{arrivals(speech, numbers)}</a>". "
            <a href="#questions">{late(speech, numbers)}</a>"."
        </p>
    }
    .into_any()
}

fn consultations(speech: Speech, numbers: &Numbers) -> String {
    let locale = speech.locale;
    match numbers.consultations.months.totals.total {
        Cell::Shown(0) => words!(locale, numbers.consultations_none).to_owned(),
        Cell::Shown(count) => words!(locale, numbers.consultations, count = count, number = speech.number(count)),
        Cell::Hidden => words!(locale, numbers.consultations_under_five).to_owned(),
    }
}

fn announcements(speech: Speech, numbers: &Numbers) -> String {
    let locale = speech.locale;
    let told = numbers.announcements;
    match (told.total, told.in_time) {
        (Cell::Shown(0), _) => words!(locale, numbers.announcements_none).to_owned(),
        (Cell::Shown(total), Cell::Shown(part)) => {
            let (part, number) = (speech.number(part), speech.number(total));
            words!(locale, numbers.announcements_in_time, count = total, part = part, number = number)
        }
        (Cell::Shown(total), Cell::Hidden) => {
            words!(locale, numbers.announcements, count = total, number = speech.number(total))
        }
        (Cell::Hidden, _) => words!(locale, numbers.announcements_under_five).to_owned(),
    }
}

fn arrivals(speech: Speech, numbers: &Numbers) -> String {
    let locale = speech.locale;
    match numbers.arrivals.total {
        Cell::Shown(0) => words!(locale, numbers.arrivals_none).to_owned(),
        Cell::Shown(count) => words!(locale, numbers.arrivals, count = count, number = speech.number(count)),
        Cell::Hidden => words!(locale, numbers.arrivals_under_five).to_owned(),
    }
}

fn late(speech: Speech, numbers: &Numbers) -> String {
    let locale = speech.locale;
    match numbers.questions.late {
        Cell::Shown(0) => words!(locale, numbers.late_none).to_owned(),
        Cell::Shown(count) => words!(locale, numbers.late, count = count, number = speech.number(count)),
        Cell::Hidden => words!(locale, numbers.late_under_five).to_owned(),
    }
}

/// Why other months are shown than those asked for.
fn note(speech: Speech, problem: PeriodProblem) -> AnyView {
    let locale = speech.locale;
    let text = match problem {
        PeriodProblem::Unreadable => words!(locale, numbers.problem_unreadable).to_owned(),
        PeriodProblem::Reversed => words!(locale, numbers.problem_reversed).to_owned(),
        PeriodProblem::Future => words!(locale, numbers.problem_future).to_owned(),
        PeriodProblem::TooLong => words!(locale, numbers.problem_too_long, months = MonthSpan::MOST),
    };
    view! {
        <div class="wo-notice wo-notice--warning" role="status"><Icon name="warning"/><div><p>{text}</p></div></div>
    }
    .into_any()
}

/// The period as a plain form, and the same numbers as a file.
fn choice(speech: Speech, numbers: &Numbers) -> AnyView {
    let locale = speech.locale;
    let options = |chosen: &Month| {
        let option = |month: &Month| {
            let is_chosen = month.first == chosen.first;
            view! { <option value=month.code() selected=is_chosen>{month.text.clone()}</option> }
        };
        numbers.offered.iter().map(option).collect_view()
    };
    let (Some(first), Some(last)) = (numbers.months.first(), numbers.months.last()) else { return ().into_any() };
    let file = format!("/files/numbers.xlsx?language={}&from={}&to={}", speech.language, first.code(), last.code());
    view! {
        <form class="wo-filters" method="get" action=address("numbers") aria-label=words!(locale, numbers.filter)>
            <div class="wo-field">
                <label for="numbers-from">{words!(locale, numbers.from)}</label>
                <select id="numbers-from" name="from">{options(first)}</select>
            </div>
            <div class="wo-field">
                <label for="numbers-to">{words!(locale, numbers.to)}</label>
                <select id="numbers-to" name="to">{options(last)}</select>
            </div>
            <button class="wo-button wo-button--secondary">{words!(locale, numbers.show)}</button>
            <a class="wo-button wo-button--tertiary" href=file rel="external" download=true>
                <Icon name="download"/>{words!(locale, numbers.download)}
            </a>
        </form>
    }
    .into_any()
}

fn section_shown(speech: Speech, section: &Section) -> AnyView {
    let heading = format!("{}-heading", section.id);
    let figure = section.figure.as_ref().map(|(number, name)| {
        view! {
            <p class="wo-figure">
                <span class="wo-figure__number">{number.clone()}</span>" "
                <span class="wo-figure__name">{name.clone()}</span>
            </p>
        }
    });
    let (said, table) = match section.nothing {
        Some(text) => (view! { <p>{text}</p> }.into_any(), None),
        None => (
            view! { {figure}{section.chart.as_ref().map(|chart| chart::shown(speech, chart))} }.into_any(),
            Some(grid(speech, section.id, &section.grid)),
        ),
    };
    view! {
        <section class="wo-numbers__section" id=section.id aria-labelledby=heading>
            <div class="wo-numbers__said"><h2 id=heading.clone()>{section.heading}</h2>{said}</div>
            {table}
            {definition(speech, section)}
        </section>
    }
    .into_any()
}

fn definition(speech: Speech, section: &Section) -> AnyView {
    let parts = section.definition.parts(speech).map(|(name, text)| {
        view! { <div><dt>{name}</dt><dd>{text.to_owned()}</dd></div> }
    });
    view! {
        <details class="wo-details wo-numbers__how">
            <summary>
                {words!(speech.locale, numbers.how)}<span class="wo-visually-hidden">": "{section.heading}</span>
            </summary>
            <dl>{parts.into_iter().collect_view()}</dl>
        </details>
    }
    .into_any()
}

fn grid(speech: Speech, id: &str, grid: &Grid) -> AnyView {
    let caption = format!("{id}-caption");
    let heads = grid.heads.iter().enumerate().map(|(place, head)| {
        let class = (place > 0).then_some("wo-count__number");
        view! { <th scope="col" class=class>{name(head)}</th> }
    });
    let has_hidden = grid.rows.iter().flat_map(|row| &row.entries).any(|entry| matches!(entry, Entry::Hidden));
    let legend = has_hidden.then(|| {
        view! { <p class="wo-muted wo-small" aria-hidden="true">{words!(speech.locale, numbers.hidden_mark)}</p> }
    });
    view! {
        <div class="wo-numbers__table">
            <section class="wo-count-region" aria-labelledby=caption tabindex="0">
                <table class="wo-count">
                    <caption id=caption.clone()>{grid.caption}</caption>
                    <thead><tr>{heads.collect_view()}</tr></thead>
                    <tbody>{grid.rows.iter().map(|row| row_shown(speech, row)).collect_view()}</tbody>
                </table>
            </section>
            {legend}
        </div>
    }
    .into_any()
}

fn row_shown(speech: Speech, row: &Row) -> AnyView {
    let entries =
        row.entries.iter().map(|entry| view! { <td class="wo-count__number">{entry_shown(speech, *entry)}</td> });
    view! {
        <tr class=row.is_total.then_some("wo-count__total")>
            <th scope="row">{name(&row.name)}</th>
            {entries.collect_view()}
        </tr>
    }
    .into_any()
}

fn name(name: &Name) -> AnyView {
    match name {
        Name::Word(text) => text.clone().into_any(),
        Name::Own(text) => view! { <bdi>{text.clone()}</bdi> }.into_any(),
    }
}

fn entry_shown(speech: Speech, entry: Entry) -> AnyView {
    match entry {
        Entry::Number(number) => speech.number(number).into_any(),
        Entry::Percent(percent) => speech.percent(percent).into_any(),
        Entry::Hidden => view! {
            <span aria-hidden="true">"–"</span>
            <span class="wo-visually-hidden">{words!(speech.locale, numbers.hidden)}</span>
        }
        .into_any(),
        Entry::Nothing => ().into_any(),
    }
}
