//! Announcements, arrivals, who is waited for and what followed an arrival, from the cases of the office's scope: it
//! sees every one.

use super::pages::each;
use crate::{
    acting::Acting,
    actor::Staff,
    casework::scope::{both, tied},
    error::{Error, Result},
    store::{
        FAR,
        entity::{anchor_date, case_file, notice, step_record},
    },
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    case::CaseState,
    facts::{Anchor, Certainty, Source},
    journey::Holder,
    numbers::{Cell, Durations, List, Measured, MonthSpan, alone},
    step::StepState,
    view::numbers::{Announcements, Waiting, Ways},
};
use sea_orm::{
    ColumnTrait as _, Condition, EntityTrait as _, ExprTrait as _, JoinType, QueryFilter as _, QuerySelect as _,
    Select,
    sea_query::{Expr, Func},
};
use std::{cmp::Reverse, collections::BTreeMap};

/// Eight weeks: as early as that the office asks employers to tell it (`002-08`).
const IN_TIME: i64 = 56;
/// Holders with a row of their own at most: as many as fit a sheet of paper.
const HOLDERS: usize = 9;

impl Acting<Staff> {
    fn counted_cases(&self) -> Select<case_file::Entity> {
        tied(self.sees_case(case_file::Column::Id))
    }

    /// Hires that employers told the office of in the period, ended ones among them.
    pub(super) async fn announcement_numbers(&self, period: MonthSpan) -> Result<Announcements> {
        use case_file::Column;
        let (from, end) = self.instants(period);
        let confirmed = case_file::Entity::belongs_to(notice::Entity).from(Column::Id).to(notice::Column::CaseId);
        // Without an account the employer's word counts from when the mailed link proved it.
        let told = || {
            let confirmed = Expr::col((notice::Entity, notice::Column::ConfirmedAt));
            Expr::expr(Func::coalesce([confirmed, Expr::col((case_file::Entity, Column::CreatedAt))]))
        };
        let select = self
            .counted_cases()
            .join(JoinType::LeftJoin, confirmed.into())
            .filter(Column::Source.eq(Source::Employer.to_string()))
            .filter(told().gte(from))
            .filter(told().lt(end))
            .select_only()
            .column(Column::Id)
            .expr_as(told(), "told")
            .column(Column::WorkStart);
        let (mut in_time, mut late, mut undated) = (0_u32, 0_u32, 0_u32);
        each(self.read(), select, Column::Id, |told: DateTime<Utc>, work_start: NaiveDate| {
            let count = match (work_start - self.clock().day_of(told)).num_days() {
                _ if work_start == FAR => &mut undated,
                IN_TIME.. => &mut in_time,
                _ => &mut late,
            };
            *count = count.saturating_add(1);
            Ok(())
        })
        .await?;
        let list = List::of(&[in_time, late]);
        let cell = |place: usize| list.cells.get(place).copied().unwrap_or(Cell::Hidden);
        Ok(Announcements { in_time: cell(0), late: cell(1), total: list.total, undated: Cell::of(undated) })
    }

    /// Arrivals by month: those that are known to have happened, and those whose day has passed unless the person
    /// does not come.
    pub(super) async fn arrival_numbers(&self, period: MonthSpan) -> Result<List> {
        let days: Vec<(NaiveDate, i64)> = self
            .arrived(period)
            .select_only()
            .column(anchor_date::Column::Day)
            .expr_as(anchor_date::Column::CaseId.count(), "people")
            .group_by(anchor_date::Column::Day)
            .into_tuple()
            .all(self.read())
            .await?;
        let mut months = vec![0_u32; period.months().count()];
        for (day, people) in days {
            if let Some(month) = period.place(day).and_then(|place| months.get_mut(place)) {
                *month = month.saturating_add(u32::try_from(people).unwrap_or_default());
            }
        }
        Ok(List::of(&months))
    }

    /// The arrival dates of the period that count, up to today.
    fn arrived(&self, period: MonthSpan) -> Select<anchor_date::Entity> {
        use anchor_date::Column;
        let last = std::cmp::min(period.last_day(), self.today());
        let stays_away = [CaseState::Withdrawn, CaseState::Refused, CaseState::Paused].map(|state| state.to_string());
        let happened = Condition::any()
            .add(Column::Certainty.eq(Certainty::Happened.to_string()))
            .add(Expr::col((case_file::Entity, case_file::Column::State)).is_not_in(stays_away));
        let case = anchor_date::Entity::belongs_to(case_file::Entity).from(Column::CaseId).to(case_file::Column::Id);
        let own = both(self.sees_case(Column::CaseId), Column::Anchor.eq(Anchor::ArrivalDate.to_string()));
        tied::<anchor_date::Entity>(own)
            .join(JoinType::InnerJoin, case.into())
            .filter(Column::Day.gte(period.first_day()))
            .filter(Column::Day.lte(last))
            .filter(happened)
    }

    /// Open cases by who must act, with the days since it is their turn. Nobody is not waited for.
    pub(super) async fn waiting_numbers(&self) -> Result<Waiting> {
        use case_file::Column;
        let select = self
            .counted_cases()
            .filter(Column::EndedAt.is_null())
            .filter(Column::Holder.ne(Holder::Nobody.to_string()))
            .select_only()
            .columns([Column::Id, Column::Holder, Column::HolderSince]);
        let mut holders: BTreeMap<String, Durations> = BTreeMap::new();
        each(self.read(), select, Column::Id, |holder: String, since: DateTime<Utc>| {
            let days = (self.today() - self.clock().day_of(since)).num_days();
            holders.entry(holder).or_default().add(u32::try_from(days).unwrap_or_default(), 1);
            Ok(())
        })
        .await?;
        let mut ranked = Vec::with_capacity(holders.len());
        for (holder, days) in holders {
            let holder: Holder = holder.parse().map_err(|_| Error::inconsistent("holder of a case"))?;
            ranked.push((holder, days));
        }
        ranked.sort_by_key(|(holder, days)| (Reverse(days.count()), holder.to_string()));
        Ok(waiting(&ranked))
    }

    /// From the arrival to the registration and to the first working day, of those who arrived in the period.
    pub(super) async fn way_numbers(&self, period: MonthSpan) -> Result<Ways> {
        use step_record::Column;
        let done = [StepState::DoneConfirmed, StepState::DoneClaimed].map(|state| state.to_string());
        let step =
            anchor_date::Entity::belongs_to(step_record::Entity).from(anchor_date::Column::CaseId).to(Column::CaseId);
        let rows: Vec<(String, NaiveDate, NaiveDate, i64)> = self
            .arrived(period)
            .join(JoinType::InnerJoin, step.into())
            .filter(Column::Step.is_in([REGISTRATION, FIRST_DAY]))
            .filter(Column::State.is_in(done))
            .filter(Column::DoneOn.is_not_null())
            .select_only()
            .column(Column::Step)
            .column(anchor_date::Column::Day)
            .column(Column::DoneOn)
            .expr_as(anchor_date::Column::CaseId.count(), "people")
            .group_by(Column::Step)
            .group_by(anchor_date::Column::Day)
            .group_by(Column::DoneOn)
            .into_tuple()
            .all(self.read())
            .await?;
        let mut ways = [Durations::default(), Durations::default()];
        let [registration, first_day] = &mut ways;
        for (step, arrived, done, people) in rows {
            let way = if step == REGISTRATION { &mut *registration } else { &mut *first_day };
            // Who was here before, or began before the arrival was entered, took no days.
            let days = u32::try_from((done - arrived).num_days()).unwrap_or_default();
            way.add(days, u32::try_from(people).unwrap_or_default());
        }
        Ok(Ways { registration: registration.measured(), first_day: first_day.measured() })
    }
}

const REGISTRATION: &str = "residence_registration";
const FIRST_DAY: &str = "work_start";

/// What may be shown of holders and their days, the most frequent first.
fn waiting(ranked: &[(Holder, Durations)]) -> Waiting {
    let counts: Vec<u32> = ranked.iter().map(|(_, days)| days.count()).collect();
    let (single, together) = ranked.split_at(alone(&counts, HOLDERS));
    let mut rows: Vec<(Option<Holder>, Durations)> =
        single.iter().map(|(holder, days)| (Some(*holder), days.clone())).collect();
    if !together.is_empty() {
        rows.push((None, joined(together)));
    }
    let counts: Vec<u32> = rows.iter().map(|(_, days)| days.count()).collect();
    let list = List::of(&counts);
    let measured =
        |count: Cell, days: &Durations| Measured { count, spread: count.shown().and_then(|_| days.spread()) };
    Waiting {
        holders: rows
            .iter()
            .zip(&list.cells)
            .map(|((holder, days), count)| (*holder, measured(*count, days)))
            .collect(),
        all: measured(list.total, &joined(ranked)),
    }
}

fn joined(holders: &[(Holder, Durations)]) -> Durations {
    let mut all = Durations::default();
    for (_, days) in holders {
        all.join(days);
    }
    all
}
