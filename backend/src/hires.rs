//! An employer's hires and cohorts: lists, one hire, tasks, changes, replacements.
//!
//! Everything starts from the employer's own scope, so a foreign hire is not found. Health and conduct are never
//! named here, and until a person has opened the invitation only what the employer entered is shown.

mod change;
mod cohorts;
mod hire;
mod invite;
mod list;
mod replace;
mod row;
mod scope;
mod sheets;
mod steps;
mod tasks;
#[cfg(test)]
mod tests;

pub use invite::Invited;
pub(crate) use row::Listed;
