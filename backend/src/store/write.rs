//! One writing transaction: rows, events, counters and mails become visible together or not at all.

use super::{
    entity::{case_file, case_scope, counter, domain_event, running_number},
    line::Begun,
};
use crate::{
    Inner,
    error::{Error, Result},
    live::Change,
};
use chrono::{DateTime, NaiveDate, SubsecRound as _, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait as _, ConnectionTrait as _, DatabaseTransaction, DbBackend, EntityTrait, ExprTrait as _, JoinType,
    QueryFilter as _, QueryOrder as _, QuerySelect,
    sea_query::{Expr, LockType, OnConflict},
};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Deref,
    sync::Arc,
};
use uuid::Uuid;

/// Something that happened, in ids, codes and days; never names, addresses or free text.
#[derive(Clone, Debug)]
pub(crate) struct NewEvent {
    pub(crate) kind: &'static str,
    pub(crate) actor: Option<Uuid>,
    pub(crate) organisation: Option<Uuid>,
    pub(crate) case: Option<Uuid>,
    pub(crate) detail: Value,
}

/// A transaction that may write, with everything that has to be told once it is committed.
pub(crate) struct Write<'a> {
    tx: Begun,
    office: &'a Arc<Inner>,
    at: DateTime<Utc>,
    events: Vec<(DateTime<Utc>, NewEvent)>,
    /// Organisations that no longer see a case and have to hear that, too.
    left: BTreeSet<Uuid>,
    organisations: BTreeSet<Uuid>,
    people: BTreeSet<Uuid>,
    counters: BTreeMap<(Uuid, String, NaiveDate), i64>,
    ended_sessions: Vec<Uuid>,
    ended_accounts: Vec<Uuid>,
}

impl Deref for Write<'_> {
    type Target = DatabaseTransaction;

    fn deref(&self) -> &Self::Target {
        &self.tx
    }
}

impl<'a> Write<'a> {
    pub(crate) fn new(tx: Begun, office: &'a Arc<Inner>) -> Self {
        Self {
            tx,
            office,
            // Microseconds are what both databases keep, so hashes are the same after reading back.
            at: office.clock.now().trunc_subsecs(6),
            events: Vec::new(),
            left: BTreeSet::new(),
            organisations: BTreeSet::new(),
            people: BTreeSet::new(),
            counters: BTreeMap::new(),
            ended_sessions: Vec::new(),
            ended_accounts: Vec::new(),
        }
    }

    /// Lets what follows have happened at an earlier instant: only the demo's past is written this way.
    pub(crate) fn turn_back(&mut self, at: DateTime<Utc>) {
        self.at = at.trunc_subsecs(6);
    }

    /// The instant of this change: the same for all of its rows.
    pub(crate) fn at(&self) -> DateTime<Utc> {
        self.at
    }

    /// The office day of this change.
    pub(crate) fn today(&self) -> NaiveDate {
        self.office.clock.today()
    }

    /// A new identifier.
    pub(crate) fn new_id(&self) -> Uuid {
        self.office.clock.new_id()
    }

    /// Notes that something happened; it is written and told with the commit.
    pub(crate) fn record(&mut self, event: NewEvent) {
        self.events.push((self.at, event));
    }

    /// Tells an organisation about this commit, though no case of its scope changed.
    pub(crate) fn tell_organisation(&mut self, organisation: Uuid) {
        self.organisations.insert(organisation);
    }

    /// Tells an organisation that a case left its scope.
    pub(crate) fn tell_departure(&mut self, organisation: Uuid) {
        self.left.insert(organisation);
    }

    /// Tells a person about this commit.
    pub(crate) fn tell_person(&mut self, person: Uuid) {
        self.people.insert(person);
    }

    /// Ends the live streams of a session once the commit is done.
    pub(crate) fn end_session(&mut self, session: Uuid) {
        self.ended_sessions.push(session);
    }

    /// Ends the live streams of an account, because its rights changed.
    pub(crate) fn end_rights(&mut self, account: Uuid) {
        self.ended_accounts.push(account);
    }

    /// Adds to a maintained counter; written once with the commit.
    pub(crate) fn count(&mut self, organisation: Uuid, kind: &str, day: NaiveDate, by: i64) {
        *self.counters.entry((organisation, kind.to_owned(), day)).or_default() += by;
    }

    /// The next running number of a series, without gaps.
    pub(crate) async fn next_number(&self, series: &str, by: i64) -> Result<i64> {
        let insert = running_number::Entity::insert(running_number::ActiveModel {
            name: Set(series.to_owned()),
            value: Set(by),
        })
        .on_conflict(
            OnConflict::column(running_number::Column::Name)
                .value(
                    running_number::Column::Value,
                    Expr::col((running_number::Entity, running_number::Column::Value))
                        .add(Expr::col(("excluded", running_number::Column::Value))),
                )
                .to_owned(),
        );
        Ok(insert.exec_with_returning(&*self.tx).await?.value)
    }

    /// Writes counters and events, commits, and tells everybody concerned.
    pub(crate) async fn commit(mut self) -> Result<()> {
        self.write_counters().await?;
        let cases: BTreeSet<Uuid> = self.events.iter().filter_map(|(_, event)| event.case).collect();
        let heads = self.find_concerned(&cases).await?;
        let sequence = self.write_events(heads).await?;
        let Self { tx, office, left, organisations, people, ended_sessions, ended_accounts, .. } = self;
        let office = Arc::clone(office);
        // On its own: whoever gives up waiting now still has it kept, and others hear of it.
        let kept = tokio::spawn(async move {
            // Where the line was cut meanwhile, it may be kept all the same: to look for nothing costs little.
            let committed = tx.commit().await;
            office.remembered.forget();
            let change = Change {
                number: 0,
                sequence,
                cases: cases.into_iter().collect(),
                organisations: organisations.union(&left).copied().collect(),
                people: people.into_iter().collect(),
                ended_sessions,
                ended_accounts,
            };
            if !change.is_silent() {
                office.live.publish(change);
            }
            committed
        });
        kept.await.map_err(Error::inconsistent)?
    }

    async fn write_counters(&mut self) -> Result<()> {
        let rows: Vec<_> = std::mem::take(&mut self.counters)
            .into_iter()
            .filter(|(_, by)| *by != 0)
            .map(|((organisation, kind, day), by)| counter::ActiveModel {
                organisation_id: Set(organisation),
                kind: Set(kind),
                day: Set(day),
                count: Set(by),
            })
            .collect();
        for chunk in rows.chunks(200) {
            counter::Entity::insert_many(chunk.to_vec())
                .on_conflict(
                    OnConflict::columns([counter::Column::OrganisationId, counter::Column::Kind, counter::Column::Day])
                        .value(
                            counter::Column::Count,
                            Expr::col((counter::Entity, counter::Column::Count))
                                .add(Expr::col(("excluded", counter::Column::Count))),
                        )
                        .to_owned(),
                )
                .exec_without_returning(&*self.tx)
                .await?;
        }
        Ok(())
    }

    /// Notes who hears of these cases, and returns the newest hash of each: one question, because each costs every
    /// writer behind this one.
    ///
    /// On PostgreSQL the cases are locked, in one order for all, before the running number is.
    async fn find_concerned(&mut self, cases: &BTreeSet<Uuid>) -> Result<BTreeMap<Uuid, Vec<u8>>> {
        use case_file::{Column, Entity};
        let cases: Vec<Uuid> = cases.iter().copied().collect();
        let mut heads = BTreeMap::new();
        for chunk in cases.chunks(400) {
            let scope = Entity::belongs_to(case_scope::Entity).from(Column::Id).to(case_scope::Column::CaseId);
            #[expect(clippy::disallowed_methods, reason = "tells who sees a case and whose it is; returns no content")]
            let mut find = Entity::find()
                .join(JoinType::LeftJoin, scope.into())
                .select_only()
                .columns([Column::Id, Column::PersonId, Column::ChainHead])
                .column(case_scope::Column::OrganisationId)
                .filter(Column::Id.is_in(chunk.to_vec()))
                .order_by_asc(Column::Id);
            if self.tx.get_database_backend() == DbBackend::Postgres {
                QuerySelect::query(&mut find).lock_with_tables(LockType::Update, [Entity]);
            }
            let rows: Vec<(Uuid, Uuid, Vec<u8>, Option<Uuid>)> = find.into_tuple().all(&*self.tx).await?;
            for (case, person, head, organisation) in rows {
                self.people.insert(person);
                self.organisations.extend(organisation);
                heads.insert(case, head);
            }
        }
        Ok(heads)
    }

    /// Gives each event its sequence and its place in the chain of its case.
    ///
    /// The running number is taken last, so that its row lock orders commits and is held shortly.
    async fn write_events(&mut self, mut heads: BTreeMap<Uuid, Vec<u8>>) -> Result<i64> {
        let count = i64::try_from(self.events.len()).unwrap_or_default();
        if count == 0 {
            return Ok(0);
        }
        let last = self.next_number("event", count).await?;
        let mut rows = Vec::with_capacity(self.events.len());
        let mut events = std::mem::take(&mut self.events);
        events.sort_by_key(|(at, _)| *at);
        for (sequence, (at, event)) in (last - count + 1..=last).zip(events) {
            // Events without a case are a chain of one each.
            let previous = event.case.and_then(|case| heads.get(&case).cloned()).unwrap_or_default();
            let detail = event.detail.to_string();
            let id = self.new_id();
            let hash = chain_hash(&previous, sequence, id, at, event.kind, &detail);
            if let Some(case) = event.case {
                heads.insert(case, hash.clone());
            }
            rows.push(domain_event::ActiveModel {
                sequence: Set(sequence),
                id: Set(id),
                at: Set(at),
                kind: Set(event.kind.to_owned()),
                actor_id: Set(event.actor),
                organisation_id: Set(event.organisation),
                case_id: Set(event.case),
                detail: Set(detail),
                previous_hash: Set(previous),
                hash: Set(hash),
            });
        }
        for chunk in rows.chunks(100) {
            domain_event::Entity::insert_many(chunk.to_vec()).exec_without_returning(&*self.tx).await?;
        }
        for (case, head) in heads {
            case_file::Entity::update_many()
                .col_expr(case_file::Column::ChainHead, Expr::value(head))
                .filter(case_file::Column::Id.eq(case))
                .exec(&*self.tx)
                .await?;
        }
        Ok(last)
    }
}

/// SHA-256 over the previous hash and this event's canonical bytes.
pub(crate) fn chain_hash(
    previous: &[u8],
    sequence: i64,
    id: Uuid,
    at: DateTime<Utc>,
    kind: &str,
    detail: &str,
) -> Vec<u8> {
    let mut hash = Sha256::new();
    hash.update(previous);
    hash.update(sequence.to_be_bytes());
    hash.update(id.as_bytes());
    hash.update(at.timestamp_micros().to_be_bytes());
    for text in [kind, detail] {
        hash.update(u64::try_from(text.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(text);
    }
    hash.finalize().to_vec()
}
