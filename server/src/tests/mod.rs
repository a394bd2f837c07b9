//! The real router, asked the way browsers ask it.

mod access;
mod demo;
mod forms;
mod guard;
mod import;
mod numbers;
mod paper;
mod world;
