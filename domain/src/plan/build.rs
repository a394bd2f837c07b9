//! From the rules' answers to the steps of a plan.

use super::{Applicability, Due, PlanStep, Timeliness, answers::Answers, records::RecordedStep};
use crate::{
    calendar::Day,
    facts::{Child, Missing},
    id::PersonId,
    journey::{DueClass, Per, StepDefinition, StepSet},
    rule::{Booking, DueDays, Truth},
    step::{Instance, StepKey, StepRef, StepState},
};

/// Whom one of several steps of the same name is about.
#[derive(Clone, Copy)]
struct About<'a> {
    instance: Option<Instance>,
    child: Option<&'a Child>,
}

impl About<'_> {
    /// Whether it is about the case as a whole.
    fn is_case(&self) -> bool {
        self.instance.is_none() && self.child.is_none()
    }

    /// Whether both are about the same member of the household.
    fn is_same(&self, other: &Self) -> bool {
        match (self.child, other.child) {
            (Some(one), Some(other)) => std::ptr::eq(one, other),
            (None, None) => self.instance.is_some() && self.instance == other.instance,
            _ => false,
        }
    }
}

/// One step of the case before it is known what blocks it.
struct Node<'a> {
    place: u16,
    about: About<'a>,
    truth: Truth,
    record: Option<&'a RecordedStep>,
}

impl Node<'_> {
    fn step(&self, key: StepKey) -> StepRef {
        StepRef { key, instance: self.about.instance }
    }

    fn finished(&self) -> Option<&RecordedStep> {
        self.record.filter(|record| record.state.is_finished())
    }

    fn is_done(&self) -> bool {
        self.record.is_some_and(|record| record.state.is_done())
    }

    /// Whether what comes after has to wait for this step, once the step is reached.
    fn holds_up(&self, class: DueClass) -> bool {
        match self.truth {
            _ if self.is_done() => false,
            _ if self.finished().is_some() => true,
            Truth::True => true,
            Truth::False(_) => false,
            // Of two guesses the harmless one: only what the law asks for may hold somebody up by mere chance.
            Truth::Unknown(_) => class.may_be_red(),
        }
    }
}

/// The steps of the case in the order of the template.
pub(super) fn build(answers: &Answers<'_>) -> Vec<PlanStep> {
    let definitions = answers.template.steps();
    let mut nodes = Vec::with_capacity(definitions.len() + 8);
    for (definition, place) in definitions.iter().zip(0..) {
        add_nodes(answers, definition, place, &mut nodes);
    }
    let graph = Graph::new(answers, nodes);
    graph
        .nodes
        .iter()
        .filter_map(|node| Some((node, graph.definition(node.place)?)))
        .map(|(node, definition)| plan_step(answers, &graph, node, definition))
        .collect()
}

fn add_nodes<'a>(answers: &Answers<'a>, definition: &StepDefinition, place: u16, nodes: &mut Vec<Node<'a>>) {
    let first = nodes.len();
    let records = answers.records(place);
    let case_truth = answers.applies(place);
    let mut add = |about: About<'a>, truth: Truth| {
        let step = StepRef { key: definition.key, instance: about.instance };
        let record = records.iter().find(|record| record.step == step).copied();
        nodes.push(Node { place, about, truth, record });
    };
    let spouse = matches!(definition.per, Per::Spouse | Per::Member).then_some(answers.known.coming_spouse()).flatten();
    let children = match (definition.per, answers.known.children) {
        (Per::Child | Per::Member, Some(children)) => children,
        _ => &[],
    };
    let mut number = 0_u16;
    let mut instance = |person: Option<PersonId>| {
        number += 1;
        person.map(Instance::Person).or((number > 1).then_some(Instance::Round(number)))
    };
    if let Some(person) = spouse {
        add(About { instance: instance(person), child: None }, case_truth);
    }
    for child in children {
        let truth = definition.applies_rule.evaluate(&answers.situation(Some(child)));
        add(About { instance: instance(child.person), child: Some(child) }, truth);
    }
    if spouse.is_none() && children.is_empty() {
        add(About { instance: None, child: None }, case_truth);
    }
    // What was done for somebody who no longer belongs to the case stays done; a later round is its record alone.
    for record in records {
        let is_round = definition.per == Per::Case && matches!(record.step.instance, Some(Instance::Round(_)));
        let is_kept = record.state.is_finished() || is_round;
        let is_there = nodes.iter().skip(first).any(|node| node.about.instance == record.step.instance);
        if is_kept && !is_there {
            let about = About { instance: record.step.instance, child: None };
            nodes.push(Node { place, about, truth: case_truth, record: Some(*record) });
        }
    }
}

/// What waits for what, in this case.
struct Graph<'a> {
    definitions: &'a [StepDefinition],
    nodes: Vec<Node<'a>>,
    /// For each step of the template, what holds up whoever has it as a prerequisite.
    holding: Vec<StepSet>,
}

impl<'a> Graph<'a> {
    fn new(answers: &Answers<'a>, nodes: Vec<Node<'a>>) -> Self {
        let definitions = answers.template.steps();
        let mut graph = Self { definitions, nodes, holding: vec![StepSet::EMPTY; definitions.len()] };
        let mut hold = vec![false; definitions.len()];
        let mut done = vec![false; definitions.len()];
        for node in &graph.nodes {
            let place = usize::from(node.place);
            let Some(definition) = definitions.get(place) else { continue };
            if let (Some(hold), Some(done)) = (hold.get_mut(place), done.get_mut(place)) {
                *hold |= node.holds_up(definition.class);
                *done |= node.is_done();
            }
        }
        for place in answers.template.after_prerequisites() {
            let here = usize::from(*place);
            let set = match (hold.get(here), done.get(here)) {
                (Some(true), _) => StepSet::only(*place),
                (_, Some(true)) => StepSet::EMPTY,
                _ => graph.held_before(*place),
            };
            if let Some(slot) = graph.holding.get_mut(here) {
                *slot = set;
            }
        }
        graph
    }

    fn definition(&self, place: u16) -> Option<&'a StepDefinition> {
        self.definitions.get(usize::from(place))
    }

    /// The nodes of one step of the template; they stand in its order.
    fn nodes_at(&self, place: u16) -> &[Node<'a>] {
        let start = self.nodes.partition_point(|node| node.place < place);
        let rest = self.nodes.get(start..).unwrap_or_default();
        let length = rest.iter().take_while(|node| node.place == place).count();
        rest.get(..length).unwrap_or_default()
    }

    fn held(&self, place: u16) -> StepSet {
        self.holding.get(usize::from(place)).copied().unwrap_or_default()
    }

    /// What holds up a step by any of its prerequisites.
    fn held_before(&self, place: u16) -> StepSet {
        let before = self.definition(place).map_or(&[][..], |definition| &definition.before);
        before.iter().fold(StepSet::EMPTY, |set, prerequisite| set.union(self.held(*prerequisite)))
    }

    /// The steps that hold up a node. A step about somebody waits for the steps about the same person, not for
    /// those about the others.
    fn blocked_by(&self, node: &Node<'_>) -> Vec<StepRef> {
        let mut blocked = Vec::new();
        let mut rest = StepSet::EMPTY;
        self.gather(node, node.place, &mut rest, &mut blocked);
        for place in self.nearest(rest).iter() {
            let Some(definition) = self.definition(place) else { continue };
            let held = self.nodes_at(place).iter().filter(|other| other.holds_up(definition.class));
            blocked.extend(held.map(|other| other.step(definition.key)));
        }
        blocked
    }

    /// Without those that hold up others of the set: whoever waits for the contract need not read that the
    /// contract waits for the profile.
    fn nearest(&self, set: StepSet) -> StepSet {
        let definitions = set.iter().filter_map(|place| self.definition(place));
        definitions.fold(set, |nearest, definition| nearest.without(definition.ancestors))
    }

    fn gather(&self, node: &Node<'_>, place: u16, rest: &mut StepSet, blocked: &mut Vec<StepRef>) {
        if node.about.is_case() {
            *rest = rest.union(self.held_before(place));
            return;
        }
        let before = self.definition(place).map_or(&[][..], |definition| &definition.before);
        for prerequisite in before {
            let about_same = self.nodes_at(*prerequisite).iter().find(|other| other.about.is_same(&node.about));
            match (about_same, self.definition(*prerequisite)) {
                (Some(other), Some(definition)) if other.holds_up(definition.class) => {
                    let step = other.step(definition.key);
                    if !blocked.contains(&step) {
                        blocked.push(step);
                    }
                }
                (Some(other), _) if other.is_done() => {}
                (Some(_), _) => self.gather(node, *prerequisite, rest, blocked),
                (None, _) => *rest = rest.union(self.held(*prerequisite)),
            }
        }
    }
}

fn plan_step(answers: &Answers<'_>, graph: &Graph<'_>, node: &Node<'_>, definition: &StepDefinition) -> PlanStep {
    let mut step = PlanStep {
        step: node.step(definition.key),
        order: definition.order,
        phase: definition.phase,
        station: definition.station,
        progress: definition.progress,
        sensitivity: definition.sensitivity,
        class: definition.class,
        applicability: Applicability::Applies,
        state: StepState::Ready,
        blocked_by: Vec::new(),
        opens_on: None,
        due: None,
        timeliness: Timeliness::NoDate,
        holder: definition.holder,
        since: node.record.map(|record| record.since),
        done_on: node.record.and_then(RecordedStep::done_day),
        missing: Missing::NOTHING,
        passes_station: definition.passes_station,
        is_on_path: answers.template.path_to_first_day().contains(node.place),
    };
    if let Some(record) = node.finished()
        && record.state.is_done()
    {
        step.state = record.state;
        return step;
    }
    match node.truth {
        _ if node.finished().is_some() => {}
        Truth::True => {}
        Truth::False(reason) => {
            step.applicability = Applicability::NotNeeded(reason);
            step.state = StepState::NotApplicable;
            return step;
        }
        Truth::Unknown(missing) => {
            step.applicability = Applicability::Unclear(missing);
            step.state = node.record.map_or(StepState::Locked, |record| record.state);
            return step;
        }
    }
    let days = match node.about.child {
        Some(child) => answers.due_days(definition, Some(child)),
        None => answers.case_due_days(node.place),
    };
    stand(&mut step, node, definition, &days, answers.today, || graph.blocked_by(node));
    step
}

/// Where an open step stands, and how it stands to its dates.
fn stand(
    step: &mut PlanStep,
    node: &Node<'_>,
    definition: &StepDefinition,
    days: &DueDays,
    today: Day,
    blocked_by: impl FnOnce() -> Vec<StepRef>,
) {
    step.missing = days.missing;
    step.opens_on = days.opens.map(|opens| opens.day).filter(|day| *day > today);
    step.due = days.until.map(|until| Due {
        day: until.day,
        class: if until.advised { DueClass::Recommendation } else { definition.class },
        rolled: until.rolled,
    });
    if let Some(record) = node.record {
        step.state = record.state;
    } else {
        step.blocked_by = blocked_by();
        let is_early = step.opens_on.is_some() && definition.class.opens_strictly();
        if is_early || !step.blocked_by.is_empty() {
            step.state = StepState::Locked;
        }
    }
    if step.state == StepState::WaitingExternal {
        step.holder = definition.waits_for;
    }
    step.timeliness = step.due.map_or(Timeliness::NoDate, |due| timeliness(step, due, days.booking, today));
}

fn timeliness(step: &PlanStep, due: Due, booking: Booking, today: Day) -> Timeliness {
    let is_booked = booking == Booking::Suffices && step.state == StepState::WaitingExternal;
    if is_booked && step.since.is_some_and(|since| since <= due.day) {
        Timeliness::Booked
    } else if today <= due.day {
        Timeliness::InTime
    } else if due.class == DueClass::Fiction {
        Timeliness::Deemed
    } else if due.class.may_be_red() && step.state.is_actionable() {
        Timeliness::Overdue
    } else {
        Timeliness::Late
    }
}
