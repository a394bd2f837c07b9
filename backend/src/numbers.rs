//! The programme's numbers (`001-17`, `002-24`): aggregates over every institution, counted by the database or in
//! pages of rows, never with a name and never of fewer than five.

mod cases;
mod consultations;
mod pages;
mod questions;
#[cfg(test)]
mod tests;

use crate::{
    acting::Acting,
    actor::{Permit, ReadNumbers, Staff},
    error::Result,
    say,
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    calendar::Period,
    language::Language,
    numbers::MonthSpan,
    view::{
        When,
        numbers::{Month, Numbers},
    },
};

/// Months offered to choose from.
const OFFERED: u16 = 36;

/// Months as an address asks for them: `2026-01`, or nothing.
#[derive(Clone, Debug, Default)]
pub struct AskedMonths {
    /// The first.
    pub from: String,
    /// The last.
    pub to: String,
}

impl Acting<Staff> {
    /// The programme's numbers of the months asked for, or of the last twelve with the reason.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn numbers(
        &self,
        language: Language,
        asked: &AskedMonths,
        _permit: Permit<ReadNumbers>,
    ) -> Result<Numbers> {
        let today = self.today();
        let (period, problem) = MonthSpan::read(&asked.from, &asked.to, today);
        let now = self.clock().now();
        Ok(Numbers {
            period,
            is_usual: period.is_usual(today),
            problem,
            months: period.months().map(|first| month(language, first)).collect(),
            offered: offered(period, today).map(|first| month(language, first)).collect(),
            as_of: When {
                day: today,
                text: format!("{}, {}", say::short_day(language, today), say::time(self.clock(), now)),
            },
            consultations: self.consultation_numbers(period).await?,
            announcements: self.announcement_numbers(period).await?,
            arrivals: self.arrival_numbers(period).await?,
            questions: self.question_numbers(period).await?,
            waiting: self.waiting_numbers().await?,
            ways: self.way_numbers(period).await?,
        })
    }

    /// The instants at which a period begins and ends on the office's clock; the end is not part of it.
    fn instants(&self, period: MonthSpan) -> (DateTime<Utc>, DateTime<Utc>) {
        (self.clock().midnight(period.first_day()), self.clock().midnight(period.end()))
    }
}

fn month(language: Language, first: NaiveDate) -> Month {
    Month { first, text: say::month(language, first) }
}

/// The months to choose from, the newest first; those that are shown are among them.
fn offered(period: MonthSpan, today: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    let (newest, _) = MonthSpan::read("", "", today);
    let newest = newest.last_month();
    let usual: Vec<NaiveDate> = (0..OFFERED).map(|back| Period::months(back).before(newest)).collect();
    let mut shown = [period.last_month(), period.first_day()].to_vec();
    shown.dedup();
    shown.retain(|month| !usual.contains(month));
    usual.into_iter().chain(shown)
}
