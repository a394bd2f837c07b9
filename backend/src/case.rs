//! The case: facts, dates and what was done, and the summary that every list reads.
//!
//! A change goes one way only: load the case inside a writing transaction, change it, and
//! [`refresh`] it. That computes the plan, rewrites the summary, the list rows of everybody who
//! sees the case and the counters, in the same transaction.

pub(crate) mod counted;
mod facts;
mod load;
mod open;
mod open_many;
mod refresh;
mod remove;
mod row;
mod search;
#[cfg(test)]
mod search_tests;
mod state;
mod template;
mod visibility;

pub(crate) use facts::store_facts;
pub(crate) use load::{CaseFile, hold, is_hers, load, load_many};
pub(crate) use open::{ANNOUNCED, NewCase, NewPerson, open, require, set_anchor};
pub(crate) use open_many::{Past, open_lived, open_many, recorded};
pub(crate) use refresh::refresh;
pub(crate) use remove::remove;
pub(crate) use row::step_row;
pub(crate) use search::{found_by, index};
pub(crate) use state::{doubt_dates, settle, step_detail, tell_dates};
pub(crate) use template::{Templates, compile};
pub(crate) use visibility::{acts, confirms, holders, kinds, office, organisations};
