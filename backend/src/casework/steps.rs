//! What institutions say about steps: seen done, given up, open again.

use super::scope::tied;
use crate::{
    acting::Acting,
    actor::{ConfirmSteps, Permit, Staff},
    case,
    error::{Error, Result},
    store::{NewEvent, Write, entity::step_record},
};
use chrono::NaiveDate;
use domain::{
    form,
    id::CaseId,
    step::{StepRef, StepState, TransitionRefused, WaiveReason},
};
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait, QueryFilter as _, sea_query::OnConflict};
use uuid::Uuid;

/// What becomes of a step.
enum Change {
    Confirm(NaiveDate),
    Waive(WaiveReason, String),
    Reopen,
}

impl Change {
    fn apply(&self, state: StepState) -> std::result::Result<StepState, TransitionRefused> {
        match self {
            Self::Confirm(_) => state.confirm(),
            Self::Waive(reason, _) => state.waive(*reason),
            Self::Reopen => state.reopen(),
        }
    }

    const fn kind(&self) -> &'static str {
        match self {
            Self::Confirm(_) => "step.confirmed",
            Self::Waive(..) => "step.waived",
            Self::Reopen => "step.reopened",
        }
    }
}

impl Acting<Staff> {
    /// Confirms that a step was done, claimed or not.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a case or a step the own institution does not see, [`Error::Conflict`]
    /// for a step that is confirmed already or does not apply, [`Error::Invalid`] for a day ahead.
    pub async fn confirm_step(
        &self,
        case: CaseId,
        form: &form::ConfirmStep,
        _permit: Permit<ConfirmSteps>,
    ) -> Result<()> {
        let (step, day) = form.check(self.today())?;
        self.change_step(case, step, Change::Confirm(day)).await
    }

    /// Gives up a step with a reason.
    ///
    /// # Errors
    /// As [`Self::confirm_step`]; [`Error::Conflict`] once it is done.
    pub async fn waive_step(&self, case: CaseId, form: &form::WaiveStep, _permit: Permit<ConfirmSteps>) -> Result<()> {
        self.own_case(self.read(), case).await?;
        let (step, reason, remark) = form.check()?;
        self.change_step(case, step, Change::Waive(reason, remark)).await
    }

    /// Opens a step again that was done, given up or failed.
    ///
    /// # Errors
    /// As [`Self::confirm_step`]; [`Error::Conflict`] while it is open.
    pub async fn reopen_step(&self, case: CaseId, step: &str, _permit: Permit<ConfirmSteps>) -> Result<()> {
        let step = step.parse().map_err(|_| Error::NotFound)?;
        self.change_step(case, step, Change::Reopen).await
    }

    async fn change_step(&self, id: CaseId, step: StepRef, change: Change) -> Result<()> {
        let mut write = self.write().await?;
        let case = self.own_open_case(&write, id).await?;
        let plan = case.plan(write.today());
        let planned = plan.steps.iter().find(|planned| planned.step == step && self.sees_step(&case, planned.step));
        let planned = planned.ok_or(Error::NotFound)?;
        let state = change.apply(planned.state).map_err(|_| Error::Conflict)?;
        let done_on = self.record_step(&write, id.0, step, state, &change).await?;
        match (&change, done_on) {
            (Change::Confirm(_), Some(day)) => {
                case::tell_dates(&write, id.0, step.key, day, Some(self.account())).await?;
            }
            (Change::Reopen, _) => case::doubt_dates(&write, &case, step.key, Some(self.account())).await?,
            (Change::Confirm(_) | Change::Waive(..), _) => {}
        }
        write.record(NewEvent {
            kind: change.kind(),
            actor: Some(self.account()),
            organisation: Some(self.own()),
            case: Some(id.0),
            detail: case::step_detail(planned, done_on),
        });
        self.refresh(&mut write, id.0).await?;
        write.commit().await
    }

    /// Writes down where the step stands, and gives the day it was done; what is open again has no record.
    async fn record_step(
        &self,
        write: &Write<'_>,
        case: Uuid,
        step: StepRef,
        state: StepState,
        change: &Change,
    ) -> Result<Option<NaiveDate>> {
        use step_record::Column;
        let this = super::scope::both(Column::CaseId.eq(case), Column::Step.eq(step.to_string()));
        if !state.is_recorded() {
            step_record::Entity::delete_many().filter(this).exec(&**write).await?;
            return Ok(None);
        }
        let before = tied::<step_record::Entity>(this).one(&**write).await?;
        let (done_on, reason, remark) = match change {
            Change::Confirm(day) => {
                // A claim names the day already; confirming it today does not move it.
                let claimed = before.as_ref().filter(|row| row.state == StepState::DoneClaimed.to_string());
                let claimed = claimed.filter(|_| *day == write.today());
                (Some(claimed.map_or(*day, |row| row.done_on.unwrap_or(row.since))), None, None)
            }
            Change::Waive(reason, remark) => (None, Some(reason.to_string()), Some(remark.clone())),
            Change::Reopen => (None, None, None),
        };
        let row = step_record::ActiveModel {
            case_id: Set(case),
            step: Set(step.to_string()),
            state: Set(state.to_string()),
            since: Set(write.today()),
            done_on: Set(done_on),
            reason: Set(reason),
            remark: Set(remark.filter(|remark| !remark.is_empty())),
            claimed_by: Set(before.as_ref().and_then(|row| row.claimed_by)),
            confirmed_by: Set(Some(self.account())),
            version: Set(before.map_or(1, |row| row.version + 1)),
        };
        let columns = [
            Column::State,
            Column::Since,
            Column::DoneOn,
            Column::Reason,
            Column::Remark,
            Column::ConfirmedBy,
            Column::Version,
        ];
        step_record::Entity::insert(row)
            .on_conflict(OnConflict::columns([Column::CaseId, Column::Step]).update_columns(columns).to_owned())
            .exec_without_returning(&**write)
            .await?;
        Ok(done_on)
    }
}
