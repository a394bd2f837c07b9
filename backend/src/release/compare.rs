//! Two plans of one case, side by side.

use crate::case::CaseFile;
use domain::{
    calendar::Day,
    id::CaseId,
    plan::{Applicability, Plan},
    step::StepRef,
};
use std::collections::BTreeMap;

/// What a template would change of one case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseChange {
    /// The case.
    pub case: CaseId,
    /// Its number, as people read it.
    pub number: String,
    /// Steps that would come.
    pub added: Vec<StepRef>,
    /// Open steps that would go.
    pub removed: Vec<StepRef>,
    /// Open steps whose last day would change: from, to.
    pub moved: Vec<(StepRef, Option<Day>, Option<Day>)>,
    /// Finished steps that the template no longer has. Such a case cannot be moved: what is finished stays.
    pub lost: Vec<StepRef>,
}

/// The change between two templates of a case; nothing where both plans ask for the same.
pub(super) fn compare(before: &CaseFile, after: &CaseFile, today: Day) -> Option<CaseChange> {
    let (old, new) = (before.plan(today), after.plan(today));
    let (was, will) = (open(&old), open(&new));
    let has = |step: StepRef| new.steps.iter().any(|planned| planned.step == step);
    let change = CaseChange {
        case: CaseId(before.row.id),
        number: before.row.number.clone(),
        added: will.keys().filter(|step| !was.contains_key(step)).copied().collect(),
        removed: was.keys().filter(|step| !will.contains_key(step)).copied().collect(),
        moved: was
            .iter()
            .filter_map(|(step, from)| Some((*step, *from, *will.get(step)?)))
            .filter(|(_, from, to)| from != to)
            .collect(),
        lost: before
            .recorded
            .iter()
            .filter(|record| record.state.is_finished() && !has(record.step))
            .map(|record| record.step)
            .collect(),
    };
    let is_same =
        change.added.is_empty() && change.removed.is_empty() && change.moved.is_empty() && change.lost.is_empty();
    (!is_same).then_some(change)
}

/// Steps that apply, or may, and are not finished, each with its last day.
fn open(plan: &Plan) -> BTreeMap<StepRef, Option<Day>> {
    plan.steps
        .iter()
        .filter(|step| !matches!(step.applicability, Applicability::NotNeeded(_)) && !step.state.is_finished())
        .map(|step| (step.step, step.due.map(|due| due.day)))
        .collect()
}
