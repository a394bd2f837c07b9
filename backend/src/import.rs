//! The bulk import: a list of hires is read, looked at, mended and taken over as a whole, or not at all.
//!
//! Until it is confirmed an uploaded list is a draft that nobody but its employer sees. What a row means and what
//! is wrong with it is decided in `domain::import`; this module keeps drafts, and opens the cases.

mod columns;
mod confirm;
mod draft;
mod edit;
mod marked;
mod read;
mod review;
mod rows;
mod scope;
mod undo;
mod upload;

pub use marked::{ImportWords, MarkedList};
pub use upload::{LARGEST_FILE, Upload};

#[cfg(test)]
mod tests;
