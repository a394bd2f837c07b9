//! One file for each page, by who it is for.

pub(crate) mod account;
pub(crate) mod employer;
pub(crate) mod newcomer;
pub(crate) mod not_found;
pub(crate) mod public;
pub(crate) mod staff;
