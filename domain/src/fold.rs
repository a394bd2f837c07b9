//! Folding: one form of a text for comparing and searching, the same on every database.
//!
//! Databases differ in what they ignore (accents, case, Turkish dotless ı, Arabic letter forms), so
//! `domain` folds and the databases only compare bytes.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

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
