//! The language in which a step says to whom it applies.

use super::{
    Predicate, RuleError, applies_parse,
    cursor::Cursor,
    evaluate::Situation,
    truth::{Reason, Truth},
};
use crate::{facts::Missing, step::StepKey};
use std::{fmt, str::FromStr};

/// `and`, `or`, `not` and parentheses over predicates: `regulated or route in (16d1, 16d3)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AppliesRule {
    /// One question about the case.
    Is(Predicate),
    /// The opposite.
    Not(Box<Self>),
    /// All of them; at least two.
    All(Vec<Self>),
    /// One of them; at least two.
    Any(Vec<Self>),
}

/// Whether a rule or its opposite is asked for: `not` is pushed down to the predicates, so that a reason
/// always says what is the case and never that a sentence of logic failed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Plain,
    Opposite,
}

impl AppliesRule {
    /// The answer in a situation, by Kleene's three-valued logic.
    ///
    /// The reason of a "no" is that of the first part that decides it, so rules begin with what tells most.
    #[must_use]
    pub fn evaluate(&self, situation: &Situation<'_>) -> Truth {
        self.evaluate_side(Side::Plain, situation)
    }

    fn evaluate_side(&self, side: Side, situation: &Situation<'_>) -> Truth {
        match (self, side) {
            (Self::Is(predicate), Side::Plain) => predicate.evaluate(situation),
            (Self::Is(predicate), Side::Opposite) => match predicate.evaluate(situation) {
                Truth::True => Truth::False(predicate.because(situation)),
                Truth::False(_) => Truth::True,
                unknown @ Truth::Unknown(_) => unknown,
            },
            (Self::Not(rule), Side::Plain) => rule.evaluate_side(Side::Opposite, situation),
            (Self::Not(rule), Side::Opposite) => rule.evaluate_side(Side::Plain, situation),
            (Self::All(rules), Side::Plain) | (Self::Any(rules), Side::Opposite) => all(rules, side, situation),
            (Self::Any(rules), Side::Plain) | (Self::All(rules), Side::Opposite) => any(rules, side, situation),
        }
    }

    /// Calls back for every step this rule asks about.
    pub fn steps(&self, visit: &mut dyn FnMut(super::Term)) {
        match self {
            Self::Is(predicate) => predicate.steps(visit),
            Self::Not(rule) => rule.steps(visit),
            Self::All(rules) | Self::Any(rules) => {
                for rule in rules {
                    rule.steps(visit);
                }
            }
        }
    }

    /// The rule that copies another step's answer.
    #[must_use]
    pub const fn like(step: StepKey) -> Self {
        Self::Is(Predicate::Applies(step))
    }
}

fn all(rules: &[AppliesRule], side: Side, situation: &Situation<'_>) -> Truth {
    let mut missing: Option<Missing> = None;
    for rule in rules {
        match rule.evaluate_side(side, situation) {
            Truth::True => {}
            no @ Truth::False(_) => return no,
            Truth::Unknown(more) => missing = Some(missing.map_or(more, |missing| missing.and(more))),
        }
    }
    missing.map_or(Truth::True, Truth::Unknown)
}

fn any(rules: &[AppliesRule], side: Side, situation: &Situation<'_>) -> Truth {
    let mut missing: Option<Missing> = None;
    let mut reason: Option<Reason> = None;
    for rule in rules {
        match rule.evaluate_side(side, situation) {
            Truth::True => return Truth::True,
            Truth::False(because) => reason = reason.or(Some(because)),
            Truth::Unknown(more) => missing = Some(missing.map_or(more, |missing| missing.and(more))),
        }
    }
    missing.map_or(Truth::False(reason.unwrap_or(Reason::Never)), Truth::Unknown)
}

impl FromStr for AppliesRule {
    type Err = RuleError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Cursor::read(text, applies_parse::rule)
    }
}

impl fmt::Display for AppliesRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let joined = |f: &mut fmt::Formatter<'_>, rules: &[Self], word: &str, enclose: fn(&Self) -> bool| {
            for (rule, place) in rules.iter().zip(0..) {
                if place > 0 {
                    write!(f, " {word} ")?;
                }
                if enclose(rule) { write!(f, "({rule})")? } else { rule.fmt(f)? }
            }
            Ok(())
        };
        match self {
            Self::Is(predicate) => predicate.fmt(f),
            Self::Not(rule) if matches!(**rule, Self::All(_) | Self::Any(_)) => write!(f, "not ({rule})"),
            Self::Not(rule) => write!(f, "not {rule}"),
            Self::All(rules) => joined(f, rules, "and", |rule| matches!(rule, Self::All(_) | Self::Any(_))),
            Self::Any(rules) => joined(f, rules, "or", |rule| matches!(rule, Self::Any(_))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        calendar::{Day, Land, WorkingCalendar},
        facts::{FactKey, Facts, Spouse},
        rule::{Dated, Elsewhere},
    };

    /// A plan without other steps.
    struct Nothing;

    impl Elsewhere for Nothing {
        fn applies(&self, _: StepKey) -> Truth {
            Truth::False(Reason::OtherRoute)
        }

        fn done_on(&self, _: StepKey) -> Option<Day> {
            None
        }

        fn due(&self, _: StepKey) -> Result<Dated, Missing> {
            Err(Missing::NOTHING)
        }
    }

    fn answer(rule: &str, facts: &Facts) -> Truth {
        let calendar = WorkingCalendar::new(Land::NorthRhineWestphalia);
        let today = "2026-11-23".parse().unwrap();
        let known = facts.known();
        let situation = Situation { known: &known, child: None, elsewhere: &Nothing, calendar, today };
        rule.parse::<AppliesRule>().unwrap().evaluate(&situation)
    }

    #[test]
    fn a_no_says_what_is_the_case_however_the_rule_is_built() {
        let cook = Facts {
            nationality: "PL".parse().ok(),
            occupation: "cook".parse().ok(),
            spouse: Some(Spouse::None),
            children: Some(Vec::new()),
            ..Facts::default()
        };
        for (rule, reason) in [
            ("nationality in (visa_required)", Reason::FreeMovement),
            ("not nationality in (german, free_movement)", Reason::FreeMovement),
            ("not (regulated or nationality in (free_movement))", Reason::FreeMovement),
            ("not not regulated", Reason::NotRegulated),
            ("route in (18g) and regulated", Reason::FreeMovement),
            ("regulated or child", Reason::NotRegulated),
            ("family", Reason::NoFamily),
            ("cohort and fast_track", Reason::NoFastTrack),
            ("reported(job_change)", Reason::NotReported),
            ("applies(visa_apply)", Reason::OtherRoute),
            ("not always", Reason::Never),
        ] {
            assert_eq!(answer(rule, &cook), Truth::False(reason), "{rule}");
        }
    }

    #[test]
    fn what_is_unknown_stays_so_unless_the_rest_decides() {
        let nothing = Facts::default();
        let missing = |keys: &[FactKey]| {
            Truth::Unknown(keys.iter().fold(Missing::NOTHING, |all, key| all.and(Missing::fact(*key))))
        };
        for (rule, truth) in [
            ("regulated", missing(&[FactKey::Occupation])),
            ("not regulated", missing(&[FactKey::Occupation])),
            ("route in (16a)", missing(&[FactKey::Nationality])),
            ("regulated and spouse", missing(&[FactKey::Occupation, FactKey::Spouse])),
            ("regulated or spouse", missing(&[FactKey::Occupation, FactKey::Spouse])),
            ("family", missing(&[FactKey::Spouse, FactKey::Children])),
            ("regulated or always", Truth::True),
            ("regulated and not always", Truth::False(Reason::Never)),
            ("unknown(route) and unknown(housing)", Truth::True),
            ("done(move_in) before work_start", Truth::Unknown(Missing::anchor(crate::facts::Anchor::WorkStart))),
        ] {
            assert_eq!(answer(rule, &nothing), truth, "{rule}");
        }
    }

    #[test]
    fn ages_count_on_their_day() {
        let mut facts = Facts { birth_date: "1982-01-04".parse().ok(), ..Facts::default() };
        assert_eq!(answer("age from 45", &facts), Truth::False(Reason::Age));
        let first_day = "2027-01-04".parse().unwrap();
        facts.anchors.set(crate::facts::Anchor::WorkStart, first_day, crate::facts::Certainty::Planned);
        assert_eq!(answer("age from 45", &facts), Truth::True);
        assert_eq!(answer("age from 45 under 46 and born from 1982", &facts), Truth::True);
        assert_eq!(answer("born from 1983", &facts), Truth::False(Reason::Age));
    }
}
