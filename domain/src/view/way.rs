//! What the sentence of the start page is answered with.

use super::When;
use crate::{
    facts::FactKey,
    form::{AskWay, Who},
    journey::{Holder, Station},
};

/// The way of somebody of whom a sentence is known.
#[derive(Clone, Debug, PartialEq)]
pub struct AskedWay {
    /// The sentence as typed.
    pub typed: AskWay,
    /// Who asks.
    pub who: Who,
    /// What was understood of it, and what could have been meant where nothing was.
    pub occupation: Understood,
    /// As the occupation.
    pub country: Understood,
    /// The code of the country, for the forms that go on from here.
    pub country_code: Option<String>,
    /// The first working day.
    pub start: Option<When>,
    /// The stations that apply, each with its steps.
    pub stations: Vec<WayStation>,
    /// Steps that whoever asks does.
    pub own: usize,
    /// Steps that others do.
    pub others: usize,
    /// What whoever asks does first, at most three.
    pub first: Vec<WayStep>,
    /// What is not needed, with the reason.
    pub not_needed: Vec<WayStep>,
    /// What depends on facts that a sentence does not hold.
    pub open: Vec<OpenSteps>,
}

/// A part of the sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Understood {
    /// The name in the page's language, if it was understood.
    pub name: Option<String>,
    /// Names that could have been meant.
    pub perhaps: Vec<String>,
}

/// A station of the way.
#[derive(Clone, Debug, PartialEq)]
pub struct WayStation {
    /// Which.
    pub station: Station,
    /// Its steps in order.
    pub steps: Vec<WayStep>,
}

/// A step of the way.
#[derive(Clone, Debug, PartialEq)]
pub struct WayStep {
    /// Its name in the page's language.
    pub title: String,
    /// The German term.
    pub german: String,
    /// What to do; where it is not needed, why.
    pub text: String,
    /// Who does it.
    pub holder: Holder,
    /// Whether whoever asks does it.
    pub is_own: bool,
    /// Until when, where the first working day tells.
    pub due: Option<When>,
}

/// Steps of which a sentence does not tell whether they are needed, because of one fact.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenSteps {
    /// The fact they depend on; nothing where it will turn out by itself.
    pub fact: Option<FactKey>,
    /// The steps.
    pub steps: Vec<WayStep>,
}
