//! Pages of this area.

pub(crate) mod cohorts;
pub(crate) mod hire;
pub(crate) mod hires;
pub(crate) mod import;
