//! Parsing due rules.

use super::{
    AppliesRule, Booking, DueRule, RuleError, applies_parse,
    cursor::Cursor,
    day_rule_parse::{day, starts_day},
};

type Parsed = Result<DueRule, RuleError>;

pub(super) fn rule(cursor: &mut Cursor<'_>) -> Parsed {
    let then = branch(cursor)?;
    if !cursor.take("if") {
        return Ok(then);
    }
    let condition: AppliesRule = applies_parse::rule(cursor)?;
    cursor.need("else")?;
    let otherwise = cursor.deeper(rule)?;
    Ok(DueRule::If(Box::new(then), condition, Box::new(otherwise)))
}

fn branch(cursor: &mut Cursor<'_>) -> Parsed {
    if cursor.take("none") {
        return Ok(DueRule::None);
    }
    if cursor.take("unparsed") {
        return cursor.quoted().map(DueRule::Unparsed);
    }
    if cursor.take("{") {
        let inner = cursor.deeper(rule)?;
        cursor.need("}")?;
        return Ok(inner);
    }
    let first = day(cursor)?;
    if cursor.take("unless") {
        cursor.need("booked")?;
        return Ok(DueRule::Until(first, Booking::Suffices));
    }
    if !cursor.take("..") {
        return Ok(DueRule::Until(first, Booking::Irrelevant));
    }
    let has_end = cursor.starts_with("[") || starts_day(cursor.peek());
    let until = if has_end { Some(day(cursor)?) } else { None };
    Ok(DueRule::Window(first, until))
}
