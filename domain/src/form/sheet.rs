//! What people type who have an invitation on paper, and what staff say when an access is reset.

use super::{Check, Problems, Rule};
use crate::{calendar::Day, code::Code, facts::word::words};
use chrono::Datelike as _;
use serde::{Deserialize, Serialize};

/// A code typed by hand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypeCode {
    /// The code, with or without blanks.
    pub code: String,
}

impl TypeCode {
    /// The code, if it can be one.
    ///
    /// # Errors
    /// Nothing was typed, or a letter is wrong.
    pub fn check(&self) -> Result<Code, Problems> {
        if self.code.trim().is_empty() {
            return Err(Problems::one("code", Rule::Missing));
        }
        self.code.parse().map_err(|_| Problems::one("code", Rule::NotACode))
    }
}

/// The birth date that opens a sheet, in three fields: nobody scrolls a calendar back by thirty years.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OpenSheet {
    /// Day of the month.
    pub day: String,
    /// Month, as a number.
    pub month: String,
    /// Year, with four digits.
    pub year: String,
}

impl OpenSheet {
    /// The birth date, if it is a day of the past.
    ///
    /// # Errors
    /// Something is missing, no day, or ahead.
    pub fn check(&self, today: Day) -> Result<Day, Problems> {
        let fields = [&self.day, &self.month, &self.year].map(|text| text.trim());
        if fields.iter().any(|text| text.is_empty()) {
            return Err(Problems::one("birth_date", Rule::Missing));
        }
        let [day, month, year] = fields.map(|text| text.parse::<u32>().ok());
        let read = || Day::from_ymd_opt(i32::try_from(year?).ok()?, month?, day?);
        match read() {
            Some(day) if day.year() < 1900 => Err(Problems::one("birth_date", Rule::NotADay)),
            Some(day) if day >= today => Err(Problems::one("birth_date", Rule::InTheFuture)),
            Some(day) => Ok(day),
            None => Err(Problems::one("birth_date", Rule::NotADay)),
        }
    }
}

words! {
    /// Why an access is reset.
    ResetReason, "reason to reset an access" {
        /// Somebody else used the invitation.
        SomebodyElse = "somebody_else",
        /// She cannot get in any more.
        LockedOut = "locked_out",
    }
}

/// An access that is reset.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ResetAccess {
    /// A word of [`ResetReason`].
    pub reason: String,
}

impl ResetAccess {
    /// The reason, if one was chosen.
    ///
    /// # Errors
    /// None was.
    pub fn check(&self) -> Result<ResetReason, Problems> {
        let mut check = Check::default();
        let reason = check.choice("reason", &self.reason);
        check.finish(reason)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> Day {
        Day::from_ymd_opt(2026, 11, 22).unwrap()
    }

    fn read(day: &str, month: &str, year: &str) -> Result<Day, Rule> {
        let form = OpenSheet { day: day.into(), month: month.into(), year: year.into() };
        form.check(today()).map_err(|problems| problems.0.first().unwrap().rule)
    }

    #[test]
    fn a_birth_date_is_a_day_of_the_past() {
        assert_eq!(read(" 6", "05", "2001 "), Ok(Day::from_ymd_opt(2001, 5, 6).unwrap()));
        assert_eq!(read("6", "", "2001"), Err(Rule::Missing));
        for (day, month, year) in [("31", "2", "2001"), ("6", "May", "2001"), ("6", "5", "01"), ("-6", "5", "2001")] {
            assert_eq!(read(day, month, year), Err(Rule::NotADay), "{day}.{month}.{year}");
        }
        assert_eq!(read("22", "11", "2026"), Err(Rule::InTheFuture));
    }

    #[test]
    fn a_code_with_a_slip_is_told_before_anybody_is_asked() {
        let rule = |code: &str| TypeCode { code: code.into() }.check().unwrap_err().0.first().unwrap().rule;
        assert_eq!(rule(" "), Rule::Missing);
        assert_eq!(rule("1234 5678"), Rule::NotACode);
        let code = Code::from_bytes([7; 17]);
        assert_eq!(TypeCode { code: code.in_groups() }.check(), Ok(code));
    }

    #[test]
    fn nobody_resets_an_access_without_a_reason() {
        assert!(ResetAccess::default().check().is_err());
        assert_eq!(ResetAccess { reason: "locked_out".into() }.check(), Ok(ResetReason::LockedOut));
    }
}
