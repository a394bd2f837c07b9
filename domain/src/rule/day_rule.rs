//! Expressions that name a day: `rolled(move_in + P14D)`, `first(WED) >= move_in`.

use super::{RuleError, Situation, Term, cursor::Cursor, day_rule_parse};
use crate::{
    calendar::{Day, Direction, Period, Span, Unit, Weekday},
    facts::{Anchor, FactKey, Missing},
    step::StepKey,
};
use std::{fmt, str::FromStr};

/// A way to name a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DayRule {
    /// A date of the case: `move_in`.
    Anchor(Anchor),
    /// The day another step was done: `done(residence_registration)`.
    Done(StepKey),
    /// The day another step is due, if it applies: `due(visa_apply)`.
    Due(StepKey),
    /// The birthday on which the child the step is about turns so many years: `turns(1)`.
    Turns(u8),
    /// So much later or earlier: `work_start - P8W`.
    Shift(Box<Self>, Direction, Span),
    /// The first such weekday on or after a day that is no holiday: `first(WED) >= move_in`.
    First(Weekday, Box<Self>),
    /// The same, strictly after the day: `first(WED) > move_in`.
    FirstAfter(Weekday, Box<Self>),
    /// Moved to the next working day if it falls on none (§ 193 BGB, § 31(3) `VwVfG`): `rolled(…)`.
    Rolled(Box<Self>),
    /// Something must be valid on the day: `valid_on(application_date)`.
    ValidOn(Box<Self>),
    /// The first of these that is known: `known(visit_date, first(WED) >= move_in)`.
    Known(Vec<Self>),
    /// The earliest of those that are known.
    Earliest(Vec<Self>),
    /// The latest of those that are known.
    Latest(Vec<Self>),
}

/// A day that a rule named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dated {
    /// The day.
    pub day: Day,
    /// Whether it was moved to the next working day.
    pub rolled: bool,
    /// Whether it hangs on a recommended day; such a day is a recommendation itself.
    pub advised: bool,
}

impl Dated {
    /// A day as it stands.
    #[must_use]
    pub const fn plain(day: Day) -> Self {
        Self { day, rolled: false, advised: false }
    }
}

impl DayRule {
    /// The day, or what is missing to name it.
    ///
    /// # Errors
    /// What would have to be known; nothing where it only has to come to pass.
    pub fn evaluate(&self, situation: &Situation<'_>) -> Result<Dated, Missing> {
        match self {
            Self::Anchor(anchor) => {
                situation.known.anchor(*anchor).map(Dated::plain).ok_or_else(|| Missing::anchor(*anchor))
            }
            Self::Done(step) => situation.elsewhere.done_on(*step).map(Dated::plain).ok_or_else(Missing::default),
            Self::Due(step) => situation.elsewhere.due(*step),
            Self::Turns(years) => {
                let child = situation.child.and_then(|child| child.born);
                let born = child.ok_or_else(|| Missing::fact(FactKey::ChildBirthDate))?;
                Ok(Dated::plain(Period { count: u16::from(*years), unit: Unit::Year }.after(born)))
            }
            Self::Shift(base, direction, span) => {
                let base = base.evaluate(situation)?;
                let day = span.shift(base.day, *direction, &situation.calendar);
                Ok(Dated { day, rolled: false, advised: base.advised })
            }
            Self::First(weekday, from) => {
                let from = from.evaluate(situation)?;
                Ok(Dated { day: situation.calendar.first_working(*weekday, from.day), rolled: false, ..from })
            }
            Self::FirstAfter(weekday, after) => {
                let after = after.evaluate(situation)?;
                let from = Direction::Later.step(after.day);
                Ok(Dated { day: situation.calendar.first_working(*weekday, from), rolled: false, ..after })
            }
            Self::Rolled(end) => {
                let end = end.evaluate(situation)?;
                let day = situation.calendar.next_working_day_on_or_after(end.day);
                Ok(Dated { day, rolled: end.rolled || day != end.day, ..end })
            }
            Self::ValidOn(day) => day.evaluate(situation),
            Self::Known(days) => pick(days, situation, |_, _| false),
            Self::Earliest(days) => pick(days, situation, |new, best| new < best),
            Self::Latest(days) => pick(days, situation, |new, best| new > best),
        }
    }

    /// Calls back for every step the expression asks about.
    pub fn steps(&self, visit: &mut dyn FnMut(Term)) {
        match self {
            Self::Anchor(_) | Self::Turns(_) => {}
            Self::Done(step) => visit(Term::Done(*step)),
            Self::Due(step) => visit(Term::Due(*step)),
            Self::Shift(day, ..)
            | Self::First(_, day)
            | Self::FirstAfter(_, day)
            | Self::Rolled(day)
            | Self::ValidOn(day) => day.steps(visit),
            Self::Known(days) | Self::Earliest(days) | Self::Latest(days) => {
                for day in days {
                    day.steps(visit);
                }
            }
        }
    }
}

/// The first known day, replaced by later ones where `better` says so.
fn pick(days: &[DayRule], situation: &Situation<'_>, better: fn(Day, Day) -> bool) -> Result<Dated, Missing> {
    let mut best: Option<Dated> = None;
    let mut missing = Missing::default();
    for day in days {
        match day.evaluate(situation) {
            Ok(new) if best.is_none_or(|best| better(new.day, best.day)) => best = Some(new),
            Ok(_) => {}
            Err(more) => missing = missing.and(more),
        }
    }
    best.ok_or(missing)
}

impl FromStr for DayRule {
    type Err = RuleError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Cursor::read(text, day_rule_parse::day)
    }
}

impl fmt::Display for DayRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Anchor(anchor) => anchor.fmt(f),
            Self::Done(step) => write!(f, "done({step})"),
            Self::Due(step) => write!(f, "due({step})"),
            Self::Turns(years) => write!(f, "turns({years})"),
            Self::Shift(base, direction, span) => {
                let sign = if *direction == Direction::Later { '+' } else { '-' };
                match **base {
                    Self::First(..) | Self::FirstAfter(..) => write!(f, "[{base}] {sign} {span}"),
                    _ => write!(f, "{base} {sign} {span}"),
                }
            }
            Self::First(weekday, from) => write!(f, "first({}) >= {from}", weekday_word(*weekday)),
            Self::FirstAfter(weekday, after) => write!(f, "first({}) > {after}", weekday_word(*weekday)),
            Self::Rolled(day) => write!(f, "rolled({day})"),
            Self::ValidOn(day) => write!(f, "valid_on({day})"),
            Self::Known(days) => write_list(f, "known", days),
            Self::Earliest(days) => write_list(f, "earliest", days),
            Self::Latest(days) => write_list(f, "latest", days),
        }
    }
}

fn write_list(f: &mut fmt::Formatter<'_>, name: &str, days: &[DayRule]) -> fmt::Result {
    write!(f, "{name}(")?;
    for (day, place) in days.iter().zip(0..) {
        write!(f, "{}{day}", if place == 0 { "" } else { ", " })?;
    }
    f.write_str(")")
}

/// The weekday as rules write it: `WED`.
pub(super) const fn weekday_word(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Mon => "MON",
        Weekday::Tue => "TUE",
        Weekday::Wed => "WED",
        Weekday::Thu => "THU",
        Weekday::Fri => "FRI",
        Weekday::Sat => "SAT",
        Weekday::Sun => "SUN",
    }
}
