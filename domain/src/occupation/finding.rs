//! Which occupation people mean: by its names and by the words of other languages and older laws.

use super::Occupation;
use crate::{fold, language::Language};
use std::collections::BTreeMap;

/// Other words for an occupation, one occupation a line: `nurse|Krankenschwester|Infirmière|…`.
static WORDS: &str = include_str!("words.txt");

/// Words that say that somebody learns an occupation.
const LEARNING: [&str; 13] = [
    "ausbildung",
    "azubi",
    "auszubildende",
    "auszubildender",
    "auszubildenden",
    "lehrling",
    "lehre",
    "trainee",
    "apprentice",
    "apprenticeship",
    "متدرب",
    "متدربة",
    "học",
];

/// Words that stand around an occupation and mean nothing for it.
const AROUND: [&str; 15] =
    ["als", "zur", "zum", "in", "im", "der", "die", "das", "for", "as", "a", "und", "dual", "mwd", "nghe"];

/// The most words of a text that are looked at; job titles are short, novels are no job titles.
const WORDS_READ: usize = 12;

impl Occupation {
    /// The occupation that people mean by a name in German, English, Arabic or Vietnamese, its male or female form, an
    /// older name (`Krankenschwester`) or a common word of another language.
    ///
    /// `Ausbildung zur Pflegefachfrau` and `Azubi Koch` are training. In a longer title the longest known
    /// words decide: `Senior Software Engineer` is a software developer.
    #[must_use]
    pub fn find(text: &str) -> Option<Self> {
        let outside = without_brackets(text);
        if let Some(occupation) = exact(&fold::plain(text)).or_else(|| exact(&fold::plain(&outside))) {
            return Some(occupation);
        }
        let words: Vec<String> = outside
            .split(|letter: char| letter.is_whitespace() || ",;:/|()+&".contains(letter))
            .map(fold::plain)
            .filter(|word| !word.is_empty() && !AROUND.contains(&word.as_str()))
            .take(WORDS_READ)
            .collect();
        let (learning, words): (Vec<_>, Vec<_>) =
            words.into_iter().partition(|word| LEARNING.iter().any(|known| fold::plain_is(known, word)));
        let found = longest_first(&words)?;
        if learning.is_empty() { Some(found) } else { found.training() }
    }

    /// At most `limit` occupations for what somebody has typed so far: those that begin with it first, then
    /// those with a word that begins with it, then those that contain it.
    #[must_use]
    pub fn suggest(text: &str, limit: usize) -> Vec<Self> {
        let asked = fold::plain(text);
        if asked.is_empty() || asked.chars().count() > 60 {
            return Vec::new();
        }
        let mut ranks: BTreeMap<&str, u8> = BTreeMap::new();
        let mut note = |code: &'static str, word: &str| {
            if let Some(rank) = rank(word, &asked) {
                ranks.entry(code).and_modify(|best| *best = rank.min(*best)).or_insert(rank);
            }
        };
        for occupation in Self::all() {
            occupation.names().for_each(|name| note(occupation.code(), name));
        }
        for (code, words) in WORDS.lines().filter_map(|line| line.split_once('|')) {
            words.split('|').for_each(|word| note(code, word));
        }
        let mut found: Vec<(u8, bool, Self)> = ranks
            .into_iter()
            .filter_map(|(code, rank)| code.parse().ok().map(|found: Self| (rank, found.is_training(), found)))
            .collect();
        found.sort_unstable();
        found.into_iter().take(limit).map(|(.., occupation)| occupation).collect()
    }

    fn names(self) -> impl Iterator<Item = &'static str> {
        Language::ALL.into_iter().map(move |language| self.name(language))
    }
}

/// How well a word fits what was typed: 0 begins with it, 1 one of its words does, 2 contains it.
fn rank(word: &str, asked: &str) -> Option<u8> {
    let folded = fold::plain(word);
    if folded.starts_with(asked) {
        Some(0)
    } else if word.split_whitespace().any(|part| fold::plain(part).starts_with(asked)) {
        Some(1)
    } else {
        (asked.chars().count() > 2 && folded.contains(asked)).then_some(2)
    }
}

/// The occupation one of whose words is the folded text.
fn exact(asked: &str) -> Option<Occupation> {
    if asked.is_empty() {
        return None;
    }
    let hit = |word: &str| is_form_of(word, asked);
    Occupation::all().find(|occupation| occupation.names().any(hit)).or_else(|| {
        WORDS.lines().find_map(|line| {
            let (code, words) = line.split_once('|')?;
            words.split('|').any(hit).then(|| code.parse().ok()).flatten()
        })
    })
}

/// The occupation of the longest run of words that is known, the first of equally long ones.
fn longest_first(words: &[String]) -> Option<Occupation> {
    (1..=words.len().min(5)).rev().find_map(|length| {
        words.windows(length).map(<[String]>::concat).filter(|run| run.len() > 3).find_map(|run| exact(&run))
    })
}

/// Whether the folded text is a word of the list in one of its forms: of `Erzieher/in` also `Erzieher`, of
/// `Koch/Köchin` either side, of `Pflegefachfrau/-mann` also `Pflegefachmann`, of `Angestellte/r` both.
fn is_form_of(word: &str, asked: &str) -> bool {
    let same = |form: &str| fold::plain_is(form, asked);
    if same(word) {
        return true;
    }
    let Some((_, marked)) = word.split_once('/') else { return false };
    let is_ending = |letter: char| letter == '-' || letter.is_lowercase();
    if !marked.starts_with(is_ending) {
        return word.split('/').any(same);
    }
    if !fold::may_begin(word, asked) {
        return false;
    }
    if word.contains("frau/-mann") {
        return same(&word.replace("/-mann", "")) || same(&word.replace("frau/-mann", "mann"));
    }
    same(&word.replace("/in", "").replace("/r", ""))
}

/// The text without what stands in brackets (`(m/w/d)`, `(Teilzeit)`) and without `m/w/d`.
fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let outside: String = text
        .chars()
        .filter(|letter| {
            let inside = depth > 0 || matches!(letter, '(' | '[');
            depth = match letter {
                '(' | '[' => depth + 1,
                ')' | ']' => depth.saturating_sub(1),
                _ => depth,
            };
            !inside
        })
        .collect();
    outside
        .split_whitespace()
        .filter(|word| fold::letters(word).len() > 3 || !word.contains("/w"))
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(text: &str) -> &'static str {
        Occupation::find(text).map_or("", Occupation::code)
    }

    #[test]
    fn an_occupation_is_found_by_any_usual_word() {
        for (text, code) in [
            ("Pflegefachfrau/-mann", "nurse"),
            ("Pflegefachfrau / Pflegefachmann (m/w/d)", "nurse"),
            ("Pflegefachmann", "nurse"),
            ("Krankenpfleger", "nurse"),
            ("Krankenschwester Station 3", "nurse"),
            ("registered nurse", "nurse"),
            ("Hemşire", "nurse"),
            ("ممرضة", "nurse"),
            ("Köchin", "cook"),
            ("Koch", "cook"),
            ("Koechin", "cook"),
            ("Zahnärztin", "dentist"),
            ("Zahnarzt", "dentist"),
            ("Physiotherapeut", "physiotherapist"),
            ("Softwareentwickler", "software_developer"),
            ("Senior Software Engineer", "software_developer"),
            ("Elektroniker", "electrician"),
            ("Erzieherin", "educator"),
            ("Erzieher*in", "educator"),
            ("Bauingenieurin", "civil_engineer"),
            ("Hotelfachfrau", "hotel_specialist"),
            ("Medizinische Fachangestellte", "medical_assistant"),
            ("Kauffrau für Büromanagement", "office_clerk"),
            ("LKW-Fahrer", "truck_driver"),
            ("Reinigungskraft in Teilzeit", "cleaner"),
            ("Ausbildung zur Pflegefachfrau", "nurse_training"),
            ("Azubi Koch", "cook_training"),
            ("Pflegeschülerin", "nurse_training"),
            ("Ausbildung: Pflegefachfrau/-mann", "nurse_training"),
        ] {
            assert_eq!(found(text), code, "{text}");
        }
    }

    #[test]
    fn what_names_no_occupation_finds_none() {
        for text in ["", "-", "n.n.", "Astronaut", "Ausbildung", "Ausbildung zum Professor", "((("] {
            assert_eq!(found(text), "", "{text}");
        }
    }

    #[test]
    fn every_occupation_is_found_by_its_own_names() {
        for occupation in Occupation::all() {
            for name in occupation.names() {
                assert_eq!(found(name), occupation.code(), "{name}");
            }
        }
    }

    #[test]
    fn every_line_of_words_belongs_to_one_occupation() {
        let mut owner = BTreeMap::new();
        let mut shared = Vec::new();
        for line in WORDS.lines() {
            let (code, words) = line.split_once('|').unwrap();
            assert!(code.parse::<Occupation>().is_ok(), "{code}");
            for word in words.split('|') {
                let other = owner.insert(fold::plain(word), code);
                shared.extend(other.filter(|other| *other != code).map(|other| format!("{other} {code} {word}")));
            }
        }
        assert_eq!(shared, [""; 0]);
    }

    #[test]
    fn suggestions_begin_with_what_was_typed_and_stop_at_the_limit() {
        let codes: Vec<_> = Occupation::suggest("pfleg", 5).into_iter().map(Occupation::code).collect();
        assert_eq!(codes.len(), 5);
        assert!(codes.contains(&"nurse"), "{codes:?}");
        assert!(Occupation::suggest("Elek", 10).iter().any(|found| found.code() == "electrician"));
        assert!(Occupation::suggest("", 10).is_empty());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn any_text_can_be_asked_for(text in "\\PC{0,60}") {
            let _ = Occupation::find(&text);
            prop_assert!(Occupation::suggest(&text, 3).len() <= 3);
        }
    }
}
