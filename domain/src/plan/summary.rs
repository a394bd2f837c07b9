//! What lists show of a plan.

use super::{Applicability, Plan, PlanStep, Timeliness, answers::Answers};
use crate::{
    calendar::{Day, Direction, Period, Unit},
    facts::{Missing, Word},
    journey::{DueClass, Holder, Progress, Sensitivity, Station, Template},
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

/// The part of a summary that an employer may see: as if steps about health, conduct and private life did
/// not exist, so that no date and no holder tells of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EmployerSummary {
    /// [`Summary::holder`] among the steps it may see.
    pub holder: Holder,
    /// [`Summary::next_due`] among them.
    pub next_due: Option<Day>,
    /// [`Summary::has_overdue`] among them.
    pub has_overdue: bool,
}

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
    /// What the employer's lists show instead.
    pub employer: EmployerSummary,
    /// What somebody would have to tell for the plan to be complete.
    pub missing: Missing,
    /// The first day after today on which the plan can change by itself.
    pub stale_on: Option<Day>,
}

pub(super) fn summarise(steps: &[PlanStep], answers: &Answers<'_>) -> Summary {
    let seen = || steps.iter().filter(|step| step.sensitivity == Sensitivity::Normal);
    let next = next_step(steps, steps.iter(), answers.template);
    let line = line(steps);
    let (work, city) = (measure(steps, Progress::Work), measure(steps, Progress::City));
    let current = Station::ALL.iter().zip(line).find(|(_, state)| *state == StationState::Current);
    Summary {
        next_step: next.map(|step| step.step),
        holder: next.map_or(Holder::Nobody, |step| step.holder),
        next_due: next_due(steps.iter()),
        open: count(steps.iter().filter(|step| step.is_open())),
        done: work.done + city.done,
        work,
        city,
        station: current.map_or(Station::Staying, |(station, _)| *station),
        line,
        at_risk: steps.iter().any(is_risk),
        has_overdue: steps.iter().any(PlanStep::is_overdue),
        employer: EmployerSummary {
            holder: next_step(steps, seen(), answers.template).map_or(Holder::Nobody, |step| step.holder),
            next_due: next_due(seen()),
            has_overdue: seen().any(PlanStep::is_overdue),
        },
        missing: steps.iter().fold(Missing::NOTHING, |missing, step| missing.and(lacks(step))),
        stale_on: stale_on(steps, answers),
    }
}

/// The earliest day on which something is due that somebody can act on.
fn next_due<'a>(steps: impl Iterator<Item = &'a PlanStep>) -> Option<Day> {
    steps.filter(|step| step.is_actionable()).filter_map(|step| Some(step.due?.day)).min()
}

/// The step of `among` somebody must act on next: the one rule behind every "who must act".
///
/// Of the steps somebody can act on now, those on the way to the first working day come before the others, as
/// long as that day has not come. Among equals comes first what is needed first: on its own due day or on that
/// of a step that waits for it, whichever is earlier; then what is listed first.
fn next_step<'a>(
    steps: &[PlanStep],
    among: impl Iterator<Item = &'a PlanStep>,
    template: &Template,
) -> Option<&'a PlanStep> {
    let works = steps.iter().any(|step| step.class == DueClass::Anchor && step.state.is_done());
    let mut needed_on = vec![Day::MAX; template.steps().len()];
    for (step, due) in steps.iter().filter(|step| step.is_open()).filter_map(|step| Some((step, step.due?))) {
        let Some(place) = template.place(step.step.key) else { continue };
        let before =
            template.steps().get(usize::from(place)).map(|definition| definition.ancestors).unwrap_or_default();
        for place in before.iter().chain([place]) {
            if let Some(day) = needed_on.get_mut(usize::from(place)) {
                *day = (*day).min(due.day);
            }
        }
    }
    among.filter(|step| step.is_actionable()).min_by_key(|step| {
        let place = template.place(step.step.key).map(usize::from);
        let needed_on = place.and_then(|place| needed_on.get(place)).copied().unwrap_or(Day::MAX);
        (works || !step.is_on_path, !works && step.station == Station::Staying, needed_on, step.order)
    })
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

impl Summary {
    /// The summary of a case that has ended: nobody acts any more and nothing comes due.
    #[must_use]
    pub fn ended(self) -> Self {
        Self {
            next_step: None,
            holder: Holder::Nobody,
            next_due: None,
            at_risk: false,
            has_overdue: false,
            employer: EmployerSummary { holder: Holder::Nobody, next_due: None, has_overdue: false },
            missing: Missing::NOTHING,
            stale_on: None,
            ..self
        }
    }
}

impl Plan {
    /// The first working day's own step, by whatever name the template gives it.
    #[must_use]
    pub fn first_day(&self) -> Option<&PlanStep> {
        self.steps.iter().find(|step| step.class == DueClass::Anchor)
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{
            plan,
            scenarios::{CALENDAR, TEMPLATE, cook, day, done, trainee},
        },
        StationState::{Ahead, Current, Passed, Vanished},
        *,
    };
    use crate::{facts::Facts, plan::RecordedStep};

    fn summary(facts: &Facts, done_steps: &[&str], today: &str) -> Summary {
        let recorded: Vec<RecordedStep> = done_steps.iter().map(|key| done(key, today)).collect();
        plan(&TEMPLATE, facts, &recorded, &CALENDAR, day(today)).summary
    }

    #[test]
    fn the_line_follows_what_is_done_and_leaves_out_what_does_not_apply() {
        let line = |facts: &Facts, steps: &[&str]| summary(facts, steps, "2026-11-23").line;
        let hired = trainee(Some(Vec::new()));
        assert_eq!(line(&hired, &[]), [Current, Ahead, Ahead, Ahead, Ahead, Ahead, Ahead]);
        assert_eq!(line(&cook(), &["consent_grant"]), [Passed, Current, Vanished, Ahead, Ahead, Ahead, Ahead]);
        // Whoever has a visa has had the papers, whatever was written down about them.
        assert_eq!(line(&hired, &["visa_decision"]), [Passed, Passed, Passed, Current, Ahead, Ahead, Ahead]);
        // Entered, but not moved in yet.
        assert_eq!(line(&hired, &["visa_decision", "entry"]), [Passed, Passed, Passed, Current, Ahead, Ahead, Ahead]);
        assert_eq!(line(&cook(), &["work_start"]), [Passed, Passed, Vanished, Passed, Passed, Passed, Current]);
    }

    #[test]
    fn who_must_act_next_is_who_holds_up_the_first_working_day() {
        let begun = ["employer_notice", "consent_grant", "intake_profile"];
        // The flat is due earlier than the contract, but nobody begins to work for want of a flat request.
        let cook_begins = summary(&cook(), &begun, "2026-11-23");
        assert_eq!(cook_begins.next_step, "employment_contract".parse().ok());
        assert_eq!(cook_begins.holder, Holder::Employer);
        assert_eq!(cook_begins.next_due, Some(day("2026-11-09")), "the flat request is due");
        let trainee_begins = summary(&trainee(Some(Vec::new())), &begun, "2026-11-23");
        assert_eq!(
            (trainee_begins.next_step, trainee_begins.holder),
            ("route_check".parse().ok(), Holder::WelcomeOffice)
        );
        assert_eq!(trainee_begins.station, Station::Papers);
    }

    #[test]
    fn a_passed_date_on_the_way_puts_the_first_day_at_risk_without_being_red() {
        let hired = trainee(Some(Vec::new()));
        let early = summary(&hired, &["employer_notice"], "2026-12-31");
        assert!(!early.at_risk);
        let late = summary(&hired, &["employer_notice"], "2027-01-02");
        assert!(late.at_risk && !late.has_overdue, "the recommended day for the visa has passed");
    }
}
