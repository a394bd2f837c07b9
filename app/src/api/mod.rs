//! Server functions: each names a role and calls one use case. Queries and forms, nothing else.
//!
//! Addresses are explicit and stable; all of them are POST, so no link can change anything.

pub mod account;
pub mod barriers;
pub mod cases;
pub mod cohorts;
pub mod consultations;
pub mod desk;
pub mod frame;
pub mod hires;
pub mod import;
pub mod invitation;
pub mod notices;
pub mod numbers;
pub mod plan;
pub mod public;
pub mod questions;
pub mod referrals;
pub mod sheets;
