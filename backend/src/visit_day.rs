//! The weekly day on which everything is done in one visit.

use crate::{acting::Acting, actor::Public};
use chrono::Timelike as _;
use domain::calendar::{Day, Weekday, WorkingCalendar};

/// The hour at which the office closes on that day.
const CLOSES: u32 = 16;

impl Acting<Public> {
    /// The next Wednesday on which the office is open; today until it closes.
    #[must_use]
    pub fn next_visit_day(&self) -> Day {
        let clock = &self.inner.clock;
        let today = clock.today();
        let is_over = clock.time_of(clock.now()).hour() >= CLOSES;
        let from = if is_over { today.succ_opt().unwrap_or(today) } else { today };
        WorkingCalendar::new(self.inner.office.holidays).first_working(Weekday::Wed, from)
    }
}

#[cfg(test)]
mod tests {
    use crate::{actor::Public, testing};
    use chrono::TimeDelta;

    #[tokio::test]
    async fn on_a_wednesday_the_next_one_is_named_once_the_office_has_closed() {
        let office = testing::backend().await;
        let visitor = office.backend.acting::<Public>(None).unwrap();
        while visitor.next_visit_day() != visitor.today() {
            office.clock.advance(TimeDelta::days(1));
        }
        let wednesday = visitor.today();
        office.clock.advance(TimeDelta::hours(6));
        assert_eq!(visitor.today(), wednesday);
        assert_eq!((visitor.next_visit_day() - wednesday).num_days(), 7);
    }
}
