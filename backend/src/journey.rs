//! The newcomer's own way: what to do, what was entered, questions, and who may see what.
//!
//! Every use case starts from the open case of the person who acts; there is no way to name another.

mod access;
mod change;
mod contact;
mod entry;
mod erase;
mod missing;
mod page;
mod paper;
mod question;
mod scope;
mod share;
mod step;
mod wish;

pub use paper::{PaperPhase, PaperPlan, PaperStep};

#[cfg(test)]
mod tests;
