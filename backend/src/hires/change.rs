//! Putting right what was entered about a hire.

use super::hire::is_fixed;
use crate::{
    acting::Acting,
    actor::Employer,
    case::{self, CaseFile},
    error::{Error, Result},
    store::{
        NewEvent, Write,
        entity::{case_file, mail_link, person},
    },
};
use domain::{
    case::CaseState,
    facts::{Anchor, Certainty, Child, Facts, Spouse},
    form::{EditHire, HireChange},
    id::CaseId,
    text::Email,
};
use sea_orm::{ColumnTrait as _, EntityTrait, QueryFilter as _, sea_query::Expr};
use serde_json::json;

impl Acting<Employer> {
    /// Changes what was entered about a hire. Family and address belong to the person once the invitation is
    /// opened, a confirmed arrival too; they are left alone then.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a foreign hire or cohort, [`Error::Invalid`] for fields that cannot be read.
    pub async fn change_hire(&self, id: CaseId, form: &EditHire) -> Result<()> {
        let change = form.check(self.today())?;
        let mut write = self.write().await?;
        let case = self.held_case(&write, id).await?;
        self.apply(&mut write, &case, &change).await?;
        write.commit().await
    }

    /// Applies a change to one of the own hires and refreshes it.
    pub(super) async fn apply(&self, write: &mut Write<'_>, case: &CaseFile, change: &HireChange) -> Result<()> {
        let mut changed = self.move_dates(write, case, change).await?;
        changed.extend(self.change_facts(write, case, change).await?);
        if let Some(cohort) = change.cohort.filter(|cohort| case.row.cohort_id != Some(cohort.0)) {
            let cohort = self.own_cohort(&**write, cohort).await?.id;
            update(write, case, case_file::Column::CohortId, Some(cohort)).await?;
            changed.push("cohort");
        }
        if let Some(email) = change.email.as_ref().filter(|_| !case::is_hers(&case.row))
            && case.person.email.as_deref() != Some(email.as_str())
        {
            change_address(write, case, email).await?;
            changed.push("email");
        }
        if let Some(day) = change.birth_date.filter(|_| !case::is_hers(&case.row))
            && case.person.birth_date != Some(day)
        {
            person::Entity::update_many()
                .col_expr(person::Column::BirthDate, Expr::value(day))
                .filter(person::Column::Id.eq(case.person.id))
                .exec(&**write)
                .await?;
            changed.push("birth_date");
        }
        if changed.is_empty() {
            return Ok(());
        }
        self.note(write, case, "case.changed", json!({ "fields": changed }));
        case::settle(write, &self.inner.templates, case.row.id).await?;
        Ok(())
    }

    /// Notes an event of a hire.
    pub(super) fn note(&self, write: &mut Write<'_>, case: &CaseFile, kind: &'static str, detail: serde_json::Value) {
        write.record(NewEvent {
            kind,
            actor: Some(self.role.account.0),
            organisation: Some(self.role.organisation.0),
            case: Some(case.row.id),
            detail,
        });
    }

    async fn move_dates(
        &self,
        write: &mut Write<'_>,
        case: &CaseFile,
        change: &HireChange,
    ) -> Result<Vec<&'static str>> {
        let mut changed = Vec::new();
        let wanted =
            [(Anchor::WorkStart, change.work_start, "work_start"), (Anchor::ArrivalDate, change.arrival, "arrival")];
        for (anchor, day, field) in wanted {
            let Some(day) = day else { continue };
            let is_known = case.facts.anchors.get(anchor).is_some_and(|date| date.day == day);
            if is_known || is_fixed(&case.facts, anchor) {
                continue;
            }
            let by = Some(self.role.account.0);
            case::set_anchor(write, case.row.id, anchor, day, Certainty::Planned, by).await?;
            self.note(write, case, "anchor.changed", json!({ "anchor": anchor.to_string(), "day": day }));
            changed.push(field);
        }
        Ok(changed)
    }

    async fn change_facts(
        &self,
        write: &mut Write<'_>,
        case: &CaseFile,
        change: &HireChange,
    ) -> Result<Vec<&'static str>> {
        let mut facts: Facts = serde_json::from_str(&case.row.facts).map_err(|_| broken(case))?;
        let before = facts.clone();
        let mut changed = Vec::new();
        if change.housing.is_some() {
            facts.housing = change.housing;
        }
        if change.occupation.is_some() {
            facts.occupation = change.occupation;
        }
        if !case::is_hers(&case.row) {
            if let Some(count) = change.children.map(usize::from)
                && facts.children.as_ref().map(Vec::len) != Some(count)
            {
                facts.children = Some(vec![Child::default(); count]);
            }
            match change.partner {
                Some(true) if !matches!(facts.spouse, Some(Spouse::Comes(_))) => {
                    facts.spouse = Some(Spouse::Comes(None));
                }
                Some(false) => facts.spouse = Some(Spouse::None),
                Some(true) | None => {}
            }
        }
        let fields = [
            ("housing", facts.housing != before.housing),
            ("occupation", facts.occupation != before.occupation),
            ("children", facts.children != before.children),
            ("partner", facts.spouse != before.spouse),
        ];
        changed.extend(fields.into_iter().filter(|(_, is_changed)| *is_changed).map(|(field, _)| field));
        if !changed.is_empty() {
            let text = serde_json::to_string(&facts).map_err(Error::inconsistent)?;
            update(write, case, case_file::Column::Facts, text).await?;
        }
        Ok(changed)
    }
}

/// A new address: links sent to the old one no longer work, and the person can be invited again.
async fn change_address(write: &mut Write<'_>, case: &CaseFile, email: &Email) -> Result<()> {
    person::Entity::update_many()
        .col_expr(person::Column::Email, Expr::value(email.to_string()))
        .filter(person::Column::Id.eq(case.person.id))
        .exec(&**write)
        .await?;
    revoke_links(write, case).await?;
    if case.row.invited_at.is_some() {
        update(write, case, case_file::Column::InvitedAt, Option::<chrono::DateTime<chrono::Utc>>::None).await?;
        update(write, case, case_file::Column::State, CaseState::Announced.to_string()).await?;
    }
    Ok(())
}

/// Links of a hire that were mailed and not used end here.
pub(super) async fn revoke_links(write: &Write<'_>, case: &CaseFile) -> Result<()> {
    mail_link::Entity::update_many()
        .col_expr(mail_link::Column::RevokedAt, Expr::value(write.at()))
        .filter(mail_link::Column::CaseId.eq(case.row.id))
        .filter(mail_link::Column::UsedAt.is_null())
        .filter(mail_link::Column::RevokedAt.is_null())
        .exec(&**write)
        .await?;
    Ok(())
}

/// Writes one column of a case that nobody else changed meanwhile.
pub(super) async fn update(
    write: &Write<'_>,
    case: &CaseFile,
    column: case_file::Column,
    value: impl Into<sea_orm::Value>,
) -> Result<()> {
    let updated = case_file::Entity::update_many()
        .col_expr(column, Expr::value(value))
        .filter(case_file::Column::Id.eq(case.row.id))
        .filter(case_file::Column::Version.eq(case.row.version))
        .exec(&**write)
        .await?;
    if updated.rows_affected == 1 { Ok(()) } else { Err(Error::Conflict) }
}

fn broken(case: &CaseFile) -> Error {
    Error::inconsistent(format!("facts of case {}", case.row.id))
}
