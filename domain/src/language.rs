//! The languages people can read the product in.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A release language: interface, mails and step texts exist in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// German, the language of the authorities and the fallback.
    #[default]
    De,
    /// English.
    En,
    /// Arabic, written from right to left.
    Ar,
    /// Vietnamese: for newcomers; see [`Language::is_for_work`].
    Vi,
}

impl Language {
    /// Every release language in the order of the language menu.
    pub const ALL: [Self; 4] = [Self::De, Self::En, Self::Ar, Self::Vi];

    /// The BCP 47 tag, as it stands in addresses.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::De => "de",
            Self::En => "en",
            Self::Ar => "ar",
            Self::Vi => "vi",
        }
    }

    /// The language's name in itself.
    #[must_use]
    pub const fn endonym(self) -> &'static str {
        match self {
            Self::De => "Deutsch",
            Self::En => "English",
            Self::Ar => "العربية",
            Self::Vi => "Tiếng Việt",
        }
    }

    /// `ltr` or `rtl`, for `<html dir>`.
    #[must_use]
    pub const fn direction(self) -> &'static str {
        match self {
            Self::De | Self::En | Self::Vi => "ltr",
            Self::Ar => "rtl",
        }
    }

    /// Whether the pages of employers and staff exist in it too; where they do not, they are read in English.
    #[must_use]
    pub const fn is_for_work(self) -> bool {
        !matches!(self, Self::Vi)
    }

    /// The first release language among the tags of an `Accept-Language` header, in the reader's
    /// order of preference; tags with `q=0` are refused by the reader and skipped.
    #[must_use]
    pub fn accepted(header: &str) -> Option<Self> {
        let mut wishes: Vec<(u16, &str)> = header
            .split(',')
            .filter_map(|part| {
                let mut pieces = part.split(';');
                let tag = pieces.next()?.trim();
                let weight =
                    pieces.find_map(|piece| piece.trim().strip_prefix("q=")).map_or(Some(1000), thousandths)?;
                (weight > 0).then_some((weight, tag))
            })
            .collect();
        wishes.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
        wishes.into_iter().find_map(|(_, tag)| tag.split('-').next().and_then(|tag| tag.parse().ok()))
    }
}

/// `0.8` as 800; anything that is no weight is nothing.
fn thousandths(text: &str) -> Option<u16> {
    let (whole, fraction) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
    if fraction.len() > 3 || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let whole: u16 = whole.parse().ok().filter(|whole| *whole <= 1)?;
    let padded: u16 = format!("{fraction:0<3}").parse().ok()?;
    Some((whole * 1000 + padded).min(1000))
}

/// The text is no release language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a release language")]
pub struct UnknownLanguage;

impl FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|language| language.tag().eq_ignore_ascii_case(text)).ok_or(UnknownLanguage)
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reader_gets_the_first_language_that_exists() {
        assert_eq!(Language::accepted("fr-FR,ar-TN;q=0.8,en;q=0.9"), Some(Language::En));
        assert_eq!(Language::accepted("tr, ar;q=0.5"), Some(Language::Ar));
        assert_eq!(Language::accepted("vi-VN,vi;q=0.9,en;q=0.5"), Some(Language::Vi));
    }

    #[test]
    fn a_refused_or_broken_wish_counts_for_nothing() {
        assert_eq!(Language::accepted("en;q=0, xx;q=huge"), None);
        assert_eq!(Language::accepted(""), None);
    }
}
