//! What the office does by itself when a day begins: cases whose day has come are computed again,
//! and what is no longer needed goes.

use crate::{
    Backend, case,
    error::Result,
    store::{
        NewEvent, Write,
        entity::{case_file, case_scope, flash, mail_link, session, sheet, submission},
    },
};
use chrono::{NaiveDate, TimeDelta};
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait as _, DbBackend, EntityTrait, ExprTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, Statement, sea_query::Expr,
};
use serde_json::json;
use uuid::Uuid;

/// Cases computed in one transaction: few enough that nobody waits for the writer.
const BATCH: u64 = 50;
/// The advisory lock of PostgreSQL that one process holds while it computes.
const LEADER: i64 = 7_283_001;

/// How long what ended is kept: long enough to say "this link was used" rather than "unknown".
const SESSIONS: TimeDelta = TimeDelta::days(30);
const LINKS: TimeDelta = TimeDelta::days(180);
const FLASHES: TimeDelta = TimeDelta::days(1);
/// How long a form that was sent is known again.
const SUBMISSIONS: TimeDelta = TimeDelta::days(1);

/// Which cases to compute again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Which {
    /// Those whose day has come.
    Stale,
    /// Every open one.
    Open,
}

/// Where a round stands: the next one goes on behind it.
type Place = (NaiveDate, Uuid);

impl Backend {
    /// Computes the cases again whose summary changes by itself on this office day or before; says how
    /// many there were. Nothing is left to do for a second call. On PostgreSQL one process does it.
    ///
    /// # Errors
    /// The database cannot be read or written.
    pub async fn begin_day(&self) -> Result<u64> {
        self.replan(Which::Stale).await
    }

    /// Computes every open case again: after the office day went back, or if lists and plans differ.
    ///
    /// # Errors
    /// The database cannot be read or written.
    pub async fn replan_all(&self) -> Result<u64> {
        self.replan(Which::Open).await
    }

    async fn replan(&self, which: Which) -> Result<u64> {
        let mut place = (NaiveDate::MIN, Uuid::nil());
        let mut done = 0;
        loop {
            let due = self.due(which, place).await?;
            let Some(last) = due.last() else { return Ok(done) };
            place = *last;
            let ids: Vec<Uuid> = due.iter().map(|(_, id)| *id).collect();
            match Box::pin(self.replan_batch(which, &ids)).await {
                Ok(Some(count)) => done += count,
                // Somebody else computes.
                Ok(None) => return Ok(done),
                Err(error) => {
                    tracing::error!(?error, "cases not computed together, trying one by one");
                    done += self.replan_one_by_one(which, &ids).await;
                }
            }
        }
    }

    /// The next cases to compute, by day and identifier.
    async fn due(&self, which: Which, (day, id): Place) -> Result<Vec<Place>> {
        let key = Expr::tuple([Expr::col(case_file::Column::StaleOn), Expr::col(case_file::Column::Id)]);
        #[expect(clippy::disallowed_methods, reason = "the night's work is on every case")]
        let mut find = case_file::Entity::find()
            .select_only()
            .column(case_file::Column::StaleOn)
            .column(case_file::Column::Id)
            .filter(case_file::Column::EndedAt.is_null())
            .order_by_asc(case_file::Column::StaleOn)
            .order_by_asc(case_file::Column::Id)
            .limit(BATCH);
        if day > NaiveDate::MIN {
            find = find.filter(key.gt(Expr::tuple([Expr::value(day), Expr::value(id)])));
        }
        if which == Which::Stale {
            find = find.filter(case_file::Column::StaleOn.lte(self.0.clock.today()));
        }
        Ok(find.into_tuple().all(self.0.store.read()).await?)
    }

    /// Computes these cases in one transaction; nothing if another process is at it.
    async fn replan_batch(&self, which: Which, ids: &[Uuid]) -> Result<Option<u64>> {
        let mut write = self.0.write().await?;
        if !leads(&write).await? {
            return Ok(None);
        }
        let mut count = 0;
        case::hold(&write, ids).await?;
        for file in case::load_many(&*write, &self.0.templates, ids).await? {
            // Somebody may have been quicker since the list was read.
            let is_due = which == Which::Open || file.row.stale_on <= write.today();
            if file.row.ended_at.is_some() || !is_due {
                continue;
            }
            let id = file.row.id;
            let was_overdue = file.row.has_overdue;
            let (_, plan) = case::settle(&mut write, &self.0.templates, id).await?;
            if plan.summary.has_overdue && !was_overdue {
                let day = write.today();
                write.record(NewEvent {
                    kind: "deadline.missed",
                    actor: None,
                    organisation: None,
                    case: Some(id),
                    detail: json!({ "day": day }),
                });
            }
            tell(&mut write, id, file.row.person_id).await?;
            count += 1;
        }
        write.commit().await?;
        Ok(Some(count))
    }

    /// One broken case must not keep the others from their day.
    async fn replan_one_by_one(&self, which: Which, ids: &[Uuid]) -> u64 {
        let mut done = 0;
        for id in ids {
            match Box::pin(self.replan_batch(which, &[*id])).await {
                Ok(count) => done += count.unwrap_or_default(),
                Err(error) => {
                    tracing::error!(?error, case = %id, "case not computed; `welcome-office doctor` says more");
                }
            }
        }
        done
    }

    /// Deletes sessions, links and messages that nobody can use any more, and old drafts of lists.
    ///
    /// # Errors
    /// The database cannot be written.
    pub async fn tidy(&self) -> Result<()> {
        let write = self.0.write().await?;
        let now = write.at();
        session::Entity::delete_many()
            .filter(
                Condition::any()
                    .add(session::Column::ExpiresAt.lt(now - SESSIONS))
                    .add(session::Column::EndedAt.lt(now - SESSIONS)),
            )
            .exec(&*write)
            .await?;
        mail_link::Entity::delete_many().filter(mail_link::Column::ExpiresAt.lt(now - LINKS)).exec(&*write).await?;
        sheet::Entity::delete_many().filter(sheet::Column::ExpiresAt.lt(now - LINKS)).exec(&*write).await?;
        flash::Entity::delete_many().filter(flash::Column::CreatedAt.lt(now - FLASHES)).exec(&*write).await?;
        submission::Entity::delete_many().filter(submission::Column::At.lt(now - SUBMISSIONS)).exec(&*write).await?;
        write.commit().await?;
        self.tidy_imports().await?;
        Ok(())
    }
}

/// Whether this process is the one that computes; on SQLite the writer always is.
async fn leads(write: &Write<'_>) -> Result<bool> {
    if write.get_database_backend() != DbBackend::Postgres {
        return Ok(true);
    }
    // Other installations may live in other schemas of the same database.
    let question = format!("SELECT pg_try_advisory_xact_lock({LEADER} # hashtext(current_schema()))");
    let question = Statement::from_string(DbBackend::Postgres, question);
    match write.query_one_raw(question).await? {
        Some(row) => Ok(row.try_get_by_index(0)?),
        None => Ok(false),
    }
}

/// Open pages hear that the case's day has come.
async fn tell(write: &mut Write<'_>, case: Uuid, person: Uuid) -> Result<()> {
    #[expect(clippy::disallowed_methods, reason = "tells who sees a case; returns no content")]
    let organisations: Vec<Uuid> = case_scope::Entity::find()
        .select_only()
        .column(case_scope::Column::OrganisationId)
        .filter(case_scope::Column::CaseId.eq(case))
        .into_tuple()
        .all(&**write)
        .await?;
    for organisation in organisations {
        write.tell_organisation(organisation);
    }
    write.tell_person(person);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{self, TestOffice};

    async fn rows(office: &TestOffice) -> Vec<case_file::Model> {
        #[expect(clippy::disallowed_methods, reason = "a test looks at everything")]
        let rows = case_file::Entity::find().all(office.backend.0.store.read()).await.unwrap();
        rows
    }

    #[tokio::test]
    async fn a_case_becomes_overdue_on_the_day_and_stays_as_it_is_on_the_next_round() {
        let office = testing::backend().await;
        office.seed_demo().await.unwrap();
        let before = rows(&office).await.iter().filter(|row| row.has_overdue).count();
        let stale: Vec<NaiveDate> =
            rows(&office).await.iter().filter(|row| row.ended_at.is_none()).map(|row| row.stale_on).collect();
        let first = *stale.iter().min().unwrap();
        office.clock.advance(first.signed_duration_since(office.backend.clock().today()));
        let due = stale.iter().filter(|day| **day <= first).count();
        assert_eq!(office.begin_day().await.unwrap(), due as u64);
        assert_eq!(office.begin_day().await.unwrap(), 0);
        office.clock.advance(TimeDelta::days(45));
        assert!(office.begin_day().await.unwrap() > 20);
        assert!(rows(&office).await.iter().filter(|row| row.has_overdue).count() > before);
        let today = office.backend.clock().today();
        assert!(rows(&office).await.iter().all(|row| row.stale_on > today));
        assert_eq!(testing::faults(&office).await, Vec::new());
    }

    #[tokio::test]
    async fn going_back_a_day_computes_every_open_case() {
        let office = testing::backend().await;
        office.seed_sample().await.unwrap();
        let today = office.backend.clock().today();
        office.move_office_day(today + TimeDelta::days(60)).await.unwrap();
        office.move_office_day(today).await.unwrap();
        assert_eq!(testing::faults(&office).await, Vec::new());
    }

    #[tokio::test]
    async fn a_case_that_cannot_be_read_does_not_keep_the_others_from_their_day() {
        let office = testing::backend().await;
        office.seed_sample().await.unwrap();
        let write = office.backend.0.write().await.unwrap();
        office.spoil();
        let broken = rows(&office).await.into_iter().find(|row| row.ended_at.is_none()).unwrap().id;
        case_file::Entity::update_many()
            .col_expr(case_file::Column::Facts, Expr::value("{"))
            .filter(case_file::Column::Id.eq(broken))
            .exec(&*write)
            .await
            .unwrap();
        write.commit().await.unwrap();
        office.clock.advance(TimeDelta::days(400));
        let done = office.begin_day().await.unwrap();
        let open = rows(&office).await.iter().filter(|row| row.ended_at.is_none()).count();
        assert!(done > 3 && done < open as u64, "{done} of {open}");
    }

    #[tokio::test]
    async fn what_nobody_can_use_any_more_goes() {
        let office = testing::backend().await;
        let house = office.organisation("employer", "Haus am See").await;
        office.member(house, domain::role::MembershipRole::EmployerAdmin, "chef@example.org").await;
        office.principal_of("chef@example.org").await;
        office.clock.advance(TimeDelta::days(59));
        office.tidy().await.unwrap();
        assert_eq!(sessions(&office).await, 1);
        office.clock.advance(TimeDelta::days(60));
        office.tidy().await.unwrap();
        assert_eq!(sessions(&office).await, 0);
    }

    async fn sessions(office: &TestOffice) -> usize {
        #[expect(clippy::disallowed_methods, reason = "a test looks at everything")]
        let rows = session::Entity::find().all(office.backend.0.store.read()).await.unwrap();
        rows.len()
    }
}
