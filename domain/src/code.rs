//! The code of an invitation on paper: scanned, or typed by hand.
//!
//! 27 characters carry 135 bits, the last one tells a slip of the finger from a code that is not known. No
//! letter looks like a digit, and whoever types one that does is understood.

use std::{fmt, str::FromStr};

/// Crockford's alphabet: no I, L, O and U.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Characters that carry chance.
const DATA: usize = 27;
/// Characters between two blanks on paper.
const GROUP: usize = 4;

/// The code of a sheet, as it stands in its address: `0123456789ABCDEFGHJKMNPQRST4`.
#[derive(Clone, PartialEq, Eq)]
pub struct Code(String);

impl Code {
    /// The code made of these bytes; the last of their 136 bits is left out.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 17]) -> Self {
        let bit = |place: usize| bytes.get(place / 8).map_or(0, |byte| usize::from(byte >> (7 - place % 8) & 1));
        let value = |letter: usize| (0..5).fold(0, |value, place| value << 1 | bit(letter * 5 + place));
        let data: Vec<usize> = (0..DATA).map(value).collect();
        Self(data.iter().copied().chain([check(&data)]).map(letter).collect())
    }

    /// The code as it stands in an address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The code as it stands on paper, in groups of four.
    #[must_use]
    pub fn in_groups(&self) -> String {
        let letters: Vec<char> = self.0.chars().collect();
        letters.chunks(GROUP).map(String::from_iter).collect::<Vec<_>>().join(" ")
    }
}

/// Whoever reads a log learns no code.
impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Code(…)")
    }
}

/// The text is no code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a code of a sheet")]
pub struct NotACode;

impl FromStr for Code {
    type Err = NotACode;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let typed = text.chars().filter(|letter| !letter.is_whitespace() && !matches!(letter, '-' | '–' | '.'));
        let mut values = Vec::with_capacity(DATA + 1);
        for letter in typed {
            if values.len() > DATA {
                return Err(NotACode);
            }
            values.push(value(letter).ok_or(NotACode)?);
        }
        let told = values.pop().ok_or(NotACode)?;
        if values.len() != DATA || check(&values) != told {
            return Err(NotACode);
        }
        Ok(Self(values.into_iter().chain([told]).map(letter).collect()))
    }
}

fn letter(value: usize) -> char {
    LETTERS.get(value).map_or('0', |letter| char::from(*letter))
}

/// What a letter stands for, also where another one was meant that looks like it.
fn value(letter: char) -> Option<usize> {
    let letter = match letter.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    LETTERS.iter().position(|known| char::from(*known) == letter)
}

/// Odd weights, so that one wrong letter never goes unnoticed.
fn check(values: &[usize]) -> usize {
    values.iter().zip((1..).step_by(2)).map(|(value, weight)| value * weight).sum::<usize>() % LETTERS.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_code_is_read_as_people_type_it(bytes in any::<[u8; 17]>()) {
            let code = Code::from_bytes(bytes);
            prop_assert_eq!(code.as_str().len(), DATA + 1);
            for typed in [code.as_str().to_owned(), code.in_groups(), code.in_groups().to_lowercase().replace(' ', "-")] {
                prop_assert_eq!(typed.parse::<Code>(), Ok(code.clone()));
            }
            let mistaken = code.as_str().replace('0', "o").replace('1', "l");
            prop_assert_eq!(mistaken.parse::<Code>(), Ok(code));
        }

        #[test]
        fn one_wrong_letter_is_noticed(bytes in any::<[u8; 17]>(), place in 0..=DATA, by in 1_usize..32) {
            let code = Code::from_bytes(bytes);
            let mut letters: Vec<char> = code.as_str().chars().collect();
            letters[place] = letter((value(letters[place]).unwrap() + by) % 32);
            prop_assert_eq!(String::from_iter(letters).parse::<Code>(), Err(NotACode));
        }
    }

    #[test]
    fn two_bytes_that_differ_make_two_codes() {
        let code = |last| Code::from_bytes([[0; 16].as_slice(), &[last]].concat().try_into().unwrap());
        assert_ne!(code(0), code(2));
        for text in ["", "ABC", &"A".repeat(29), "ÄÖÜ"] {
            assert_eq!(text.parse::<Code>(), Err(NotACode), "{text}");
        }
    }
}
