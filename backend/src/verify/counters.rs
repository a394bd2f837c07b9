//! Counters, counted again.

use super::{Finding, REPLAN};
use crate::{
    Backend,
    error::Result,
    store::entity::{consultation, counter},
};
use chrono::{Datelike as _, NaiveDate};
use sea_orm::EntityTrait;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// What is counted, by organisation, kind and day.
pub(super) type Counted = BTreeMap<(Uuid, String, NaiveDate), i64>;

pub(super) async fn check(backend: &Backend, mut counted: Counted, findings: &mut Vec<Finding>) -> Result<()> {
    let db = backend.0.store.read();
    count_talks(backend, &mut counted).await?;
    #[expect(clippy::disallowed_methods, reason = "the counters themselves")]
    let kept = counter::Entity::find().all(db).await?;
    let kept: Counted = kept.into_iter().map(|row| ((row.organisation_id, row.kind, row.day), row.count)).collect();
    let keys: BTreeSet<_> = counted.keys().chain(kept.keys()).collect();
    for key in keys {
        let (is, should) = (kept.get(key).copied().unwrap_or(0), counted.get(key).copied().unwrap_or(0));
        if is != should {
            let (organisation, kind, day) = key;
            findings.push(Finding::error(
                "counters",
                format!("{kind} on {day} of organisation {organisation} is {is} and should be {should}"),
                REPLAN,
            ));
        }
    }
    Ok(())
}

pub(super) fn add(counted: &mut Counted, organisation: Uuid, kind: String, day: NaiveDate) {
    *counted.entry((organisation, kind, day)).or_default() += 1;
}

/// Conversations are counted by month, and by month and topic.
pub(super) async fn count_talks(backend: &Backend, counted: &mut Counted) -> Result<()> {
    #[expect(clippy::disallowed_methods, reason = "counts conversations, shows none")]
    let held = consultation::Entity::find().all(backend.0.store.read()).await?;
    for row in held {
        let month = row.day.with_day(1).unwrap_or(row.day);
        add(counted, row.organisation_id, "consultation".to_owned(), month);
        for topic in row.topics.split_whitespace() {
            add(counted, row.organisation_id, format!("consultation:{topic}"), month);
        }
    }
    Ok(())
}
