//! The real router, asked the way browsers ask it.

mod access;
mod forms;
mod guard;
mod import;
mod world;
