//! Cohorts: people who come together.

use super::list::{PAGE, after_row};
use crate::{
    acting::Acting,
    actor::Employer,
    case,
    error::{Error, Result},
    say,
    store::{
        FAR, NewEvent,
        entity::{case_file, case_scope, cohort},
    },
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    facts::Word as _,
    fold,
    form::{HireSort, NewCohort, Problems, Rule, SetForAll},
    id::{CaseId, CohortId},
    journey::Station,
    language::Language,
    view::cohorts::{Cohort, CohortRow, Cohorts},
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait, ExprTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, sea_query::Expr,
};
use serde_json::json;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Hires changed by one click; a page has fewer.
const CHANGED_AT_ONCE: usize = 200;

impl Acting<Employer> {
    /// A page of the own cohorts, by name.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn cohorts(&self, after: Option<CohortId>, language: Language) -> Result<Cohorts> {
        let mut query = self.cohort_scope();
        let last = match after {
            Some(id) => self.cohort_scope().filter(cohort::Column::Id.eq(id.0)).one(self.read()).await?,
            None => None,
        };
        if let Some(last) = last {
            let columns = [cohort::Column::NameSort, cohort::Column::Id].map(Expr::col);
            query =
                query.filter(Expr::tuple(columns).gt(Expr::tuple([Expr::value(last.name_sort), Expr::value(last.id)])));
        }
        let query = query.order_by_asc(cohort::Column::NameSort).order_by_asc(cohort::Column::Id);
        let mut rows = query.limit(PAGE + 1).all(self.read()).await?;
        let has_more = rows.len() > usize::try_from(PAGE).unwrap_or(usize::MAX);
        rows.truncate(usize::try_from(PAGE).unwrap_or(usize::MAX));
        let next = rows.last().filter(|_| has_more).map(|row| CohortId(row.id));
        Ok(Cohorts { rows: self.cohort_rows(rows, language).await?, next })
    }

    /// One of the own cohorts with a page of its people, by name.
    ///
    /// # Errors
    /// [`Error::NotFound`] for any other.
    pub async fn one_cohort(&self, id: CohortId, after: Option<CaseId>, language: Language) -> Result<Cohort> {
        let row = self.own_cohort(self.read(), id).await?;
        let row = self.cohort_rows(vec![row], language).await?.pop().ok_or(Error::NotFound)?;
        let members = self.scope().filter(case_scope::Column::CohortId.eq(id.0));
        let last = match after {
            Some(after) => members.clone().filter(case_scope::Column::CaseId.eq(after.0)).one(self.read()).await?,
            None => None,
        };
        let query = after_row(members, HireSort::Name, last.as_ref()).limit(PAGE + 1);
        let mut ids: Vec<Uuid> =
            query.select_only().column(case_scope::Column::CaseId).into_tuple().all(self.read()).await?;
        let has_more = ids.len() > usize::try_from(PAGE).unwrap_or(usize::MAX);
        ids.truncate(usize::try_from(PAGE).unwrap_or(usize::MAX));
        let next = ids.last().copied().filter(|_| has_more).map(CaseId);
        let listed = self.listed(&ids).await?;
        let people = listed.iter().map(|listed| listed.row(language, &self.inner.clock)).collect::<Result<Vec<_>>>()?;
        let waiting = self.waiting(self.read(), id).await?;
        Ok(Cohort {
            row,
            facts: Vec::new(),
            can_invite: !waiting.by_mail.is_empty(),
            on_paper: waiting.counts,
            on_paper_facts: Vec::new(),
            people,
            next,
        })
    }

    /// Opens a cohort.
    ///
    /// # Errors
    /// [`Error::Invalid`] without a name.
    pub async fn create_cohort(&self, form: &NewCohort) -> Result<CohortId> {
        let name = form.check()?;
        let mut write = self.write().await?;
        let id = write.new_id();
        cohort::ActiveModel {
            id: Set(id),
            employer_id: Set(self.role.organisation.0),
            name_sort: Set(fold::sort_key(&name, "")),
            name: Set(name),
            visit_day: Set(None),
            created_at: Set(write.at()),
        }
        .insert(&*write)
        .await?;
        write.record(NewEvent {
            kind: "cohort.created",
            actor: Some(self.role.account.0),
            organisation: Some(self.role.organisation.0),
            case: None,
            detail: json!({ "cohort": id.to_string() }),
        });
        write.tell_organisation(self.role.organisation.0);
        write.commit().await?;
        Ok(CohortId(id))
    }

    /// Everybody of an own cohort, one more than can be changed at once if there are more.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a foreign cohort.
    pub async fn members_of(&self, id: CohortId) -> Result<Vec<CaseId>> {
        self.own_cohort(self.read(), id).await?;
        let most = u64::try_from(CHANGED_AT_ONCE + 1).unwrap_or(u64::MAX);
        let ids: Vec<Uuid> = self
            .scope()
            .filter(case_scope::Column::CohortId.eq(id.0))
            .select_only()
            .column(case_scope::Column::CaseId)
            .limit(most)
            .into_tuple()
            .all(self.read())
            .await?;
        Ok(ids.into_iter().map(CaseId).collect())
    }

    /// Sets the same facts for the members selected.
    ///
    /// # Errors
    /// [`Error::Invalid`] if nothing was selected or filled in, [`Error::NotFound`] for foreign hires.
    pub async fn set_for_all(&self, id: CohortId, cases: &[CaseId], form: &SetForAll) -> Result<()> {
        if cases.len() > CHANGED_AT_ONCE {
            return Err(Problems::one("cases", Rule::OutOfRange).into());
        }
        let mut write = self.write().await?;
        case::hold(&write, &cases.iter().map(|case| case.0).collect::<Vec<_>>()).await?;
        let mut members = Vec::with_capacity(cases.len());
        for case in cases {
            let row = self.own_row(&*write, *case).await?;
            if row.cohort_id != Some(id.0) {
                return Err(Error::NotFound);
            }
            members.push(row.case_id);
        }
        let change = form.check(self.today())?;
        if members.is_empty() {
            return Err(Problems::one("cases", Rule::Missing).into());
        }
        for id in members {
            let case = case::require(&write, &self.inner.templates, id).await?;
            self.apply(&mut write, &case, &change).await?;
        }
        write.commit().await
    }

    async fn cohort_rows(&self, rows: Vec<cohort::Model>, language: Language) -> Result<Vec<CohortRow>> {
        let mut members = self.members(rows.iter().map(|row| row.id).collect()).await?;
        let cohorts = rows.into_iter().map(|row| {
            let members = members.remove(&row.id).unwrap_or_default();
            let first = members.iter().map(|member| member.work_start).min().filter(|day| *day != FAR);
            let count = |is: fn(&Member) -> bool| size(members.iter().filter(|member| is(member)).count());
            let at = |station: Station| size(members.iter().filter(|member| member.station == station.word()).count());
            CohortRow {
                id: CohortId(row.id),
                name: row.name,
                people: size(members.len()),
                invited: count(|member| member.is_invited),
                opened: count(|member| member.is_opened),
                first_day: first.map(|day| say::when(language, day)),
                stations: Station::ALL
                    .iter()
                    .map(|station| (*station, at(*station)))
                    .filter(|(_, count)| *count > 0)
                    .collect(),
            }
        });
        Ok(cohorts.collect())
    }

    /// What the numbers of cohorts are made of: one narrow row for each member.
    async fn members(&self, cohorts: Vec<Uuid>) -> Result<BTreeMap<Uuid, Vec<Member>>> {
        let rows: Vec<(Option<Uuid>, Uuid, String, NaiveDate)> = self
            .scope()
            .filter(case_scope::Column::CohortId.is_in(cohorts.clone()))
            .select_only()
            .columns([
                case_scope::Column::CohortId,
                case_scope::Column::CaseId,
                case_scope::Column::Station,
                case_scope::Column::WorkStart,
            ])
            .into_tuple()
            .all(self.read())
            .await?;
        #[expect(clippy::disallowed_methods, reason = "only looked up by ids of the scope")]
        let invitations: Vec<InvitationRow> = case_file::Entity::find()
            .filter(case_file::Column::CohortId.is_in(cohorts))
            .filter(case_file::Column::EndedAt.is_null())
            .select_only()
            .columns([case_file::Column::Id, case_file::Column::InvitedAt, case_file::Column::OpenedAt])
            .into_tuple()
            .all(self.read())
            .await?;
        let invitations: BTreeMap<Uuid, (bool, bool)> = invitations
            .into_iter()
            .map(|(id, invited, opened)| (id, (invited.is_some() || opened.is_some(), opened.is_some())))
            .collect();
        let mut members: BTreeMap<Uuid, Vec<Member>> = BTreeMap::new();
        for (cohort, case, station, work_start) in rows {
            let (Some(cohort), Some((is_invited, is_opened))) = (cohort, invitations.get(&case).copied()) else {
                continue;
            };
            members.entry(cohort).or_default().push(Member { station, work_start, is_invited, is_opened });
        }
        Ok(members)
    }
}

/// A case, when it was invited and when it was opened.
type InvitationRow = (Uuid, Option<DateTime<Utc>>, Option<DateTime<Utc>>);

/// A member of a cohort, as its numbers see it.
#[derive(Clone, Debug)]
struct Member {
    station: String,
    work_start: NaiveDate,
    is_invited: bool,
    is_opened: bool,
}

fn size(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
