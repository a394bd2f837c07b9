//! What an announcement's pages say in the reader's language.

use super::announcement;
use crate::{acting::Acting, actor::Public, clock::OfficeClock, error::Result, say, store::entity::notice};
use chrono::{Datelike as _, Months, TimeDelta};
use domain::{
    calendar::{Direction, WorkingCalendar},
    country::Country,
    fold,
    form::month_code,
    id::NoticeId,
    language::Language,
    occupation::Occupation,
    view::public::{Choices, EnteredNotice},
};

/// Months of arrival a form offers, from this one on.
const MONTHS: u32 = 18;
/// Working days in which the office means to answer.
const ANSWER: u16 = 2;
/// Days for which a link to confirm works.
const LINK: TimeDelta = TimeDelta::days(30);

impl Acting<Public> {
    /// What forms about a person offer.
    #[must_use]
    pub fn choices(&self, language: Language) -> Choices {
        let countries = Country::all(language)
            .into_iter()
            .map(|country| (country.code().to_owned(), country.name(language).to_owned()))
            .collect();
        let mut occupations: Vec<String> =
            Occupation::all().map(|occupation| occupation.name(language).to_owned()).collect();
        occupations.sort_by_cached_key(|name| fold::letters(name));
        let first = self.today().with_day(1).unwrap_or(self.today());
        let months = (0..MONTHS)
            .filter_map(|ahead| first.checked_add_months(Months::new(ahead)))
            .map(|month| (month_code(month), say::month(language, month)))
            .collect();
        Choices { countries, occupations, months }
    }
}

/// An announcement as its sender sees it.
pub(super) fn entered(
    clock: &OfficeClock,
    calendar: WorkingCalendar,
    row: &notice::Model,
    language: Language,
) -> Result<EnteredNotice> {
    let announcement = announcement(row)?;
    let sent = clock.day_of(row.sent_at);
    Ok(EnteredNotice {
        id: NoticeId(row.id),
        number: (row.state != super::NoticeState::Draft.code()).then(|| row.number.clone()),
        nationality: announcement.nationality.name(language).to_owned(),
        is_occupation_known: Occupation::find(&announcement.occupation).is_some(),
        work_start: say::when(language, announcement.work_start),
        arrival_month: announcement.arrival_month.map(|month| say::month(language, month)),
        link_until: say::when(language, clock.day_of(row.sent_at + LINK)),
        answer_by: say::when(language, calendar.add_working_days(sent, Direction::Later, ANSWER)),
        typed: announcement.typed(),
    })
}
