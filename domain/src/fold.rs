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

/// The characters of [`plain`], one by one, so that comparing a whole list allocates nothing.
pub fn plain_letters(text: &str) -> impl Iterator<Item = char> {
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
