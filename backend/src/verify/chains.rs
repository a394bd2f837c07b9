//! Events: each hash computed again, each chain followed to the head its case keeps.

use super::Finding;
use crate::{
    Backend,
    error::Result,
    store::{
        entity::{case_file, domain_event},
        write::chain_hash,
    },
};
use sea_orm::{ColumnTrait as _, EntityTrait, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use std::collections::BTreeMap;
use uuid::Uuid;

const ADVICE: &str =
    "History was changed outside the program. Compare with the last copy and tell the data protection officer.";

pub(super) async fn check(backend: &Backend, findings: &mut Vec<Finding>) -> Result<()> {
    let db = backend.0.store.read();
    let mut heads: BTreeMap<Uuid, Vec<u8>> = BTreeMap::new();
    let mut last = 0_i64;
    loop {
        #[expect(clippy::disallowed_methods, reason = "every chain is followed")]
        let events = domain_event::Entity::find()
            .filter(domain_event::Column::Sequence.gt(last))
            .order_by_asc(domain_event::Column::Sequence)
            .limit(1_000)
            .all(db)
            .await?;
        let Some(newest) = events.last() else { break };
        last = newest.sequence;
        for event in events {
            let previous = event.case_id.and_then(|case| heads.get(&case).cloned()).unwrap_or_default();
            let hash = chain_hash(&event.previous_hash, event.sequence, event.id, event.at, &event.kind, &event.detail);
            if event.hash != hash || event.previous_hash != previous {
                findings.push(Finding::error("events", format!("event {} breaks its chain", event.sequence), ADVICE));
            }
            if let Some(case) = event.case_id {
                heads.insert(case, event.hash);
            }
        }
    }
    #[expect(clippy::disallowed_methods, reason = "reads hashes only")]
    let kept: Vec<(Uuid, Vec<u8>)> = case_file::Entity::find()
        .select_only()
        .column(case_file::Column::Id)
        .column(case_file::Column::ChainHead)
        .into_tuple()
        .all(db)
        .await?;
    for (case, head) in kept {
        if heads.remove(&case).unwrap_or_default() != head {
            findings.push(Finding::error(
                "events",
                format!("the chain of case {case} does not end at its head"),
                ADVICE,
            ));
        }
    }
    // What is left in `heads` are cases removed by undoing an import: their events stay.
    Ok(())
}
