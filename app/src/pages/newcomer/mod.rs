//! Pages of this area.

pub(crate) mod plan;
pub(crate) mod step;
