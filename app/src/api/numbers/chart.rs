//! Charts as SVG: bars without words, so that they stretch to any width and turn with the script; the words
//! stand beside them as text. Whoever listens hears one sentence and then the table.

use super::speech::Speech;
use crate::language::words;
use chrono::Datelike as _;
use domain::{
    numbers::{Cell, Spread},
    view::numbers::Month,
};
use leptos::prelude::*;

/// A chart and what it shows.
pub(super) enum Chart {
    /// Upright bars, one a month.
    Columns { what: &'static str, columns: Vec<Column> },
    /// Lying bars, one a row.
    Bars { what: &'static str, bars: Vec<Bar> },
    /// From the lower to the upper quartile, with the median.
    Strips { what: &'static str, strips: Vec<Strip> },
    /// A part of the whole, in percent.
    Share { share: u32 },
}

pub(super) struct Column {
    pub(super) month: Month,
    pub(super) number: Cell,
}

pub(super) struct Bar {
    pub(super) name: String,
    pub(super) number: Cell,
}

pub(super) struct Strip {
    pub(super) name: String,
    pub(super) spread: Option<Spread>,
}

/// Lengths are told in thousandths of the longest.
const FULL: u64 = 1_000;

pub(super) fn shown(speech: Speech, chart: &Chart) -> AnyView {
    match chart {
        Chart::Columns { what, columns } => upright(speech, what, columns),
        Chart::Bars { what, bars } => lying(speech, what, bars),
        Chart::Strips { what, strips } => strips_shown(speech, what, strips),
        Chart::Share { share } => part(speech, *share),
    }
}

fn length(part: u32, whole: u32) -> u64 {
    (u64::from(part) * FULL).checked_div(u64::from(whole)).unwrap_or_default()
}

/// The sentence for whoever cannot see the bars: the largest number and whose it is.
fn label<'t>(speech: Speech, what: &str, numbers: impl Iterator<Item = (&'t str, Option<u32>)>) -> String {
    let largest = numbers.filter_map(|(name, number)| Some((number?, name))).max_by_key(|(number, _)| *number);
    if let Some((number, name)) = largest {
        words!(speech.locale, numbers.chart, what = what, number = speech.number(number), name = name)
    } else {
        words!(speech.locale, numbers.chart_hidden, what = what)
    }
}

fn mark(speech: Speech, number: Option<u32>) -> String {
    number.map_or_else(|| "–".to_owned(), |number| speech.number(number))
}

fn upright(speech: Speech, what: &str, columns: &[Column]) -> AnyView {
    let largest = columns.iter().filter_map(|column| column.number.shown()).max().unwrap_or_default();
    let label = label(speech, what, columns.iter().map(|column| (column.month.text.as_str(), column.number.shown())));
    let bars = columns.iter().zip(0_u64..).map(|(column, place)| {
        let height = column.number.shown().map_or(40, |number| length(number, largest));
        let class = if column.number == Cell::Hidden { "wo-chart__hidden" } else { "wo-chart__bar" };
        let (x, y) = (place * 100 + 15, FULL - height);
        view! { <rect class=class x=x.to_string() y=y.to_string() width="70" height=height.to_string()></rect> }
    });
    let axis = columns.iter().enumerate().map(|(place, column)| {
        let first = column.month.first;
        // The year stands where it begins.
        let year = (place == 0 || first.month() == 1).then(|| first.year());
        view! {
            <span class="wo-chart__month">
                <strong>{mark(speech, column.number.shown())}</strong>
                <span>{first.month()}</span>
                <span>{year}</span>
            </span>
        }
    });
    let class = if columns.len() > 12 { "wo-chart wo-chart--dense" } else { "wo-chart" };
    view! {
        <div class=class>
            <svg class="wo-chart__plot" role="img" aria-label=label viewBox=format!("0 0 {} {FULL}", columns.len() * 100) preserveAspectRatio="none">
                {bars.collect_view()}
            </svg>
            <div class="wo-chart__axis" aria-hidden="true">{axis.collect_view()}</div>
        </div>
    }
    .into_any()
}

/// A row of a lying chart: name, bars, number.
fn row(name: String, bars: AnyView, number: String) -> AnyView {
    view! {
        <div class="wo-chart__row">
            <span class="wo-chart__name">{name}</span>
            <svg class="wo-chart__track" viewBox=format!("0 0 {FULL} 10") preserveAspectRatio="none" aria-hidden="true">{bars}</svg>
            <span class="wo-chart__number">{number}</span>
        </div>
    }
    .into_any()
}

fn lying(speech: Speech, what: &str, bars: &[Bar]) -> AnyView {
    let largest = bars.iter().filter_map(|bar| bar.number.shown()).max().unwrap_or_default();
    let label = label(speech, what, bars.iter().map(|bar| (bar.name.as_str(), bar.number.shown())));
    let rows = bars.iter().map(|bar| {
        let width = bar.number.shown().map_or(0, |number| length(number, largest)).to_string();
        let line = view! { <rect class="wo-chart__bar" width=width height="10"></rect> }.into_any();
        row(bar.name.clone(), line, mark(speech, bar.number.shown()))
    });
    view! { <div class="wo-chart" role="img" aria-label=label>{rows.collect_view()}</div> }.into_any()
}

fn strips_shown(speech: Speech, what: &str, strips: &[Strip]) -> AnyView {
    let longest = strips.iter().filter_map(|strip| strip.spread).map(|spread| spread.upper).max().unwrap_or_default();
    let largest = strips
        .iter()
        .filter_map(|strip| Some((strip.spread?.median, strip.name.as_str())))
        .max_by_key(|(median, _)| *median);
    let label = if let Some((days, name)) = largest {
        words!(speech.locale, numbers.chart_days, what = what, number = speech.number(days), name = name)
    } else {
        words!(speech.locale, numbers.chart_hidden, what = what)
    };
    let rows = strips.iter().map(|strip| {
        let line = strip.spread.map(|spread| {
            let [lower, median, upper] = [spread.lower, spread.median, spread.upper].map(|days| length(days, longest));
            // A line of its own where both quartiles are the same day.
            let width = (upper - lower).max(4);
            view! {
                <rect class="wo-chart__range" x=lower.min(FULL - width).to_string() width=width.to_string() y="2" height="6"></rect>
                <rect class="wo-chart__median" x=median.saturating_sub(5).min(FULL - 10).to_string() width="10" height="10"></rect>
            }
        });
        row(strip.name.clone(), line.into_any(), mark(speech, strip.spread.map(|spread| spread.median)))
    });
    view! {
        <div class="wo-chart" role="img" aria-label=label>{rows.collect_view()}</div>
        <p class="wo-muted wo-small">{words!(speech.locale, numbers.legend_days)}</p>
    }
    .into_any()
}

fn part(speech: Speech, share: u32) -> AnyView {
    let label = words!(speech.locale, numbers.chart_share, share = speech.percent(share));
    view! {
        <svg class="wo-chart__share" role="img" aria-label=label viewBox="0 0 100 10" preserveAspectRatio="none">
            <rect class="wo-chart__rest" width="100" height="10"></rect>
            <rect class="wo-chart__bar" width=share.min(100).to_string() height="10"></rect>
        </svg>
    }
    .into_any()
}
