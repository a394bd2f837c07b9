//! Texts that were checked once, so that nobody has to ask again.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use unicode_normalization::UnicodeNormalization;

/// A place on our own site that a browser may be sent to: one leading slash, no scheme, no host,
/// nothing that ends a header line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct LocalPath(String);

impl LocalPath {
    /// The path as it stands in a `Location` header.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The text leads away from our site or is no path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a path on this site")]
pub struct NotLocal;

impl FromStr for LocalPath {
    type Err = NotLocal;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut characters = text.chars();
        let starts_well = characters.next() == Some('/') && !matches!(characters.next(), Some('/' | '\\'));
        let clean = text.chars().all(|c| !c.is_control() && c != '\\' && c.is_ascii());
        (starts_well && clean && text.len() <= 500).then(|| Self(text.to_owned())).ok_or(NotLocal)
    }
}

impl TryFrom<String> for LocalPath {
    type Error = NotLocal;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<LocalPath> for String {
    fn from(path: LocalPath) -> Self {
        path.0
    }
}

/// A mail address as people write it, lower-cased in its domain and trimmed.
///
/// Whether it exists is only known once a mail arrived; this refuses what cannot be one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

impl Email {
    /// The address as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form accounts are found by: nobody expects `A@b.de` and `a@b.de` to be two people.
    #[must_use]
    pub fn key(&self) -> String {
        self.0.to_lowercase()
    }
}

/// The text cannot be a mail address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a mail address")]
pub struct NotAnEmail;

impl FromStr for Email {
    type Err = NotAnEmail;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text: String = text.trim().nfc().collect();
        let (local, domain) = text.rsplit_once('@').ok_or(NotAnEmail)?;
        let fits = !local.is_empty() && local.len() <= 64 && domain.len() <= 255 && domain.contains('.');
        let clean = text.chars().all(|c| !c.is_whitespace() && !c.is_control() && !"<>()[],;:\"\\".contains(c));
        let labels =
            domain.split('.').all(|label| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-'));
        if fits && clean && labels && !local.contains('@') {
            Ok(Self(format!("{local}@{}", domain.to_lowercase())))
        } else {
            Err(NotAnEmail)
        }
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Email {
    type Error = NotAnEmail;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Email> for String {
    fn from(email: Email) -> Self {
        email.0
    }
}

/// Text that people typed: composed (NFC), trimmed, inner runs of blanks made one. Nothing else is
/// changed, because a name is what its owner says it is.
#[must_use]
pub fn tidy(text: &str) -> String {
    text.nfc().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether the text holds characters that no name or sentence contains and that could hide
/// something: control characters, and marks that turn the writing direction.
#[must_use]
pub fn is_plain(text: &str) -> bool {
    text.chars()
        .all(|c| (!c.is_control() || c == '\n') && !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_on_our_own_site_are_local() {
        for good in ["/", "/de/plan", "/de/cases?after=x"] {
            assert!(good.parse::<LocalPath>().is_ok(), "{good}");
        }
        for bad in ["", "de", "//evil.example", "/\\evil.example", "https://evil.example", "/de\r\nSet-Cookie: a=b"] {
            assert!(bad.parse::<LocalPath>().is_err(), "{bad}");
        }
    }

    #[test]
    fn addresses_are_found_however_they_are_capitalised() {
        let typed: Email = " Ha.Nguyen@Example.ORG ".parse().unwrap();
        assert_eq!(typed.as_str(), "Ha.Nguyen@example.org");
        assert_eq!(typed.key(), "ha.nguyen@example.org");
    }

    #[test]
    fn what_cannot_be_an_address_is_refused() {
        for bad in ["", "a", "a@", "@b.de", "a@b", "a b@c.de", "a@b..de", "a@b.de, c@d.de", "a@b.de\r\nBcc: x@y.de"] {
            assert!(bad.parse::<Email>().is_err(), "{bad}");
        }
    }

    #[test]
    fn names_are_composed_but_otherwise_left_alone() {
        assert_eq!(tidy("  Nguye\u{302}\u{303}n   Thi\u{323} "), "Nguyễn Thị");
    }

    #[test]
    fn marks_that_turn_the_writing_direction_are_not_plain() {
        assert!(!is_plain("Anna\u{202e}gpj"));
        assert!(is_plain("Šárka Đỗ"));
    }
}
