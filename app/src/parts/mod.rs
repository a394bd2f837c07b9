//! Parts that pages are made of, named by what they are.

pub(crate) mod icon;
pub(crate) mod language_choice;
pub(crate) mod layout;
pub(crate) mod notice;
pub(crate) mod outcome;
pub(crate) mod print;
#[cfg(feature = "ssr")]
pub(crate) mod qr;
pub(crate) mod step;
