//! Parsing applies rules: `or` binds weakest, then `and`, then `not`.

use super::{
    AgeRange, AppliesRule, Predicate, RuleError,
    cursor::Cursor,
    day_rule_parse::{self, starts_day},
};
use crate::step::StepKey;

type Parsed = Result<AppliesRule, RuleError>;

pub(super) fn rule(cursor: &mut Cursor<'_>) -> Parsed {
    let first = conjunction(cursor)?;
    let mut rules = vec![first];
    while cursor.take("or") {
        rules.push(conjunction(cursor)?);
    }
    Ok(single_or(rules, AppliesRule::Any))
}

fn conjunction(cursor: &mut Cursor<'_>) -> Parsed {
    let mut rules = vec![negation(cursor)?];
    while cursor.take("and") {
        rules.push(negation(cursor)?);
    }
    Ok(single_or(rules, AppliesRule::All))
}

fn single_or(mut rules: Vec<AppliesRule>, join: fn(Vec<AppliesRule>) -> AppliesRule) -> AppliesRule {
    match (rules.len(), rules.pop()) {
        (1, Some(only)) => only,
        (_, Some(last)) => {
            rules.push(last);
            join(rules)
        }
        (_, None) => join(rules),
    }
}

fn negation(cursor: &mut Cursor<'_>) -> Parsed {
    if cursor.take("not") {
        return cursor.deeper(|cursor| Ok(AppliesRule::Not(Box::new(negation(cursor)?))));
    }
    if cursor.take("(") {
        let inner = cursor.deeper(rule)?;
        cursor.need(")")?;
        return Ok(inner);
    }
    Ok(AppliesRule::Is(predicate(cursor)?))
}

fn predicate(cursor: &mut Cursor<'_>) -> Result<Predicate, RuleError> {
    let word = cursor.peek();
    if starts_day(word) || cursor.starts_with("[") {
        let earlier = cursor.deeper(day_rule_parse::day)?;
        cursor.need("before")?;
        return Ok(Predicate::Before(earlier, cursor.deeper(day_rule_parse::day)?));
    }
    if let Some(plain) = plain(word) {
        cursor.take(word);
        return Ok(plain);
    }
    if !HEADS.contains(&word) {
        return Err(cursor.expected("a condition such as `route in (16a)`, `regulated` or `child under 7`"));
    }
    cursor.take(word);
    match word {
        "child" => Ok(Predicate::Child(ages(cursor)?)),
        "age" => Ok(Predicate::Age(ages(cursor)?)),
        "born" => {
            cursor.need("from")?;
            Ok(Predicate::BornFrom(number(cursor, "a year")?))
        }
        "german" => {
            cursor.need("from")?;
            Ok(Predicate::GermanFrom(cursor.word()?))
        }
        "opted" => Ok(Predicate::Opted(cursor.enclosed(Cursor::word)?)),
        "reported" => Ok(Predicate::Reported(cursor.enclosed(Cursor::word)?)),
        "unknown" => Ok(Predicate::Unknown(cursor.enclosed(Cursor::word)?)),
        "applies" => Ok(Predicate::Applies(cursor.enclosed(step)?)),
        set => {
            cursor.need("in")?;
            member(cursor, set)
        }
    }
}

/// The words a predicate with arguments begins with.
const HEADS: [&str; 18] = [
    "child",
    "age",
    "born",
    "german",
    "opted",
    "reported",
    "unknown",
    "applies",
    "nationality",
    "trained",
    "route",
    "source",
    "residence",
    "sector",
    "housing",
    "employment",
    "recognition",
    "licence",
];

fn member(cursor: &mut Cursor<'_>, set: &str) -> Result<Predicate, RuleError> {
    Ok(match set {
        "nationality" => Predicate::Nationality(cursor.words()?),
        "trained" => Predicate::Trained(cursor.words()?),
        "route" => Predicate::Route(cursor.words()?),
        "source" => Predicate::Source(cursor.words()?),
        "residence" => Predicate::Residence(cursor.words()?),
        "sector" => Predicate::Sector(cursor.words()?),
        "housing" => Predicate::Housing(cursor.words()?),
        "employment" => Predicate::Employment(cursor.words()?),
        "recognition" => Predicate::Recognition(cursor.words()?),
        _ => Predicate::Licence(cursor.words()?),
    })
}

/// Predicates of one word.
fn plain(word: &str) -> Option<Predicate> {
    Some(match word {
        "always" => Predicate::Always,
        "regulated" => Predicate::Regulated,
        "fast_track" => Predicate::FastTrack,
        "cohort" => Predicate::Cohort,
        "already_here" => Predicate::AlreadyHere,
        "spouse" => Predicate::Spouse,
        "family" => Predicate::Family,
        _ => return None,
    })
}

fn ages(cursor: &mut Cursor<'_>) -> Result<AgeRange, RuleError> {
    let from = if cursor.take("from") { Some(number(cursor, "an age in years")?) } else { None };
    let under = if cursor.take("under") { Some(number(cursor, "an age in years")?) } else { None };
    Ok(AgeRange { from, under })
}

pub(super) fn number<N: std::str::FromStr>(cursor: &mut Cursor<'_>, what: &'static str) -> Result<N, RuleError> {
    cursor.meaning(what, |word| word.parse().ok())
}

pub(super) fn step(cursor: &mut Cursor<'_>) -> Result<StepKey, RuleError> {
    cursor.meaning("the key of a step", |word| word.parse().ok())
}
