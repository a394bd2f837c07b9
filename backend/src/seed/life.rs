//! Lets an invented person's case happen: announced, invited, opened, step by step up to where it stands.

use super::{
    Seeding,
    row::{Reached, shifted},
    steps,
};
use crate::{
    admin::insert_account,
    case::{self, NewCase, NewPerson},
    error::{Error, Result},
    invitation,
    store::{
        NewEvent,
        entity::{account, case_file, companion},
    },
};
use chrono::NaiveDate;
use domain::{
    case::CaseState,
    facts::{Facts, Source},
    id::{CohortId, OrganisationId},
    view::account::OpeningWay,
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait, QueryFilter as _, sea_query::Expr,
};
use serde_json::json;
use uuid::Uuid;

/// A case as the demo tells it.
pub(super) struct Life {
    pub(super) person: NewPerson,
    pub(super) employer: Option<Uuid>,
    pub(super) cohort: Option<Uuid>,
    pub(super) facts: Facts,
    pub(super) source: Source,
    pub(super) announced: NaiveDate,
    pub(super) reached: Reached,
    /// The account that accompanies.
    pub(super) companion: Option<Uuid>,
    /// Whether the person signs in with the demo's password.
    pub(super) is_told: bool,
}

/// What the other parts of the demo refer to.
#[derive(Clone, Debug)]
pub(super) struct Lived {
    pub(super) case: Uuid,
    pub(super) person: Uuid,
    pub(super) account: Option<Uuid>,
}

impl Life {
    /// Writes the whole story.
    pub(super) async fn happen(self, seeding: &mut Seeding<'_>) -> Result<Lived> {
        let inner = seeding.inner;
        let state = self.reached.state;
        seeding.turn_to(self.announced, 9, 20);
        let new = NewCase {
            person: self.person.clone(),
            employer: self.employer.map(OrganisationId),
            cohort: self.cohort.map(CohortId),
            facts: self.facts.clone(),
            source: self.source,
            by: None,
        };
        let id = case::open(&mut seeding.write, &inner.templates, new).await?.0;
        self.invite(seeding, id).await?;
        let account = self.take_up(seeding, id).await?;
        let mut case = case::require(&seeding.write, &inner.templates, id).await?;
        steps::live(seeding, &mut case, &self, account).await?;
        if !state.is_open() || state == CaseState::Paused {
            self.stop(seeding, id).await?;
        }
        case::settle(&mut seeding.write, &inner.templates, id).await?;
        Ok(Lived { case: id, person: case.row.person_id, account })
    }

    async fn invite(&self, seeding: &mut Seeding<'_>, id: Uuid) -> Result<()> {
        if self.source == Source::Newcomer || self.reached.state == CaseState::Announced {
            return Ok(());
        }
        seeding.turn_to(shifted(self.announced, 1), 10, 5);
        let at = seeding.write.at();
        update(seeding, id, |update| {
            update
                .col_expr(case_file::Column::InvitedAt, Expr::value(at))
                .col_expr(case_file::Column::State, Expr::value(CaseState::Invited.to_string()))
        })
        .await?;
        record(seeding, id, "case.invited", self.companion, json!({}));
        if let Some(account) = self.companion {
            self.accompany(seeding, id, account).await?;
        }
        Ok(())
    }

    async fn accompany(&self, seeding: &mut Seeding<'_>, id: Uuid, account: Uuid) -> Result<()> {
        let organisation = seeding.organisation("office")?;
        companion::ActiveModel {
            id: Set(seeding.write.new_id()),
            case_id: Set(id),
            account_id: Set(account),
            organisation_id: Set(organisation),
            from_at: Set(seeding.write.at()),
            ended_at: Set(None),
        }
        .insert(&*seeding.write)
        .await?;
        update(seeding, id, |update| update.col_expr(case_file::Column::CompanionId, Expr::value(account))).await?;
        record(seeding, id, "companion.assigned", Some(account), json!({ "companion": account }));
        Ok(())
    }

    /// The person opens the own way and says that what was entered is right.
    async fn take_up(&self, seeding: &mut Seeding<'_>, id: Uuid) -> Result<Option<Uuid>> {
        if matches!(self.reached.state, CaseState::Announced | CaseState::Invited) {
            return Ok(None);
        }
        seeding.turn_to(shifted(self.announced, 2), 18, 40);
        let email = self.person.email.as_ref().ok_or_else(|| Error::inconsistent("seed: nobody to write to"))?;
        let name = format!("{} {}", self.person.given_names, self.person.family_name);
        let password = self.is_told.then(|| seeding.password.clone());
        let person = case::require(&seeding.write, &seeding.inner.templates, id).await?.row.person_id;
        let account = insert_account(&seeding.write, email, &name, password.as_deref()).await?;
        account::Entity::update_many()
            .col_expr(account::Column::PersonId, Expr::value(person))
            .col_expr(account::Column::Language, Expr::value(self.person.language.tag()))
            .filter(account::Column::Id.eq(account))
            .exec(&*seeding.write)
            .await?;
        let at = seeding.write.at();
        update(seeding, id, |update| {
            update
                .col_expr(case_file::Column::OpenedAt, Expr::value(at))
                .col_expr(case_file::Column::AcceptedAt, Expr::value(at))
                .col_expr(case_file::Column::State, Expr::value(CaseState::ActiveAbroad.to_string()))
        })
        .await?;
        let way = if self.source == Source::Newcomer { OpeningWay::Start } else { OpeningWay::Mail };
        invitation::note_opening(&mut seeding.write, id, account, way).await?;
        record(seeding, id, "case.accepted", Some(account), json!({}));
        Ok(Some(account))
    }

    /// The way ends early, or rests.
    async fn stop(&self, seeding: &mut Seeding<'_>, id: Uuid) -> Result<()> {
        let state = self.reached.state;
        seeding.turn_to(shifted(seeding.today, -i64::from(self.reached.days)), 15, 30);
        let ended = (!state.is_open()).then(|| seeding.write.at());
        update(seeding, id, |update| {
            update
                .col_expr(case_file::Column::State, Expr::value(state.to_string()))
                .col_expr(case_file::Column::EndedAt, Expr::value(ended))
        })
        .await?;
        let detail = json!({ "from": CaseState::ActiveAbroad.to_string(), "to": state.to_string() });
        record(seeding, id, "case.state", self.companion, detail);
        Ok(())
    }
}

type Update = sea_orm::UpdateMany<case_file::Entity>;

async fn update(seeding: &Seeding<'_>, id: Uuid, change: impl FnOnce(Update) -> Update) -> Result<()> {
    let update = change(case_file::Entity::update_many()).filter(case_file::Column::Id.eq(id));
    update.exec(&*seeding.write).await?;
    Ok(())
}

/// Notes what happened to a case at the instant the demo stands at.
pub(super) fn record(
    seeding: &mut Seeding<'_>,
    case: Uuid,
    kind: &'static str,
    actor: Option<Uuid>,
    detail: serde_json::Value,
) {
    seeding.write.record(NewEvent { kind, actor, organisation: None, case: Some(case), detail });
}
