//! The plan of a case: which steps apply, where each stands, when it is due and who must act next.
//!
//! Computed from facts, template, records, calendar and day, and from nothing else: the same in the browser
//! as on the server, twice the same, cheap enough to compare two plans before a change is accepted.

mod answers;
mod build;
mod records;
mod summary;
mod views;

#[cfg(test)]
mod laws;
#[cfg(test)]
mod scenarios;

pub use records::RecordedStep;
pub use summary::{EmployerSummary, Line, Measure, StationState, Summary};
pub use views::{EmployerSteps, PersonalPapers};

use crate::{
    calendar::{Day, WorkingCalendar},
    facts::{Facts, Missing, word::words},
    journey::{DueClass, Holder, Phase, Progress, Sensitivity, Station, Template},
    rule::Reason,
    step::{Look, StepRef, StepState},
};

/// Everything the office and the newcomer need to know about a case on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// The steps in the order of the template.
    pub steps: Vec<PlanStep>,
    /// What lists show.
    pub summary: Summary,
}

/// Whether a step applies to the case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Applicability {
    /// It does.
    Applies,
    /// It does not, because of this.
    NotNeeded(Reason),
    /// That depends on facts nobody told yet; on nothing one can ask for, where both sets are empty.
    Unclear(Missing),
}

/// The day a step is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// The last day.
    pub day: Day,
    /// What kind of date it is; a date that hangs on a recommended one is a recommendation.
    pub class: DueClass,
    /// Whether it was moved to the next working day.
    pub rolled: bool,
}

words! {
    /// How a step stands to its due day.
    Timeliness, "timeliness" {
        /// It has none, or is over.
        NoDate = "no_date",
        /// The day has not passed.
        InTime = "in_time",
        /// The day of a legal date has passed, and somebody could act: red.
        Overdue = "overdue",
        /// Another day has passed, or nobody can act yet: never red.
        Late = "late",
        /// Silence counts as yes, or the old right goes on.
        Deemed = "deemed",
        /// An appointment booked inside the period satisfies the duty.
        Booked = "booked",
    }
}

/// One step of a plan.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanStep {
    /// Its address in the case.
    pub step: StepRef,
    /// Its place in the template's list.
    pub order: u16,
    /// The part of the journey it is listed under.
    pub phase: Phase,
    /// Its place on the line of stations.
    pub station: Station,
    /// The measure of progress it counts for.
    pub progress: Progress,
    /// What employers see of it.
    pub sensitivity: Sensitivity,
    /// What kind of date its due date is by the template.
    pub class: DueClass,
    /// Whether it applies.
    pub applicability: Applicability,
    /// Where it stands.
    pub state: StepState,
    /// What has to be done first. Empty for steps that can be done or are over.
    pub blocked_by: Vec<StepRef>,
    /// The first day on which it can be done, while that lies ahead.
    pub opens_on: Option<Day>,
    /// When it is due, while it is open.
    pub due: Option<Due>,
    /// How it stands to that day.
    pub timeliness: Timeliness,
    /// Who must act on it.
    pub holder: Holder,
    /// Since when it stands where it stands, where somebody wrote that down.
    pub since: Option<Day>,
    /// The day it was done.
    pub done_on: Option<Day>,
    /// Dates without which its own cannot be named.
    pub missing: Missing,
    /// Whether it lies on the way to the first working day.
    pub is_on_path: bool,
    /// Whether its being done is what passes its station.
    pub passes_station: bool,
}

impl PlanStep {
    /// How it looks.
    #[must_use]
    pub fn look(&self) -> Look {
        self.state.into()
    }

    /// The mark in red: a legal date has passed, and somebody could act.
    #[must_use]
    pub const fn is_overdue(&self) -> bool {
        matches!(self.timeliness, Timeliness::Overdue)
    }

    /// It applies and is not over.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        matches!(self.applicability, Applicability::Applies)
            && matches!(
                self.state,
                StepState::Locked
                    | StepState::Ready
                    | StepState::InProgress
                    | StepState::WaitingExternal
                    | StepState::Failed
            )
    }

    /// It is open and somebody can act on it now.
    #[must_use]
    pub const fn is_actionable(&self) -> bool {
        self.is_open() && self.state.is_actionable()
    }

    /// Earlier due first, steps without a date last, then by the order of the template.
    fn urgency(&self) -> (Day, u16) {
        (self.due.map_or(Day::MAX, |due| due.day), self.order)
    }
}

/// Computes the plan of a case.
///
/// - A step that does not apply vanishes as a prerequisite: what had to be done before it has to be done before
///   its successors. So does one of which nobody knows yet whether it applies, if it is only recommended.
/// - Claimed, confirmed and waived steps are done and open the way.
/// - What is claimed, confirmed, waived or failed keeps its state whatever facts, law and day say later.
#[must_use]
pub fn plan(
    template: &Template,
    facts: &Facts,
    recorded: &[RecordedStep],
    calendar: &WorkingCalendar,
    today: Day,
) -> Plan {
    let known = facts.known();
    let answers = answers::Answers::find(template, &known, recorded, *calendar, today);
    let steps = build::build(&answers);
    let summary = summary::summarise(&steps, &answers);
    Plan { steps, summary }
}
