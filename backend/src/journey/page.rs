//! The own plan: at most three things to do now, what others do, and the rest by part of the journey.

use super::{contact, entry, missing, question, scope};
use crate::{
    acting::Acting,
    actor::Newcomer,
    case::{self, CaseFile},
    error::Result,
    say,
};
use domain::{
    facts::{Anchor, Word as _},
    id::PersonId,
    journey::Phase,
    language::Language,
    plan::{Applicability, Plan, PlanStep},
    view::{
        plan::{NowStep, OtherWork, OwnPlan, Pace, PhaseSteps, Visit, Way},
        step::{Measure, StepRow},
    },
};
use std::collections::BTreeMap;

/// What others are working on, at most: more would bury the own steps.
const OTHERS: usize = 4;

impl Acting<Newcomer> {
    /// The own plan in the reader's words. Answers shown by it are noted as read.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn plan(&self, language: Language) -> Result<OwnPlan> {
        let row = scope::own_case(self.read(), self.role.person).await?;
        let ended = row.as_ref().map(scope::ended).transpose()?.flatten();
        let case = match row.filter(|row| row.ended_at.is_none()) {
            Some(row) => case::load(self.read(), &self.inner.templates, row.id).await?,
            None => None,
        };
        let as_of = say::time(&self.inner.clock, self.inner.clock.now());
        let Some(case) = case else { return Ok(OwnPlan { name: String::new(), way: None, ended, as_of }) };
        let way = self.way(language, &case).await?;
        Ok(OwnPlan { name: case.person.given_names, way: Some(way), ended: None, as_of })
    }

    async fn way(&self, language: Language, case: &CaseFile) -> Result<Way> {
        let plan = case.plan(self.today());
        let steps = Rows { acting: self, language, case, names: scope::household(self.read(), case).await? };
        let now = plan.now();
        let questions = scope::questions(self.read(), case.row.id).await?;
        let way = Way {
            number: case.row.number.clone(),
            first_day: first_day(language, case),
            pace: pace(case, &plan),
            now: now.first().map(|step| steps.now(step)),
            then: now.iter().skip(1).map(|step| steps.row(step)).collect(),
            asked: entry::asked_day(case, &plan, language),
            missing: missing::missing(case, &plan),
            visit: self.visit(language, case).await?,
            others: plan.others().into_iter().take(OTHERS).map(|step| steps.other(step)).collect(),
            next: next(&plan).map(|step| steps.row(step)),
            work: measure(plan.summary.work),
            city: measure(plan.summary.city),
            contact: contact::of(&self.inner, self.read(), case).await?,
            phases: Phase::ALL.iter().map(|phase| steps.phase(&plan, *phase)).collect(),
            not_needed: steps.rows(&plan, |step| matches!(step.applicability, Applicability::NotNeeded(_))),
            unclear: steps.rows(&plan, |step| matches!(step.applicability, Applicability::Unclear(_))),
            questions: question::rows(self, language, &questions).await?,
            shares: self.shares(language, case).await?,
            entry: self.entry(language, case).await?,
            reset: self.unread_reset(language, case.row.id).await?,
            has_address: self.has_address().await?,
        };
        self.mark_read(&questions).await;
        Ok(way)
    }
}

impl Acting<Newcomer> {
    /// The one visit, by the own date or that of the cohort, until its day is over.
    pub(super) async fn visit(&self, language: Language, case: &CaseFile) -> Result<Option<Visit>> {
        let own = case.facts.anchors.get(Anchor::VisitDate).map(|date| date.day);
        let day = match (own, case.row.cohort_id) {
            (None, Some(cohort)) => scope::visit_day(self.read(), cohort).await?,
            _ => own,
        };
        let Some(day) = day.filter(|day| *day >= self.today()) else { return Ok(None) };
        let key = "one_stop_visit".parse().ok();
        let text = key.and_then(|key| self.inner.texts.of(language, key));
        Ok(Some(Visit {
            day: domain::view::When { day, text: say::day(language, day) },
            papers: text.map(|text| text.papers.clone()).unwrap_or_default(),
        }))
    }
}

/// Turns steps into rows.
pub(super) struct Rows<'a> {
    pub(super) acting: &'a Acting<Newcomer>,
    pub(super) language: Language,
    pub(super) case: &'a CaseFile,
    pub(super) names: BTreeMap<PersonId, String>,
}

impl Rows<'_> {
    pub(super) fn row(&self, step: &PlanStep) -> StepRow {
        let about = |person| self.names.get(&person).cloned();
        case::step_row(self.case, &self.acting.inner.texts, self.language, step, about)
    }

    fn rows(&self, plan: &Plan, which: impl Fn(&PlanStep) -> bool) -> Vec<StepRow> {
        plan.steps.iter().filter(|step| which(step)).map(|step| self.row(step)).collect()
    }

    fn now(&self, step: &PlanStep) -> NowStep {
        let text = self.acting.inner.texts.of(self.language, step.step.key);
        NowStep {
            row: self.row(step),
            what: text.map(|text| text.what.clone()).unwrap_or_default(),
            say: text.map(|text| text.say.clone()).unwrap_or_default(),
        }
    }

    fn other(&self, step: &PlanStep) -> OtherWork {
        let row = self.row(step);
        OtherWork { address: row.address, title: row.title, holder: row.holder, since: row.since }
    }

    fn phase(&self, plan: &Plan, phase: Phase) -> PhaseSteps {
        let applies = |step: &&PlanStep| step.phase == phase && step.applicability == Applicability::Applies;
        let of_phase = || plan.steps.iter().filter(applies);
        let count = |steps: usize| u16::try_from(steps).unwrap_or(u16::MAX);
        PhaseSteps {
            phase,
            steps: of_phase().map(|step| self.row(step)).collect(),
            done: Measure {
                done: count(of_phase().filter(|step| step.state.is_done()).count()),
                total: count(of_phase().count()),
            },
        }
    }
}

fn first_day(language: Language, case: &CaseFile) -> Option<domain::view::When> {
    let day = case.facts.anchors.get(Anchor::WorkStart)?.day;
    Some(domain::view::When { day, text: say::day(language, day) })
}

fn pace(case: &CaseFile, plan: &Plan) -> Pace {
    if plan.first_day().is_some_and(|step| step.state.is_done()) {
        Pace::Working
    } else if case.facts.anchors.get(Anchor::WorkStart).is_none() {
        Pace::Unknown
    } else if plan.summary.at_risk {
        Pace::AtRisk
    } else {
        Pace::OnTime
    }
}

/// The step that opens next by the calendar alone.
fn next(plan: &Plan) -> Option<&PlanStep> {
    let waiting = plan.steps.iter().filter(|step| step.is_open() && !step.is_actionable());
    waiting.filter(|step| step.opens_on.is_some()).min_by_key(|step| (step.opens_on, step.order))
}

fn measure(measure: domain::plan::Measure) -> Measure {
    Measure { done: measure.done, total: measure.total }
}
