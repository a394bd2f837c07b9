//! Texts of the steps in the release languages, as data in `content/steps`.

use crate::error::{Error, Result};
use domain::{language::Language, step::StepKey};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The texts of one step in one language.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct StepText {
    /// Its name.
    pub(crate) title: String,
    /// What to do, at most three sentences.
    pub(crate) what: String,
    /// Why.
    pub(crate) why: String,
    /// Where, and whom to ask.
    #[serde(rename = "where")]
    pub(crate) place: String,
    /// What to bring.
    pub(crate) papers: Vec<String>,
    /// Until when, and what if it is late.
    pub(crate) until: String,
    /// The German sentence to say; empty where nobody has to be spoken to.
    pub(crate) say: String,
    /// Why some people do not need it.
    pub(crate) not_needed: String,
    /// Who checked the translation; nobody yet is `None`.
    pub(crate) reviewed_by: Option<String>,
}

/// Every step's texts.
#[derive(Debug)]
pub(crate) struct StepTexts(BTreeMap<Language, BTreeMap<String, StepText>>);

macro_rules! bundled {
    ($($language:ident $tag:literal),+) => {
        [$((Language::$language, [
            include_str!(concat!("../content/steps/", $tag, "/0-pre-arrival.json")),
            include_str!(concat!("../content/steps/", $tag, "/1-arrival-week.json")),
            include_str!(concat!("../content/steps/", $tag, "/2-first-90-days.json")),
            include_str!(concat!("../content/steps/", $tag, "/3-settle-stay.json")),
        ])),+]
    };
}

impl StepTexts {
    /// The texts this program brings along.
    pub(crate) fn bundled() -> Result<Self> {
        let mut languages = BTreeMap::new();
        for (language, files) in bundled!(De "de", En "en", Ar "ar", Vi "vi") {
            let mut texts = BTreeMap::new();
            for file in files {
                let steps: BTreeMap<String, StepText> = serde_json::from_str(file)
                    .map_err(|error| Error::inconsistent(format!("step texts in {language}: {error}")))?;
                texts.extend(steps);
            }
            languages.insert(language, texts);
        }
        Ok(Self(languages))
    }

    /// A step's texts in this language and no other.
    pub(crate) fn own(&self, language: Language, key: StepKey) -> Option<&StepText> {
        self.0.get(&language)?.get(key.as_str())
    }

    /// A step's texts in a language, in German where a translation is missing.
    pub(crate) fn of(&self, language: Language, key: StepKey) -> Option<&StepText> {
        self.own(language, key).or_else(|| self.own(Language::De, key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Templates;

    #[tokio::test]
    async fn every_step_of_the_template_has_its_texts_in_every_language() {
        let texts = StepTexts::bundled().unwrap();
        let templates = Templates::bundled(domain::calendar::Land::NorthRhineWestphalia).unwrap();
        let template = templates.bundled_template();
        assert_eq!(template.steps().len(), 76);
        for language in Language::ALL {
            let own = texts.0.get(&language).unwrap();
            assert_eq!(own.len(), 76, "{language}");
            for step in template.steps() {
                let text = own.get(step.key.as_str()).unwrap_or_else(|| panic!("{} in {language}", step.key));
                assert!(!text.title.is_empty() && !text.what.is_empty(), "{} in {language}", step.key);
            }
        }
    }

    /// What stands in no other step, in the order of the page.
    fn told(text: &StepText) -> [&str; 6] {
        [&text.title, &text.what, &text.why, &text.place, &text.until, &text.not_needed]
    }

    #[test]
    fn every_step_says_enough_in_its_own_words() {
        let texts = StepTexts::bundled().unwrap();
        for (language, steps) in &texts.0 {
            let mut seen = BTreeMap::new();
            for (key, text) in steps {
                let words: usize = told(text).iter().map(|part| part.split_whitespace().count()).sum();
                assert!(words >= 60, "{key} in {language}: {words} words");
                for part in told(text) {
                    assert!(!part.trim().is_empty(), "{key} in {language}");
                    let other = seen.insert(part, key).filter(|other| *other != key);
                    assert_eq!(other, None, "{key} in {language} repeats another step: {part}");
                }
            }
        }
    }

    #[test]
    fn no_language_is_a_copy_of_another() {
        let texts = StepTexts::bundled().unwrap();
        let mut owner = BTreeMap::new();
        for (language, steps) in &texts.0 {
            for (key, text) in steps {
                for part in told(text).into_iter().filter(|part| part.split_whitespace().count() > 3) {
                    let other = owner.insert(part, language).filter(|other| *other != language);
                    assert_eq!(other, None, "{key}: {part}");
                }
            }
        }
    }

    #[test]
    fn the_sentence_for_the_counter_is_the_german_one_in_every_language() {
        let texts = StepTexts::bundled().unwrap();
        let german = texts.0.get(&Language::De).unwrap();
        for (language, steps) in &texts.0 {
            for (key, text) in steps {
                assert_eq!(Some(&text.say), german.get(key).map(|text| &text.say), "{key} in {language}");
            }
        }
    }
}
