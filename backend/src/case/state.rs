//! The state of a case follows from its plan, whoever changed it.

use super::{CaseFile, Templates, refresh};
use crate::{
    error::{Error, Result},
    store::{NewEvent, Write, entity::case_file},
};
use domain::{
    calendar::{Day, Period},
    case::CaseState,
    facts::{Anchor, Certainty, Residence},
    journey::Sensitivity,
    plan::{Applicability, Plan, PlanStep},
    step::StepKey,
};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, sea_query::Expr};
use serde_json::{Value, json};
use uuid::Uuid;

/// Loads a changed case again, rewrites what lists show of it, and lets its state follow.
pub(crate) async fn settle(write: &mut Write<'_>, templates: &Templates, id: Uuid) -> Result<(CaseFile, Plan)> {
    super::hold(write, &[id]).await?;
    let mut case = super::require(write, templates, id).await?;
    let plan = refresh(write, &case).await?;
    let state: CaseState =
        case.row.state.parse().map_err(|_| Error::inconsistent(format!("state of case {}", case.row.id)))?;
    let reached = reached(state, &case, &plan, write.today());
    if reached != state {
        case_file::Entity::update_many()
            .col_expr(case_file::Column::State, Expr::value(reached.to_string()))
            .filter(case_file::Column::Id.eq(id))
            .exec(&**write)
            .await?;
        write.record(NewEvent {
            kind: "case.state",
            actor: None,
            organisation: None,
            case: Some(id),
            detail: json!({ "from": state.to_string(), "to": reached.to_string() }),
        });
        case.row.state = reached.to_string();
    }
    Ok((case, plan))
}

/// The state a case has reached. Only states between opening and staying follow by themselves: nobody is
/// invited, interrupted or completed by a step.
fn reached(state: CaseState, case: &CaseFile, plan: &Plan, today: Day) -> CaseState {
    let follows = matches!(
        state,
        CaseState::ActiveAbroad | CaseState::Arriving | CaseState::Onboarding | CaseState::Settled | CaseState::Staying
    );
    if !follows {
        return state;
    }
    let known = case.facts.known();
    let is_here = matches!(known.residence, Some(Residence::Germany | Residence::City));
    if !is_here && !is_done(plan, "entry") {
        let arrival = case.facts.anchors.get(Anchor::ArrivalDate);
        let is_sure = arrival.is_some_and(|date| date.certainty != Certainty::Planned);
        return if is_sure { CaseState::Arriving } else { CaseState::ActiveAbroad };
    }
    let first_day = plan.first_day().filter(|step| step.state.is_done());
    let has_title = !is_needed(plan, "eat_pickup") || is_done(plan, "eat_pickup");
    match first_day {
        Some(step) if has_title => {
            let began = step.done_on.or(known.anchor(Anchor::WorkStart));
            let is_year = began.is_some_and(|day| Period::months(12).after(day) <= today);
            if is_year { CaseState::Staying } else { CaseState::Settled }
        }
        _ => CaseState::Onboarding,
    }
}

fn is_done(plan: &Plan, key: &str) -> bool {
    plan.steps.iter().any(|step| step.step.key.as_str() == key && step.state.is_done())
}

fn is_needed(plan: &Plan, key: &str) -> bool {
    plan.steps.iter().any(|step| step.step.key.as_str() == key && step.applicability == Applicability::Applies)
}

/// The dates that are known once a step was done on a day.
const HAPPENED: [(&str, Anchor); 4] = [
    ("entry", Anchor::EntryDate),
    ("entry", Anchor::ArrivalDate),
    ("move_in", Anchor::MoveIn),
    ("visa_apply", Anchor::ApplicationDate),
];

/// Writes down the dates that a done step tells. The caller settles the case.
pub(crate) async fn tell_dates(write: &Write<'_>, case: Uuid, key: StepKey, on: Day, by: Option<Uuid>) -> Result<()> {
    for (_, anchor) in HAPPENED.iter().filter(|(step, _)| *step == key.as_str()) {
        super::set_anchor(write, case, *anchor, on, Certainty::Happened, by).await?;
    }
    Ok(())
}

/// The dates of a step that turned out not to be done are intentions again. The caller settles the case.
pub(crate) async fn doubt_dates(write: &Write<'_>, case: &CaseFile, key: StepKey, by: Option<Uuid>) -> Result<()> {
    for (_, anchor) in HAPPENED.iter().filter(|(step, _)| *step == key.as_str()) {
        if let Some(date) = case.facts.anchors.get(*anchor) {
            super::set_anchor(write, case.row.id, *anchor, date.day, Certainty::Planned, by).await?;
        }
    }
    Ok(())
}

/// What an event tells of a step: its address; of health, conduct and private life only that much.
pub(crate) fn step_detail(step: &PlanStep, done_on: Option<Day>) -> Value {
    let mut detail = match step.sensitivity {
        Sensitivity::Normal => json!({ "step": step.step.to_string() }),
        hidden => json!({ "about": hidden.to_string() }),
    };
    if let (Some(day), Sensitivity::Normal, Some(fields)) = (done_on, step.sensitivity, detail.as_object_mut()) {
        fields.insert("done_on".to_owned(), json!(day));
    }
    detail
}
