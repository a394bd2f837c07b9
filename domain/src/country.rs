//! Countries as nationality, country of training or country of birth, and what a nationality means
//! for entering Germany to work.

use crate::{fold, language::Language};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

mod codes;
mod names;

/// Other words for a country, one country a line: `TN|tunesisch|Tunesier|…`: adjectives and people in
/// several languages, and its name in Turkish, French, Vietnamese, Spanish and Polish (Unicode CLDR).
static WORDS: &str = include_str!("country/words.txt");

/// Endings that turn an adjective or a person into another form of the same word.
const ENDINGS: [&str; 8] = ["e", "er", "es", "en", "in", "innen", "n", "s"];

/// A country of ISO 3166-1, by its two letters (`TN`), or Kosovo (`XK`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Country([u8; 2]);

/// What a nationality means for entering Germany to work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NationalityGroup {
    /// German: no rule of the law of residence applies.
    German,
    /// EU, EEA or Switzerland: free movement, no visa and no permit (`FreizügG/EU`; agreement EU and
    /// Switzerland on the free movement of persons).
    FreeMovement,
    /// May enter without a visa for a long stay and apply for the permit inside Germany within 90 days
    /// (§ 41(1), (3) `AufenthV`, text in force since 2021-01-01; read 2026-11 in its version of May 2024).
    VisaFreeEntry,
    /// Needs a national visa before entering to work, also where a short visit is free of visa.
    VisaRequired,
}

impl NationalityGroup {
    /// The key in rules and locale files.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::German => "german",
            Self::FreeMovement => "free_movement",
            Self::VisaFreeEntry => "visa_free_entry",
            Self::VisaRequired => "visa_required",
        }
    }
}

impl Country {
    /// Germany.
    pub const GERMANY: Self = Self(*b"DE");

    /// The two letters, upper case.
    #[must_use]
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("")
    }

    /// The name in a release language, without an article.
    #[must_use]
    pub fn name(self, language: Language) -> &'static str {
        self.row().map_or("", |row| row.name(language))
    }

    /// The group the rules of entry and residence ask for.
    ///
    /// Brazil, Andorra, El Salvador, Honduras, Monaco and San Marino stand under § 41(2) `AufenthV`, which
    /// is only for people who will not work: for a hire they count as [`NationalityGroup::VisaRequired`].
    #[must_use]
    pub const fn group(self) -> NationalityGroup {
        match &self.0 {
            b"DE" => NationalityGroup::German,
            b"AT" | b"BE" | b"BG" | b"CY" | b"CZ" | b"DK" | b"EE" | b"ES" | b"FI" | b"FR" | b"GR" | b"HR" | b"HU"
            | b"IE" | b"IT" | b"LT" | b"LU" | b"LV" | b"MT" | b"NL" | b"PL" | b"PT" | b"RO" | b"SE" | b"SI" | b"SK"
            | b"IS" | b"LI" | b"NO" | b"CH" => NationalityGroup::FreeMovement,
            b"AU" | b"IL" | b"JP" | b"CA" | b"KR" | b"NZ" | b"GB" | b"US" => NationalityGroup::VisaFreeEntry,
            _ => NationalityGroup::VisaRequired,
        }
    }

    /// The release language most people there read, for a letter to somebody whose language nobody told:
    /// English where it is none of ours.
    #[must_use]
    pub const fn likely_language(self) -> Language {
        match &self.0 {
            b"DE" | b"AT" | b"LI" => Language::De,
            b"AE" | b"BH" | b"DZ" | b"EG" | b"IQ" | b"JO" | b"KW" | b"LB" | b"LY" | b"MA" | b"MR" | b"OM" | b"PS"
            | b"QA" | b"SA" | b"SD" | b"SY" | b"TN" | b"YE" => Language::Ar,
            b"VN" => Language::Vi,
            _ => Language::En,
        }
    }

    /// The country that people mean by a name, an adjective, a nationality or an ISO code, in the release
    /// languages and in Turkish, French, Vietnamese, Spanish and Polish.
    ///
    /// `türkisch`, `Tuerkei` and `TUR` are one country. Two nationalities in one text (`deutsch/türkisch`)
    /// are none, because choosing for the person would choose her law.
    #[must_use]
    pub fn find(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some(country) = Self::find_one(text) {
            return Some(country);
        }
        let mut parts = text
            .split(['/', ',', ';', '(', ')', '|', '+', '&'])
            .filter(|part| part.chars().any(char::is_alphabetic))
            .map(Self::find_one);
        let first = parts.next()??;
        parts.all(|part| part == Some(first)).then_some(first)
    }

    /// At most `limit` countries whose name in a language begins with what was typed, else those whose name begins
    /// with its first three letters.
    #[must_use]
    pub fn suggest(text: &str, language: Language, limit: usize) -> Vec<Self> {
        let asked = fold::letters(text);
        let begin = |asked: &str| -> Vec<Self> {
            let fits = |country: &Self| fold::letters(country.name(language)).starts_with(asked);
            Self::all(language).into_iter().filter(fits).take(limit).collect()
        };
        let short: String = asked.chars().take(3).collect();
        let found = if asked.is_empty() { Vec::new() } else { begin(&asked) };
        if found.is_empty() && short.chars().count() == 3 { begin(&short) } else { found }
    }

    fn find_one(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.len() == 2
            && let Ok(country) = text.to_ascii_uppercase().parse()
        {
            return Some(country);
        }
        let asked = fold::plain(text);
        if asked.is_empty() || asked.len() > 120 {
            return None;
        }
        let named = |word: &str| fold::plain_is(word, &asked);
        // A code in capitals is a code; "Nga" is Russia in Vietnamese, "NGA" Nigeria.
        let coded = |code: &str| names::ROWS.iter().find(|row| row.long_code == code);
        coded(text)
            .or_else(|| names::ROWS.iter().find(|row| row.names().into_iter().any(named)))
            .map(|row| row.code)
            .or_else(|| find_word(&asked))
            .or_else(|| coded(&text.to_ascii_uppercase()).map(|row| row.code))
            .and_then(|code| code.parse().ok())
    }

    /// Every country in the order of its name in the language.
    #[must_use]
    pub fn all(language: Language) -> Vec<Self> {
        let mut countries: Vec<_> =
            codes::CODES.iter().map(|code| (fold::letters(Self(*code).name(language)), Self(*code))).collect();
        countries.sort();
        countries.into_iter().map(|(_, country)| country).collect()
    }

    fn row(self) -> Option<&'static names::Row> {
        let place = names::ROWS.binary_search_by_key(&self.code(), |row| row.code).ok()?;
        names::ROWS.get(place)
    }
}

/// The code of the country one of whose words is the folded text: as it stands first, then with an ending.
fn find_word(asked: &str) -> Option<&'static str> {
    let search = |hit: &dyn Fn(&str) -> bool| {
        WORDS.lines().find_map(|line| {
            let (code, words) = line.split_once('|')?;
            words.split('|').any(hit).then_some(code)
        })
    };
    search(&|word| fold::plain_is(word, asked)).or_else(|| {
        ENDINGS
            .iter()
            .filter_map(|ending| asked.strip_suffix(ending))
            .filter(|stem| stem.chars().count() > 2)
            .find_map(|stem| search(&|word| fold::plain_is(word, stem)))
    })
}

/// The text is no country code: two upper-case letters of ISO 3166-1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a country code")]
pub struct UnknownCountry;

impl FromStr for Country {
    type Err = UnknownCountry;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let code: [u8; 2] = text.as_bytes().try_into().map_err(|_| UnknownCountry)?;
        codes::CODES.binary_search(&code).map(|_| Self(code)).map_err(|_| UnknownCountry)
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl TryFrom<String> for Country {
    type Error = UnknownCountry;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Country> for String {
    fn from(country: Country) -> Self {
        country.code().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    #[test]
    fn a_country_is_found_by_any_usual_word() {
        let asked = "TN Tunesien Tunesierin tunesische تونسية Tunus TUN tn
            TR Türkei Tuerkei TURKEI türkisch Turkish Türkiye Turquie تركيا
            IN indisch Indien India Hindistan Inderin الهند Indien_(IN) IND_/_indisch
            VN Vietnamese Việt_Nam vietnamesische Wietnam
            MA marokkanisch Maroc Fas المغرب
            CN Chinesin Trung_Quốc
            PL Polen Polska Polin
            GB Großbritannien Grossbritannien UK
            CI Elfenbeinküste Côte_d’Ivoire
            BA Bosnien-Herzegowina
            US USA U.S.A.
            VE Venezolanerin
            NE Niger
            NG Nigerianer NGA
            RU Nga Russland rus
            KR Südkorea Korea
            ET Äthiopierin
            DE Deutsche
            FR Franzosen
            SI Slowenien
            SK Slowakei";
        for line in asked.lines() {
            let mut words = line.split_whitespace();
            let code = words.next();
            for text in words.map(|word| word.replace('_', " ")) {
                assert_eq!(Country::find(&text).map(|country| country.to_string()).as_deref(), code, "{text}");
            }
        }
    }

    #[test]
    fn what_names_no_country_or_two_finds_none() {
        for text in ["", " ", "-", "Pflege", "Atlantis", "staatenlos", "deutsch/türkisch", "Indien, Polen", "zz", "Q1"]
        {
            assert_eq!(Country::find(text), None, "{text}");
        }
    }

    #[test]
    fn the_tables_agree_and_no_word_belongs_to_two_countries() {
        let mut owner: BTreeMap<String, &str> = BTreeMap::new();
        let mut shared = Vec::new();
        for (place, (row, line)) in names::ROWS.iter().zip(WORDS.lines()).enumerate() {
            let code = row.code;
            assert_eq!(codes::CODES.get(place).copied(), code.as_bytes().try_into().ok());
            assert!(row.long_code.len() == 3 && row.names().iter().all(|name| !name.is_empty()), "{code}");
            let words = line.strip_prefix(code).unwrap_or_else(|| panic!("{line} stands beside {code}"));
            for word in words.split('|').chain(row.names()).filter(|word| !word.is_empty()) {
                let other = owner.insert(fold::plain(word), code);
                shared.extend(other.filter(|other| *other != code).map(|other| format!("{other} {code} {word}")));
            }
        }
        assert_eq!(shared, [""; 0]);
        assert_eq!(WORDS.lines().count(), names::ROWS.len());
    }

    #[test]
    fn a_country_half_typed_or_mistyped_is_suggested() {
        let suggest = |text| -> Vec<_> {
            Country::suggest(text, Language::De, 3).into_iter().map(|country| country.name(Language::De)).collect()
        };
        assert_eq!(suggest("Tune"), ["Tunesien"]);
        assert_eq!(suggest("Tunisen"), ["Tunesien"]);
        assert_eq!(suggest(""), [""; 0]);
    }

    #[test]
    fn nationality_decides_how_one_may_enter() {
        for (code, group) in [
            ("DE", NationalityGroup::German),
            ("PL", NationalityGroup::FreeMovement),
            ("CH", NationalityGroup::FreeMovement),
            ("GB", NationalityGroup::VisaFreeEntry),
            ("KR", NationalityGroup::VisaFreeEntry),
            ("BR", NationalityGroup::VisaRequired),
            ("TN", NationalityGroup::VisaRequired),
        ] {
            assert_eq!(code.parse::<Country>().map(Country::group), Ok(group), "{code}");
        }
        let free = codes::CODES.iter().filter(|code| Country(**code).group() == NationalityGroup::FreeMovement).count();
        assert_eq!(free, 26 + 4, "EU without Germany, EEA and Switzerland");
    }

    #[test]
    fn names_are_listed_as_readers_of_the_language_expect() {
        let german: Vec<_> = Country::all(Language::De).into_iter().map(|country| country.name(Language::De)).collect();
        assert_eq!(german.len(), 250);
        assert_eq!(german.iter().take(3).copied().collect::<Vec<_>>(), ["Afghanistan", "Ägypten", "Ålandinseln"]);
    }

    #[test]
    fn only_two_known_upper_case_letters_are_a_code() {
        for text in ["tn", "TUN", "T", "", "ÄÖ", "ZZ", "T\u{308}"] {
            assert_eq!(text.parse::<Country>(), Err(UnknownCountry), "{text}");
        }
        assert_eq!(serde_json::to_string(&Country::GERMANY).unwrap(), "\"DE\"");
        assert!(serde_json::from_str::<Country>("\"ZZ\"").is_err());
    }

    proptest! {
        #[test]
        fn any_text_can_be_asked_for(text in "\\PC{0,40}") {
            let _ = Country::find(&text);
        }
    }
}
