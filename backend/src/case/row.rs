//! Steps of a plan as pages show them.

use super::CaseFile;
use crate::{content::StepTexts, say};
use domain::{
    language::Language,
    plan::{Applicability, PlanStep},
    step::{Instance, StepState},
    view::step::StepRow,
};

/// A step of a plan in the reader's words. `about` names the person a step is about.
pub(crate) fn step_row(
    case: &CaseFile,
    texts: &StepTexts,
    language: Language,
    step: &PlanStep,
    about: impl Fn(domain::id::PersonId) -> Option<String>,
) -> StepRow {
    let title = |key| texts.of(language, key).map_or_else(|| key.to_string(), |text| text.title.clone());
    let definition = case.template.step(step.step.key);
    let german = definition.map(|definition| definition.text.german_term.clone()).unwrap_or_default();
    let not_needed = match step.applicability {
        Applicability::NotNeeded(_) => texts.of(language, step.step.key).map(|text| text.not_needed.clone()),
        Applicability::Applies | Applicability::Unclear(_) => None,
    };
    let person = match step.step.instance {
        Some(Instance::Person(person)) => about(person),
        Some(Instance::Round(_)) | None => None,
    };
    StepRow {
        address: step.step.to_string(),
        title: title(step.step.key),
        german,
        about: person,
        phase: step.phase,
        progress: step.progress,
        look: step.look(),
        is_claimed: step.state == StepState::DoneClaimed,
        is_overdue: step.is_overdue(),
        due: step.due.map(|due| say::when(language, due.day)),
        since: step.since.map(|day| say::when(language, day)),
        holder: step.holder,
        after: step.blocked_by.iter().map(|before| title(before.key)).collect(),
        opens_on: step.opens_on.map(|day| say::when(language, day)),
        not_needed,
    }
}
