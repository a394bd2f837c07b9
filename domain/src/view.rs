//! What crosses the wire to a page: only what that page shows, already in words where words depend
//! on numbers or days. One file for each area.

pub mod account;
