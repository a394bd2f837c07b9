//! How well somebody speaks German, on the scale of the Common European Framework of Reference.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A level of the Common European Framework, from beginner to as good as native.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum GermanLevel {
    /// First words.
    A1,
    /// Simple sentences.
    A2,
    /// Everyday matters.
    B1,
    /// Work and discussion.
    B2,
    /// Demanding texts.
    C1,
    /// As good as native.
    C2,
}

impl GermanLevel {
    /// Every level, the lowest first.
    pub const ALL: [Self; 6] = [Self::A1, Self::A2, Self::B1, Self::B2, Self::C1, Self::C2];

    /// The level as it is written everywhere: `B1`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::A1 => "A1",
            Self::A2 => "A2",
            Self::B1 => "B1",
            Self::B2 => "B2",
            Self::C1 => "C1",
            Self::C2 => "C2",
        }
    }
}

/// The text is no level from `A1` to `C2`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a level from A1 to C2")]
pub struct UnknownLevel;

impl FromStr for GermanLevel {
    type Err = UnknownLevel;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|level| level.key() == text).ok_or(UnknownLevel)
    }
}

impl fmt::Display for GermanLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_ordered_and_read_as_they_are_written() {
        assert!(GermanLevel::A2 < GermanLevel::B1);
        for level in GermanLevel::ALL {
            assert_eq!(level.to_string().parse(), Ok(level));
        }
        assert_eq!("b1".parse::<GermanLevel>(), Err(UnknownLevel));
    }
}
