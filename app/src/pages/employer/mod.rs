//! Pages of an employer.

pub(crate) mod cohorts;
pub(crate) mod hire;
pub(crate) mod hires;
pub(crate) mod import;
mod line;
mod table;
