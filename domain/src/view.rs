//! What crosses the wire to a page: only what that page shows, already in words where words depend
//! on numbers or days. One file for each area.

pub mod account;
pub mod case;
pub mod casework;
pub mod cohorts;
pub mod desk;
pub mod hires;
pub mod import;
pub mod notice;
pub mod plan;
pub mod public;
pub mod step;

use crate::calendar::Day;
use serde::{Deserialize, Serialize};

/// A day as pages show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct When {
    /// For programs: `<time datetime>`.
    pub day: Day,
    /// For people, in the page's language.
    pub text: String,
}
