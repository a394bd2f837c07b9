//! Hires that do not come, and who comes instead; and new cohorts.

use super::NAME;
use crate::{
    country::Country,
    facts::word::words,
    form::{Check, Problems, Rule},
    text::Email,
};
use serde::{Deserialize, Serialize};

words! {
    /// Why a hire does not come.
    DropOut, "reason to drop out" {
        /// The person took another job.
        OtherJob = "other_job",
        /// The person does not come, for own reasons.
        NotComing = "not_coming",
        /// The visa was refused.
        VisaRefused = "visa_refused",
        /// The employer took the offer back.
        OfferWithdrawn = "offer_withdrawn",
        /// Entered by mistake.
        Mistake = "mistake",
    }
}

/// A hire that does not come.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WithdrawHire {
    /// A word of [`DropOut`].
    pub reason: String,
}

impl WithdrawHire {
    /// The reason, if one was chosen.
    ///
    /// # Errors
    /// None was.
    pub fn check(&self) -> Result<DropOut, Problems> {
        let mut check = Check::default();
        let reason = check.choice("reason", &self.reason);
        check.finish(reason)
    }
}

/// Somebody who comes instead of a hire that drops out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReplaceHire {
    /// A word of [`DropOut`].
    pub reason: String,
    /// Given names of the new person.
    pub given_names: String,
    /// Family name of the new person.
    pub family_name: String,
    /// Nationality of the new person, by any name of the country.
    pub nationality: String,
    /// Mail address of the new person; may be empty.
    pub email: String,
}

/// A replacement that can be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replacement {
    /// Why the first person does not come.
    pub reason: DropOut,
    /// Given names.
    pub given_names: String,
    /// Family name.
    pub family_name: String,
    /// Nationality.
    pub nationality: Country,
    /// Mail address.
    pub email: Option<Email>,
}

impl ReplaceHire {
    /// The replacement, if every field can be read.
    ///
    /// # Errors
    /// Fields that cannot.
    pub fn check(&self) -> Result<Replacement, Problems> {
        let mut check = Check::default();
        let reason = check.choice("reason", &self.reason);
        let given_names = check.optional_line("given_names", &self.given_names, NAME);
        let family_name = check.line("family_name", &self.family_name, NAME);
        let nationality = Country::find(&self.nationality);
        if nationality.is_none() {
            let rule = if self.nationality.trim().is_empty() { Rule::Missing } else { Rule::NotOffered };
            check.refuse("nationality", rule);
        }
        let email = check.optional_email("email", &self.email);
        let replacement = (|| {
            Some(Replacement {
                reason: reason?,
                given_names: given_names?,
                family_name: family_name?,
                nationality: nationality?,
                email: email?,
            })
        })();
        check.finish(replacement)
    }
}

/// A new cohort.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewCohort {
    /// Its name.
    pub name: String,
}

impl NewCohort {
    /// The name, if it is one.
    ///
    /// # Errors
    /// It is missing or too long.
    pub fn check(&self) -> Result<String, Problems> {
        let mut check = Check::default();
        let name = check.line("name", &self.name, NAME);
        check.finish(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(problems: Problems) -> Vec<(String, Rule)> {
        problems.0.into_iter().map(|problem| (problem.field, problem.rule)).collect()
    }

    #[test]
    fn whoever_comes_instead_needs_a_name_a_country_and_a_reason() {
        let told = broken(ReplaceHire::default().check().unwrap_err());
        assert_eq!(
            told,
            [
                ("reason".into(), Rule::Missing),
                ("family_name".into(), Rule::Missing),
                ("nationality".into(), Rule::Missing)
            ]
        );
        let form = ReplaceHire {
            reason: "other_job".into(),
            given_names: "Thị Mai".into(),
            family_name: "Trần".into(),
            nationality: "Vietnam".into(),
            email: String::new(),
        };
        assert_eq!(form.check().unwrap().nationality.code(), "VN");
    }
}
