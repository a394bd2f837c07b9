//! Pages of this area.

pub(crate) mod components;
