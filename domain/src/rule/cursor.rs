//! Reading a rule from left to right, and saying where it went wrong.

use crate::facts::{Word, WordSet};
use std::fmt;

/// How deep parentheses, `not` and functions may nest.
pub(super) const DEEPEST: u8 = 24;

/// A rule that does not parse, and at which character.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("character {position}: {problem}")]
pub struct RuleError {
    /// The character the reader stood at, counted from 1.
    pub position: u32,
    /// What is wrong there.
    pub problem: Problem,
}

/// What is wrong with a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Something else had to stand here.
    Expected {
        /// What had to stand here.
        what: &'static str,
        /// What stands here; empty at the end.
        found: String,
    },
    /// Nested too deeply to be understood by anybody.
    TooDeep,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Expected { what, found } if found.is_empty() => write!(f, "expected {what}, found the end"),
            Self::Expected { what, found } => write!(f, "expected {what}, found `{found}`"),
            Self::TooDeep => f.write_str("nested too deeply"),
        }
    }
}

/// A place in a rule's text.
pub(super) struct Cursor<'a> {
    text: &'a str,
    at: usize,
    depth: u8,
}

impl<'a> Cursor<'a> {
    /// Reads a whole text with one parser; something left over is an error.
    pub(super) fn read<T>(
        text: &'a str,
        parse: impl FnOnce(&mut Self) -> Result<T, RuleError>,
    ) -> Result<T, RuleError> {
        let mut cursor = Self { text, at: 0, depth: 0 };
        cursor.skip_spaces();
        let value = parse(&mut cursor)?;
        if cursor.rest().is_empty() { Ok(value) } else { Err(cursor.expected("the end of the rule")) }
    }

    /// Runs a parser one level deeper.
    pub(super) fn deeper<T>(&mut self, parse: impl FnOnce(&mut Self) -> Result<T, RuleError>) -> Result<T, RuleError> {
        if self.depth >= DEEPEST {
            return Err(self.too_deep());
        }
        self.depth += 1;
        let value = parse(self);
        self.depth -= 1;
        value
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn skip_spaces(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    fn advance(&mut self, bytes: usize) {
        self.at += bytes;
        self.skip_spaces();
    }

    /// Whether this symbol stands here.
    pub(super) fn starts_with(&self, symbol: &str) -> bool {
        self.rest().starts_with(symbol)
    }

    /// The word that stands here: letters, digits and `_`. Empty if none does.
    pub(super) fn peek(&self) -> &'a str {
        let rest = self.rest();
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(rest.len());
        rest.get(..end).unwrap_or("")
    }

    /// Goes past a word or symbol if it stands here. Words end at their end.
    pub(super) fn take(&mut self, token: &str) -> bool {
        let is_word = token.starts_with(|c: char| c.is_ascii_alphanumeric());
        let is_here = if is_word { self.peek() == token } else { self.rest().starts_with(token) };
        if is_here {
            self.advance(token.len());
        }
        is_here
    }

    /// Goes past a token that must stand here.
    pub(super) fn need(&mut self, token: &'static str) -> Result<(), RuleError> {
        if self.take(token) { Ok(()) } else { Err(self.expected(token)) }
    }

    /// Reads a word that must mean something.
    pub(super) fn meaning<T>(
        &mut self,
        what: &'static str,
        of: impl FnOnce(&str) -> Option<T>,
    ) -> Result<T, RuleError> {
        let word = self.peek();
        let value = of(word).ok_or_else(|| self.expected(what))?;
        self.advance(word.len());
        Ok(value)
    }

    /// Reads one of a closed list of words.
    pub(super) fn word<W: Word>(&mut self) -> Result<W, RuleError> {
        self.meaning(W::WHAT, W::from_word)
    }

    /// Reads `(a, b, c)`.
    pub(super) fn words<W: Word>(&mut self) -> Result<WordSet<W>, RuleError> {
        let words = self.list(Self::word)?;
        Ok(words.into_iter().collect())
    }

    /// Reads `(…, …)` with at least one entry.
    pub(super) fn list<T>(
        &mut self,
        mut entry: impl FnMut(&mut Self) -> Result<T, RuleError>,
    ) -> Result<Vec<T>, RuleError> {
        self.need("(")?;
        let mut entries = vec![entry(self)?];
        while self.take(",") {
            entries.push(entry(self)?);
        }
        self.need(")")?;
        Ok(entries)
    }

    /// Reads one thing in parentheses.
    pub(super) fn enclosed<T>(
        &mut self,
        entry: impl FnOnce(&mut Self) -> Result<T, RuleError>,
    ) -> Result<T, RuleError> {
        self.need("(")?;
        let value = entry(self)?;
        self.need(")")?;
        Ok(value)
    }

    /// Reads `"…"`, without quotation marks inside.
    pub(super) fn quoted(&mut self) -> Result<String, RuleError> {
        let closing = "text in quotation marks";
        let rest = self.rest().strip_prefix('"').ok_or_else(|| self.expected(closing))?;
        let end = rest.find('"').ok_or_else(|| self.expected(closing))?;
        let text = rest.get(..end).unwrap_or("").to_owned();
        self.advance(end + 2);
        Ok(text)
    }

    /// The error that something else had to stand here.
    pub(super) fn expected(&self, what: &'static str) -> RuleError {
        let word = self.peek();
        let found = if word.is_empty() { self.rest().chars().take(1).collect() } else { word.to_owned() };
        self.error(Problem::Expected { what, found })
    }

    /// The error that nobody could understand a rule this deep.
    pub(super) fn too_deep(&self) -> RuleError {
        self.error(Problem::TooDeep)
    }

    fn error(&self, problem: Problem) -> RuleError {
        let before = self.text.get(..self.at).unwrap_or(self.text).chars().count();
        RuleError { position: u32::try_from(before).unwrap_or(u32::MAX).saturating_add(1), problem }
    }
}
