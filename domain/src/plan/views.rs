//! What each of the people concerned sees of a plan.

use super::{Plan, PlanStep};
use crate::{
    journey::{Holder, Sensitivity},
    step::StepState,
};

/// Health and conduct, as employers see them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PersonalPapers {
    /// None are needed.
    None,
    /// Something is missing.
    Open,
    /// Nothing is missing.
    Complete,
}

/// What employers see of a plan.
#[derive(Clone, Debug, PartialEq)]
pub struct EmployerSteps<'a> {
    /// The steps they see by name.
    pub steps: Vec<&'a PlanStep>,
    /// All the others about health and conduct as one.
    pub personal_papers: PersonalPapers,
}

impl Plan {
    /// What the newcomer can do now: red first, then by day, then by the order of the template.
    pub fn for_newcomer(&self) -> impl Iterator<Item = &PlanStep> {
        sorted(self.steps.iter().filter(|step| step.is_actionable() && step.holder == Holder::Newcomer))
    }

    /// At most three things the newcomer can do now.
    #[must_use]
    pub fn now(&self) -> Vec<&PlanStep> {
        self.for_newcomer().take(3).collect()
    }

    /// What others are working on.
    #[must_use]
    pub fn others(&self) -> Vec<&PlanStep> {
        sorted(self.steps.iter().filter(|step| step.is_actionable() && step.holder != Holder::Newcomer)).collect()
    }

    /// What the newcomer's employer may see: nothing private, and personal papers only as complete or not.
    #[must_use]
    pub fn for_employer(&self) -> EmployerSteps<'_> {
        let mut personal_papers = PersonalPapers::None;
        let papers = self.steps.iter().filter(|step| step.sensitivity == Sensitivity::PersonalPapers);
        for step in papers.filter(|step| step.is_open() || step.state.is_done()) {
            personal_papers = match (personal_papers, step.state) {
                (PersonalPapers::Open, _) => PersonalPapers::Open,
                (_, StepState::DoneClaimed | StepState::DoneConfirmed | StepState::Waived) => PersonalPapers::Complete,
                _ => PersonalPapers::Open,
            };
        }
        let steps = self.steps.iter().filter(|step| step.sensitivity == Sensitivity::Normal).collect();
        EmployerSteps { steps, personal_papers }
    }
}

fn sorted<'a>(steps: impl Iterator<Item = &'a PlanStep>) -> impl Iterator<Item = &'a PlanStep> {
    let mut steps: Vec<_> = steps.collect();
    steps.sort_by_key(|step| (!step.is_overdue(), step.urgency()));
    steps.into_iter()
}
