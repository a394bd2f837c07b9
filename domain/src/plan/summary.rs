//! What lists show of a plan.

use super::{Applicability, Plan, PlanStep, Timeliness, answers::Answers};
use crate::{
    calendar::{Day, Direction, Period, Unit},
    facts::{Missing, Word},
    journey::{DueClass, Holder, Progress, Station},
    step::{StepRef, StepState},
};

/// A count of steps that are done, and of all that apply.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Measure {
    /// Done.
    pub done: u16,
    /// All that apply.
    pub total: u16,
}

/// How far a case is at a station.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StationState {
    /// The station is not on this person's line.
    Vanished,
    /// Behind.
    Passed,
    /// Here.
    Current,
    /// Ahead.
    Ahead,
}

/// The line of stations, in the order of [`Station`].
pub type Line = [StationState; Station::ALL.len()];

/// What lists show of a case; stored beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    /// The step somebody must act on next.
    pub next_step: Option<StepRef>,
    /// Who must act on it; nobody where there is none.
    pub holder: Holder,
    /// The earliest day on which something is due that somebody can act on.
    pub next_due: Option<Day>,
    /// Open steps that apply.
    pub open: u16,
    /// Steps that are done.
    pub done: u16,
    /// Progress on the way to work.
    pub work: Measure,
    /// Progress on the way into the city.
    pub city: Measure,
    /// Where on the line the case is.
    pub station: Station,
    /// The whole line.
    pub line: Line,
    /// A date on the way to the first working day has passed, red or not.
    pub at_risk: bool,
    /// Something is overdue in red.
    pub has_overdue: bool,
    /// What somebody would have to tell for the plan to be complete.
    pub missing: Missing,
    /// The first day after today on which the plan can change by itself.
    pub stale_on: Option<Day>,
}

pub(super) fn summarise(steps: &[PlanStep], answers: &Answers<'_>) -> Summary {
    let next = next_step(steps);
    let line = line(steps);
    let (work, city) = (measure(steps, Progress::Work), measure(steps, Progress::City));
    let current = Station::ALL.iter().zip(line).find(|(_, state)| *state == StationState::Current);
    Summary {
        next_step: next.map(|step| step.step),
        holder: next.map_or(Holder::Nobody, |step| step.holder),
        next_due: steps.iter().filter(|step| step.is_actionable()).filter_map(|step| Some(step.due?.day)).min(),
        open: count(steps.iter().filter(|step| step.is_open())),
        done: work.done + city.done,
        work,
        city,
        station: current.map_or(Station::Staying, |(station, _)| *station),
        line,
        at_risk: steps.iter().any(is_risk),
        has_overdue: steps.iter().any(PlanStep::is_overdue),
        missing: steps.iter().fold(Missing::NOTHING, |missing, step| missing.and(lacks(step))),
        stale_on: stale_on(steps, answers),
    }
}

/// The step somebody must act on next: the one rule behind every "who must act".
///
/// Of the steps somebody can act on now, those on the way to the first working day come before the others, as
/// long as that day has not come; among equals the one due first, then the one listed first. Advice without a
/// date never comes before a date.
fn next_step(steps: &[PlanStep]) -> Option<&PlanStep> {
    let works = steps.iter().any(|step| step.class == DueClass::Anchor && step.state.is_done());
    steps
        .iter()
        .filter(|step| step.is_actionable())
        .min_by_key(|step| (works || !step.is_on_path, !works && step.station == Station::Staying, step.urgency()))
}

fn count<T>(steps: impl Iterator<Item = T>) -> u16 {
    u16::try_from(steps.count()).unwrap_or(u16::MAX)
}

fn measure(steps: &[PlanStep], progress: Progress) -> Measure {
    let counted =
        || steps.iter().filter(move |step| step.progress == progress && step.applicability == Applicability::Applies);
    Measure { done: count(counted().filter(|step| step.state.is_done())), total: count(counted()) }
}

/// A station is passed when every step that passes it is done, or a later one is; it vanishes where no step
/// that passes it applies. Staying is never passed.
fn line(steps: &[PlanStep]) -> Line {
    let mut line = [StationState::Vanished; Station::ALL.len()];
    for step in steps.iter().filter(|step| step.state != StepState::NotApplicable) {
        if let Some(state) = line.get_mut(usize::from(step.station.place())).filter(|_| step.passes_station) {
            *state = match (*state, step.state.is_done()) {
                (StationState::Vanished | StationState::Passed, true) => StationState::Passed,
                _ => StationState::Ahead,
            };
        }
    }
    if let Some(last) = line.last_mut() {
        *last = StationState::Ahead;
    }
    let furthest = line.iter().rposition(|state| *state == StationState::Passed);
    let mut is_current_set = false;
    for (place, state) in line.iter_mut().enumerate() {
        if *state == StationState::Ahead {
            if furthest.is_some_and(|furthest| place < furthest) {
                *state = StationState::Passed;
            } else if !is_current_set {
                *state = StationState::Current;
                is_current_set = true;
            }
        }
    }
    line
}

/// The first working day is at risk when a date on the way to it has passed, whoever is to blame.
fn is_risk(step: &PlanStep) -> bool {
    let is_before_work = step.is_on_path || step.station != Station::Staying;
    step.is_open() && is_before_work && matches!(step.timeliness, Timeliness::Overdue | Timeliness::Late)
}

/// What is missing to know whether a step applies, or the dates of one that somebody can act on.
fn lacks(step: &PlanStep) -> Missing {
    match step.applicability {
        // Dates that lie in the stars are nobody's question yet; they are asked for by steps that need them now.
        Applicability::Unclear(missing) => Missing { facts: missing.facts, ..Missing::NOTHING },
        Applicability::Applies if step.is_actionable() => step.missing,
        Applicability::Applies | Applicability::NotNeeded(_) => Missing::NOTHING,
    }
}

fn stale_on(steps: &[PlanStep], answers: &Answers<'_>) -> Option<Day> {
    let today = answers.today;
    let dates = steps.iter().filter(|step| step.is_open()).flat_map(|step| {
        let after_due = step.due.map(|due| Direction::Later.step(due.day));
        [step.opens_on, after_due]
    });
    let children = answers.known.children.unwrap_or(&[]).iter().filter_map(|child| child.born);
    let birthdays = children.chain(answers.known.birth_date).map(|born| Some(next_birthday(born, today)));
    dates.chain(birthdays).flatten().filter(|day| *day > today).min()
}

/// The next day after today on which somebody is a year older.
fn next_birthday(born: Day, today: Day) -> Day {
    let years = today.years_since(born).and_then(|years| u16::try_from(years).ok()).unwrap_or(0);
    let birthday = |years: u16| Period { count: years, unit: Unit::Year }.after(born);
    // Born on 29 February, one is a year older on 1 March; the day before is a day too early and harmless.
    let next = birthday(years.saturating_add(1));
    if next > today { next } else { birthday(years.saturating_add(2)) }
}

impl Plan {
    /// The first working day's own step, by whatever name the template gives it.
    #[must_use]
    pub fn first_day(&self) -> Option<&PlanStep> {
        self.steps.iter().find(|step| step.class == DueClass::Anchor)
    }
}
