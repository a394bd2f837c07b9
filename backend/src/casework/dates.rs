//! Dates that others hang on, and facts nobody told before.

use crate::{
    acting::Acting,
    actor::{ConfirmSteps, Permit, Staff},
    case::{self, CaseFile},
    error::{Error, Result},
    store::{
        NewEvent, Write,
        entity::{case_file, person},
    },
};
use domain::{
    facts::{Anchors, Certainty, FactKey, Facts, Word as _},
    form,
    id::CaseId,
};
use sea_orm::{ColumnTrait as _, EntityTrait, QueryFilter as _, sea_query::Expr};
use serde_json::json;

impl Acting<Staff> {
    /// Sets or moves a date that others hang on. A day that is not ahead has come to pass.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a case the own institution does not see, [`Error::Conflict`] for one that
    /// has ended, [`Error::Invalid`] for a day nobody plans.
    pub async fn set_date(&self, id: CaseId, form: &form::SetDate, _permit: Permit<ConfirmSteps>) -> Result<()> {
        let mut write = self.write().await?;
        self.own_open_case(&write, id).await?;
        let (anchor, day) = form.check(self.today())?;
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
    /// As [`Self::set_date`]; [`Error::Invalid`] for an answer that cannot be read.
    pub async fn tell_facts(&self, id: CaseId, form: &form::TellFacts, _permit: Permit<ConfirmSteps>) -> Result<()> {
        let mut write = self.write().await?;
        let case = self.own_open_case(&write, id).await?;
        let told = form.check(self.today())?;
        let mut facts = case.facts.clone();
        let changed = told.tell(&mut facts);
        if changed.is_empty() {
            return Ok(());
        }
        store(&write, &case, facts).await?;
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

/// Stores facts where each belongs: the person's own with the person, the rest with the case.
async fn store(write: &Write<'_>, case: &CaseFile, mut facts: Facts) -> Result<()> {
    person::Entity::update_many()
        .col_expr(person::Column::BirthDate, Expr::value(facts.birth_date))
        .col_expr(person::Column::Nationality, Expr::value(facts.nationality.map(|country| country.code().to_owned())))
        .filter(person::Column::Id.eq(case.person.id))
        .exec(&**write)
        .await?;
    facts.birth_date = None;
    facts.nationality = None;
    facts.anchors = Anchors::default();
    let text = serde_json::to_string(&facts).map_err(Error::inconsistent)?;
    case_file::Entity::update_many()
        .col_expr(case_file::Column::Facts, Expr::value(text))
        .filter(case_file::Column::Id.eq(case.row.id))
        .exec(&**write)
        .await?;
    Ok(())
}
