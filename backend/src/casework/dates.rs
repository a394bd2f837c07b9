//! Dates that others hang on, and facts nobody told before.

use crate::{
    acting::Acting,
    actor::{ConfirmSteps, Permit, Staff},
    case,
    error::{Error, Result},
    store::NewEvent,
};
use domain::{
    facts::{Certainty, FactKey, Word as _},
    form::{self, Problems, Rule},
    id::CaseId,
};
use serde_json::json;

impl Acting<Staff> {
    /// Sets or moves a date that others hang on. A day that is not ahead has come to pass.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for a case the own institution does not see, [`crate::Error::Conflict`] for one that
    /// has ended, [`crate::Error::Invalid`] for a day nobody plans.
    pub async fn set_date(&self, id: CaseId, form: &form::SetDate, _permit: Permit<ConfirmSteps>) -> Result<()> {
        let mut write = self.write().await?;
        self.own_open_case(&write, id).await?;
        let (anchor, day) = form.check(self.today())?;
        if self.role.sees_own_part() && !self.needs(anchor) {
            return Err(Problems::one("anchor", Rule::NotOffered).into());
        }
        let certainty = if day <= write.today() { Certainty::Happened } else { Certainty::Planned };
        case::set_anchor(&write, id.0, anchor, day, certainty, Some(self.account())).await?;
        write.record(NewEvent {
            kind: "anchor.changed",
            actor: Some(self.account()),
            organisation: Some(self.own()),
            case: Some(id.0),
            detail: json!({ "anchor": anchor.to_string(), "day": day }),
        });
        self.refresh(&mut write, id.0).await?;
        write.commit().await
    }

    /// Writes down facts that were told.
    ///
    /// # Errors
    /// As [`Self::set_date`]; [`Error::Invalid`] for an answer that cannot be read, [`Error::Forbidden`] for those who are
    /// not asked.
    pub async fn tell_facts(&self, id: CaseId, form: &form::TellFacts, _permit: Permit<ConfirmSteps>) -> Result<()> {
        let mut write = self.write().await?;
        let case = self.own_open_case(&write, id).await?;
        if self.role.sees_own_part() {
            return Err(Error::Forbidden);
        }
        let told = form.check(self.today())?;
        let mut facts = case.facts.clone();
        let changed = told.tell(&mut facts);
        if changed.is_empty() {
            return Ok(());
        }
        case::store_facts(&write, &case, facts).await?;
        let keys: Vec<&str> = changed.iter().map(|key: &FactKey| key.word()).collect();
        write.record(NewEvent {
            kind: "facts.told",
            actor: Some(self.account()),
            organisation: Some(self.own()),
            case: Some(id.0),
            detail: json!({ "facts": keys }),
        });
        self.refresh(&mut write, id.0).await?;
        write.commit().await
    }
}
