//! The page of one hire, as its employer may see it.

use super::Listed;
use crate::{
    acting::Acting,
    actor::Employer,
    case::{self, CaseFile},
    error::Result,
    say, sheet,
    store::entity::cohort,
};
use domain::{
    facts::{Anchor, Certainty, Facts, Spouse, Word as _},
    id::{CaseId, CohortId},
    journey::{Holder, Mark, Phase, Sensitivity, Station, StepDefinition},
    language::Language,
    plan::{Applicability, PersonalPapers, Plan, PlanStep, StationState},
    step::StepState,
    view::{
        hires::{Act, CohortName, Entered, FamilyEntered, Hire, LinePlace, Papers, PhaseSteps, Task},
        step::StepRow,
    },
};
use sea_orm::{QueryOrder as _, QuerySelect as _};

/// Cohorts offered to choose from.
const COHORTS: u64 = 100;

impl Acting<Employer> {
    /// One of the own hires.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for any other.
    pub async fn hire(&self, id: CaseId, language: Language) -> Result<Hire> {
        let case = self.own_case(self.read(), id).await?;
        let plan = case.plan(self.today());
        let is_shared = self.is_shared(self.read(), &case.person).await?;
        let listed = Listed { case: case.row.clone(), person: case.person.clone(), is_shared };
        let row = listed.written(language, &self.inner.clock)?;
        let cohorts = self.cohort_names().await?;
        let is_opened = case::is_hers(&case.row);
        // Until then the employer sees what it entered, its own steps, and when she was invited.
        let is_accepted = case.row.accepted_at.is_some();
        Ok(Hire {
            entered: entered(&case, &cohorts, is_opened, language),
            line: line(&plan),
            tasks: self.tasks_of(&case, &plan, language),
            papers: match plan.for_employer().personal_papers {
                _ if !is_accepted => Papers::None,
                PersonalPapers::None => Papers::None,
                PersonalPapers::Open => Papers::Open,
                PersonalPapers::Complete => Papers::Complete,
            },
            is_accepted,
            phases: if is_accepted { self.phases_of(&case, &plan, language) } else { Vec::new() },
            cohorts,
            invite: sheet::ways(&case, is_shared),
            row,
        })
    }

    /// The first cohorts by name.
    async fn cohort_names(&self) -> Result<Vec<CohortName>> {
        let rows = self
            .cohort_scope()
            .order_by_asc(cohort::Column::NameSort)
            .order_by_asc(cohort::Column::Id)
            .limit(COHORTS)
            .all(self.read())
            .await?;
        Ok(rows.into_iter().map(|row| CohortName { id: CohortId(row.id), name: row.name }).collect())
    }

    /// The steps the employer holds, what can be done first.
    fn tasks_of(&self, case: &CaseFile, plan: &Plan, language: Language) -> Vec<Task> {
        let mut steps: Vec<(&PlanStep, &StepDefinition)> = own_steps(case, plan).collect();
        steps.sort_by_key(|(step, _)| {
            (
                step.state.is_done(),
                !step.is_actionable(),
                step.due.map_or(domain::calendar::Day::MAX, |due| due.day),
                step.order,
            )
        });
        steps.into_iter().map(|(step, definition)| self.task(case, step, definition, language)).collect()
    }

    fn task(&self, case: &CaseFile, step: &PlanStep, definition: &StepDefinition, language: Language) -> Task {
        let text = self.inner.texts.of(language, step.step.key);
        let words = &definition.text;
        Task {
            row: self.shown(case, step, language),
            what: text.map(|text| text.what.clone()).unwrap_or_default(),
            until: text.map(|text| text.until.clone()).unwrap_or_default(),
            papers: text.map(|text| text.papers.clone()).unwrap_or_default(),
            legal_basis: words.legal_basis.clone(),
            sources: sources(case, &words.sources),
            checked_on: say::when(language, words.checked_on),
            is_verified: words.verified == Mark::Verified,
            act: match step.state {
                StepState::DoneClaimed => Act::TakeBack,
                _ if step.is_actionable() => Act::Claim,
                _ => Act::Nothing,
            },
        }
    }

    /// What others do, by phase; read only.
    fn phases_of(&self, case: &CaseFile, plan: &Plan, language: Language) -> Vec<PhaseSteps> {
        let visible = plan.for_employer().steps;
        let others = || {
            visible.iter().filter(|step| {
                let is_own = case.template.step(step.step.key).is_some_and(|step| step.holder == Holder::Employer);
                !is_own && (step.applicability == Applicability::Applies || step.state.is_finished())
            })
        };
        let steps = |phase: Phase| -> Vec<StepRow> {
            others().filter(|step| step.phase == phase).map(|step| self.shown(case, step, language)).collect()
        };
        Phase::ALL
            .iter()
            .map(|phase| PhaseSteps { phase: *phase, steps: steps(*phase) })
            .filter(|phase| !phase.steps.is_empty())
            .collect()
    }

    /// A step's row without naming what employers must not know: what it waits for can be a paper about health.
    fn shown(&self, case: &CaseFile, step: &PlanStep, language: Language) -> StepRow {
        let mut step = step.clone();
        step.blocked_by.retain(|before| {
            case.template.step(before.key).is_some_and(|before| before.sensitivity == Sensitivity::Normal)
        });
        case::step_row(case, &self.inner.texts, language, &step, |_| None)
    }
}

/// The steps of the employer itself that apply to a hire.
pub(super) fn own_steps<'a>(
    case: &'a CaseFile,
    plan: &'a Plan,
) -> impl Iterator<Item = (&'a PlanStep, &'a StepDefinition)> {
    plan.for_employer().steps.into_iter().filter_map(|step| {
        let definition = case.template.step(step.step.key)?;
        let is_own = definition.holder == Holder::Employer;
        let is_shown = step.applicability == Applicability::Applies || step.state.is_finished();
        (is_own && is_shown).then_some((step, definition))
    })
}

fn line(plan: &Plan) -> Vec<LinePlace> {
    Station::ALL
        .iter()
        .zip(plan.summary.line)
        .filter(|(_, state)| *state != StationState::Vanished)
        .map(|(station, state)| LinePlace {
            station: *station,
            is_passed: state == StationState::Passed,
            is_current: state == StationState::Current,
        })
        .collect()
}

fn entered(case: &CaseFile, cohorts: &[CohortName], is_opened: bool, language: Language) -> Entered {
    let facts = &case.facts;
    let day = |anchor| facts.anchors.get(anchor).map(|date| say::when(language, date.day));
    let cohort = case.row.cohort_id.map(CohortId);
    Entered {
        occupation: facts.occupation.map(|occupation| occupation.name(language).to_owned()),
        nationality: facts.nationality.map(|country| country.name(language).to_owned()),
        work_start: day(Anchor::WorkStart),
        arrival: day(Anchor::ArrivalDate),
        is_arrival_fixed: is_fixed(facts, Anchor::ArrivalDate),
        housing: facts.housing,
        family: (!is_opened).then(|| FamilyEntered {
            children: facts.children.as_ref().map(|children| u16::try_from(children.len()).unwrap_or(u16::MAX)),
            partner: facts.spouse.map(|spouse| spouse != Spouse::None),
            email: case.person.email.clone(),
            birth_date: case.person.birth_date.map(|day| say::when(language, day)),
        }),
        cohort: cohorts.iter().find(|name| Some(name.id) == cohort).cloned(),
    }
}

/// Whether a date is no longer the employer's to move: it happened, or the person it depends on confirmed it.
pub(super) fn is_fixed(facts: &Facts, anchor: Anchor) -> bool {
    let certainty = facts.anchors.get(anchor).map(|date| date.certainty);
    match anchor {
        Anchor::WorkStart => certainty == Some(Certainty::Happened),
        _ => matches!(certainty, Some(Certainty::Happened | Certainty::Confirmed)),
    }
}

/// `[L1][L2]` in the words of the template's list of sources.
fn sources(case: &CaseFile, tags: &str) -> Vec<String> {
    // An assumption has no source; its mark says so.
    let tags = tags.split(['[', ']']).map(str::trim).filter(|tag| !tag.is_empty() && *tag != "assumption");
    tags.map(|tag| case.template.sources.get(tag).cloned().unwrap_or_else(|| tag.to_owned())).collect()
}
