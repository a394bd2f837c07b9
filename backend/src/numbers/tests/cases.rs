//! Announcements, arrivals, waiting and ways, of hires whose dates the tests write themselves.

use super::{asked, day, numbers, text};
use crate::{
    casework::tests::Town,
    store::entity::{anchor_date, case_file, notice, step_record},
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::{
    case::CaseState,
    facts::{Anchor, Certainty},
    id::CaseId,
    journey::Holder,
    numbers::{Cell, Measured, Spread},
    step::StepState,
    view::numbers::Announcements,
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, sea_query::Expr,
};

async fn hires(town: &Town, count: usize) -> Vec<CaseId> {
    let mut cases = Vec::with_capacity(count);
    for number in 0..count {
        cases.push(town.office.hire(town.employer, "Holunder", &format!("N{number}")).await);
    }
    cases
}

async fn set(town: &Town, case: CaseId, column: case_file::Column, value: impl Into<sea_orm::Value>) {
    town.office.spoil();
    let write = town.office.backend.0.write().await.unwrap();
    let update = case_file::Entity::update_many().col_expr(column, Expr::value(value));
    update.filter(case_file::Column::Id.eq(case.0)).exec(&*write).await.unwrap();
    write.commit().await.unwrap();
}

async fn told(town: &Town, case: CaseId, at: &str, work_start: NaiveDate) {
    set(town, case, case_file::Column::CreatedAt, at.parse::<DateTime<Utc>>().unwrap()).await;
    set(town, case, case_file::Column::WorkStart, work_start).await;
}

async fn arrives(town: &Town, case: CaseId, on: &str, certainty: Certainty) {
    town.office.spoil();
    let write = town.office.backend.0.write().await.unwrap();
    anchor_date::ActiveModel {
        case_id: Set(case.0),
        anchor: Set(Anchor::ArrivalDate.to_string()),
        day: Set(day(on)),
        certainty: Set(certainty.to_string()),
        set_by: Set(None),
        set_at: Set(write.at()),
    }
    .insert(&*write)
    .await
    .unwrap();
    write.commit().await.unwrap();
}

async fn did(town: &Town, case: CaseId, step: &str, state: StepState, on: &str) {
    town.office.spoil();
    let write = town.office.backend.0.write().await.unwrap();
    step_record::ActiveModel {
        case_id: Set(case.0),
        step: Set(step.to_owned()),
        state: Set(state.to_string()),
        since: Set(day(on)),
        done_on: Set(Some(day(on))),
        reason: Set(None),
        remark: Set(None),
        claimed_by: Set(None),
        confirmed_by: Set(None),
        version: Set(1),
    }
    .insert(&*write)
    .await
    .unwrap();
    write.commit().await.unwrap();
}

#[tokio::test]
async fn an_announcement_is_in_time_fifty_six_days_before_the_first_working_day_of_the_office() {
    let town = Town::new().await;
    let cases = hires(&town, 17).await;
    let (in_time, rest) = cases.split_at(6);
    let (late, undated) = rest.split_at(5);
    for case in in_time {
        told(&town, *case, "2026-11-02T22:59:00Z", day("2026-12-28")).await;
    }
    for case in late {
        // In Bochum the third of November has begun: fifty-five days are left.
        told(&town, *case, "2026-11-02T23:00:00Z", day("2026-12-28")).await;
    }
    for case in undated {
        told(&town, *case, "2026-11-02T09:00:00Z", crate::store::FAR).await;
    }
    // The two of the town begin in four months.
    let numbers = numbers(&town).await.announcements;
    let [in_time, late, total, undated] = [8, 5, 13, 6].map(Cell::Shown);
    assert_eq!(numbers, Announcements { in_time, late, total, undated });
    assert_eq!(numbers.share(), Some(62));
    let before = asked(&town, "2026-01", "2026-10").await.announcements;
    assert_eq!((before.total, before.share()), (Cell::Shown(0), None));
}

#[tokio::test]
async fn an_announcement_without_an_account_counts_from_the_day_its_sender_confirmed_it() {
    let town = Town::new().await;
    for case in hires(&town, 6).await {
        told(&town, case, "2026-11-20T09:00:00Z", day("2026-12-28")).await;
        let write = town.office.backend.0.write().await.unwrap();
        let at: DateTime<Utc> = "2026-10-30T09:00:00Z".parse().unwrap();
        notice::ActiveModel {
            id: Set(write.new_id()),
            number: Set(case.to_string()),
            kind: Set(crate::notice::ANNOUNCEMENT.to_owned()),
            state: Set("admitted".to_owned()),
            language: Set("de".to_owned()),
            company: Set(String::new()),
            sender_name: Set(String::new()),
            sender_email: Set(String::new()),
            facts: Set("{}".to_owned()),
            case_id: Set(Some(case.0)),
            employer_id: Set(None),
            sent_at: Set(at),
            confirmed_at: Set(Some(at)),
            token_hash: Set(Vec::new()),
            decided_by: Set(None),
            decided_at: Set(None),
            reason: Set(None),
        }
        .insert(&*write)
        .await
        .unwrap();
        write.commit().await.unwrap();
    }
    assert_eq!(asked(&town, "2026-10", "2026-10").await.announcements.in_time, Cell::Shown(6));
}

#[tokio::test]
async fn who_arrived_counts_in_the_month_of_the_day_and_who_does_not_come_does_not() {
    let town = Town::new().await;
    let cases = hires(&town, 20).await;
    let mut next = cases.into_iter();
    for (count, on, certainty, state) in [
        (6, "2026-09-30", Certainty::Happened, None),
        (5, "2026-10-01", Certainty::Planned, None),
        (3, "2026-10-02", Certainty::Planned, Some(CaseState::Withdrawn)),
        (1, "2026-10-03", Certainty::Happened, Some(CaseState::Withdrawn)),
        (5, "2026-11-23", Certainty::Confirmed, None),
    ] {
        for case in next.by_ref().take(count) {
            arrives(&town, case, on, certainty).await;
            if let Some(state) = state {
                set(&town, case, case_file::Column::State, state.to_string()).await;
            }
        }
    }
    assert_eq!(text(&asked(&town, "2026-08", "2026-11").await.arrivals), "0 6 6 0 = 12");
    town.office.clock.advance(TimeDelta::days(1));
    assert_eq!(text(&asked(&town, "2026-10", "2026-11").await.arrivals), "6 5 = 11", "the day has come");
}

#[tokio::test]
async fn open_cases_wait_for_whose_turn_it_is_and_small_groups_stand_together() {
    let town = Town::new().await;
    let cases = hires(&town, 14).await;
    let now = town.office.clock().now();
    for (case, days) in cases.iter().zip([1, 2, 3, 4, 5, 6, 7, 8, 30, 30, 30, 30, 30, 30]) {
        let holder = match days {
            30 => Holder::Nobody,
            6.. => Holder::Employer,
            _ => Holder::Mission,
        };
        set(&town, *case, case_file::Column::Holder, holder.to_string()).await;
        set(&town, *case, case_file::Column::HolderSince, now - TimeDelta::days(days)).await;
    }
    for case in [town.mai, town.lan] {
        set(&town, case, case_file::Column::Holder, Holder::Newcomer.to_string()).await;
        set(&town, case, case_file::Column::HolderSince, now).await;
    }
    let waiting = numbers(&town).await.waiting;
    let measured = |count, lower, median, upper| Measured {
        count: Cell::Shown(count),
        spread: Some(Spread { lower, median, upper }),
    };
    // Three wait for the employer, two for the newcomer.
    assert_eq!(waiting.holders, [(Some(Holder::Mission), measured(5, 2, 3, 4)), (None, measured(5, 0, 6, 7))]);
    assert_eq!(waiting.all, measured(10, 1, 3, 6));
    set(&town, town.mai, case_file::Column::EndedAt, now).await;
    assert_eq!(numbers(&town).await.waiting.all.count, Cell::Shown(9), "an ended case waits for nobody");
}

#[tokio::test]
async fn fewer_than_five_waiting_cases_say_nothing() {
    let town = Town::new().await;
    let waiting = numbers(&town).await.waiting;
    let nothing = Measured { count: Cell::Hidden, spread: None };
    assert_eq!((waiting.holders, waiting.all), (vec![(None, nothing)], nothing));
}

#[tokio::test]
async fn ways_lead_from_the_arrival_to_what_was_done() {
    let town = Town::new().await;
    for (case, later) in hires(&town, 7).await.into_iter().zip(1_i64..) {
        arrives(&town, case, "2026-10-05", Certainty::Happened).await;
        let on = (day("2026-10-05") + TimeDelta::days(later)).to_string();
        let state = if later == 7 { StepState::Failed } else { StepState::DoneConfirmed };
        did(&town, case, "residence_registration", state, &on).await;
        if later < 5 {
            did(&town, case, "work_start", StepState::DoneClaimed, "2026-11-02").await;
        }
    }
    let ways = numbers(&town).await.ways;
    let spread = Some(Spread { lower: 2, median: 3, upper: 5 });
    assert_eq!(ways.registration, Measured { count: Cell::Shown(6), spread });
    assert_eq!(ways.first_day, Measured { count: Cell::Hidden, spread: None }, "four are too few");
    assert_eq!(asked(&town, "2026-11", "").await.ways.registration.count, Cell::Shown(0));
}
