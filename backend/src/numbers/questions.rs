//! Questions that wait, and how long answers took.

use super::pages::each;
use crate::{
    acting::Acting,
    actor::Staff,
    casework::scope::{both, tied},
    error::Result,
    store::entity::question,
};
use chrono::{DateTime, Utc};
use domain::{
    calendar::WorkingCalendar,
    numbers::{Cell, Durations, MonthSpan},
    view::numbers::Questions,
};
use sea_orm::{ColumnTrait as _, PaginatorTrait as _, QueryFilter as _, QuerySelect as _, sea_query::Expr};

impl Acting<Staff> {
    pub(super) async fn question_numbers(&self, period: MonthSpan) -> Result<Questions> {
        use question::Column;
        let open = |day: Expr| {
            tied::<question::Entity>(both(self.sees_case(Column::CaseId), Column::AnsweredAt.is_null()))
                .filter(day)
                .count(self.read())
        };
        let cell = |count: u64| Cell::of(u32::try_from(count).unwrap_or(u32::MAX));
        Ok(Questions {
            recent: cell(open(Column::AnswerBy.gte(self.today())).await?),
            late: cell(open(Column::AnswerBy.lt(self.today())).await?),
            answered: self.answer_times(period).await?.measured(),
        })
    }

    /// Working days from the day of a question to the day of its answer, of those answered in the period.
    async fn answer_times(&self, period: MonthSpan) -> Result<Durations> {
        use question::Column;
        let (from, end) = self.instants(period);
        let select = tied::<question::Entity>(self.sees_case(Column::CaseId))
            .filter(Column::AnsweredAt.gte(from))
            .filter(Column::AnsweredAt.lt(end))
            .select_only()
            .columns([Column::Id, Column::AskedAt, Column::AnsweredAt]);
        let calendar = WorkingCalendar::new(self.inner.office.holidays);
        let mut times = Durations::default();
        each(self.read(), select, Column::Id, |asked: DateTime<Utc>, answered: DateTime<Utc>| {
            let day = |at| self.clock().day_of(at);
            times.add(calendar.working_days_between(day(asked), day(answered)), 1);
            Ok(())
        })
        .await?;
        Ok(times)
    }
}
