//! The forms a text is found by, and the reference that says what a search must find.

use super::{letters, sound, words, written_out};
use std::collections::BTreeSet;

/// The most words of a text that are indexed: names have fewer, and an index row must stay small.
const WORDS_INDEXED: usize = 16;
/// The most words of a question that are looked at.
const WORDS_ASKED: usize = 6;
/// The most letters of a form; longer ones are cut alike on both sides.
const LETTERS: usize = 48;

/// Every form under which a text is found, to be indexed once for each person, sorted, without doubles.
///
/// For each word its folded letters, with umlauts written out (`muller`, `mueller`), how it sounds
/// (`~muhmd~`), and its consonants for questions in Arabic script (`=mhmd=`); for two and three words that
/// follow each other also what they are when written as one (`Al-Hassan`, `Alhassan`).
#[must_use]
pub fn forms(text: &str) -> Vec<String> {
    let words: Vec<&str> = words(text).take(WORDS_INDEXED).collect();
    let mut forms = BTreeSet::new();
    for word in &words {
        forms.extend(spellings(word));
        forms.extend(sound::sounds(word));
        // Consonants only lead from one script to the other: within Arabic script letters are compared.
        if !sound::is_arabic(word) {
            forms.extend(sound::skeletons(word));
        }
    }
    for length in [2, 3] {
        forms.extend(words.windows(length).flat_map(|run| spellings(&run.concat())));
    }
    forms.into_iter().collect()
}

/// What is asked for: for each word of the question its alternatives.
///
/// A text is found when for **each** word at least one alternative is the **beginning** of one of its
/// [`forms`]. Alternatives that compare sounds end in a mark of their own, so that they only fit whole words.
/// A question without letters has no words and finds nothing.
#[must_use]
pub fn query_forms(query: &str) -> Vec<Vec<String>> {
    let words: Vec<&str> = words(query).take(WORDS_ASKED).collect();
    let alternatives = |(place, word): (usize, &&str)| {
        let mut forms: BTreeSet<String> = spellings(word).collect();
        forms.extend(sound::sounds(word));
        if sound::is_arabic(word) {
            forms.extend(sound::skeletons(word));
        }
        // "El Fassi" is also asked for as "Elfassi"; each of the words is then answered by the joined one.
        for length in [2, 3] {
            let around =
                words.windows(length).enumerate().filter(|(start, _)| (*start..start + length).contains(&place));
            forms.extend(around.flat_map(|(_, run)| spellings(&run.concat())));
        }
        forms.into_iter().collect()
    };
    words.iter().enumerate().map(alternatives).collect()
}

/// The trigrams of one form, with two blanks before its beginning, so that one and two letters are also found.
///
/// The trigrams of a beginning are among those of the whole form: an index of trigrams narrows a search down,
/// and comparing the beginning of the form decides.
#[must_use]
pub fn trigrams(form: &str) -> BTreeSet<String> {
    let padded: Vec<char> = "  ".chars().chain(form.chars()).collect();
    padded.windows(3).map(|three| three.iter().collect()).collect()
}

/// Whether the question finds the name: the reference that every database must agree with.
#[must_use]
pub fn matches(name: &str, query: &str) -> bool {
    let asked = query_forms(query);
    let forms = forms(name);
    let answered = |alternatives: &Vec<String>| {
        alternatives.iter().any(|alternative| forms.iter().any(|form| form.starts_with(alternative.as_str())))
    };
    !asked.is_empty() && asked.iter().all(answered)
}

/// The spellings of one word: umlauts as plain letters and written out.
fn spellings(word: &str) -> impl Iterator<Item = String> + use<> {
    [letters(word), written_out(word)]
        .into_iter()
        .filter(|form| !form.is_empty())
        .map(|form| form.chars().take(LETTERS).collect())
}

#[cfg(test)]
mod tests {
    use super::{super::pairs, *};
    use proptest::prelude::*;

    #[test]
    fn every_pair_of_the_table_is_found_or_not_as_it_says() {
        for (name, query) in pairs::FOUND {
            assert!(matches(name, query), "{query} must find {name}: {:?} in {:?}", query_forms(query), forms(name));
        }
        for (name, query) in pairs::NOT_FOUND {
            assert!(
                !matches(name, query),
                "{query} must not find {name}: {:?} in {:?}",
                query_forms(query),
                forms(name)
            );
        }
    }

    #[test]
    fn a_short_name_has_trigrams() {
        assert_eq!(trigrams("do"), BTreeSet::from(["  d".to_owned(), " do".to_owned()]));
        assert!(trigrams("").is_empty());
    }

    #[test]
    fn a_question_without_letters_finds_nothing() {
        assert!(!matches("Anna", " - ' "));
        assert_eq!(forms("- . '"), [""; 0]);
    }

    proptest! {
        #[test]
        fn every_name_is_found_by_itself_and_by_its_beginning(name in "\\p{L}{1,12}( \\p{L}{1,12}){0,3}", cut in 1_usize..12) {
            let start: String = name.chars().take(cut).collect();
            prop_assume!(!forms(&start).is_empty());
            prop_assert!(matches(&name, &name));
            prop_assert!(matches(&name, start.trim()), "{start} in {:?}", forms(&name));
        }

        #[test]
        fn what_begins_a_form_has_no_other_trigrams(form in "[a-z]{0,12}", cut in 0_usize..12) {
            let start: String = form.chars().take(cut).collect();
            prop_assert!(trigrams(&start).is_subset(&trigrams(&form)));
        }

        #[test]
        fn any_text_can_be_indexed_and_asked_for(text in "\\PC{0,80}") {
            let _ = matches(&text, &text);
            for form in forms(&text) {
                prop_assert!(!form.is_empty() && form.chars().count() <= LETTERS + 2);
            }
        }
    }
}
