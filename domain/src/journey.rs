//! The journey template: every step there can be, to whom it applies and when it is due, as versioned data.

mod compile;
mod order;
mod text;
mod vocabulary;

pub use compile::{TemplateError, TemplateProblem};
pub use text::{StepText, TemplateText, WrittenStep};
pub use vocabulary::{Actor, DueClass, Holder, Mark, Per, Phase, Progress, Sensitivity, Station};

use crate::{
    rule::{AppliesRule, DueRule},
    step::StepKey,
};
pub(crate) use order::{Answer, StepSet};

/// One step of the template, ready to plan with.
#[derive(Clone, Debug, PartialEq)]
pub struct StepDefinition {
    /// Its name.
    pub key: StepKey,
    /// Its place in every list.
    pub order: u16,
    /// The part of the journey it is listed under.
    pub phase: Phase,
    /// Who must act, in the six words of the sources.
    pub actor: Actor,
    /// Who must act, exactly.
    pub holder: Holder,
    /// Who acts once it is handed in.
    pub waits_for: Holder,
    /// Its place on the line of stations.
    pub station: Station,
    /// Whether its being done is what passes the station.
    pub passes_station: bool,
    /// The measure of progress it counts for.
    pub progress: Progress,
    /// How often a case has it.
    pub per: Per,
    /// What employers see of it.
    pub sensitivity: Sensitivity,
    /// What kind of date its due date is.
    pub class: DueClass,
    /// To whom it applies.
    pub applies_rule: AppliesRule,
    /// When it is due.
    pub due_rule: DueRule,
    /// What has to be done before.
    pub prerequisites: Vec<StepKey>,
    /// What stays with the template as text.
    pub text: StepText,
    /// The prerequisites by their place in the template.
    pub(crate) before: Vec<u16>,
    /// The prerequisites, theirs, and so on.
    pub(crate) ancestors: StepSet,
}

/// A released version of the journey.
#[derive(Clone, Debug, PartialEq)]
pub struct Template {
    /// Its name: `bochum-default`.
    pub name: String,
    /// Its version: the day it was written.
    pub version: String,
    /// The sources that steps name by their tags: tag, and where it was read.
    pub sources: std::collections::BTreeMap<String, String>,
    steps: Vec<StepDefinition>,
    places: Vec<(StepKey, u16)>,
    answers: Vec<Answer>,
    after_prerequisites: Vec<u16>,
    path_to_first_day: StepSet,
}

impl Template {
    /// The steps in their order.
    #[must_use]
    pub fn steps(&self) -> &[StepDefinition] {
        &self.steps
    }

    /// The step of that name.
    #[must_use]
    pub fn step(&self, key: StepKey) -> Option<&StepDefinition> {
        self.place(key).and_then(|place| self.steps.get(usize::from(place)))
    }

    /// How many steps have a due rule that is still text of the source.
    #[must_use]
    pub fn unparsed(&self) -> u16 {
        let count = self.steps.iter().filter(|step| step.due_rule.is_unparsed()).count();
        u16::try_from(count).unwrap_or(u16::MAX)
    }

    pub(crate) fn place(&self, key: StepKey) -> Option<u16> {
        let found = self.places.binary_search_by_key(&key, |(key, _)| *key).ok()?;
        self.places.get(found).map(|(_, place)| *place)
    }

    /// Every question about every step, in an order in which each finds what it hangs on answered.
    pub(crate) fn answers(&self) -> &[Answer] {
        &self.answers
    }

    /// Every step after its prerequisites.
    pub(crate) fn after_prerequisites(&self) -> &[u16] {
        &self.after_prerequisites
    }

    /// The steps without which nobody begins to work: the first working day and what comes before it.
    pub(crate) const fn path_to_first_day(&self) -> StepSet {
        self.path_to_first_day
    }
}
