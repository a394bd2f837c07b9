//! The portfolio: numbers, tasks, the line of stations and a page of the table.

use super::tasks::OpenTask;
use crate::{
    acting::Acting,
    actor::Employer,
    case::{self, counted},
    error::Result,
    store::entity::{case_file, case_scope, counter},
};
use domain::{
    facts::Word as _,
    form::{FindHires, HireFilter, HireSearch, HireSort},
    id::CaseId,
    journey::Station,
    language::Language,
    view::hires::{Counts, Hires, Mark, StationPlace},
};
use sea_orm::{
    ColumnTrait as _, EntityTrait, ExprTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
    QueryTrait as _, Select, sea_query::Expr,
};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Rows of a page.
pub(super) const PAGE: u64 = 50;
/// Up to so many people each have a mark on the line; above it the numbers say more.
const MARKS: u32 = 60;

impl Acting<Employer> {
    /// The portfolio, as far as the address asks for it.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn hires(&self, find: &FindHires, language: Language) -> Result<Hires> {
        let search = find.read();
        let numbers = self.numbers().await?;
        let people = total(&numbers, counted::CASES);
        let tasks = self.open_tasks().await?;
        let mut ids = self.page(&search, &tasks).await?;
        let has_more = ids.len() > usize::try_from(PAGE).unwrap_or(usize::MAX);
        ids.truncate(usize::try_from(PAGE).unwrap_or(usize::MAX));
        let next = ids.last().copied().filter(|_| has_more).map(CaseId);
        let listed = self.listed(&ids).await?;
        let rows = listed.iter().map(|listed| listed.row(language, &self.inner.clock)).collect::<Result<Vec<_>>>()?;
        let only = (people == 1 && find.is_plain()).then(|| rows.first().map(|row| row.id)).flatten();
        Ok(Hires {
            counts: Counts {
                people,
                tasks: u32::try_from(tasks.len()).unwrap_or(u32::MAX),
                at_risk: self.count_at_risk().await?,
            },
            facts: Vec::new(),
            tasks: self.task_groups(&tasks, language),
            line: self.line(&numbers, people).await?,
            rows,
            total: None,
            total_count: count_of(&search, &numbers, &tasks),
            task: match search.filter {
                HireFilter::Task(step) => Some(self.step_title(step, language)),
                _ => None,
            },
            next,
            only,
        })
    }

    /// The counters of the employer, each over all of its days.
    async fn numbers(&self) -> Result<BTreeMap<String, i64>> {
        let mut numbers = BTreeMap::new();
        for row in self.counter_scope().filter(counter::Column::Count.ne(0)).all(self.read()).await? {
            *numbers.entry(row.kind).or_default() += row.count;
        }
        Ok(numbers)
    }

    /// First working days at risk, counted up to one more than [`Counts::MOST`].
    async fn count_at_risk(&self) -> Result<u32> {
        #[expect(clippy::disallowed_methods, reason = "narrows the scope; it is never read alone")]
        let risky = case_file::Entity::find()
            .select_only()
            .column(case_file::Column::Id)
            .filter(case_file::Column::EmployerId.eq(self.role.organisation.0))
            .filter(case_file::Column::AtRisk.eq(true))
            .filter(case_file::Column::EndedAt.is_null());
        let found: Vec<Uuid> = self
            .scope()
            .select_only()
            .column(case_scope::Column::CaseId)
            .filter(case_scope::Column::CaseId.in_subquery(risky.into_query()))
            .limit(u64::from(Counts::MOST) + 1)
            .into_tuple()
            .all(self.read())
            .await?;
        Ok(u32::try_from(found.len()).unwrap_or(u32::MAX))
    }

    /// The ids of a page, and one more if more follow.
    pub(super) async fn page(&self, search: &HireSearch, tasks: &[OpenTask]) -> Result<Vec<Uuid>> {
        let after = match search.after {
            Some(id) => self.scope().filter(case_scope::Column::CaseId.eq(id.0)).one(self.read()).await?,
            None => None,
        };
        let query = self.page_query(search, tasks, after.as_ref());
        Ok(query.select_only().column(case_scope::Column::CaseId).into_tuple().all(self.read()).await?)
    }

    /// The query of a page; every filter has an index that holds its order.
    pub(super) fn page_query(
        &self,
        search: &HireSearch,
        tasks: &[OpenTask],
        after: Option<&case_scope::Model>,
    ) -> Select<case_scope::Entity> {
        let mut query = match search.filter {
            HireFilter::All => self.scope(),
            HireFilter::Holder(holder) => self.scope().filter(case_scope::Column::Holder.eq(holder.word())),
            HireFilter::Station(station) => self.scope().filter(case_scope::Column::Station.eq(station.word())),
            HireFilter::NotOpened => self.scope().filter(case_scope::Column::CaseId.in_subquery(self.not_opened())),
            HireFilter::Task(step) => {
                let cases = tasks.iter().find(|task| task.step == step).map(|task| task.cases.clone());
                self.scope().filter(case_scope::Column::CaseId.is_in(cases.unwrap_or_default()))
            }
        };
        if !search.question.is_empty() {
            // A question without letters finds nobody.
            let found = case::found_by(&search.question);
            query = query.filter(found.unwrap_or_else(|| case_scope::Column::CaseId.is_null().into()));
        }
        after_row(query, search.sort, after).limit(PAGE + 1)
    }

    fn not_opened(&self) -> sea_orm::sea_query::SelectStatement {
        #[expect(clippy::disallowed_methods, reason = "narrows the scope; it is never read alone")]
        let waiting = case_file::Entity::find()
            .select_only()
            .column(case_file::Column::Id)
            .filter(case_file::Column::EmployerId.eq(self.role.organisation.0))
            .filter(case_file::Column::InvitedAt.is_not_null())
            .filter(case_file::Column::OpenedAt.is_null())
            .filter(case_file::Column::EndedAt.is_null());
        waiting.into_query()
    }

    /// The line of stations: numbers from the counters, and a mark for each person while they are few.
    async fn line(&self, numbers: &BTreeMap<String, i64>, people: u32) -> Result<Vec<StationPlace>> {
        let mut line: Vec<StationPlace> = Station::ALL
            .iter()
            .map(|station| StationPlace {
                station: *station,
                count: total(numbers, &counted::at(station)),
                marks: Vec::new(),
            })
            .collect();
        if people > MARKS {
            return Ok(line);
        }
        let ids: Vec<Uuid> = self
            .scope()
            .select_only()
            .column(case_scope::Column::CaseId)
            .order_by_asc(case_scope::Column::NextDue)
            .order_by_asc(case_scope::Column::CaseId)
            .limit(u64::from(MARKS))
            .into_tuple()
            .all(self.read())
            .await?;
        for listed in self.listed(&ids).await? {
            let place = line.iter_mut().find(|place| place.station.word() == listed.case.station);
            if let (Some(place), Ok(holder)) = (place, listed.case.employer_holder.parse()) {
                place.marks.push(Mark {
                    id: CaseId(listed.case.id),
                    name: listed.name(),
                    holder,
                    is_overdue: listed.case.employer_overdue,
                });
            }
        }
        Ok(line)
    }
}

/// Continues behind a row: a comparison of rows is a search of the index, an "or" would be a scan.
pub(super) fn after_row(
    query: Select<case_scope::Entity>,
    sort: HireSort,
    after: Option<&case_scope::Model>,
) -> Select<case_scope::Entity> {
    let column = match sort {
        HireSort::Due => case_scope::Column::NextDue,
        HireSort::Name => case_scope::Column::NameSort,
        HireSort::Start => case_scope::Column::WorkStart,
    };
    let query = match after {
        None => query,
        Some(row) => {
            let key = match sort {
                HireSort::Due => Expr::value(row.next_due),
                HireSort::Name => Expr::value(row.name_sort.clone()),
                HireSort::Start => Expr::value(row.work_start),
            };
            let columns = [column, case_scope::Column::CaseId].map(|column| Expr::col((case_scope::Entity, column)));
            query.filter(Expr::tuple(columns).gt(Expr::tuple([key, Expr::value(row.case_id)])))
        }
    };
    query.order_by_asc(column).order_by_asc(case_scope::Column::CaseId)
}

fn total(numbers: &BTreeMap<String, i64>, kind: &str) -> u32 {
    numbers.get(kind).map_or(0, |count| u32::try_from(*count).unwrap_or_default())
}

/// How many a filter leaves, where a counter knows.
fn count_of(search: &HireSearch, numbers: &BTreeMap<String, i64>, tasks: &[OpenTask]) -> Option<u32> {
    if !search.question.is_empty() {
        return None;
    }
    match search.filter {
        HireFilter::All => Some(total(numbers, counted::CASES)),
        HireFilter::Holder(holder) => Some(total(numbers, &counted::with(holder))),
        HireFilter::Station(station) => Some(total(numbers, &counted::at(station))),
        HireFilter::NotOpened => None,
        HireFilter::Task(step) => {
            let people = tasks.iter().find(|task| task.step == step).map_or(0, |task| task.cases.len());
            u32::try_from(people).ok()
        }
    }
}
