//! Two names from one column.

use crate::text::tidy;

/// Words that begin a family name of several words.
const PARTICLES: [&str; 28] = [
    "von", "van", "der", "den", "de", "del", "della", "di", "da", "do", "dos", "das", "du", "la", "le", "el", "al",
    "ben", "bin", "ibn", "bint", "abu", "abou", "ould", "zu", "zur", "ten", "ter",
];

/// A full name taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Split {
    pub(super) family: String,
    pub(super) given: String,
    /// Whether the boundary was guessed, because no comma shows it.
    pub(super) is_guessed: bool,
}

/// Family and given names from `Mzoughi, Rim`, `Rim Mzoughi` or `Sukarno` (a family name only).
///
/// Without a comma the last word is the family name, with the particles before it (`Rim Ben Romdhane`). That is
/// wrong for names in Vietnamese, Chinese or Hungarian order, so it is marked as guessed.
pub(super) fn split(full: &str) -> Split {
    if let Some((family, given)) = full.split_once([',', ';']) {
        return Split { family: tidy(family), given: tidy(given), is_guessed: false };
    }
    let words: Vec<&str> = full.split_whitespace().collect();
    let is_particle = |word: &&str| PARTICLES.contains(&word.to_lowercase().as_str());
    let before_last = words.len().saturating_sub(1);
    let particles = words.iter().take(before_last).rev().take_while(|word| is_particle(word)).count();
    // Somebody has a given name even where every word before the last looks like a particle.
    let boundary = (before_last - particles).max(usize::from(words.len() > 1));
    let (given, family) = words.split_at_checked(boundary).unwrap_or((&[], &words));
    Split { family: family.join(" "), given: given.join(" "), is_guessed: words.len() > 1 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_comma_or_the_last_word_tells_the_family_name() {
        for (full, family, given, is_guessed) in [
            ("Mzoughi, Rim", "Mzoughi", "Rim", false),
            ("Ben Romdhane,  Rim Nour ", "Ben Romdhane", "Rim Nour", false),
            ("Rim Mzoughi", "Mzoughi", "Rim", true),
            ("Rim Ben Romdhane", "Ben Romdhane", "Rim", true),
            ("María José Gómez-Ríos", "Gómez-Ríos", "María José", true),
            ("Anna von der Heide", "von der Heide", "Anna", true),
            ("Ben Müller", "Müller", "Ben", true),
            ("Sukarno", "Sukarno", "", false),
            ("", "", "", false),
        ] {
            let expected = Split { family: family.to_owned(), given: given.to_owned(), is_guessed };
            assert_eq!(split(full), expected, "{full}");
        }
    }

    proptest! {
        #[test]
        fn no_word_of_a_name_gets_lost(full in "[A-Za-zäöü]{1,8}( (ben|van|[A-Za-z]{1,8})){0,5}") {
            let split = split(&full);
            prop_assert_eq!(tidy(&format!("{} {}", split.given, split.family)), full);
        }
    }
}
