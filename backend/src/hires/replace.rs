//! Somebody does not come, and perhaps somebody else instead.

use super::change::{revoke_links, update};
use crate::{
    acting::Acting,
    actor::Employer,
    case::{self, CaseFile, NewCase, NewPerson},
    error::{Error, Result},
    sheet,
    store::{
        Write,
        entity::{case_file, employment},
    },
};
use domain::{
    case::CaseState,
    facts::{Anchor, Certainty, Facts, Source},
    form::{DropOut, ReplaceHire, WithdrawHire},
    id::{CaseId, CohortId},
};
use sea_orm::{ColumnTrait as _, EntityTrait, QueryFilter as _, sea_query::Expr};
use serde_json::json;

impl Acting<Employer> {
    /// Ends a hire: invitations no longer work, and the employer sees the person no more.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a foreign hire, [`Error::Conflict`] for one that has ended.
    pub async fn withdraw_hire(&self, id: CaseId, form: &WithdrawHire) -> Result<()> {
        let mut write = self.write().await?;
        let case = self.held_case(&write, id).await?;
        let reason = form.check()?;
        self.withdraw(&mut write, &case, reason).await?;
        write.commit().await
    }

    /// Ends a hire and opens one for somebody else with the same cohort, occupation and first working day.
    ///
    /// # Errors
    /// As [`Acting::withdraw_hire`], and [`Error::Invalid`] for fields that cannot be read.
    pub async fn replace_hire(&self, id: CaseId, form: &ReplaceHire) -> Result<CaseId> {
        let mut write = self.write().await?;
        let case = self.held_case(&write, id).await?;
        let new = form.check()?;
        self.withdraw(&mut write, &case, new.reason).await?;
        let person = NewPerson {
            family_name: new.family_name,
            given_names: new.given_names,
            birth_date: None,
            nationality: Some(new.nationality),
            email: new.email,
            phone: None,
            language: case.person.language.parse().unwrap_or_default(),
        };
        let opened = NewCase {
            person,
            employer: Some(self.role.organisation),
            cohort: case.row.cohort_id.map(CohortId),
            facts: of_the_place(&case.facts),
            source: Source::Employer,
            by: Some(self.role.account.0),
        };
        let opened = case::open(&mut write, &self.inner.templates, opened).await?;
        self.note(&mut write, &case, "case.replaced", json!({ "case": opened.to_string() }));
        write.commit().await?;
        Ok(opened)
    }

    async fn withdraw(&self, write: &mut Write<'_>, case: &CaseFile, reason: DropOut) -> Result<()> {
        if case.row.ended_at.is_some() {
            return Err(Error::Conflict);
        }
        update(write, case, case_file::Column::State, CaseState::Withdrawn.to_string()).await?;
        update(write, case, case_file::Column::EndedAt, Some(write.at())).await?;
        employment::Entity::update_many()
            .col_expr(employment::Column::EndedAt, Expr::value(write.at()))
            .filter(employment::Column::CaseId.eq(case.row.id))
            .filter(employment::Column::EmployerId.eq(self.role.organisation.0))
            .filter(employment::Column::EndedAt.is_null())
            .exec(&**write)
            .await?;
        revoke_links(write, case).await?;
        sheet::revoke(write, case.row.id).await?;
        self.note(write, case, "case.withdrawn", json!({ "reason": reason.to_string() }));
        case::settle(write, &self.inner.templates, case.row.id).await?;
        Ok(())
    }
}

/// What belongs to the place and not to the person who had it.
fn of_the_place(facts: &Facts) -> Facts {
    let mut place = Facts {
        occupation: facts.occupation,
        employment: facts.employment,
        housing: facts.housing,
        ..Facts::default()
    };
    if let Some(start) = facts.anchors.get(Anchor::WorkStart) {
        place.anchors.set(Anchor::WorkStart, start.day, Certainty::Planned);
    }
    place
}
