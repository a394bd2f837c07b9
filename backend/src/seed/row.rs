//! Reads the tables of invented people: one a line, fields between bars.

use crate::error::{Error, Result};
use chrono::{Days, NaiveDate};
use domain::{
    case::CaseState,
    facts::{Child, Facts, GermanProof, Spouse},
    language::Language,
    step::StepKey,
};
use std::str::FromStr;

/// How a case stands at the step it has reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Last {
    Ready,
    Begun,
    Waiting,
    Claimed,
    Failed,
}

/// The fields of a line, read one after the other.
pub(super) struct Fields<'t> {
    line: &'t str,
    rest: std::str::Split<'t, char>,
}

impl<'t> Fields<'t> {
    pub(super) fn of(line: &'t str) -> Self {
        Self { line, rest: line.split('|') }
    }

    fn wrong(&self) -> Error {
        Error::inconsistent(format!("seed: {}", self.line))
    }

    pub(super) fn text(&mut self) -> Result<&'t str> {
        self.rest.next().ok_or_else(|| self.wrong())
    }

    /// A value that has to be there.
    pub(super) fn value<T: FromStr>(&mut self) -> Result<T> {
        self.text()?.parse().map_err(|_| self.wrong())
    }

    /// A value, or `-`.
    pub(super) fn optional<T: FromStr>(&mut self) -> Result<Option<T>> {
        match self.text()? {
            "-" => Ok(None),
            text => text.parse().map(Some).map_err(|_| self.wrong()),
        }
    }

    /// Who comes along: `-` nobody asked, `none`, or `spouse` and birthdays of children joined by `+`.
    pub(super) fn household(&mut self, facts: &mut Facts) -> Result<()> {
        let text = self.text()?;
        if text == "-" {
            return Ok(());
        }
        facts.spouse = Some(Spouse::None);
        let mut children = Vec::new();
        for part in text.split('+').filter(|part| *part != "none") {
            if part == "spouse" {
                facts.spouse = Some(Spouse::Comes(None));
            } else {
                let born: NaiveDate = part.parse().map_err(|_| self.wrong())?;
                children.push(Child { person: None, born: Some(born) });
            }
        }
        facts.children = Some(children);
        Ok(())
    }

    /// Proven German, or `-`.
    pub(super) fn german(&mut self) -> Result<Option<GermanProof>> {
        Ok(self.optional()?.map(GermanProof::Level))
    }

    /// State, step reached, how it stands, and for how many days.
    pub(super) fn reached(&mut self) -> Result<Reached> {
        Ok(Reached { state: self.value()?, step: self.value()?, last: self.value()?, days: self.value()? })
    }
}

/// How far a case is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reached {
    /// The state its story has led to.
    pub(super) state: CaseState,
    /// Everything listed before this step is done, as far as it could be.
    pub(super) step: StepKey,
    pub(super) last: Last,
    /// Days for which it has stood there.
    pub(super) days: u16,
}

impl FromStr for Last {
    type Err = ();

    fn from_str(text: &str) -> std::result::Result<Self, ()> {
        match text {
            "ready" => Ok(Self::Ready),
            "progress" => Ok(Self::Begun),
            "waiting" => Ok(Self::Waiting),
            "claimed" => Ok(Self::Claimed),
            "failed" => Ok(Self::Failed),
            _ => Err(()),
        }
    }
}

/// The names, birthday, nationality and language at the beginning of a line.
pub(super) struct Who<'t> {
    pub(super) given: &'t str,
    pub(super) family: &'t str,
    pub(super) country: domain::country::Country,
    pub(super) born: NaiveDate,
    pub(super) language: Language,
}

impl<'t> Fields<'t> {
    pub(super) fn who(&mut self) -> Result<Who<'t>> {
        Ok(Who {
            given: self.text()?,
            family: self.text()?,
            country: self.value()?,
            born: self.value()?,
            language: self.value()?,
        })
    }
}

impl Who<'_> {
    /// `given.family@example.org`: a domain that belongs to nobody (RFC 2606).
    pub(super) fn email(&self) -> String {
        format!("{}.{}@example.org", domain::fold::plain(self.given), domain::fold::plain(self.family))
    }
}

/// A day some days away; the same day at the end of time.
pub(super) fn shifted(day: NaiveDate, by: i64) -> NaiveDate {
    let days = Days::new(by.unsigned_abs());
    let moved = if by < 0 { day.checked_sub_days(days) } else { day.checked_add_days(days) };
    moved.unwrap_or(day)
}
