//! Saying that an own step is done, and taking it back.

use super::hire::own_steps;
use crate::{
    acting::Acting,
    actor::Employer,
    case::{self, CaseFile},
    error::{Error, Result},
    store::{NewEvent, Write, entity::step_record},
};
use domain::{
    id::CaseId,
    step::{StepRef, StepState},
};
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait, QueryFilter as _, sea_query::OnConflict};
use serde_json::json;

impl Acting<Employer> {
    /// Says that an own step is done for these hires. Those where somebody said so already stay as they are.
    ///
    /// # Errors
    /// [`Error::NotFound`] for foreign hires and for steps of others, [`Error::Conflict`] if it can be done for
    /// none of them now.
    pub async fn claim_step(&self, ids: &[CaseId], step: StepRef) -> Result<()> {
        let mut write = self.write().await?;
        let mut claimed = 0_u32;
        case::hold(&write, &ids.iter().map(|id| id.0).collect::<Vec<_>>()).await?;
        for id in ids {
            let case = self.own_case(&*write, *id).await?;
            if let Ok(state) = self.state_of(&case, step)?.claim() {
                self.record(&mut write, &case, step, state).await?;
                claimed += 1;
            }
        }
        if claimed == 0 { Err(Error::Conflict) } else { write.commit().await }
    }

    /// Takes back that an own step is done.
    ///
    /// # Errors
    /// [`Error::NotFound`] for foreign hires and for steps of others, [`Error::Conflict`] if the office has
    /// confirmed it, or nobody said that it is done.
    pub async fn take_back_step(&self, id: CaseId, step: StepRef) -> Result<()> {
        let mut write = self.write().await?;
        let case = self.held_case(&write, id).await?;
        let state = self.state_of(&case, step)?.take_back().map_err(|_| Error::Conflict)?;
        self.record(&mut write, &case, step, state).await?;
        write.commit().await
    }

    fn state_of(&self, case: &CaseFile, step: StepRef) -> Result<StepState> {
        let plan = case.plan(self.today());
        let found = own_steps(case, &plan).find(|(own, _)| own.step == step).map(|(own, _)| own.state);
        found.ok_or(Error::NotFound)
    }

    /// Writes down where a step stands; what is computed is not written down.
    async fn record(&self, write: &mut Write<'_>, case: &CaseFile, step: StepRef, state: StepState) -> Result<()> {
        if state.is_recorded() {
            let row = step_record::ActiveModel {
                case_id: Set(case.row.id),
                step: Set(step.to_string()),
                state: Set(state.to_string()),
                since: Set(write.today()),
                done_on: Set(state.is_done().then(|| write.today())),
                reason: Set(None),
                remark: Set(None),
                claimed_by: Set(Some(self.role.account.0)),
                confirmed_by: Set(None),
                version: Set(1),
            };
            let columns = [
                step_record::Column::State,
                step_record::Column::Since,
                step_record::Column::DoneOn,
                step_record::Column::ClaimedBy,
            ];
            step_record::Entity::insert(row)
                .on_conflict(
                    OnConflict::columns([step_record::Column::CaseId, step_record::Column::Step])
                        .update_columns(columns)
                        .to_owned(),
                )
                .exec_without_returning(&**write)
                .await?;
        } else {
            step_record::Entity::delete_many()
                .filter(step_record::Column::CaseId.eq(case.row.id))
                .filter(step_record::Column::Step.eq(step.to_string()))
                .exec(&**write)
                .await?;
        }
        write.record(NewEvent {
            kind: if state.is_done() { "step.claimed" } else { "step.taken_back" },
            actor: Some(self.role.account.0),
            organisation: Some(self.role.organisation.0),
            case: Some(case.row.id),
            detail: json!({ "step": step.to_string() }),
        });
        case::settle(write, &self.inner.templates, case.row.id).await?;
        Ok(())
    }
}
