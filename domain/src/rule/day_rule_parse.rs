//! Parsing expressions that name a day.

use super::{
    DayRule, RuleError,
    applies_parse::{number, step},
    cursor::{Cursor, DEEPEST},
    day_rule::weekday_word,
};
use crate::{
    calendar::{Direction, Period, Span, Weekday},
    facts::{Anchor, Word},
};

type Parsed = Result<DayRule, RuleError>;

/// The functions a day can begin with.
const FUNCTIONS: [&str; 9] = ["done", "due", "turns", "first", "rolled", "valid_on", "known", "earliest", "latest"];

/// Only weekdays on which an office may be open: no first Sunday is ever a working day.
const WEEKDAYS: [Weekday; 5] = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri];

/// Whether a word begins an expression for a day.
pub(super) fn starts_day(word: &str) -> bool {
    FUNCTIONS.contains(&word) || Anchor::from_word(word).is_some()
}

/// A term and what is added to or taken from it.
pub(super) fn day(cursor: &mut Cursor<'_>) -> Parsed {
    let mut day = cursor.deeper(term)?;
    // Every shift nests the expression one level deeper, so their number is bounded as depth is.
    for _ in 0..DEEPEST {
        let direction = if cursor.take("+") {
            Direction::Later
        } else if cursor.take("-") {
            Direction::Earlier
        } else {
            return Ok(day);
        };
        day = DayRule::Shift(Box::new(day), direction, span(cursor)?);
    }
    Err(cursor.too_deep())
}

fn term(cursor: &mut Cursor<'_>) -> Parsed {
    if cursor.take("[") {
        let inner = day(cursor)?;
        cursor.need("]")?;
        return Ok(inner);
    }
    let word = cursor.peek();
    if !FUNCTIONS.contains(&word) {
        return cursor.word().map(DayRule::Anchor);
    }
    cursor.take(word);
    match word {
        "done" => cursor.enclosed(step).map(DayRule::Done),
        "due" => cursor.enclosed(step).map(DayRule::Due),
        "turns" => cursor.enclosed(|cursor| number(cursor, "an age in years")).map(DayRule::Turns),
        "first" => first(cursor),
        "rolled" => cursor.enclosed(day).map(|day| DayRule::Rolled(Box::new(day))),
        "valid_on" => cursor.enclosed(day).map(|day| DayRule::ValidOn(Box::new(day))),
        "known" => cursor.list(day).map(DayRule::Known),
        "earliest" => cursor.list(day).map(DayRule::Earliest),
        _ => cursor.list(day).map(DayRule::Latest),
    }
}

fn first(cursor: &mut Cursor<'_>) -> Parsed {
    let weekday = cursor.enclosed(|cursor| {
        cursor.meaning("a weekday from MON to FRI", |word| {
            WEEKDAYS.into_iter().find(|weekday| weekday_word(*weekday) == word)
        })
    })?;
    if cursor.take(">=") {
        day(cursor).map(|from| DayRule::First(weekday, Box::new(from)))
    } else {
        cursor.need(">")?;
        day(cursor).map(|after| DayRule::FirstAfter(weekday, Box::new(after)))
    }
}

fn span(cursor: &mut Cursor<'_>) -> Result<Span, RuleError> {
    if cursor.take("working_days") {
        return cursor.enclosed(|cursor| number(cursor, "a number of working days")).map(Span::WorkingDays);
    }
    cursor.meaning("a period such as P14D, P8W, P2M or P3Y", |word| word.parse::<Period>().ok()).map(Span::Calendar)
}
