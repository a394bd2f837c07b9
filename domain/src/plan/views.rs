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

#[cfg(test)]
mod tests {
    use super::super::scenarios::{assert_among, cook, day, done, named, office_worker, plan_of, trainee};
    use super::*;
    use crate::{
        facts::{Anchor, Certainty},
        plan::{Due, Timeliness},
    };
    use chrono::Days;
    use std::collections::BTreeSet;

    fn keys<'a>(steps: impl IntoIterator<Item = &'a PlanStep>) -> BTreeSet<&'a str> {
        steps.into_iter().map(|step| step.step.key.as_str()).collect()
    }

    #[test]
    fn employers_never_see_health_and_conduct_by_name() {
        let mut recorded = vec![done("measles_proof", "2027-02-01")];
        let plan = plan_of(&trainee(Some(Vec::new())), &recorded, "2027-02-02");
        let seen = plan.for_employer();
        assert_eq!(seen.personal_papers, PersonalPapers::Open);
        let names: BTreeSet<_> = seen.steps.iter().map(|step| step.step.key.as_str()).collect();
        let hidden = "measles_proof conduct_certificate food_hygiene health_cover_bridge family_doctor family_visa \
            school_enrolment child_benefit sports_match job_change_notice";
        assert_among(&names, hidden, false);
        assert_among(&names, "permit_check_copy work_start visa_decision residence_registration", true);
        recorded.extend(["conduct_certificate", "health_cover_bridge"].map(|key| done(key, "2027-02-01")));
        assert_eq!(
            plan_of(&trainee(None), &recorded, "2027-02-02").for_employer().personal_papers,
            PersonalPapers::Complete
        );
        assert_eq!(plan_of(&office_worker(), &[], "2027-02-02").for_employer().personal_papers, PersonalPapers::None);
    }

    #[test]
    fn personal_papers_are_complete_once_none_is_missing() {
        let plan = plan_of(&trainee(None), &[], "2027-02-02");
        let papers = plan.steps.iter().filter(|step| step.sensitivity == Sensitivity::PersonalPapers && step.is_open());
        let papers: Vec<_> = papers.map(|step| step.step.key.as_str()).collect();
        assert!(papers.len() > 1, "{papers:?}");
        for kept in &papers {
            let others = papers.iter().filter(|key| *key != kept);
            let mut recorded: Vec<_> = others.map(|key| done(key, "2027-02-01")).collect();
            let papers_of =
                |recorded: &[_]| plan_of(&trainee(None), recorded, "2027-02-02").for_employer().personal_papers;
            assert_eq!(papers_of(&recorded), PersonalPapers::Open, "{kept} is missing");
            recorded.push(done(kept, "2027-02-01"));
            assert_eq!(papers_of(&recorded), PersonalPapers::Complete);
        }
    }

    #[test]
    fn what_can_be_done_now_is_the_newcomers_or_somebody_elses() {
        let announced = [done("employer_notice", "2026-11-23")];
        for recorded in [&[][..], &announced] {
            let plan = plan_of(&cook(), recorded, "2026-11-23");
            let is_hers = |step: &PlanStep| step.holder == Holder::Newcomer;
            assert_eq!(keys(plan.for_newcomer()), named(&plan, |step| step.is_actionable() && is_hers(step)));
            assert_eq!(keys(plan.others()), named(&plan, |step| step.is_actionable() && !is_hers(step)));
            assert!(keys(plan.now()).is_subset(&keys(plan.for_newcomer())));
        }
        let plan = plan_of(&cook(), &[], "2026-11-23");
        assert_eq!(plan.others().first().map(|step| step.holder), Some(Holder::Employer));
    }

    #[test]
    fn what_is_red_comes_before_what_only_should_have_been_done_long_ago() {
        let mut facts = cook();
        facts.anchors.set(Anchor::ArrivalDate, day("2026-12-10"), Certainty::Happened);
        facts.anchors.set(Anchor::MoveIn, day("2026-12-12"), Certainty::Happened);
        let done = ["move_in", "landlord_confirmation"].map(|key| done(key, "2026-12-12"));
        let late = plan_of(&facts, &done, "2026-12-29");
        let red = late.for_newcomer().find(|step| step.is_overdue()).unwrap();
        let mut calm = red.clone();
        calm.timeliness = Timeliness::Late;
        calm.due = red.due.map(|due| Due { day: due.day - Days::new(9), ..due });
        assert!(calm.urgency() < red.urgency() && !calm.is_overdue());
        assert_eq!(sorted([&calm, red].into_iter()).collect::<Vec<_>>(), [red, &calm]);
    }
}
