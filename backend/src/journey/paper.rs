//! The own plan on paper: everything of the page that a pencil can use, and the way back to it.

use super::{contact, page::Rows, scope};
use crate::{acting::Acting, actor::Newcomer, error::Result, say};
use domain::{
    facts::{Anchor, Word as _},
    journey::Phase,
    language::Language,
    plan::Applicability,
    view::{
        When,
        plan::{Contact, Visit},
        step::StepRow,
    },
};

/// A plan as it is printed.
#[derive(Clone, Debug)]
pub struct PaperPlan {
    /// Whose plan it is.
    pub name: String,
    /// What people read out on the phone.
    pub number: String,
    /// First working day, with the day of the week.
    pub first_day: Option<When>,
    /// When all this was true.
    pub as_of: String,
    /// The one visit.
    pub visit: Option<Visit>,
    /// Steps by part of the journey; parts without one are left out.
    pub phases: Vec<PaperPhase>,
    /// Steps of which nobody knows yet whether they are needed.
    pub unclear: Vec<StepRow>,
    /// Whom to ask.
    pub contact: Contact,
    /// The address of the page; it says nothing about whose plan it is.
    pub address: String,
}

/// A part of the journey on paper.
#[derive(Clone, Debug)]
pub struct PaperPhase {
    /// The part.
    pub phase: Phase,
    /// Its place on the page.
    pub address: String,
    /// Its steps in order.
    pub steps: Vec<PaperStep>,
}

/// A step on paper.
#[derive(Clone, Debug)]
pub struct PaperStep {
    /// As lists show it.
    pub row: StepRow,
    /// The German sentence for the counter; empty where nobody has to be spoken to, and once it is done.
    pub say: String,
}

impl Acting<Newcomer> {
    /// The own plan for paper. Nothing is noted as read by it.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] without an open case.
    pub async fn paper_plan(&self, language: Language) -> Result<PaperPlan> {
        let clock = &self.inner.clock;
        let case = self.open_case().await?;
        let plan = case.plan(self.today());
        let names = scope::household(self.read(), &case).await?;
        let rows = Rows { acting: self, language, case: &case, names };
        let address = format!("{}/{language}/plan", self.inner.office.public_url);
        let steps = |phase: Phase| {
            plan.steps.iter().filter(move |step| step.phase == phase && step.applicability == Applicability::Applies)
        };
        let phases = Phase::ALL.iter().map(|phase| PaperPhase {
            phase: *phase,
            address: format!("{address}#{}", phase.word()),
            steps: steps(*phase)
                .map(|step| {
                    let text = self.inner.texts.of(language, step.step.key).filter(|_| step.is_open());
                    PaperStep { row: rows.row(step), say: text.map(|text| text.say.clone()).unwrap_or_default() }
                })
                .collect(),
        });
        let unclear = plan.steps.iter().filter(|step| matches!(step.applicability, Applicability::Unclear(_)));
        let first_day = case.facts.anchors.get(Anchor::WorkStart).map(|date| date.day);
        Ok(PaperPlan {
            name: format!("{} {}", case.person.given_names, case.person.family_name).trim().to_owned(),
            number: case.row.number.clone(),
            first_day: first_day.map(|day| When { day, text: say::day(language, day) }),
            as_of: format!("{}, {}", say::short_day(language, self.today()), say::time(clock, clock.now())),
            visit: self.visit(language, &case).await?,
            phases: phases.filter(|phase| !phase.steps.is_empty()).collect(),
            unclear: unclear.map(|step| rows.row(step)).collect(),
            contact: contact::of(&self.inner, self.read(), &case).await?,
            address,
        })
    }
}
