//! Pages of this area.

pub(crate) mod announce;
pub(crate) mod legal;
pub(crate) mod own_start;
pub(crate) mod start_page;
