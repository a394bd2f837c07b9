//! How a name sounds, so that transliterations of one name find each other.
//!
//! Names from Arabic, Turkish or Urdu reach Germany in English, French and German spelling: Muhammad, Mohammed,
//! Mohamed; Youssef, Yusuf; Khaled, Chalid; Rachid, Rashid. The sound keeps the consonants, the first vowel by
//! its class, and a vowel at the end. Different names stay different: Mehmet and Muhammad, Joseph and Yusuf,
//! Hassan and Hussein.

use super::{letters, written_out};

/// The mark of sounds and of consonants; standing at both ends it makes them fit whole words only.
const SOUND: char = '~';
const CONSONANTS: char = '=';

/// Below this many letters a spelling is too short to be varied: `Lê` is not `Li`.
const SHORTEST: usize = 3;
/// With fewer consonants all vowels count, or `Ali` would sound like `Ella`.
const CONSONANTS_ENOUGH: usize = 3;

/// How the word sounds; two ways where `ch` may be German (`Chalid`) or French (`Rachid`), none in other scripts.
///
/// Who writes an umlaut knows the spelling: `Möller` does not sound like `Müller`.
pub(super) fn sounds(word: &str) -> Vec<String> {
    let folded = letters(word);
    if written_out(word) != folded
        || folded.len() < SHORTEST
        || !folded.bytes().all(|letter| letter.is_ascii_lowercase())
    {
        return Vec::new();
    }
    let mut sounds: Vec<String> = ["h", "s"].map(|ch| format!("{SOUND}{}{SOUND}", sound(&folded, ch))).into();
    sounds.dedup();
    sounds
}

/// Whether the word is written in Arabic script.
pub(super) fn is_arabic(word: &str) -> bool {
    word.chars().any(|letter| matches!(letter, '\u{620}'..='\u{64a}' | '\u{671}'..='\u{6d3}'))
}

/// The word's consonants, the same for `محمد` and `Muhammad`; nothing for fewer than two.
///
/// Weak consonants (w, y, j) count only where they begin a word, because Arabic writes long vowels with them.
pub(super) fn skeletons(word: &str) -> Vec<String> {
    let folded = letters(word);
    let mut found = Vec::new();
    if is_arabic(&folded) {
        found.push(arabic_consonants(&folded));
        found.extend(folded.strip_prefix("ال").map(arabic_consonants));
    } else if folded.len() >= SHORTEST && folded.bytes().all(|letter| letter.is_ascii_lowercase()) {
        found.extend(["h", "s"].map(|ch| consonants(&simplified(&folded, ch))));
    }
    found.retain(|skeleton| skeleton.chars().count() > 1);
    found.dedup();
    found.into_iter().map(|skeleton| format!("{CONSONANTS}{skeleton}{CONSONANTS}")).collect()
}

/// Spellings of one consonant made one, the longest first; `ch` depends on the language.
fn simplified(folded: &str, ch: &str) -> Vec<char> {
    const SAME: [(&str, &str); 20] = [
        ("chr", "kr"),
        ("dsch", "j"),
        ("tsch", "c"),
        ("sch", "s"),
        ("dj", "j"),
        ("sh", "s"),
        ("kh", "h"),
        ("gh", "g"),
        ("th", "t"),
        ("dh", "d"),
        ("ph", "f"),
        ("ck", "k"),
        ("qu", "k"),
        ("q", "k"),
        ("x", "ks"),
        ("w", "v"),
        ("ou", "u"),
        ("oo", "u"),
        ("ee", "i"),
        ("ue", "u"),
    ];
    let mut simple = String::with_capacity(folded.len());
    let mut rest = folded;
    while let Some(letter) = rest.chars().next() {
        let (taken, written) = SAME
            .iter()
            .chain(&[("ch", ch)])
            .find(|(spelling, _)| rest.starts_with(spelling))
            .map_or((letter.len_utf8(), None), |(spelling, one)| (spelling.len(), Some(*one)));
        match written {
            Some(one) => simple.push_str(one),
            None => simple.push(letter),
        }
        rest = rest.get(taken..).unwrap_or("");
    }
    let hard_c =
        |(place, letter): (usize, char)| match (letter, simple.get(place + 1..).and_then(|rest| rest.chars().next())) {
            ('c', Some('e' | 'i' | 'y')) => 's',
            ('c', _) => 'k',
            (other, _) => other,
        };
    let mut letters: Vec<char> = simple.char_indices().map(hard_c).collect();
    letters.dedup();
    if letters.len() > SHORTEST && letters.last() == Some(&'h') {
        letters.pop();
    }
    letters
}

/// The consonants without vowels, weak ones only at the beginning.
fn consonants(letters: &[char]) -> String {
    let mut kept: Vec<char> = letters
        .iter()
        .enumerate()
        .filter(|(place, letter)| class(**letter).is_none() && (*place == 0 || !matches!(letter, 'j' | 'v')))
        .map(|(_, letter)| *letter)
        .collect();
    if letters.first() == Some(&'y') {
        kept.insert(0, 'y');
    }
    kept.dedup();
    kept.into_iter().collect()
}

/// The classes of vowels; `y` is one of them except before a vowel.
const fn class(letter: char) -> Option<char> {
    match letter {
        'a' | 'e' => Some('a'),
        'i' | 'y' => Some('i'),
        'o' | 'u' => Some('u'),
        _ => None,
    }
}

/// The sound of a folded word of Latin letters.
fn sound(folded: &str, ch: &str) -> String {
    let mut letters = simplified(folded, ch);
    let ends_mute =
        letters.len() > SHORTEST && matches!(letters.as_slice(), [.., before, 'e'] if class(*before).is_none());
    if ends_mute {
        letters.pop();
    }
    let is_vowel = |place: usize| {
        letters.get(place).is_some_and(|letter| match letter {
            'y' => !letters.get(place + 1).is_some_and(|next| matches!(next, 'a' | 'e' | 'i' | 'o' | 'u')),
            other => class(*other).is_some(),
        })
    };
    let enough = (0..letters.len()).filter(|place| !is_vowel(*place)).count() >= CONSONANTS_ENOUGH;
    let mut key = String::new();
    let mut vowel_written = false;
    for (place, letter) in letters.iter().enumerate() {
        if !is_vowel(place) {
            key.push(*letter);
            continue;
        }
        let begins_run = place == 0 || !is_vowel(place - 1);
        let in_last_run = (place..letters.len()).all(is_vowel);
        if in_last_run || (begins_run && !(enough && vowel_written)) {
            key.extend(class(*letter));
            vowel_written = true;
        }
    }
    key
}

/// The consonants of a word in Arabic letters (already folded), in the letters of [`simplified`].
fn arabic_consonants(word: &str) -> String {
    let mut kept: Vec<char> = Vec::new();
    for (place, letter) in word.chars().enumerate() {
        kept.extend(match letter {
            'ب' | 'پ' => Some('b'),
            'ت' | 'ث' | 'ط' => Some('t'),
            'ح' | 'خ' | 'ه' => Some('h'),
            'د' | 'ذ' | 'ض' => Some('d'),
            'ر' => Some('r'),
            'ز' | 'ظ' => Some('z'),
            'س' | 'ش' | 'ص' => Some('s'),
            'غ' | 'گ' => Some('g'),
            'ف' => Some('f'),
            'ق' | 'ك' => Some('k'),
            'ل' => Some('l'),
            'م' => Some('m'),
            'ن' => Some('n'),
            'ج' if place == 0 => Some('j'),
            'و' if place == 0 => Some('v'),
            'ي' if place == 0 => Some('y'),
            _ => None,
        });
    }
    if word.ends_with('ه') && kept.len() > 1 {
        kept.pop();
    }
    kept.dedup();
    kept.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_sound_alike() {
        for alike in [
            "Muhammad Mohammed Mohamed Mohammad Muhammed Mouhamed Muhamad",
            "Youssef Yusuf Yousef Yussuf Yusef",
            "Khaled Khalid Chalid Chaled",
            "Rachid Rashid Rasheed Raschid",
            "Leila Layla Laila",
            "Abdullah Abdulla Abdallah",
            "Jamal Djamal Dschamal",
            "Fatima Fatma Fatimah",
            "Philipp Filip Philip",
            "Christina Kristina",
            "Noor Nour Nur",
        ] {
            let mut names = alike.split(' ').map(|name| (name, sounds(name)));
            let first = names.next().unwrap();
            for (name, heard) in names {
                assert!(heard.iter().any(|sound| first.1.contains(sound)), "{alike} {first:?} {name} {heard:?}");
            }
        }
    }

    #[test]
    fn different_names_sound_different() {
        for (one, other) in [
            ("Mehmet", "Muhammad"),
            ("Joseph", "Yusuf"),
            ("Hassan", "Hussein"),
            ("Samir", "Samira"),
            ("Ali", "Ella"),
            ("Maria", "Mario"),
            ("Amina", "Amin"),
        ] {
            assert!(sounds(one).iter().all(|sound| !sounds(other).contains(sound)), "{one} {other}");
        }
        assert!(sounds("Lê").is_empty());
    }

    #[test]
    fn arabic_letters_and_latin_letters_have_the_same_consonants() {
        for (arabic, latin) in [
            ("محمد", "Muhammad"),
            ("أحمد", "Ahmed"),
            ("الحسن", "Hassan"),
            ("فاطمة", "Fatima"),
            ("خديجة", "Khadija"),
            ("يوسف", "Youssef"),
            ("ريم", "Rim"),
        ] {
            assert!(
                skeletons(arabic).iter().any(|one| skeletons(latin).contains(one)),
                "{arabic} {latin} {:?} {:?}",
                skeletons(arabic),
                skeletons(latin)
            );
        }
    }
}
