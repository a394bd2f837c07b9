//! The seven ways a step looks to people.

use super::StepState;
use crate::facts::word::words;

words! {
    /// How a step looks: one word, one icon, one colour each. Overdue is a mark beside it, not a look.
    Look, "look" {
        /// Something else has to come first.
        CannotStartYet = "cannot_start_yet",
        /// Can be done now.
        NotStarted = "not_started",
        /// Somebody began.
        InProgress = "in_progress",
        /// Somebody outside acts.
        WaitingFor = "waiting_for",
        /// Something is wrong and has to be mended.
        ProblemToFix = "problem_to_fix",
        /// Done; a claim reads "not yet confirmed" beside it.
        Done = "done",
        /// Not needed for this person, with the reason.
        NotNeeded = "not_needed",
    }
}

impl From<StepState> for Look {
    fn from(state: StepState) -> Self {
        match state {
            StepState::NotApplicable | StepState::Waived => Self::NotNeeded,
            StepState::Locked => Self::CannotStartYet,
            StepState::Ready => Self::NotStarted,
            StepState::InProgress => Self::InProgress,
            StepState::WaitingExternal => Self::WaitingFor,
            StepState::DoneClaimed | StepState::DoneConfirmed => Self::Done,
            StepState::Failed => Self::ProblemToFix,
        }
    }
}
