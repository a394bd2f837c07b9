//! Folding: one form of a text for comparing and searching, the same on every database.
//!
//! Databases differ in what they ignore (accents, case, Turkish dotless ı, Arabic letter forms), so
//! `domain` folds and the databases only compare bytes.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

pub mod pairs;
mod search;
mod sort;
mod sound;

pub use search::{forms, matches, query_forms, trigrams};
pub use sort::{SORT_KEY_LENGTH, sort_key};

/// The letters and digits of the text without case, marks, blanks and punctuation: `Đỗ` is `do`, `O'Connor`
/// is `oconnor`, `ü` is `u`. Letters of other scripts stay in their script.
#[must_use]
pub fn letters(text: &str) -> String {
    folded(text).collect()
}

/// [`letters`], in which `ä`, `ae` and `a` are also one, and so for `ö` and `ü`: for comparing words of a
/// list, not for search, because `Samuel` becomes `samul`.
#[must_use]
pub fn plain(text: &str) -> String {
    plain_letters(text).collect()
}

/// Whether [`plain`] of a text is `plain_text`: for asking a whole list, because it allocates nothing and most
/// words are told apart by their first letter.
#[must_use]
pub fn plain_is(text: &str, plain_text: &str) -> bool {
    may_begin(text, plain_text) && plain_letters(text).eq(plain_text.chars())
}

/// Whether the folded text may begin like the text: cheap, and only ever wrong by saying yes.
pub(crate) fn may_begin(text: &str, plain_text: &str) -> bool {
    let first = text.chars().find(|letter| letter.is_ascii_alphanumeric() || !letter.is_ascii());
    first.is_none_or(|letter| !letter.is_ascii() || plain_text.starts_with(letter.to_ascii_lowercase()))
}

fn plain_letters(text: &str) -> impl Iterator<Item = char> {
    let mut before = ' ';
    folded(text).filter(move |letter| {
        let is_second = *letter == 'e' && matches!(before, 'a' | 'o' | 'u');
        before = *letter;
        !is_second
    })
}

/// The words of a text as they stand: apostrophes belong to a word, hyphens and blanks end it.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let belongs = |letter: char| {
        letter.is_alphanumeric() || is_combining_mark(letter) || matches!(letter, '\'' | '’' | '‘' | 'ʼ' | '`' | '´')
    };
    text.split(move |letter| !belongs(letter)).filter(|word| word.chars().any(char::is_alphanumeric))
}

/// [`letters`] of a text in which umlauts are written out: `Müller` is `mueller` (DIN 5007-2, and the form in
/// passports).
fn written_out(text: &str) -> String {
    let mut wide = String::with_capacity(text.len() + 4);
    for letter in text.nfc() {
        match letter {
            'ä' | 'Ä' => wide.push_str("ae"),
            'ö' | 'Ö' | 'ø' | 'Ø' => wide.push_str("oe"),
            'ü' | 'Ü' => wide.push_str("ue"),
            'å' | 'Å' => wide.push_str("aa"),
            other => wide.push(other),
        }
    }
    letters(&wide)
}

/// Every letter and digit, folded.
fn folded(text: &str) -> impl Iterator<Item = char> {
    text.chars()
        .nfkd()
        .flat_map(char::to_lowercase)
        .filter(|letter| !is_combining_mark(*letter))
        .flat_map(|letter| base(letter).into_iter().flatten())
        .filter(|letter| letter.is_alphanumeric())
}

/// Letters that no normalisation takes apart, as they are written where they are missing.
const fn base(letter: char) -> [Option<char>; 2] {
    let (first, second) = match letter {
        'ß' => ('s', 's'),
        'æ' => ('a', 'e'),
        'œ' => ('o', 'e'),
        'þ' => ('t', 'h'),
        'ð' | 'đ' => ('d', ' '),
        'ø' => ('o', ' '),
        'ł' => ('l', ' '),
        'ı' => ('i', ' '),
        'ħ' => ('h', ' '),
        'ŧ' => ('t', ' '),
        'ŋ' => ('n', 'g'),
        'ĸ' => ('k', ' '),
        'ə' => ('e', ' '),
        // Arabic: the letter forms that keyboards and fonts vary; tatweel only stretches a word.
        'أ' | 'إ' | 'آ' | 'ٱ' => ('ا', ' '),
        'ة' => ('ه', ' '),
        'ى' | 'ی' | 'ئ' => ('ي', ' '),
        'ؤ' => ('و', ' '),
        'ک' => ('ك', ' '),
        'ـ' | 'ء' => (' ', ' '),
        other => (other, ' '),
    };
    [Some(first), if second == ' ' { None } else { Some(second) }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn texts_are_folded_to_what_a_keyboard_without_marks_would_write() {
        for (text, folded) in [
            ("Đỗ", "do"),
            ("O'Connor", "oconnor"),
            ("İBRAHİM", "ibrahim"),
            ("Groß", "gross"),
            ("أحمد", "احمد"),
            ("ﬁ", "fi"),
            (" - ", ""),
        ] {
            assert_eq!(letters(text), folded);
        }
        assert_eq!((plain("Müller"), plain("Mueller")), ("muller".to_owned(), "muller".to_owned()));
    }

    proptest! {
        #[test]
        fn asking_a_list_agrees_with_folding(text in "\\PC{0,12}|[A-Za-zäöüß' /-]{0,12}", other in "\\PC{0,4}") {
            prop_assert!(plain_is(&text, &plain(&text)));
            prop_assert_eq!(plain_is(&text, &plain(&other)), plain(&text) == plain(&other));
        }

        #[test]
        fn folding_twice_changes_nothing(text in "[A-Za-zäöüßĐđŁłİıÇçğŞşÀ-ỹ ]{0,16}") {
            prop_assert_eq!(letters(&letters(&text)), letters(&text));
        }
    }
}
