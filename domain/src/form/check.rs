//! Collects problems while fields are turned into values.

use super::{Problem, Problems, Rule};
use crate::text::{Email, is_plain, tidy};
use chrono::{Datelike as _, NaiveDate};

/// Collects problems; each method gives the value or notes what is wrong.
#[derive(Debug, Default)]
pub struct Check {
    problems: Vec<Problem>,
}

impl Check {
    /// Notes that a field breaks a rule.
    pub fn refuse(&mut self, field: &str, rule: Rule) {
        self.problems.push(Problem { field: field.to_owned(), rule });
    }

    /// Notes what another form found wrong with the same fields.
    pub fn take_all(&mut self, problems: Problems) {
        self.problems.extend(problems.0);
    }

    /// Notes what another form found wrong with one field of another name.
    pub fn take(&mut self, problems: Problems, field: &str) {
        self.problems.extend(problems.0.into_iter().map(|problem| Problem { field: field.to_owned(), ..problem }));
    }

    /// A line of text that has to be there.
    pub fn line(&mut self, field: &str, text: &str, longest: usize) -> Option<String> {
        let line = self.optional_line(field, text, longest)?;
        if line.is_empty() {
            self.refuse(field, Rule::Missing);
            return None;
        }
        Some(line)
    }

    /// A line of text that may be empty.
    pub fn optional_line(&mut self, field: &str, text: &str, longest: usize) -> Option<String> {
        let line = tidy(text);
        if line.chars().count() > longest {
            self.refuse(field, Rule::TooLong);
        } else if !is_plain(&line) {
            self.refuse(field, Rule::NotPlain);
        } else {
            return Some(line);
        }
        None
    }

    /// Several lines of text; line breaks stay, blanks at both ends go.
    pub fn paragraph(&mut self, field: &str, text: &str, longest: usize) -> Option<String> {
        let text = text.replace("\r\n", "\n");
        let text = text.trim();
        if text.is_empty() {
            self.refuse(field, Rule::Missing);
        } else if text.chars().count() > longest {
            self.refuse(field, Rule::TooLong);
        } else if !is_plain(text) {
            self.refuse(field, Rule::NotPlain);
        } else {
            return Some(text.to_owned());
        }
        None
    }

    /// A mail address that has to be there.
    pub fn email(&mut self, field: &str, text: &str) -> Option<Email> {
        if text.trim().is_empty() {
            self.refuse(field, Rule::Missing);
            return None;
        }
        self.optional_email(field, text)?
    }

    /// A mail address that may be left out.
    pub fn optional_email(&mut self, field: &str, text: &str) -> Option<Option<Email>> {
        if text.trim().is_empty() {
            return Some(None);
        }
        let Ok(email) = text.parse() else {
            self.refuse(field, Rule::NotAnEmail);
            return None;
        };
        Some(Some(email))
    }

    /// A day as browsers send it, `2027-04-01`, between two limits.
    pub fn day(&mut self, field: &str, text: &str, earliest: NaiveDate, latest: NaiveDate) -> Option<NaiveDate> {
        if text.trim().is_empty() {
            self.refuse(field, Rule::Missing);
            return None;
        }
        let Some(day) = read_day(text) else {
            self.refuse(field, Rule::NotADay);
            return None;
        };
        if day < earliest {
            self.refuse(field, Rule::InThePast);
        } else if day > latest {
            self.refuse(field, Rule::TooFar);
        } else {
            return Some(day);
        }
        None
    }

    /// One of the answers a form offers.
    pub fn choice<T: std::str::FromStr>(&mut self, field: &str, text: &str) -> Option<T> {
        if text.trim().is_empty() {
            self.refuse(field, Rule::Missing);
            return None;
        }
        let Ok(choice) = text.trim().parse() else {
            self.refuse(field, Rule::NotOffered);
            return None;
        };
        Some(choice)
    }

    /// The value built from fields that were all fine, or every problem noted.
    ///
    /// # Errors
    /// Every problem noted so far, in the order it was found.
    pub fn finish<T>(self, value: Option<T>) -> Result<T, Problems> {
        match value {
            Some(value) if self.problems.is_empty() => Ok(value),
            _ => Err(Problems(self.problems)),
        }
    }
}

/// `2027-04-01` or `1.4.2027`, as date fields send it and as people type it where the browser shows no calendar.
#[must_use]
pub fn read_day(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    let iso = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
    let day = iso.or_else(|| {
        let mut parts = text.split('.').map(|part| part.trim().parse::<u32>());
        let (day, month, year) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
        let year = i32::try_from(if year < 100 { year + 2000 } else { year }).ok()?;
        parts.next().is_none().then(|| NaiveDate::from_ymd_opt(year, month, day))?
    })?;
    (1900..=2200).contains(&day.year()).then_some(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_browsers_send_and_as_people_type_them() {
        let april = NaiveDate::from_ymd_opt(2027, 4, 1);
        assert_eq!(read_day("2027-04-01"), april);
        assert_eq!(read_day(" 1.4.2027 "), april);
        assert_eq!(read_day("01.04.27"), april);
        for bad in ["", "31.02.2027", "2027-13-01", "1.4", "1.4.2027.5", "0001-01-01"] {
            assert_eq!(read_day(bad), None, "{bad}");
        }
    }

    #[test]
    fn every_problem_is_told_at_once() {
        let mut check = Check::default();
        let name = check.line("name", "  ", 80);
        let email = check.email("email", "nobody");
        let problems = check.finish(name.zip(email)).unwrap_err();
        assert_eq!(
            problems.0,
            [
                Problem { field: "name".into(), rule: Rule::Missing },
                Problem { field: "email".into(), rule: Rule::NotAnEmail }
            ]
        );
    }
}
