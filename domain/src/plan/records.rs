//! What somebody did or said about a step.

use crate::{
    calendar::Day,
    step::{StepRef, StepState},
};
use serde::{Deserialize, Serialize};

/// A step as somebody left it. Only such states are stored; locked and ready are computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordedStep {
    /// Its address in the case.
    pub step: StepRef,
    /// Where it was left.
    pub state: StepState,
    /// Since when.
    pub since: Day,
    /// The day it was done, if that is not the day it was recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done_on: Option<Day>,
}

impl RecordedStep {
    /// The day it was done, if it was: giving up is no doing.
    pub(super) fn done_day(&self) -> Option<Day> {
        let is_done = matches!(self.state, StepState::DoneClaimed | StepState::DoneConfirmed);
        is_done.then_some(self.done_on.unwrap_or(self.since))
    }
}
