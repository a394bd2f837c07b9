//! Conversations by month, institution and topic, from the counters that every logged one adds to.

use crate::{acting::Acting, actor::Staff, casework::scope::organisation_names, error::Result, store::entity::counter};
use chrono::NaiveDate;
use domain::{
    consultation::Topic,
    facts::Word as _,
    numbers::{List, MonthSpan, Table, alone},
    view::numbers::Consultations,
};
use sea_orm::{ColumnTrait as _, EntityTrait, QueryFilter as _, QuerySelect as _};
use std::{cmp::Reverse, collections::BTreeMap};
use uuid::Uuid;

/// Institutions with a column of their own at most: as many as fit a sheet of paper.
const COLUMNS: usize = 5;
const KIND: &str = "consultation";

/// Counts of conversations by institution, kind and month.
type Counts = BTreeMap<(Uuid, String, NaiveDate), u32>;

impl Acting<Staff> {
    pub(super) async fn consultation_numbers(&self, period: MonthSpan) -> Result<Consultations> {
        let counts = self.counted_consultations(period).await?;
        let mut institutions: BTreeMap<Uuid, u32> = BTreeMap::new();
        for ((institution, _, _), count) in counts.iter().filter(|((_, kind, _), _)| kind == KIND) {
            *institutions.entry(*institution).or_default() += count;
        }
        let mut ranked: Vec<(Uuid, u32)> = institutions.into_iter().filter(|(_, count)| *count > 0).collect();
        ranked.sort_by_key(|(id, count)| (Reverse(*count), *id));
        let ranks: Vec<u32> = ranked.iter().map(|(_, count)| *count).collect();
        let (single, together) = ranked.split_at(alone(&ranks, COLUMNS));
        let ids = |part: &[(Uuid, u32)]| part.iter().map(|(id, _)| *id).collect::<Vec<_>>();
        let names = organisation_names(self.read(), ids(single)).await?;
        let mut columns: Vec<Vec<Uuid>> = single.iter().map(|(id, _)| vec![*id]).collect();
        let mut heads: Vec<Option<String>> =
            single.iter().map(|(id, _)| Some(names.get(id).cloned().unwrap_or_default())).collect();
        if !together.is_empty() {
            columns.push(ids(together));
            heads.push(None);
        }
        let row = |kind: &str, month: Option<NaiveDate>| row(&counts, &columns, kind, month);
        let months: Vec<Vec<u32>> = period.months().map(|month| row(KIND, Some(month))).collect();
        Ok(Consultations {
            institutions: heads,
            months: Table::of(&months),
            topics: topics(|topic| row(&format!("{KIND}:{topic}"), None)),
        })
    }

    /// The counters of the period. There are a few for each institution and month, however many conversations.
    async fn counted_consultations(&self, period: MonthSpan) -> Result<Counts> {
        use counter::Column;
        let kinds = Topic::ALL.iter().map(|topic| format!("{KIND}:{topic}")).chain([KIND.to_owned()]);
        #[expect(clippy::disallowed_methods, reason = "counts of every institution, for whom may read the numbers")]
        let rows = counter::Entity::find()
            .select_only()
            .columns([Column::OrganisationId, Column::Kind, Column::Day, Column::Count])
            .filter(Column::Kind.is_in(kinds))
            .filter(Column::Day.gte(period.first_day()))
            .filter(Column::Day.lt(period.end()))
            .into_tuple::<(Uuid, String, NaiveDate, i64)>()
            .all(self.read())
            .await?;
        let counts = rows.into_iter().map(|(institution, kind, month, count)| {
            ((institution, kind, month), u32::try_from(count).unwrap_or_default())
        });
        Ok(counts.collect())
    }
}

/// One count for each column, of one month or of all.
fn row(counts: &Counts, columns: &[Vec<Uuid>], kind: &str, month: Option<NaiveDate>) -> Vec<u32> {
    let of = |institutions: &Vec<Uuid>| {
        counts
            .iter()
            .filter(|((institution, counted, day), _)| {
                counted == kind && institutions.contains(institution) && month.is_none_or(|month| month == *day)
            })
            .map(|(_, count)| count)
            .sum()
    };
    columns.iter().map(of).collect()
}

/// The topics somebody talked about, the most frequent first. A conversation can be about several, so there is
/// no total of a column that could be subtracted from: each row closes by itself.
fn topics(row: impl Fn(&Topic) -> Vec<u32>) -> Vec<(Topic, List)> {
    let mut topics: Vec<(Topic, List)> = Topic::ALL.iter().map(|topic| (*topic, List::of(&row(topic)))).collect();
    topics.retain(|(_, list)| list.total.shown() != Some(0));
    // What is hidden stands last, in an order that does not say how large it is.
    topics.sort_by_key(|(topic, list)| (Reverse(list.total.shown()), topic.place()));
    topics
}
