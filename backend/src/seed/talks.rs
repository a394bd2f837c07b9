//! The conversations of the first months: over four hundred from the opening on 31 March to 6 August 2025
//! (needs 002-23), and those of the last months, of which the last weeks were busy.

use super::{Seeding, row::shifted};
use crate::{
    consultation::{Held, log},
    error::Result,
};
use chrono::{NaiveDate, NaiveTime};
use domain::{
    calendar::{Land, WorkingCalendar},
    consultation::{ConsultationResult, Party, SpokenLanguage, Topic},
    form::Consultation,
};

/// Conversations in those months.
const FIRST_MONTHS: usize = 412;
/// For how many days conversations have been logged again, and since when there are more of them.
const LATELY: [i64; 2] = [-320, -25];
/// Conversations of a working day of the last weeks.
const A_DAY: u32 = 4;

pub(super) async fn insert(seeding: &mut Seeding<'_>) -> Result<()> {
    let (Some(opening), Some(end)) = (NaiveDate::from_ymd_opt(2025, 3, 31), NaiveDate::from_ymd_opt(2025, 8, 6)) else {
        return Ok(());
    };
    let calendar = WorkingCalendar::new(Land::NorthRhineWestphalia);
    let days: Vec<NaiveDate> =
        opening.iter_days().take_while(|day| *day <= end).filter(|day| calendar.is_working_day(*day)).collect();
    for talk in 0..FIRST_MONTHS {
        // Spread evenly over the working days, the last of them included.
        let Some(day) = days.get(talk * (days.len() - 1) / (FIRST_MONTHS - 1)) else { break };
        talk_on(seeding, *day).await?;
    }
    let [lately, recent] = LATELY.map(|days| shifted(seeding.today, days));
    for day in lately.iter_days().take_while(|day| *day < recent).filter(|day| calendar.is_working_day(*day)) {
        for _ in 0..seeding.chance.below(A_DAY - 1) {
            talk_on(seeding, day).await?;
        }
    }
    let last = shifted(seeding.today, -1);
    for day in recent.iter_days().take_while(|day| *day <= last).filter(|day| calendar.is_working_day(*day)) {
        for _ in 0..2 + seeding.chance.below(A_DAY) {
            talk_on(seeding, day).await?;
        }
    }
    Ok(())
}

async fn talk_on(seeding: &mut Seeding<'_>, day: NaiveDate) -> Result<()> {
    let (organisation, email) = seeding.chance.pick(
        ("office", "companion@demo.example"),
        &[
            (("office", "companion@demo.example"), 5),
            (("office", "colleague@demo.example"), 4),
            (("chamber", "recognition@demo.example"), 2),
            (("employment-agency", "labour.advice@example.org"), 1),
        ],
    );
    let held =
        Held { organisation: seeding.organisation(organisation)?, account: seeding.account(email)?, day, case: None };
    let consultation = invent(seeding, organisation);
    seeding.turn_to_time(day);
    log(&mut seeding.write, held, &consultation).await?;
    Ok(())
}

fn invent(seeding: &mut Seeding<'_>, organisation: &str) -> Consultation {
    let chance = &mut seeding.chance;
    let party = chance.pick(Party::Newcomer, &[(Party::Newcomer, 6), (Party::Employer, 3), (Party::Partner, 1)]);
    let main = match (organisation, party) {
        ("chamber", _) => Topic::Recognition,
        ("employment-agency", _) => Topic::Work,
        (_, Party::Employer) => chance.pick(
            Topic::Residence,
            &[(Topic::Residence, 4), (Topic::Recognition, 3), (Topic::Arrival, 2), (Topic::Housing, 2)],
        ),
        _ => chance.pick(
            Topic::Other,
            &[
                (Topic::Residence, 5),
                (Topic::Recognition, 4),
                (Topic::Work, 3),
                (Topic::German, 3),
                (Topic::Housing, 3),
                (Topic::Children, 2),
                (Topic::Insurance, 2),
                (Topic::Arrival, 1),
                (Topic::Other, 1),
            ],
        ),
    };
    let mut topics = vec![main];
    let second = chance.pick(main, &[(main, 6), (Topic::Residence, 1), (Topic::German, 1), (Topic::Housing, 1)]);
    if second != main {
        topics.push(second);
    }
    let language = if party == Party::Newcomer {
        chance.pick(
            SpokenLanguage::English,
            &[
                (SpokenLanguage::English, 6),
                (SpokenLanguage::German, 5),
                (SpokenLanguage::Arabic, 2),
                (SpokenLanguage::Turkish, 2),
                (SpokenLanguage::French, 1),
                (SpokenLanguage::Vietnamese, 1),
                (SpokenLanguage::Ukrainian, 1),
                (SpokenLanguage::Other, 1),
            ],
        )
    } else {
        SpokenLanguage::German
    };
    Consultation {
        party,
        topics,
        language,
        minutes: chance.pick(15, &[(5, 2), (10, 4), (15, 5), (30, 5), (45, 2), (60, 1)]),
        result: chance.pick(
            ConsultationResult::Answered,
            &[
                (ConsultationResult::Answered, 5),
                (ConsultationResult::FollowUp, 3),
                (ConsultationResult::PointedOn, 3),
                (ConsultationResult::CaseWork, 2),
                (ConsultationResult::Unsolved, 1),
            ],
        ),
        remark: String::new(),
        number: None,
    }
}

impl Seeding<'_> {
    /// Somewhen during the opening hours of that day of the machine's calendar.
    fn turn_to_time(&mut self, day: NaiveDate) {
        let (hour, minute) = (8 + self.chance.below(8), self.chance.below(60));
        let time = NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or(NaiveTime::MIN);
        let at = self.inner.clock.midnight(day) + (time - NaiveTime::MIN);
        self.write.turn_back(at.min(self.inner.clock.now()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{store::entity::consultation, testing};
    use chrono::{Datelike as _, Weekday};
    use sea_orm::EntityTrait;

    #[tokio::test]
    async fn the_first_months_have_412_conversations_on_working_days() {
        let office = testing::backend().await;
        office.seed_demo().await.unwrap();
        #[expect(clippy::disallowed_methods, reason = "a test looks at everything")]
        let all = consultation::Entity::find().all(office.backend.0.store.read()).await.unwrap();
        let early: Vec<NaiveDate> = all.iter().map(|row| row.day).filter(|day| day.year() == 2025).collect();
        assert_eq!(early.len(), FIRST_MONTHS);
        assert_eq!(early.iter().min().unwrap().to_string(), "2025-03-31");
        assert_eq!(early.iter().max().unwrap().to_string(), "2025-08-06");
        assert!(early.iter().all(|day| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)));
        let topics: std::collections::BTreeSet<_> = all.iter().flat_map(|row| row.topics.split(' ')).collect();
        assert_eq!(topics.len(), 9, "{topics:?}");
    }
}
