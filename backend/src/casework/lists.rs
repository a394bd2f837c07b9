//! Lists of cases: keyset pages on the sort keys of the own scope.

use crate::{
    acting::Acting,
    actor::{Permit, ReadCases, Staff},
    case::{self, counted},
    clock::hex,
    error::Result,
    store::{
        FAR,
        entity::{case_scope, counter},
    },
};
use chrono::NaiveDate;
use domain::{
    journey::{Holder, Station},
    language::Language,
    view::case::{CaseFilter, CaseList, CaseSort},
};
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, ExprTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
    Value, sea_query::Expr,
};
use uuid::Uuid;

use super::scope::tied;

/// Rows of one page.
const PAGE: usize = 50;

impl Acting<Staff> {
    /// A page of the cases of the own scope.
    ///
    /// With a holder or a station the order is by due day: that pair is indexed. Who sees an own part has few cases, by name.
    ///
    /// # Errors
    /// The database cannot be read. What is no holder, station, order or page is left out.
    pub async fn cases(&self, language: Language, filter: &CaseFilter, _permit: Permit<ReadCases>) -> Result<CaseList> {
        let db = self.look().await?;
        let holder: Option<Holder> = filter.holder.parse().ok();
        // What rows do not show, they are not narrowed or ordered by.
        let shows_progress = !self.role.sees_own_part();
        let station: Option<Station> = filter.station.parse().ok().filter(|_| shows_progress);
        let is_narrowed = holder.is_some() || station.is_some();
        let sort = filter.sort.parse().ok().filter(|_| !is_narrowed).unwrap_or(CaseSort::Due);
        let sort = if shows_progress { sort } else { CaseSort::Name };
        let found = case::found_by(&filter.q);
        let total = match &found {
            Some(_) => None,
            None => self.counted(&db, holder, station).await?,
        };
        let column = match sort {
            CaseSort::Due => case_scope::Column::NextDue,
            CaseSort::Name => case_scope::Column::NameSort,
            CaseSort::Start => case_scope::Column::WorkStart,
        };
        let mut select = self.scope();
        // Whoever searches also finds what has ended.
        if found.is_none() {
            select = select.filter(case_scope::Column::IsOpen.eq(true));
        }
        if let Some(holder) = holder {
            select = select.filter(case_scope::Column::Holder.eq(holder.to_string()));
        }
        if let Some(station) = station {
            select = select.filter(case_scope::Column::Station.eq(station.to_string()));
        }
        if let Some(found) = found {
            select = select.filter(found);
        }
        if let Some((key, id)) = read_place(sort, &filter.after) {
            let row = Expr::tuple([column.into_expr(), case_scope::Column::CaseId.into_expr()]);
            select = select.filter(row.gt(Expr::tuple([Expr::value(key), Expr::value(id)])));
        }
        let limit = u64::try_from(PAGE + 1).unwrap_or(u64::MAX);
        let page = select.order_by_asc(column).order_by_asc(case_scope::Column::CaseId).limit(limit);
        let mut listed = self.listed(&db, page).await?;
        let is_cut = listed.len() > PAGE;
        listed.truncate(PAGE);
        let next = listed
            .last()
            .filter(|_| is_cut)
            .map(|row| place(sort, &row.name_sort, row.work_start, row.next_due, row.case_id));
        let mut rows = Vec::with_capacity(listed.len());
        for case in listed {
            rows.push(self.case_row(&db, language, case).await?);
        }
        Ok(CaseList { rows, total, next, sort, shows_progress })
    }

    /// How many open cases there are, where that is counted: not for a pair of filters.
    async fn counted(
        &self,
        db: &impl ConnectionTrait,
        holder: Option<Holder>,
        station: Option<Station>,
    ) -> Result<Option<u32>> {
        let kind = match (holder, station) {
            (None, None) => counted::CASES.to_owned(),
            (Some(holder), None) => counted::with(holder),
            (None, Some(station)) => counted::at(station),
            (Some(_), Some(_)) => return Ok(None),
        };
        let counts = self.counts(db, [Counted::all([kind])]).await?;
        Ok(Some(counts.into_iter().map(|(_, count)| count).sum()))
    }

    /// Maintained counters of the own scope, with one question.
    pub(crate) async fn counts(
        &self,
        db: &impl ConnectionTrait,
        counted: impl IntoIterator<Item = Counted>,
    ) -> Result<Vec<(String, u32)>> {
        // The own institution stands in each, so that each is a range of the index.
        let own = counted.into_iter().map(|Counted { kinds, first, last }| {
            Condition::all()
                .add(counter::Column::OrganisationId.eq(self.own()))
                .add(counter::Column::Kind.is_in(kinds))
                .add_option(first.map(|first| counter::Column::Day.gte(first)))
                .add_option(last.map(|last| counter::Column::Day.lte(last)))
        });
        let own = own.fold(Condition::any(), Condition::add);
        // PostgreSQL adds big integers up to a numeric.
        let sum = counter::Column::Count.sum().cast_as("bigint");
        let sums: Vec<(String, i64)> = tied::<counter::Entity>(own)
            .select_only()
            .column(counter::Column::Kind)
            .expr_as(sum, "total")
            .group_by(counter::Column::Kind)
            .into_tuple()
            .all(db)
            .await?;
        Ok(sums.into_iter().map(|(kind, sum)| (kind, u32::try_from(sum).unwrap_or(0))).collect())
    }
}

/// Kinds of counters, added up over days from the first to the last, both included.
pub(crate) struct Counted {
    kinds: Vec<String>,
    first: Option<NaiveDate>,
    last: Option<NaiveDate>,
}

impl Counted {
    pub(crate) fn all(kinds: impl IntoIterator<Item = String>) -> Self {
        Self { kinds: kinds.into_iter().collect(), first: None, last: None }
    }

    pub(crate) fn from(self, first: NaiveDate) -> Self {
        Self { first: Some(first), ..self }
    }

    pub(crate) fn until(self, last: NaiveDate) -> Self {
        Self { last: Some(last), ..self }
    }
}

/// Where a page ends, for the address of the next one: sort key and case.
fn place(sort: CaseSort, name_sort: &[u8], start: NaiveDate, due: NaiveDate, case: Uuid) -> String {
    let key = match sort {
        CaseSort::Due => due.to_string(),
        CaseSort::Start => start.to_string(),
        CaseSort::Name => hex(name_sort),
    };
    format!("{key}.{case}")
}

fn read_place(sort: CaseSort, text: &str) -> Option<(Value, Uuid)> {
    let (key, id) = text.split_once('.')?;
    let key = match sort {
        CaseSort::Due | CaseSort::Start => key.parse::<NaiveDate>().ok().filter(|day| *day <= FAR)?.into(),
        CaseSort::Name => bytes(key)?.into(),
    };
    Some((key, id.parse().ok()?))
}

fn bytes(hex: &str) -> Option<Vec<u8>> {
    let digits = hex.as_bytes();
    let pair = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    (digits.len().is_multiple_of(2) && digits.len() <= 1000).then(|| digits.chunks(2).map(pair).collect())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_of_a_page_reads_back_and_nonsense_is_no_place() {
        let name = vec![0, 31, 255];
        let due = NaiveDate::from_ymd_opt(2027, 4, 1).unwrap();
        for (sort, key) in [
            (CaseSort::Due, Value::from(due)),
            (CaseSort::Start, Value::from(FAR)),
            (CaseSort::Name, Value::from(name.clone())),
        ] {
            assert_eq!(
                read_place(sort, &place(sort, &name, FAR, due, Uuid::max())),
                Some((key, Uuid::max())),
                "{sort}"
            );
            for nonsense in ["", ".", "x.y", "2027-04-01", "abc.00000000-0000-0000-0000-000000000000"] {
                assert_eq!(read_place(sort, nonsense), None, "{sort} {nonsense}");
            }
        }
    }
}
