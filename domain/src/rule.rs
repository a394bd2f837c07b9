//! Rules as data: to whom a step applies, and when it is due.
//!
//! Parentheses group logic, brackets group days (`[first(WED) >= move_in] - P10D`), braces group alternatives.
//! Both languages are parsed once, when a template is loaded; a message about a rule points at the character.
//! `Display` writes a rule so that it parses to the same rule again.

mod applies;
mod applies_parse;
mod cursor;
mod day_rule;
mod day_rule_parse;
mod due;
mod due_parse;
mod evaluate;
mod predicate;
mod truth;

#[cfg(test)]
mod arbitrary;

pub use applies::AppliesRule;
pub use cursor::{Problem, RuleError};
pub use day_rule::{Dated, DayRule};
pub use due::{Booking, DueDays, DueRule, Term};
pub use evaluate::{Elsewhere, Situation};
pub use predicate::{AgeRange, Predicate};
pub use truth::{Reason, Truth};

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn an_applies_rule_reads_back_as_it_was_written(rule in arbitrary::applies()) {
            prop_assert_eq!(rule.to_string().parse(), Ok(rule));
        }

        #[test]
        fn a_day_reads_back_as_it_was_written(rule in arbitrary::day()) {
            prop_assert_eq!(rule.to_string().parse(), Ok(rule));
        }

        #[test]
        fn a_due_rule_reads_back_as_it_was_written(rule in arbitrary::due()) {
            prop_assert_eq!(rule.to_string().parse(), Ok(rule));
        }

        #[test]
        fn any_text_is_read_or_refused_with_a_place_inside_it(
            text in "(not |\\(|rolled\\(|first\\(WED\\) >= |work_start|P3M|[ +,)§.if-]|\\PC){0,60}"
        ) {
            let longest = u32::try_from(text.chars().count()).unwrap() + 1;
            let errors = [text.parse::<AppliesRule>().err(), text.parse::<DueRule>().err()];
            for error in errors.into_iter().flatten() {
                prop_assert!((1..=longest).contains(&error.position), "{error}");
            }
        }
    }

    #[test]
    fn a_message_points_at_the_character() {
        for (rule, message) in [
            (
                "",
                "character 1: expected a condition such as `route in (16a)`, `regulated` or `child under 7`, found the end",
            ),
            ("route in (16a, 16x)", "character 16: expected route, found `16x`"),
            ("route in 16a", "character 10: expected (, found `16a`"),
            (
                "regulated and",
                "character 14: expected a condition such as `route in (16a)`, `regulated` or `child under 7`, found the end",
            ),
            ("regulated xor cohort", "character 11: expected the end of the rule, found `xor`"),
            ("(cohort", "character 8: expected ), found the end"),
            ("child under seven", "character 13: expected an age in years, found `seven`"),
            ("work_start", "character 11: expected before, found the end"),
        ] {
            assert_eq!(rule.parse::<AppliesRule>().unwrap_err().to_string(), message, "{rule}");
        }
        for (rule, message) in [
            ("work_start - 3M", "character 14: expected a period such as P14D, P8W, P2M or P3Y, found `3M`"),
            ("work_begin - P3M", "character 1: expected anchor, found `work_begin`"),
            ("first(SUN) >= move_in", "character 7: expected a weekday from MON to FRI, found `SUN`"),
            ("unparsed \"sometime", "character 10: expected text in quotation marks, found `\"`"),
            ("none if fast_track", "character 19: expected else, found the end"),
            ("work_start..", ""),
        ] {
            let found = rule.parse::<DueRule>().err().map(|error| error.to_string()).unwrap_or_default();
            assert_eq!(found, message, "{rule}");
        }
    }

    #[test]
    fn a_rule_that_nests_without_end_is_refused_and_does_not_overflow() {
        let deep = "(".repeat(100_000);
        assert_eq!(deep.parse::<AppliesRule>().unwrap_err().problem, Problem::TooDeep);
        let deep = "[".repeat(100_000);
        assert_eq!(deep.parse::<AppliesRule>().unwrap_err().problem, Problem::TooDeep);
        assert_eq!(deep.parse::<DueRule>().unwrap_err().problem, Problem::TooDeep);
        let not = "not ".repeat(100_000);
        assert_eq!(not.parse::<AppliesRule>().unwrap_err().problem, Problem::TooDeep);
        let long = format!("work_start{}", " + P1D".repeat(100_000));
        assert_eq!(long.parse::<DueRule>().unwrap_err().problem, Problem::TooDeep);
    }
}
