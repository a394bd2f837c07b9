//! Values that have one word: in rules, in stored facts, in addresses and in locale files.

use std::{fmt, marker::PhantomData};

/// A closed list of values, each with one word.
pub trait Word: Copy + Eq + 'static {
    /// What such a value is called in messages to people who write rules.
    const WHAT: &'static str;
    /// Every value, at most 64, in the order in which lists are printed.
    const ALL: &'static [Self];

    /// The word.
    fn word(self) -> &'static str;

    /// The value with this word.
    #[must_use]
    fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.word() == word)
    }

    /// The value's place in [`Word::ALL`].
    fn place(self) -> u8 {
        Self::ALL.iter().zip(0..).find_map(|(value, place)| (*value == self).then_some(place)).unwrap_or(u8::MAX)
    }
}

/// A set of such values.
pub struct WordSet<W> {
    bits: u64,
    of: PhantomData<W>,
}

impl<W: Word> WordSet<W> {
    /// The set with nothing in it.
    pub const EMPTY: Self = Self { bits: 0, of: PhantomData };

    /// The set with one value.
    #[must_use]
    pub fn only(value: W) -> Self {
        Self::EMPTY.with(value)
    }

    /// The set and one value more.
    #[must_use]
    pub fn with(self, value: W) -> Self {
        Self { bits: self.bits | 1_u64.checked_shl(u32::from(value.place())).unwrap_or(0), of: PhantomData }
    }

    /// What is in one of the two.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self { bits: self.bits | other.bits, of: PhantomData }
    }

    /// Whether the value is in the set.
    #[must_use]
    pub fn contains(self, value: W) -> bool {
        self.bits & Self::only(value).bits != 0
    }

    /// Whether every value of the other set is in this one.
    #[must_use]
    pub const fn contains_all(self, other: Self) -> bool {
        self.bits & other.bits == other.bits
    }

    /// Whether nothing is in it.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.bits == 0
    }

    /// The values in the order of [`Word::ALL`].
    pub fn iter(self) -> impl Iterator<Item = W> {
        W::ALL.iter().copied().filter(move |value| self.contains(*value))
    }
}

impl<W> Clone for WordSet<W> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<W> Copy for WordSet<W> {}

impl<W> PartialEq for WordSet<W> {
    fn eq(&self, other: &Self) -> bool {
        self.bits == other.bits
    }
}

impl<W> Eq for WordSet<W> {}

impl<W: Word> Default for WordSet<W> {
    fn default() -> Self {
        Self::EMPTY
    }
}

impl<W: Word> FromIterator<W> for WordSet<W> {
    fn from_iter<I: IntoIterator<Item = W>>(values: I) -> Self {
        values.into_iter().fold(Self::EMPTY, Self::with)
    }
}

impl<W: Word> fmt::Display for WordSet<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (value, place) in self.iter().zip(0..) {
            write!(f, "{}{}", if place == 0 { "" } else { ", " }, value.word())?;
        }
        Ok(())
    }
}

impl<W: Word> fmt::Debug for WordSet<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "({self})")
    }
}

impl<W: Word> serde::Serialize for WordSet<W> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(Word::word))
    }
}

impl<'de, W: Word> serde::Deserialize<'de> for WordSet<W> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let words: Vec<std::borrow::Cow<'de, str>> = serde::Deserialize::deserialize(deserializer)?;
        words
            .iter()
            .map(|word| W::from_word(word).ok_or_else(|| serde::de::Error::custom(format_args!("no {}", W::WHAT))))
            .collect()
    }
}

/// Enums whose variants have one word, read and written by it.
macro_rules! words {
    ($(
        $(#[$doc:meta])*
        $name:ident, $what:literal {
            $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)+
        }
    )+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $($(#[$variant_doc])* #[serde(rename = $word)] $variant,)+
        }

        impl $crate::facts::Word for $name {
            const WHAT: &'static str = $what;
            const ALL: &'static [Self] = &[$(Self::$variant,)+];

            fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }

            fn place(self) -> u8 {
                self as u8
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str($crate::facts::Word::word(*self))
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::facts::UnknownWord;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                <Self as $crate::facts::Word>::from_word(text).ok_or($crate::facts::UnknownWord($what))
            }
        }
    )+};
}
pub(crate) use words;

/// The text is none of the words of its list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a known {0}")]
pub struct UnknownWord(pub &'static str);
