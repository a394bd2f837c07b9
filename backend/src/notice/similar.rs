//! Whether two names could be one company.

use domain::fold;

/// Words that say how a company is constituted, not which one it is.
const LEGAL: [&str; 16] = [
    "gmbh",
    "ggmbh",
    "mbh",
    "ag",
    "kg",
    "ohg",
    "gbr",
    "ug",
    "se",
    "ev",
    "eg",
    "ek",
    "co",
    "kgaa",
    "haftungsbeschrankt",
    "und",
];

/// How much two names are alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likeness {
    /// The same but for case, marks and legal form.
    Same,
    /// One holds every word of the other, or the other begins like it.
    Similar,
}

/// How much two company names are alike, if at all.
pub(super) fn likeness(one: &str, other: &str) -> Option<Likeness> {
    let (one, other) = (words(one), words(other));
    if one.is_empty() || other.is_empty() {
        return None;
    }
    if one.concat() == other.concat() {
        return Some(Likeness::Same);
    }
    let (short, long) = if one.len() <= other.len() { (&one, &other) } else { (&other, &one) };
    // A single short word such as "Haus" would be like half of the city.
    let tells = short.iter().map(|word| word.chars().count()).sum::<usize>() >= 5;
    (tells && short.iter().all(|word| long.contains(word))).then_some(Likeness::Similar)
}

fn words(name: &str) -> Vec<String> {
    name.replace('.', "")
        .split(|letter: char| !letter.is_alphanumeric())
        .map(fold::letters)
        .filter(|word| !word.is_empty() && !LEGAL.contains(&word.as_str()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_company_is_recognised_however_it_is_written() {
        for (one, other, expected) in [
            ("Gasthaus Müller GmbH", "gasthaus muller", Some(Likeness::Same)),
            ("Bäckerei Süd e.K.", "Bäckerei Süd", Some(Likeness::Same)),
            ("Beispiel-Pflege gGmbH", "Beispiel Pflege", Some(Likeness::Same)),
            ("Beispiel Pflege Bochum", "Beispiel Pflege gGmbH", Some(Likeness::Similar)),
            ("Haus Anna", "Haus", None),
            ("Gasthaus Müller", "Gasthaus Meier", None),
            ("GmbH", "GmbH", None),
        ] {
            assert_eq!(likeness(one, other), expected, "{one} and {other}");
        }
    }
}
