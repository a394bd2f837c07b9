//! What happened to a case, as its events tell it.

use super::scope::{organisation_names, tied};
use crate::{acting::Acting, actor::Staff, case::CaseFile, error::Result, say, store::entity::domain_event};
use chrono::{DateTime, Utc};
use domain::{language::Language, step::StepRef, view::casework::TimelineRow};
use sea_orm::{ColumnTrait as _, Condition, ConnectionTrait, FromQueryResult, QueryOrder as _, QuerySelect as _};
use serde_json::Value;
use uuid::Uuid;

/// Events shown; older ones stay stored.
const SHOWN: u64 = 60;

/// What everybody who sees a case may know; anything else belongs to the institution that did it.
const SHARED: [&str; 4] = ["case.%", "step.%", "anchor.%", "companion.%"];

/// What is read of an event.
#[derive(Debug, FromQueryResult)]
struct Told {
    kind: String,
    at: DateTime<Utc>,
    actor_id: Option<Uuid>,
    organisation_id: Option<Uuid>,
    detail: String,
}

impl Acting<Staff> {
    /// The events of a case of the own scope, the newest first. The Welcome Office sees what was done by
    /// anybody but notes of others; other institutions what is shared and their own, a partner's desk its own.
    pub(super) async fn timeline(
        &self,
        db: &impl ConnectionTrait,
        language: Language,
        case: &CaseFile,
    ) -> Result<Vec<TimelineRow>> {
        use domain_event::Column;
        let own = Column::OrganisationId.eq(self.own());
        let seen = if self.role.is_office {
            let others = Condition::all().add(Column::Kind.not_like("note.%")).add(Column::Kind.ne("consent.refused"));
            Condition::any().add(own).add(others)
        } else if self.role.sees_own_part() {
            Condition::any().add(own)
        } else {
            SHARED.iter().fold(Condition::any().add(own), |any, kind| any.add(Column::Kind.like(*kind)))
        };
        let events = tied::<domain_event::Entity>(Condition::all().add(Column::CaseId.eq(case.row.id)).add(seen))
            .order_by_desc(Column::Sequence)
            .limit(SHOWN)
            .select_only()
            .columns([Column::Kind, Column::At, Column::ActorId, Column::OrganisationId, Column::Detail])
            .into_model::<Told>()
            .all(db)
            .await?;
        let names = self.own_members(db, events.iter().filter_map(|event| event.actor_id)).await?;
        let institutions = organisation_names(db, events.iter().filter_map(|event| event.organisation_id)).await?;
        let mut rows = Vec::with_capacity(events.len());
        for event in &events {
            let detail: Value = serde_json::from_str(&event.detail).unwrap_or_default();
            let text = |key: &str| detail.get(key).and_then(Value::as_str);
            let by = event.actor_id.and_then(|id| names.get(&id));
            let by = by.or_else(|| event.organisation_id.and_then(|id| institutions.get(&id)));
            // A grant names the institution it is for; the newcomer gave it.
            let by = by.filter(|_| !event.kind.starts_with("consent."));
            rows.push(TimelineRow {
                kind: event.kind.clone(),
                at: say::instant(language, self.clock(), event.at),
                day: say::when(language, self.clock().day_of(event.at)),
                by: by.cloned(),
                step: text("step").and_then(|step| self.step_title(language, case, step)),
                anchor: text("anchor").and_then(|anchor| anchor.parse().ok()),
                to: text("day")
                    .or_else(|| text("done_on"))
                    .and_then(|day| day.parse().ok())
                    .map(|day| say::when(language, day)),
            });
        }
        Ok(rows)
    }

    /// The name of a step of a loaded case, if the own institution sees it by name.
    pub(crate) fn step_title(&self, language: Language, case: &CaseFile, step: &str) -> Option<String> {
        let step: StepRef = step.parse().ok()?;
        let definition = case.template.step(step.key)?;
        let text = self.inner.texts.of(language, step.key).filter(|_| self.sees(definition))?;
        Some(text.title.clone())
    }
}
