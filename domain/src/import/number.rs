//! Amounts of money and small counts as they are written in German and English tables.

use super::Cell;

/// The most an amount may be, in cents: ten million euros.
const MOST_CENTS: f64 = 1_000_000_000.0;

/// An amount in cents: `31.200,00`, `31,200.00`, `31 200 €`, `31.200,-`; nothing if it is none.
pub(super) fn cents(cell: &Cell) -> Option<u32> {
    let euros = match cell {
        Cell::Number(number) => *number,
        Cell::Text(text) => decimal(text)?,
        _ => return None,
    };
    let cents = (euros * 100.0).round();
    if !(1.0..=MOST_CENTS).contains(&cents) {
        return None;
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "checked to be between 1 and a billion"
    )]
    Some(cents as u32)
}

/// A count from 0 to 20 at the beginning of the cell: `2`, `2 (5 und 7 Jahre)`.
pub(super) fn count(cell: &Cell) -> Option<u8> {
    let count = match cell {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "checked to be a whole number up to 20"
        )]
        Cell::Number(number) if (0.0..=20.0).contains(number) && number.fract() == 0.0 => *number as u8,
        Cell::Text(text) => {
            let digits: String = text.trim_start().chars().take_while(char::is_ascii_digit).collect();
            digits.parse().ok()?
        }
        _ => return None,
    };
    (count <= 20).then_some(count)
}

/// A number with German or English separators; the currency beside it does not matter.
fn decimal(text: &str) -> Option<f64> {
    let text = text.trim();
    let is_currency = |letter: char| letter.is_alphabetic() || letter == '€';
    let text = text.trim_start_matches(is_currency).trim();
    let number: String = text.chars().take_while(|letter| !is_currency(*letter) && *letter != '/').collect();
    let number: String =
        number.chars().filter(|letter| !letter.is_whitespace() && !matches!(letter, '\'' | '’')).collect();
    let number = number.trim_end_matches(['-', '–', ',', '.']);
    if number.is_empty()
        || number.len() > 20
        || !number.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','))
    {
        return None;
    }
    number.rfind(['.', ',']).map_or_else(|| number.parse().ok(), |last| decimal_at(number, last))
}

/// The last separator is a decimal one, unless three digits follow and it is the only kind.
fn decimal_at(number: &str, last: usize) -> Option<f64> {
    let (whole, fraction) = number.split_at_checked(last)?;
    let both_kinds = number.contains('.') && number.contains(',');
    let fraction = fraction.get(1..)?;
    let is_group = fraction.len() == 3 && !both_kinds;
    let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
    if is_group { format!("{digits}{fraction}").parse().ok() } else { format!("{digits}.{fraction}").parse().ok() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn amounts_are_read_in_german_and_english() {
        for (text, expected) in [
            ("31.200,00", 3_120_000),
            ("31,200.00", 3_120_000),
            ("31.200", 3_120_000),
            ("31200", 3_120_000),
            ("31 200 €", 3_120_000),
            ("EUR 31.200,-", 3_120_000),
            ("2.600,50 €/Monat", 260_050),
            ("1'200.5", 120_050),
            ("1.031.200,00", 103_120_000),
        ] {
            assert_eq!(cents(&Cell::from(text)), Some(expected), "{text}");
        }
        assert_eq!(cents(&Cell::Number(31_200.0)), Some(3_120_000));
    }

    #[test]
    fn what_is_no_amount_is_none() {
        for text in ["", "nach Tarif", "TVöD P7", "-5", "0", "12-13", "99.999.999.999"] {
            assert_eq!(cents(&Cell::from(text)), None, "{text}");
        }
        assert_eq!(cents(&Cell::Number(f64::INFINITY)), None);
    }

    #[test]
    fn counts_stand_at_the_beginning() {
        assert_eq!(count(&Cell::from("2 (5 und 7 Jahre)")), Some(2));
        assert_eq!(count(&Cell::Number(0.0)), Some(0));
        for cell in [Cell::from("zwei"), Cell::Number(1.5), Cell::Number(-1.0), Cell::from("999"), Cell::Empty] {
            assert_eq!(count(&cell), None);
        }
    }

    proptest! {
        #[test]
        fn any_cell_can_be_read(text in "[0-9.,'€ \\-/A-Z]{0,16}|\\PC{0,20}", number in any::<f64>()) {
            for cell in [Cell::Text(text), Cell::Number(number)] {
                let _ = (cents(&cell), count(&cell));
            }
        }
    }
}
