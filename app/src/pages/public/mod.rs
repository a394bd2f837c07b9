//! Pages for anyone.

pub(crate) mod announce;
mod announced;
pub(crate) mod legal;
pub(crate) mod own_start;
pub(crate) mod start_page;
