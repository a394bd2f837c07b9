//! The form that logs a conversation in under twenty seconds.

use super::{Check, Problems, Rule};
use crate::consultation::{ConsultationResult, MINUTES, Party, SpokenLanguage, Topic};
use serde::{Deserialize, Serialize};

/// A conversation as posted; a topic that was ticked says `yes`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LogConsultation {
    /// With whom.
    pub party: String,
    /// [`Topic::Recognition`].
    pub recognition: Option<String>,
    /// [`Topic::Residence`].
    pub residence: Option<String>,
    /// [`Topic::Work`].
    pub work: Option<String>,
    /// [`Topic::Housing`].
    pub housing: Option<String>,
    /// [`Topic::Children`].
    pub children: Option<String>,
    /// [`Topic::German`].
    pub german: Option<String>,
    /// [`Topic::Insurance`].
    pub insurance: Option<String>,
    /// [`Topic::Arrival`].
    pub arrival: Option<String>,
    /// [`Topic::Other`].
    pub other: Option<String>,
    /// In which language.
    pub language: String,
    /// How long, in minutes.
    pub minutes: String,
    /// What came of it.
    pub result: String,
    /// A remark; empty for none.
    pub remark: String,
    /// The number of the case it was about; empty for none.
    pub number: String,
}

/// A conversation that can be logged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consultation {
    /// With whom.
    pub party: Party,
    /// About what; at least one topic.
    pub topics: Vec<Topic>,
    /// In which language.
    pub language: SpokenLanguage,
    /// How long, in minutes.
    pub minutes: u16,
    /// What came of it.
    pub result: ConsultationResult,
    /// A remark, or nothing.
    pub remark: String,
    /// The number of the case it was about.
    pub number: Option<String>,
}

impl LogConsultation {
    /// The conversation. Nothing ticked means [`Topic::Other`]: who is in a hurry logs at all.
    ///
    /// # Errors
    /// An answer is none of those offered, or a text is too long.
    pub fn check(&self) -> Result<Consultation, Problems> {
        let mut check = Check::default();
        let party = check.choice("party", &self.party);
        let language = check.choice("language", &self.language);
        let minutes: Option<u16> = check.choice("minutes", &self.minutes);
        if minutes.is_some_and(|minutes| !MINUTES.contains(&minutes)) {
            check.refuse("minutes", Rule::NotOffered);
        }
        let result = check.choice("result", &self.result);
        let remark = check.optional_line("remark", &self.remark, 500);
        let number = check.optional_line("number", &self.number, 20);
        let value = (|| {
            Some(Consultation {
                party: party?,
                topics: self.topics(),
                language: language?,
                minutes: minutes?,
                result: result?,
                remark: remark?,
                number: number.map(|number| number.to_uppercase()).filter(|number| !number.is_empty()),
            })
        })();
        check.finish(value)
    }

    fn topics(&self) -> Vec<Topic> {
        let ticked = [
            (&self.recognition, Topic::Recognition),
            (&self.residence, Topic::Residence),
            (&self.work, Topic::Work),
            (&self.housing, Topic::Housing),
            (&self.children, Topic::Children),
            (&self.german, Topic::German),
            (&self.insurance, Topic::Insurance),
            (&self.arrival, Topic::Arrival),
            (&self.other, Topic::Other),
        ];
        let topics: Vec<_> = ticked.into_iter().filter(|(tick, _)| tick.is_some()).map(|(_, topic)| topic).collect();
        if topics.is_empty() { vec![Topic::Other] } else { topics }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quick() -> LogConsultation {
        LogConsultation {
            party: "newcomer".into(),
            language: "de".into(),
            minutes: "15".into(),
            result: "answered".into(),
            ..LogConsultation::default()
        }
    }

    #[test]
    fn four_answers_are_enough() {
        let consultation = quick().check().unwrap();
        assert_eq!((consultation.topics.as_slice(), consultation.number), (&[Topic::Other][..], None));
    }

    #[test]
    fn every_ticked_topic_counts() {
        let form = LogConsultation { housing: Some("yes".into()), german: Some("yes".into()), ..quick() };
        assert_eq!(form.check().unwrap().topics, [Topic::Housing, Topic::German]);
    }

    #[test]
    fn minutes_and_answers_are_those_offered() {
        let form = LogConsultation { minutes: "7".into(), party: "nobody".into(), ..quick() };
        let problems: Vec<_> = form.check().unwrap_err().0.into_iter().map(|problem| problem.field).collect();
        assert_eq!(problems, ["party", "minutes"]);
    }
}
