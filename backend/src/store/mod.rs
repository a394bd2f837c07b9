//! The database: connections, the writing transaction, tables. Private to this crate.

pub(crate) mod connect;
pub(crate) mod entity;
pub(crate) mod line;
pub(crate) mod write;

pub(crate) use connect::Store;
pub(crate) use write::{NewEvent, Write};

use chrono::NaiveDate;

/// The day that stands for "none" in a sort key: 31 December 9999, after every real one.
pub(crate) const FAR: NaiveDate = match NaiveDate::from_ymd_opt(9999, 12, 31) {
    Some(day) => day,
    None => NaiveDate::MAX,
};
