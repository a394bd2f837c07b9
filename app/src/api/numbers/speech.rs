//! Numbers, months and names in the reader's words.

use crate::{
    i18n::Locale,
    language::{Language, locale_of, words},
};
use domain::{
    numbers::Cell,
    view::numbers::{Month, Numbers},
};

/// Who reads.
#[derive(Clone, Copy)]
pub(super) struct Speech {
    pub(super) locale: Locale,
    pub(super) language: Language,
}

impl Speech {
    pub(super) fn of(language: Language) -> Self {
        Self { locale: locale_of(language), language }
    }

    /// "1.204".
    pub(super) fn number(self, number: u32) -> String {
        backend::say::number(self.language, number)
    }

    /// "82 %".
    pub(super) fn percent(self, percent: u32) -> String {
        backend::say::percent(self.language, percent)
    }

    /// A count that stands alone: "412", or "under 5".
    pub(super) fn count(self, cell: Cell) -> String {
        cell.shown().map_or_else(|| words!(self.locale, numbers.under_five).to_owned(), |count| self.number(count))
    }

    /// "December 2025 to November 2026".
    pub(super) fn period(self, numbers: &Numbers) -> String {
        let text = |month: Option<&Month>| month.map(|month| month.text.clone()).unwrap_or_default();
        match numbers.months.as_slice() {
            [only] => only.text.clone(),
            months => words!(self.locale, numbers.period, from = text(months.first()), to = text(months.last())),
        }
    }

    /// "As of 22 November 2026, 10:32, local time in Bochum."
    pub(super) fn as_of(self, numbers: &Numbers, city: &str) -> String {
        words!(self.locale, numbers.as_of, time = numbers.as_of.text.as_str(), city = city)
    }
}
