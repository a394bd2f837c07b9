//! The sentence of the start page: who somebody is, what for, from where and from when.

use super::read_day;
use crate::{
    calendar::Day,
    country::Country,
    facts::{Anchor, Certainty, Facts, Residence, Source, word::words},
    occupation::Occupation,
};
use serde::{Deserialize, Serialize};

words! {
    /// Who completes the sentence.
    Who, "who" {
        /// Somebody who hires.
        Hiring = "hiring",
        /// Somebody who comes from abroad.
        Coming = "coming",
        /// Somebody who lives in the city already.
        Here = "here",
    }
}

/// The sentence as typed: any part may be open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AskWay {
    /// The word of a [`Who`].
    pub who: String,
    /// An occupation by any of its names.
    pub occupation: String,
    /// A country by any of its names.
    pub country: String,
    /// The first working day.
    pub start: String,
}

/// The sentence as understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AskedWay {
    /// Who asks.
    pub who: Who,
    /// The occupation; nothing where none was told or the list does not know it.
    pub occupation: Option<Occupation>,
    /// The country of the passport and of the training.
    pub country: Option<Country>,
    /// The first working day.
    pub start: Option<Day>,
}

impl AskWay {
    /// Whether nobody completed anything yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        [&self.occupation, &self.country, &self.start].into_iter().all(|text| text.trim().is_empty())
    }

    /// The sentence as understood. What cannot be understood stays open: no answer is ever refused for it.
    #[must_use]
    pub fn read(&self) -> AskedWay {
        AskedWay {
            who: self.who.parse().unwrap_or(Who::Hiring),
            occupation: Some(&*self.occupation).filter(|text| text.len() <= 240).and_then(Occupation::find),
            country: Country::find(&self.country),
            start: read_day(&self.start),
        }
    }
}

impl AskedWay {
    /// What it tells of a case. Passport and training are taken to be from the country named; pages say so.
    #[must_use]
    pub fn facts(&self) -> Facts {
        let mut facts = Facts {
            nationality: self.country,
            training_country: self
                .country
                .filter(|_| self.occupation.is_none_or(|occupation| !occupation.is_training())),
            occupation: self.occupation,
            source: Some(if self.who == Who::Hiring { Source::Employer } else { Source::Newcomer }),
            residence: Some(if self.who == Who::Here { Residence::City } else { Residence::Abroad }),
            ..Facts::default()
        };
        if let Some(day) = self.start {
            facts.anchors.set(Anchor::WorkStart, day, Certainty::Planned);
        }
        facts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_understood_in_any_usual_words() {
        let asked = AskWay {
            who: "coming".into(),
            occupation: "Điều dưỡng".into(),
            country: "Việt Nam".into(),
            start: "1.4.2027".into(),
        };
        let read = asked.read();
        assert_eq!(read.occupation.map(Occupation::code), Some("nurse"));
        assert_eq!(read.country.map(|country| country.code().to_owned()).as_deref(), Some("VN"));
        assert_eq!(read.start, Day::from_ymd_opt(2027, 4, 1));
        assert_eq!(read.facts().residence, Some(Residence::Abroad));
    }

    #[test]
    fn what_nobody_understands_stays_open() {
        let asked = AskWay { occupation: "Zauberer".into(), country: "Atlantis".into(), ..AskWay::default() };
        let nothing = AskedWay { who: Who::Hiring, occupation: None, country: None, start: None };
        assert_eq!(asked.read(), nothing);
        assert!(!asked.is_empty() && AskWay::default().is_empty());
        assert_eq!(nothing.facts().training_country, None);
    }
}
