//! Names that lost letters on their way: question marks for what an encoding could not hold, and text that was
//! read in the wrong encoding.

use crate::text::tidy;

/// Family and given names that Windows-1252 cannot hold, for suggestions: common ones of the countries people
/// come from. A suggestion is shown, never taken over by itself.
static NAMES: &str = include_str!("names.txt");

/// What is wrong with a name's letters, and what it probably was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Lost {
    /// The name with its letters, where that can be told.
    pub(super) suggestion: Option<String>,
}

/// Whether letters of the name were lost; nothing if it looks whole.
pub(super) fn in_name(name: &str) -> Option<Lost> {
    if let Some(repaired) = repaired(name) {
        return Some(Lost { suggestion: Some(tidy(&repaired)) });
    }
    let is_gap = |letter: char| matches!(letter, '?' | '\u{fffd}' | '□' | '¿');
    if !name.contains(is_gap) {
        return None;
    }
    let suggested = name.split_inclusive([' ', '-']).map(|part| {
        let word = part.trim_end_matches([' ', '-']);
        if word.contains(is_gap) { Some(part.replace(word, filled(word, is_gap)?)) } else { Some(part.to_owned()) }
    });
    Some(Lost { suggestion: suggested.collect::<Option<String>>().map(|name| tidy(&name)) })
}

/// The one known name that fits the letters that are left; nothing if none or several do.
fn filled(word: &str, is_gap: impl Fn(char) -> bool) -> Option<&'static str> {
    let fits = |name: &&'static str| {
        let pairs = name.chars().zip(word.chars());
        // The lost letter is one that Windows-1252 does not have, so it is no ASCII letter.
        let alike = pairs.clone().all(|(known, left)| if is_gap(left) { !known.is_ascii() } else { known == left });
        alike && name.chars().count() == word.chars().count()
    };
    let mut found = NAMES.split_whitespace().filter(fits);
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

/// Text that was UTF-8 and was read as Windows-1252, as it was (`MÃ¼ller` is `Müller`); nothing for other text.
pub(super) fn repaired(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let bytes: Vec<u8> = text.chars().map(windows_1252).collect::<Option<_>>()?;
    String::from_utf8(bytes).ok().filter(|repaired| repaired != text)
}

/// The byte of a character in Windows-1252.
fn windows_1252(letter: char) -> Option<u8> {
    const UPPER: [(char, u8); 27] = [
        ('€', 0x80),
        ('‚', 0x82),
        ('ƒ', 0x83),
        ('„', 0x84),
        ('…', 0x85),
        ('†', 0x86),
        ('‡', 0x87),
        ('ˆ', 0x88),
        ('‰', 0x89),
        ('Š', 0x8a),
        ('‹', 0x8b),
        ('Œ', 0x8c),
        ('Ž', 0x8e),
        ('‘', 0x91),
        ('’', 0x92),
        ('“', 0x93),
        ('”', 0x94),
        ('•', 0x95),
        ('–', 0x96),
        ('—', 0x97),
        ('˜', 0x98),
        ('™', 0x99),
        ('š', 0x9a),
        ('›', 0x9b),
        ('œ', 0x9c),
        ('ž', 0x9e),
        ('Ÿ', 0x9f),
    ];
    match u8::try_from(u32::from(letter)) {
        Ok(byte) => Some(byte),
        Err(_) => UPPER.iter().find(|(known, _)| *known == letter).map(|(_, byte)| *byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn suggestion(name: &str) -> Option<String> {
        in_name(name).unwrap_or_else(|| panic!("{name} lost letters")).suggestion
    }

    #[test]
    fn a_name_with_gaps_is_seen_and_a_common_one_is_suggested() {
        assert_eq!(suggestion("Y?ld?r?m").as_deref(), Some("Yıldırım"));
        assert_eq!(suggestion("Ça?la").as_deref(), Some("Çağla"));
        assert_eq!(suggestion("?brahim").as_deref(), Some("İbrahim"));
        assert_eq!(suggestion("Y\u{fffd}ld\u{fffd}r\u{fffd}m-Meier").as_deref(), Some("Yıldırım-Meier"));
        assert_eq!(suggestion("Xy?z"), None);
    }

    #[test]
    fn text_in_the_wrong_encoding_is_seen_and_repaired() {
        assert_eq!(suggestion("MÃ¼ller").as_deref(), Some("Müller"));
        assert_eq!(suggestion("YÄ±ldÄ±rÄ±m").as_deref(), Some("Yıldırım"));
        assert_eq!(suggestion("Ã–ztÃ¼rk").as_deref(), Some("Öztürk"));
    }

    #[test]
    fn whole_names_are_left_alone() {
        for name in ["Gómez-Ríos", "Çağla", "Nguyễn Thị Hà", "O'Connor", "Ã", "João", "محمد", "Müller", ""]
        {
            assert_eq!(in_name(name), None, "{name}");
        }
    }

    #[test]
    fn every_known_name_is_one_that_loses_letters() {
        for name in NAMES.split_whitespace() {
            assert!(name.chars().any(|letter| !letter.is_ascii() && windows_1252(letter).is_none()), "{name}");
        }
    }

    proptest! {
        #[test]
        fn any_name_can_be_looked_at(name in "\\PC{0,40}|[A-Za-z?]{0,12}") {
            let _ = in_name(&name);
        }

        #[test]
        fn reading_in_the_wrong_encoding_is_undone(name in "[A-Z][a-zäöüéçñ]{1,10}") {
            let wrong: String = name.bytes().map(char::from).collect();
            let expected = (wrong != name).then_some(name);
            prop_assert_eq!(repaired(&wrong), expected);
        }
    }
}
