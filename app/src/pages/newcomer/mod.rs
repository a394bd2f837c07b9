//! The newcomer's plan, made for 360 pixels first.

mod access;
mod day;
mod entry;
mod missing;
mod now;
pub(crate) mod paper;
pub(crate) mod plan;
mod questions;
mod sharing;
pub(crate) mod step;
mod steps;
