//! Names of steps, and the addresses of a case's own steps.

use crate::id::PersonId;
use std::{fmt, str::FromStr};

/// Longest key, in characters.
const LONGEST: usize = 31;

/// A step's name in the template: `residence_registration`.
///
/// Lower-case letters, digits and `_`, beginning with a letter, at most 31 characters; kept in place, so that
/// a plan copies keys without allocating.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StepKey {
    letters: [u8; LONGEST],
    length: u8,
}

impl StepKey {
    /// The key as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.letters.get(..usize::from(self.length)).and_then(|key| std::str::from_utf8(key).ok()).unwrap_or("")
    }
}

/// The text is no step's name or address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the name of a step")]
pub struct BadStepRef;

impl FromStr for StepKey {
    type Err = BadStepRef;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        let is_key = text.bytes().all(is_plain) && text.starts_with(|c: char| c.is_ascii_lowercase());
        let mut letters = [0; LONGEST];
        letters.get_mut(..text.len()).filter(|_| is_key).ok_or(BadStepRef)?.copy_from_slice(text.as_bytes());
        Ok(Self { letters, length: u8::try_from(text.len()).map_err(|_| BadStepRef)? })
    }
}

impl fmt::Display for StepKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for StepKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Which of several steps of one name in a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Instance {
    /// The one about this person of the household.
    Person(PersonId),
    /// The second or a later one; the first needs no number.
    Round(u16),
}

/// The address of a step in a case: `school_enrolment`, `school_enrolment~<person>`, `permit_renewal~2`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StepRef {
    /// The step's name.
    pub key: StepKey,
    /// Which one, where a case has several.
    pub instance: Option<Instance>,
}

impl From<StepKey> for StepRef {
    fn from(key: StepKey) -> Self {
        Self { key, instance: None }
    }
}

impl FromStr for StepRef {
    type Err = BadStepRef;

    /// Reads exactly what `Display` writes, so that a step has one address.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let Some((key, instance)) = text.split_once('~') else {
            return text.parse().map(|key: StepKey| key.into());
        };
        let is_number = instance.len() < 6 && instance.bytes().all(|byte| byte.is_ascii_digit());
        let found = if is_number {
            instance.parse().ok().filter(|round| *round >= 2).map(Instance::Round)
        } else {
            instance.parse().ok().map(Instance::Person)
        };
        let step = Self { key: key.parse()?, instance: Some(found.ok_or(BadStepRef)?) };
        if step.to_string() == text { Ok(step) } else { Err(BadStepRef) }
    }
}

impl fmt::Display for StepRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.instance {
            None => self.key.fmt(f),
            Some(Instance::Person(person)) => write!(f, "{}~{person}", self.key),
            Some(Instance::Round(round)) => write!(f, "{}~{round}", self.key),
        }
    }
}

macro_rules! serde_as_text {
    ($($name:ident),+) => {$(
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text: std::borrow::Cow<'de, str> = serde::Deserialize::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    )+};
}
serde_as_text!(StepKey, StepRef);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_step_has_exactly_one_address() {
        let person = "018f2f9e-7a3b-7cc1-9d2e-0123456789ab";
        for text in ["move_in", "day30_check", "permit_renewal~2", &format!("school_enrolment~{person}")] {
            assert_eq!(text.parse::<StepRef>().unwrap().to_string(), text);
        }
        let loud = person.to_uppercase();
        let plain = person.replace('-', "");
        for text in [
            "",
            "Move_in",
            "2nd",
            "_x",
            "a b",
            "move_in~",
            "move_in~1",
            "move_in~02",
            "move_in~70000",
            "move_in~2~3",
            "~2",
            &format!("move_in~{loud}"),
            &format!("move_in~{plain}"),
            &"a".repeat(32),
        ] {
            assert_eq!(text.parse::<StepRef>(), Err(BadStepRef), "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_key_reads_back(key in "[a-z][a-z0-9_]{0,30}", round in 2_u16..) {
            let step = StepRef { key: key.parse().unwrap(), instance: Some(Instance::Round(round)) };
            prop_assert_eq!(step.key.as_str(), key.as_str());
            prop_assert_eq!(step.to_string().parse(), Ok(step));
        }
    }
}
