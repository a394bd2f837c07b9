//! The desk: who is to act in the cases of the own scope, and what waits for the own institution.

use crate::{
    acting::Acting,
    actor::{ReadCases, Staff},
    case::{self, counted},
    casework::{lists::Counted, rows::Seen},
    error::{Error, Result},
    say,
    store::{FAR, entity::case_scope},
};
use chrono::NaiveDate;
use domain::{
    calendar::{Direction, Weekday, WorkingCalendar},
    facts::{Anchor, Word as _},
    id::CaseId,
    journey::Holder,
    language::Language,
    view::desk::{Arrival, Desk, DeskPeople, HolderCount},
};
use sea_orm::{ColumnTrait as _, ConnectionTrait, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use uuid::Uuid;

#[cfg(test)]
mod tests;
mod turns;

use turns::Waiting;

/// Arrivals shown.
const ARRIVALS: u64 = 5;

impl Acting<Staff> {
    /// The desk, in the reader's words. Who may not read cases gets the numbers and no names.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn desk(&self, language: Language) -> Result<Desk> {
        let today = self.today();
        let db = self.look().await?;
        let wednesday = WorkingCalendar::new(self.inner.office.holidays).first_working(Weekday::Wed, today);
        let counts = self
            .counts(
                &db,
                [
                    Counted::all(Holder::ALL.iter().map(counted::with).chain([counted::CASES.to_owned()])),
                    // Overdue is what was due before today.
                    Counted::all(Holder::ALL.iter().map(counted::due)).until(Direction::Earlier.step(today)),
                    Counted::all([counted::ARRIVAL.to_owned()]).from(today).until(wednesday),
                ],
            )
            .await?;
        let sees_arrivals = !self.role.sees_own_part() || self.needs(Anchor::ArrivalDate);
        let people = match self.permit::<ReadCases>() {
            Ok(permit) => {
                let waiting = self.all_waiting(&db, permit).await?;
                let arriving = if sees_arrivals { self.arriving(&db).await? } else { Vec::new() };
                let ids = waiting.iter().map(Waiting::case).chain(arriving.iter().map(|(case, ..)| *case));
                let seen = self.seen(&db, &ids.collect::<Vec<_>>()).await?;
                let (turns, is_cut) = self.turns(&db, language, &seen, waiting).await?;
                Some(DeskPeople {
                    turns,
                    is_cut,
                    arrivals: sees_arrivals.then(|| arrivals(language, &seen, arriving)).transpose()?,
                })
            }
            Err(_) => None,
        };
        Ok(Desk {
            as_of: say::time(self.clock(), self.clock().now()),
            wednesday: say::when(language, wednesday),
            days: u16::try_from((wednesday - today).num_days()).unwrap_or(0),
            arriving: sees_arrivals.then(|| of(&counts, counted::ARRIVAL)),
            cases: of(&counts, counted::CASES),
            holders: holders(case::holders(&self.role.kind), self.role.sees_own_part(), &counts),
            people,
        })
    }

    /// The next to arrive.
    async fn arriving(&self, db: &impl ConnectionTrait) -> Result<Vec<Arriving>> {
        use case_scope::Column;
        let next = self
            .scope()
            .filter(Column::ArrivalDay.gte(self.today()))
            .filter(Column::ArrivalDay.lt(FAR))
            .filter(Column::IsOpen.eq(true))
            .order_by_asc(Column::ArrivalDay)
            .order_by_asc(Column::CaseId)
            .limit(ARRIVALS);
        let columns = [Column::CaseId, Column::ArrivalDay, Column::Holder];
        Ok(next.select_only().columns(columns).into_tuple().all(db).await?)
    }
}

/// A case, its arrival day, and who is to act.
type Arriving = (Uuid, NaiveDate, String);

fn arrivals(language: Language, seen: &Seen, arriving: Vec<Arriving>) -> Result<Vec<Arrival>> {
    let arrival = |(id, day, holder): Arriving| {
        let case = seen.get(id)?;
        Ok(Arrival {
            case: CaseId(case.id),
            name: case.spoken_name(),
            employer: case.employer.clone(),
            day: say::when(language, day),
            holder: holder.parse().map_err(|_| Error::inconsistent(format!("holder of case {}", case.id)))?,
        })
    };
    arriving.into_iter().map(arrival).collect()
}

/// Who is to act, the own institution and then the largest number first. What is overdue with others is none of a
/// partner's.
fn holders(own: &[Holder], own_part: bool, counts: &[(String, u32)]) -> Vec<HolderCount> {
    let mut holders: Vec<HolderCount> = Holder::ALL
        .iter()
        .map(|holder| HolderCount {
            holder: *holder,
            is_own: own == [*holder],
            total: of(counts, &counted::with(holder)),
            overdue: if own_part && !own.contains(holder) { 0 } else { of(counts, &counted::due(holder)) },
        })
        .filter(|count| count.total > 0)
        .collect();
    holders.sort_by_key(|count| (!count.is_own, count.holder == Holder::Nobody, std::cmp::Reverse(count.total)));
    holders
}

/// What one kind came to.
fn of(counts: &[(String, u32)], kind: &str) -> u32 {
    counts.iter().find(|(counted, _)| counted == kind).map_or(0, |(_, count)| *count)
}
