//! A step of a journey: its name, its address, its states and how it looks.

mod look;
mod name;
mod state;

pub use look::Look;
pub use name::{BadStepRef, Instance, StepKey, StepRef};
pub use state::{StepState, TransitionRefused, WaiveReason};
