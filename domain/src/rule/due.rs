//! The language in which a step says when it is due.

use super::{AppliesRule, DayRule, RuleError, Situation, cursor::Cursor, day_rule::Dated, due_parse, truth::Truth};
use crate::{facts::Missing, step::StepKey};
use std::{fmt, str::FromStr};

/// When a step is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DueRule {
    /// `none`: the source names no day.
    None,
    /// `unparsed "…"`: words of the source that the language cannot say yet. Shown as text, without a date.
    Unparsed(String),
    /// A last day: `work_start - P8W`.
    Until(DayRule, Booking),
    /// Open from a day to a last day, or without end: `work_start - P3M .. work_start`, `title_start + P3Y ..`.
    Window(DayRule, Option<DayRule>),
    /// One of two, by a condition: `… if fast_track else …`. Unknown conditions give no date.
    If(Box<Self>, AppliesRule, Box<Self>),
}

/// Whether an appointment booked inside the period satisfies the duty, written `… unless booked`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Booking {
    /// It does.
    Suffices,
    /// It does not.
    Irrelevant,
}

/// What a rule may ask about another step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term {
    /// Whether it applies.
    Applies(StepKey),
    /// When it was done.
    Done(StepKey),
    /// When it is due.
    Due(StepKey),
}

impl Term {
    /// The step asked about.
    #[must_use]
    pub const fn step(self) -> StepKey {
        match self {
            Self::Applies(step) | Self::Done(step) | Self::Due(step) => step,
        }
    }
}

/// The days a due rule names in a situation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DueDays {
    /// The first day on which the step can be done.
    pub opens: Option<Dated>,
    /// The last day.
    pub until: Option<Dated>,
    /// Whether an appointment booked by then satisfies the duty.
    pub booking: Booking,
    /// What is missing for a day that the rule names.
    pub missing: Missing,
}

impl DueDays {
    pub(crate) const NONE: Self =
        Self { opens: None, until: None, booking: Booking::Irrelevant, missing: Missing::NOTHING };
}

impl DueRule {
    /// The days the rule names; days whose anchors are unknown are missing.
    #[must_use]
    pub fn evaluate(&self, situation: &Situation<'_>) -> DueDays {
        match self {
            Self::None | Self::Unparsed(_) => DueDays::NONE,
            Self::Until(day, booking) => match day.evaluate(situation) {
                Ok(until) => DueDays { until: Some(until), booking: *booking, ..DueDays::NONE },
                Err(missing) => DueDays { missing, ..DueDays::NONE },
            },
            Self::Window(opens, until) => {
                let opens = opens.evaluate(situation);
                let until = until.as_ref().map(|until| until.evaluate(situation)).transpose();
                let missing = opens.err().unwrap_or_default().and(until.err().unwrap_or_default());
                DueDays { opens: opens.ok(), until: until.ok().flatten(), missing, ..DueDays::NONE }
            }
            Self::If(then, condition, otherwise) => match condition.evaluate(situation) {
                Truth::True => then.evaluate(situation),
                Truth::False(_) => otherwise.evaluate(situation),
                Truth::Unknown(missing) => DueDays { missing, ..DueDays::NONE },
            },
        }
    }

    /// Whether the rule, or a branch of it, is text that the language cannot say yet.
    #[must_use]
    pub fn is_unparsed(&self) -> bool {
        match self {
            Self::Unparsed(_) => true,
            Self::If(then, _, otherwise) => then.is_unparsed() || otherwise.is_unparsed(),
            Self::None | Self::Until(..) | Self::Window(..) => false,
        }
    }

    /// Calls back for every step the rule asks about.
    pub fn steps(&self, visit: &mut dyn FnMut(Term)) {
        match self {
            Self::None | Self::Unparsed(_) => {}
            Self::Until(day, _) => day.steps(visit),
            Self::Window(opens, until) => {
                opens.steps(visit);
                if let Some(until) = until {
                    until.steps(visit);
                }
            }
            Self::If(then, condition, otherwise) => {
                then.steps(visit);
                condition.steps(visit);
                otherwise.steps(visit);
            }
        }
    }
}

impl FromStr for DueRule {
    type Err = RuleError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Cursor::read(text, due_parse::rule)
    }
}

impl fmt::Display for DueRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => f.write_str("none"),
            Self::Unparsed(text) => write!(f, "unparsed \"{text}\""),
            Self::Until(day, Booking::Irrelevant) => day.fmt(f),
            Self::Until(day, Booking::Suffices) => write!(f, "{day} unless booked"),
            Self::Window(opens, None) => write!(f, "{opens} .."),
            Self::Window(opens, Some(until)) => write!(f, "{opens} .. {until}"),
            Self::If(then, condition, otherwise) => {
                if matches!(**then, Self::If(..)) {
                    write!(f, "{{{then}}} if {condition} else {otherwise}")
                } else {
                    write!(f, "{then} if {condition} else {otherwise}")
                }
            }
        }
    }
}
