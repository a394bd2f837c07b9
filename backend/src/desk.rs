//! The desk: who is to act in the cases of the own scope, and what waits for the own institution.

use crate::{
    acting::Acting,
    actor::{ReadCases, Staff},
    error::{Error, Result},
    say,
    store::{FAR, entity::case_scope},
};
use chrono::NaiveDate;
use domain::{
    calendar::{Direction, Weekday, WorkingCalendar},
    facts::Word as _,
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

/// The counter of open cases.
const CASES: &str = "cases";
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
        let arriving = self.counts(&db, &["arrival".to_owned()], Some(today), Some(wednesday)).await?;
        let totals = self.totals(&db).await?;
        let people = match self.permit::<ReadCases>() {
            Ok(permit) => {
                let (turns, is_cut) = self.turns(&db, language, permit).await?;
                Some(DeskPeople { turns, is_cut, arrivals: self.arrivals(&db, language).await? })
            }
            Err(_) => None,
        };
        Ok(Desk {
            as_of: say::time(self.clock(), self.clock().now()),
            wednesday: say::when(language, wednesday),
            days: u16::try_from((wednesday - today).num_days()).unwrap_or(0),
            arriving: total(&arriving),
            cases: of(&totals, CASES),
            holders: self.holders(&db, &totals).await?,
            people,
        })
    }

    /// The open cases, all of them and by holder.
    async fn totals(&self, db: &impl ConnectionTrait) -> Result<Vec<(String, u32)>> {
        let holders = Holder::ALL.iter().map(|holder| format!("holder:{holder}"));
        let kinds: Vec<String> = holders.chain([CASES.to_owned()]).collect();
        self.counts(db, &kinds, None, None).await
    }

    /// Who is to act, the own institution and then the largest number first; overdue is what was due before today.
    async fn holders(&self, db: &impl ConnectionTrait, totals: &[(String, u32)]) -> Result<Vec<HolderCount>> {
        let own = self.own_holders(db).await?;
        let due: Vec<String> = Holder::ALL.iter().map(|holder| format!("due:{holder}")).collect();
        let overdue = self.counts(db, &due, None, Some(Direction::Earlier.step(self.today()))).await?;
        let mut holders: Vec<HolderCount> = Holder::ALL
            .iter()
            .map(|holder| HolderCount {
                holder: *holder,
                is_own: own == [*holder],
                total: of(totals, &format!("holder:{holder}")),
                overdue: of(&overdue, &format!("due:{holder}")),
            })
            .filter(|count| count.total > 0)
            .collect();
        holders.sort_by_key(|count| (!count.is_own, count.holder == Holder::Nobody, std::cmp::Reverse(count.total)));
        Ok(holders)
    }

    async fn arrivals(&self, db: &impl ConnectionTrait, language: Language) -> Result<Vec<Arrival>> {
        use case_scope::Column;
        let rows = self
            .scope()
            .filter(Column::ArrivalDay.gte(self.today()))
            .filter(Column::ArrivalDay.lt(FAR))
            .filter(Column::IsOpen.eq(true))
            .order_by_asc(Column::ArrivalDay)
            .order_by_asc(Column::CaseId)
            .limit(ARRIVALS)
            .select_only()
            .columns([Column::CaseId, Column::ArrivalDay, Column::Holder])
            .into_tuple::<(Uuid, NaiveDate, String)>()
            .all(db)
            .await?;
        let ids: Vec<Uuid> = rows.iter().map(|(case, ..)| *case).collect();
        let seen = self.seen(db, &ids).await?;
        let mut arrivals = Vec::with_capacity(rows.len());
        for (id, day, holder) in rows {
            let case = seen.get(id)?;
            arrivals.push(Arrival {
                case: CaseId(case.id),
                name: case.spoken_name(),
                employer: case.employer.clone(),
                day: say::when(language, day),
                holder: holder.parse().map_err(|_| Error::inconsistent(format!("holder of case {}", case.id)))?,
            });
        }
        Ok(arrivals)
    }
}

/// What one kind came to.
fn of(counts: &[(String, u32)], kind: &str) -> u32 {
    counts.iter().find(|(counted, _)| counted == kind).map_or(0, |(_, count)| *count)
}

fn total(counts: &[(String, u32)]) -> u32 {
    counts.iter().map(|(_, count)| count).sum()
}
