//! Rules and wire types of the Welcome Office.
//!
//! Pure: no clock, no randomness, no locale of the machine, no input or output. The same code runs
//! on the server and in the browser. Days are days of the office (Europe/Berlin for Bochum); only
//! `backend` converts between instants and office days.

#![warn(missing_docs)]

pub mod calendar;
pub mod case;
pub mod code;
pub mod consultation;
pub mod country;
pub mod facts;
pub mod fold;
pub mod form;
pub mod german;
pub mod id;
pub mod import;
pub mod journey;
pub mod language;
pub mod numbers;
pub mod occupation;
pub mod plan;
pub mod referral;
pub mod role;
pub mod rule;
pub mod step;
pub mod text;
pub mod view;
