//! Remarks that only their author's institution reads.

use super::scope::{account_names, both, tied};
use crate::{
    acting::Acting,
    actor::{Answer, Permit, Staff},
    case,
    error::Result,
    say,
    store::{NewEvent, entity::note},
};
use domain::{form, id::CaseId, language::Language, view::casework::NoteRow};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, ConnectionTrait, QueryOrder as _, QuerySelect as _,
};
use serde_json::json;
use uuid::Uuid;

/// Notes shown of one case; older ones stay stored.
const SHOWN: u64 = 50;

impl Acting<Staff> {
    /// Writes a note for the own institution.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for a case the own institution does not see,
    /// [`crate::Error::Invalid`] without a text.
    pub async fn write_note(&self, case: CaseId, form: &form::WriteNote, _permit: Permit<Answer>) -> Result<()> {
        let mut write = self.write().await?;
        case::hold(&write, &[case.0]).await?;
        self.own_case(&*write, case).await?;
        let text = form.check()?;
        let id = write.new_id();
        note::ActiveModel {
            id: Set(id),
            case_id: Set(case.0),
            organisation_id: Set(self.own()),
            author_id: Set(self.account()),
            text: Set(text),
            written_at: Set(write.at()),
        }
        .insert(&*write)
        .await?;
        write.record(NewEvent {
            kind: "note.written",
            actor: Some(self.account()),
            organisation: Some(self.own()),
            case: Some(case.0),
            detail: json!({ "note": id }),
        });
        write.commit().await
    }

    /// The own institution's notes about a case of its scope, the newest first.
    pub(super) async fn notes(
        &self,
        db: &impl ConnectionTrait,
        language: Language,
        case: Uuid,
    ) -> Result<Vec<NoteRow>> {
        let own = both(note::Column::CaseId.eq(case), note::Column::OrganisationId.eq(self.own()));
        let rows = tied::<note::Entity>(own)
            .order_by_desc(note::Column::WrittenAt)
            .order_by_desc(note::Column::Id)
            .limit(SHOWN)
            .all(db)
            .await?;
        let names = account_names(db, rows.iter().map(|row| row.author_id)).await?;
        let rows = rows.into_iter().map(|row| NoteRow {
            author: names.get(&row.author_id).cloned().unwrap_or_default(),
            at: say::instant(language, self.clock(), row.written_at),
            text: row.text,
        });
        Ok(rows.collect())
    }
}
