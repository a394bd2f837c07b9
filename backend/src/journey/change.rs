//! What a newcomer says about a step: done, not done after all, begun, handed in.

use crate::{
    acting::Acting,
    actor::Newcomer,
    case,
    error::{Error, Result},
    store::{NewEvent, Write, entity::step_record},
};
use domain::{
    calendar::Day,
    form::plan::Claim,
    journey::{Actor, Holder, StepDefinition},
    plan::PlanStep,
    step::{StepRef, StepState, TransitionRefused},
    view::plan::Ways,
};
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use uuid::Uuid;

/// One of the ways a newcomer can change a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Claim(Option<Day>),
    TakeBack,
    Start,
    Wait,
}

impl Way {
    fn go(self, from: StepState) -> std::result::Result<StepState, TransitionRefused> {
        match self {
            Self::Claim(_) => from.claim(),
            Self::TakeBack => from.take_back(),
            Self::Start => from.start(),
            Self::Wait => from.wait(),
        }
    }

    /// A second click changes nothing and is no mistake.
    fn is_there(self, state: StepState) -> bool {
        match self {
            Self::Claim(_) => matches!(state, StepState::DoneClaimed | StepState::DoneConfirmed),
            Self::TakeBack => matches!(state, StepState::Ready | StepState::Locked),
            Self::Start => state == StepState::InProgress,
            Self::Wait => state == StepState::WaitingExternal,
        }
    }

    const fn event(self) -> &'static str {
        match self {
            Self::Claim(_) => "step.claimed",
            Self::TakeBack => "step.taken_back",
            Self::Start => "step.started",
            Self::Wait => "step.waiting",
        }
    }

    fn is_open_to_newcomer(self, definition: &StepDefinition) -> bool {
        match self {
            Self::Claim(_) | Self::TakeBack => is_own(definition) || is_reported(definition),
            Self::Start | Self::Wait => is_own(definition),
        }
    }
}

fn is_own(definition: &StepDefinition) -> bool {
    definition.holder == Holder::Newcomer
}

/// Bodies outside tell the office nothing: whether they acted is known from the person who got the letter.
fn is_reported(definition: &StepDefinition) -> bool {
    matches!(definition.actor, Actor::Authority | Actor::Partner | Actor::HousingCompany)
}

/// What the newcomer can do with a step as it stands.
pub(super) fn ways(definition: &StepDefinition, step: &PlanStep) -> Ways {
    let own = is_own(definition);
    let can = |way: Way| way.is_open_to_newcomer(definition) && way.go(step.state).is_ok();
    Ways {
        claim: own && can(Way::Claim(None)),
        report: !own && can(Way::Claim(None)),
        take_back: can(Way::TakeBack),
        start: step.state != StepState::WaitingExternal && can(Way::Start),
        wait: definition.waits_for != Holder::Newcomer && can(Way::Wait),
    }
}

impl Acting<Newcomer> {
    /// Says that a step is done, on a day or without one.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a step that is not on the own plan, [`Error::Forbidden`] for one the employer or
    /// the office does, [`Error::Conflict`] while something else has to come first.
    pub async fn claim(&self, step: StepRef, form: &Claim) -> Result<()> {
        let done_on = form.check(self.today())?;
        self.change_step(step, Way::Claim(done_on)).await
    }

    /// Says that a step is not done after all.
    ///
    /// # Errors
    /// As [`Self::claim`]; [`Error::Conflict`] once the office confirmed it.
    pub async fn take_back(&self, step: StepRef) -> Result<()> {
        self.change_step(step, Way::TakeBack).await
    }

    /// Says that a step has begun.
    ///
    /// # Errors
    /// As [`Self::claim`].
    pub async fn start(&self, step: StepRef) -> Result<()> {
        self.change_step(step, Way::Start).await
    }

    /// Says that a step is handed in and somebody outside acts.
    ///
    /// # Errors
    /// As [`Self::claim`].
    pub async fn wait(&self, step: StepRef) -> Result<()> {
        self.change_step(step, Way::Wait).await
    }

    async fn change_step(&self, step: StepRef, way: Way) -> Result<()> {
        let (mut write, case) = self.change_case().await?;
        let plan = case.plan(write.today());
        let planned = plan.steps.iter().find(|planned| planned.step == step).ok_or(Error::NotFound)?;
        let definition = case.template.step(step.key).ok_or(Error::NotFound)?;
        if !way.is_open_to_newcomer(definition) {
            return Err(Error::Forbidden);
        }
        if way.is_there(planned.state) {
            return Ok(());
        }
        let state = way.go(planned.state).map_err(|_| Error::Conflict)?;
        let before = case.records.iter().find(|record| record.step == step.to_string());
        self.keep(&write, case.row.id, before, planned, state, way).await?;
        let by = Some(self.role.account.0);
        match way {
            Way::Claim(Some(day)) => case::tell_dates(&write, case.row.id, step.key, day, by).await?,
            Way::TakeBack => case::doubt_dates(&write, &case, step.key, by).await?,
            Way::Claim(None) | Way::Start | Way::Wait => {}
        }
        write.record(NewEvent {
            kind: way.event(),
            actor: by,
            organisation: None,
            case: Some(case.row.id),
            detail: case::step_detail(planned, done_on(way)),
        });
        case::settle(&mut write, &self.inner.templates, case.row.id).await?;
        write.commit().await
    }

    /// Claims a step inside a change of another kind, if it can be done now.
    pub(super) async fn claim_within(&self, write: &mut Write<'_>, case: &case::CaseFile, key: &str) -> Result<()> {
        let plan = case.plan(write.today());
        let Some(planned) = plan.steps.iter().find(|step| step.step.key.as_str() == key) else { return Ok(()) };
        let Ok(state) = planned.state.claim() else { return Ok(()) };
        let before = case.records.iter().find(|record| record.step == planned.step.to_string());
        self.keep(write, case.row.id, before, planned, state, Way::Claim(None)).await?;
        write.record(NewEvent {
            kind: Way::Claim(None).event(),
            actor: Some(self.role.account.0),
            organisation: None,
            case: Some(case.row.id),
            detail: case::step_detail(planned, None),
        });
        Ok(())
    }

    /// Writes the record of a step, or removes it: what is ready or locked is computed, never stored.
    async fn keep(
        &self,
        write: &Write<'_>,
        case: Uuid,
        before: Option<&step_record::Model>,
        planned: &PlanStep,
        state: StepState,
        way: Way,
    ) -> Result<()> {
        let step = planned.step.to_string();
        if let Some(before) = before {
            // A changed version means that somebody else was quicker.
            let removed = step_record::Entity::delete_many()
                .filter(step_record::Column::CaseId.eq(case))
                .filter(step_record::Column::Step.eq(&step))
                .filter(step_record::Column::Version.eq(before.version))
                .exec(&**write)
                .await?;
            if removed.rows_affected != 1 {
                return Err(Error::Conflict);
            }
        }
        if !state.is_recorded() {
            return Ok(());
        }
        let claimed_by = matches!(way, Way::Claim(_)).then_some(self.role.account.0);
        step_record::ActiveModel {
            case_id: Set(case),
            step: Set(step),
            state: Set(state.to_string()),
            since: Set(write.today()),
            done_on: Set(done_on(way)),
            reason: Set(None),
            remark: Set(None),
            claimed_by: Set(claimed_by),
            confirmed_by: Set(None),
            version: Set(before.map_or(1, |before| before.version + 1)),
        }
        .insert(&**write)
        .await?;
        Ok(())
    }
}

const fn done_on(way: Way) -> Option<Day> {
    match way {
        Way::Claim(day) => day,
        Way::TakeBack | Way::Start | Way::Wait => None,
    }
}
