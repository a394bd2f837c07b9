//! Taking a list over: a cohort and its cases, all or nothing, visible at once.

use super::{
    draft::to_json,
    review::{Reviewed, counts, review_again},
    scope,
    upload::UNDO_LIFETIME,
};
use crate::{
    acting::Acting,
    actor::Employer,
    case::{self, NewCase, NewPerson},
    error::{Error, Result},
    store::{
        NewEvent, Write,
        entity::{cohort, import_draft, import_row, note},
    },
};
use domain::{
    facts::Source,
    fold,
    form::ConfirmImport,
    id::{CaseId, CohortId, ImportId},
    import::Field,
    language::Language,
    view::import::{ImportState, RowVerdict},
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait, QueryFilter as _, sea_query::Expr,
};
use serde_json::json;
use std::fmt::Write as _;

impl Acting<Employer> {
    /// Opens a case for every new row, in one transaction. Sends no mail. Confirming twice does it once.
    ///
    /// # Errors
    /// [`Error::Invalid`] at `cohort`, [`Error::NotFound`] for a foreign draft, [`Error::Conflict`] if rows are
    /// still to be mended or none is new.
    pub async fn confirm_import(&self, id: ImportId, form: &ConfirmImport) -> Result<()> {
        let cohort_name = form.check()?;
        let mut write = self.write().await?;
        // Of two who confirm at once the second waits here and then finds the list confirmed.
        let claimed = import_draft::Entity::update_many()
            .col_expr(import_draft::Column::State, Expr::value(ImportState::Committed.code()))
            .filter(import_draft::Column::Id.eq(id.0))
            .filter(import_draft::Column::EmployerId.eq(self.role.organisation.0))
            .filter(import_draft::Column::State.eq(ImportState::Rows.code()))
            .exec(&*write)
            .await?;
        let draft = scope::draft_of(&*write, &self.role, id).await?;
        if claimed.rows_affected == 0 {
            return if draft.stage()? == ImportState::Committed { Ok(()) } else { Err(Error::Conflict) };
        }
        // Judged again: since the preview the day may have changed, or somebody announced one of these people.
        let reviewed = review_again(&write, &self.role, &draft, |_| Ok(())).await?;
        let found = counts(&reviewed);
        if found.problem > 0 || found.new == 0 {
            drop(write);
            return self.keep_verdicts(id).await;
        }
        let cohort = match cohort_name {
            Some(name) => Some(self.new_cohort(&write, &name).await?),
            None => None,
        };
        let new: Vec<&Reviewed> = reviewed.iter().filter(|row| row.verdict == RowVerdict::New).collect();
        let cases = new.iter().map(|row| self.new_case(row, cohort)).collect();
        let cases = Box::pin(case::open_many(&mut write, &self.inner.templates, cases)).await?;
        for (case, row) in cases.into_iter().zip(new) {
            self.note_rest(&write, case, row).await?;
            link_row(&write, &draft, row, case).await?;
        }
        self.close_draft(&write, &draft, cohort).await?;
        write.record(NewEvent {
            kind: "import.committed",
            actor: Some(self.role.account.0),
            organisation: Some(self.role.organisation.0),
            case: None,
            detail: json!({ "import": id, "cases": found.new }),
        });
        write.tell_organisation(self.role.organisation.0);
        write.commit().await
    }

    /// Stores verdicts that changed since the preview, so that the page shows why nothing was taken over.
    async fn keep_verdicts(&self, id: ImportId) -> Result<()> {
        let write = self.write().await?;
        let draft = scope::draft_of(&*write, &self.role, id).await?;
        if draft.stage()? == ImportState::Rows {
            review_again(&write, &self.role, &draft, |_| Ok(())).await?;
            write.commit().await?;
        }
        Err(Error::Conflict)
    }

    async fn new_cohort(&self, write: &Write<'_>, name: &str) -> Result<CohortId> {
        let id = write.new_id();
        cohort::ActiveModel {
            id: Set(id),
            employer_id: Set(self.role.organisation.0),
            name: Set(name.to_owned()),
            name_sort: Set(fold::sort_key(name, "")),
            visit_day: Set(None),
            created_at: Set(write.at()),
        }
        .insert(&**write)
        .await?;
        Ok(CohortId(id))
    }

    fn new_case(&self, row: &Reviewed, cohort: Option<CohortId>) -> NewCase {
        let parsed = &row.parsed;
        NewCase {
            person: NewPerson {
                family_name: parsed.family_name.clone().unwrap_or_default(),
                given_names: parsed.given_names.clone().unwrap_or_default(),
                birth_date: parsed.birth_date,
                nationality: parsed.nationality,
                email: parsed.email.clone(),
                phone: parsed.phone.clone(),
                // A nationality is no language; the person chooses when opening the invitation.
                language: Language::En,
            },
            employer: Some(self.role.organisation),
            cohort,
            facts: parsed.facts(),
            source: Source::Employer,
            by: Some(self.role.account.0),
        }
    }

    /// Keeps what no field of a case holds as a note that only this employer reads: nothing is dropped silently.
    async fn note_rest(&self, write: &Write<'_>, case: CaseId, row: &Reviewed) -> Result<()> {
        let parsed = &row.parsed;
        let occupation = parsed.occupation_text.as_ref().filter(|_| parsed.occupation.is_none());
        let rest = [
            (Field::Occupation, occupation),
            (Field::Address, parsed.address.as_ref()),
            (Field::Facility, parsed.facility.as_ref()),
            (Field::PersonnelNumber, parsed.personnel_number.as_ref()),
            (Field::Remark, parsed.remark.as_ref()),
        ];
        let mut text = String::new();
        for (field, value) in rest.into_iter().filter_map(|(field, value)| Some((field, value?))) {
            // Writing to a String cannot fail.
            let _written = writeln!(text, "{}: {value}", german_name(field));
        }
        if text.is_empty() {
            return Ok(());
        }
        note::ActiveModel {
            id: Set(write.new_id()),
            case_id: Set(case.0),
            organisation_id: Set(self.role.organisation.0),
            author_id: Set(self.role.account.0),
            text: Set(text.trim_end().to_owned()),
            written_at: Set(write.at()),
        }
        .insert(&**write)
        .await?;
        Ok(())
    }

    /// The list is taken over; its file is no longer needed, its rows only for undoing.
    async fn close_draft(
        &self,
        write: &Write<'_>,
        draft: &import_draft::Model,
        cohort: Option<CohortId>,
    ) -> Result<()> {
        import_draft::Entity::update_many()
            .col_expr(import_draft::Column::CohortId, Expr::value(cohort.map(|id| id.0)))
            .col_expr(import_draft::Column::CommittedAt, Expr::value(write.at()))
            .col_expr(import_draft::Column::DeleteAfter, Expr::value(write.at() + UNDO_LIFETIME))
            .col_expr(import_draft::Column::Original, Expr::value(None::<Vec<u8>>))
            .col_expr(import_draft::Column::Sheets, Expr::value(to_json(&[""; 0])?))
            .filter(import_draft::Column::Id.eq(draft.id))
            .exec(&**write)
            .await?;
        Ok(())
    }
}

/// Remembers which case a row became.
async fn link_row(write: &Write<'_>, draft: &import_draft::Model, row: &Reviewed, case: CaseId) -> Result<()> {
    import_row::Entity::update_many()
        .col_expr(import_row::Column::CaseId, Expr::value(case.0))
        .filter(import_row::Column::ImportId.eq(draft.id))
        .filter(import_row::Column::Number.eq(row.listed.number))
        .exec(&**write)
        .await?;
    Ok(())
}

/// What a value was, in the language of the office's files.
const fn german_name(field: Field) -> &'static str {
    match field {
        Field::Occupation => "Beruf",
        Field::Address => "Adresse",
        Field::Facility => "Einrichtung",
        Field::PersonnelNumber => "Personalnummer",
        _ => "Bemerkung",
    }
}
