//! Answers as they stand in tables: yes and no, a place to live, a level of German.

use super::Cell;
use crate::{
    facts::{GermanProof, Housing},
    fold,
    german::GermanLevel,
};

const YES: [&str; 16] = [
    "ja",
    "j",
    "yes",
    "y",
    "x",
    "true",
    "wahr",
    "vorhanden",
    "oui",
    "evet",
    "نعم",
    "ok",
    "gesichert",
    "erledigt",
    "1",
    "kommtmit",
];
const NO: [&str; 16] = [
    "nein", "n", "no", "false", "falsch", "keine", "kein", "keiner", "non", "hayır", "لا", "fehlt", "none", "0", "ohne",
    "nicht",
];
const DORMITORY: [&str; 8] =
    ["wohnheim", "hostel", "dormitory", "internat", "personalwohnheim", "schwesternwohnheim", "dorm", "boardinghaus"];
const ARRANGED: [&str; 7] =
    ["gefunden", "wohnung", "eigenewohnung", "werkswohnung", "personalwohnung", "familie", "arranged"];
const NEEDED: [&str; 8] = ["gesucht", "suche", "sucht", "wirdgesucht", "benotigt", "needed", "search", "wohnungssuche"];
const PARTNER: [&str; 9] =
    ["ehefrau", "ehemann", "partner", "partnerin", "ehepartner", "wife", "husband", "spouse", "mann"];

/// Whether the cell says yes or no; nothing if neither.
pub(super) fn yes_or_no(cell: &Cell) -> Option<bool> {
    match cell {
        Cell::Bool(ticked) => return Some(*ticked),
        Cell::Text(text) if ["-", "–", "—"].contains(&text.trim()) => return Some(false),
        Cell::Text(text) if ["✓", "✔", "☑"].contains(&text.trim()) => return Some(true),
        _ => {}
    }
    let asked = fold::plain(&cell.text());
    if is_one_of(&asked, &YES) { Some(true) } else { is_one_of(&asked, &NO).then_some(false) }
}

/// How somebody is housed: `ja`, `nein`, `Wohnheim`, `wird gesucht`.
pub(super) fn housing(cell: &Cell) -> Option<Housing> {
    if let Some(has_one) = yes_or_no(cell) {
        return Some(if has_one { Housing::Arranged } else { Housing::Needed });
    }
    let text = cell.text();
    let found = |words: &[&str]| {
        is_one_of(&fold::plain(&text), words)
            || text.split_whitespace().any(|word| is_one_of(&fold::plain(word), words))
    };
    if found(&DORMITORY) {
        Some(Housing::Dormitory)
    } else if found(&NEEDED) {
        Some(Housing::Needed)
    } else {
        found(&ARRANGED).then_some(Housing::Arranged)
    }
}

/// Whether a partner comes along: `ja`, `Ehefrau`, `nein`. `verheiratet` does not say it.
pub(super) fn partner(cell: &Cell) -> Option<bool> {
    let named = || fold::plain(&cell.text());
    yes_or_no(cell).or_else(|| is_one_of(&named(), &PARTNER).then_some(true))
}

/// What can be proven of German: `B1`, `b 1 (telc)`, `A2/B1` (the lower one, because only that is certain),
/// `keine`; nothing if the text names no level or one that is not reached yet.
pub(super) fn german(cell: &Cell) -> Option<GermanProof> {
    let folded = fold::letters(&cell.text());
    let native = ["muttersprache", "muttersprachlich", "muttersprachler", "muttersprachlerin", "native"];
    if native.contains(&folded.as_str()) {
        return Some(GermanProof::Level(GermanLevel::C2));
    }
    if folded == "a0" || yes_or_no(cell) == Some(false) {
        return Some(GermanProof::None);
    }
    let not_yet = ["geplant", "kurs", "lauft", "angemeldet", "vorbereitung", "planned", "inprogress"];
    let until = ["bis", "ab"];
    let says_until = cell.text().split_whitespace().any(|word| until.contains(&fold::letters(word).as_str()));
    if says_until || not_yet.iter().any(|word| folded.contains(word)) {
        return None;
    }
    let is_named = |level: &GermanLevel| folded.contains(&level.key().to_lowercase());
    GermanLevel::ALL.into_iter().find(is_named).map(GermanProof::Level)
}

fn is_one_of(asked: &str, words: &[&str]) -> bool {
    words.iter().any(|word| fold::plain_is(word, asked))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn yes_and_no_are_read_in_every_usual_form() {
        for yes in ["ja", "JA", " x ", "yes", "✓", "vorhanden", "نعم"] {
            assert_eq!(yes_or_no(&Cell::from(yes)), Some(true), "{yes}");
        }
        for no in ["nein", "N", "-", "keine", "no", "لا"] {
            assert_eq!(yes_or_no(&Cell::from(no)), Some(false), "{no}");
        }
        for neither in ["", "vielleicht", "2"] {
            assert_eq!(yes_or_no(&Cell::from(neither)), None, "{neither}");
        }
        assert_eq!(yes_or_no(&Cell::Bool(true)), Some(true));
        assert_eq!(yes_or_no(&Cell::Number(1.0)), Some(true));
    }

    #[test]
    fn a_dormitory_is_neither_yes_nor_no() {
        for (text, expected) in [
            ("Wohnheim", Some(Housing::Dormitory)),
            ("im Wohnheim", Some(Housing::Dormitory)),
            ("ja", Some(Housing::Arranged)),
            ("nein", Some(Housing::Needed)),
            ("wird gesucht", Some(Housing::Needed)),
            ("bei Familie", Some(Housing::Arranged)),
            ("unklar", None),
        ] {
            assert_eq!(housing(&Cell::from(text)), expected, "{text}");
        }
    }

    #[test]
    fn a_partner_who_comes_along_is_no_marital_status() {
        assert_eq!(partner(&Cell::from("Ehefrau")), Some(true));
        assert_eq!(partner(&Cell::from("nein")), Some(false));
        assert_eq!(partner(&Cell::from("verheiratet")), None);
    }

    #[test]
    fn the_level_that_is_certain_counts() {
        let level = |level| Some(GermanProof::Level(level));
        for (text, expected) in [
            ("B1", level(GermanLevel::B1)),
            ("b 1 (telc)", level(GermanLevel::B1)),
            ("A2/B1", level(GermanLevel::A2)),
            ("Goethe-Zertifikat B2", level(GermanLevel::B2)),
            ("Muttersprache", level(GermanLevel::C2)),
            ("keine", Some(GermanProof::None)),
            ("A0", Some(GermanProof::None)),
            ("B1 geplant", None),
            ("B2 ab Mai", None),
            ("gut", None),
            ("", None),
        ] {
            assert_eq!(german(&Cell::from(text)), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_can_be_read(text in "\\PC{0,40}") {
            let cell = Cell::Text(text);
            let _ = (yes_or_no(&cell), housing(&cell), partner(&cell), german(&cell));
        }
    }
}
