//! Mending rows: by typing, by taking what was suggested, by leaving a row out.

use super::{columns::UNCONFIRMED, draft::ListedRow, review::review_again, rows::typed_text, scope};
use crate::{
    acting::Acting,
    actor::Employer,
    error::{Error, Result},
};
use domain::{
    form::{ActOnRow, EditImportRow, RowAct},
    id::ImportId,
    import::{Defaults, Field, Mapping, parse_row},
    text::tidy,
    view::import::ImportState,
};
use std::collections::BTreeMap;

impl Acting<Employer> {
    /// Takes over the texts of a row; what is as in the file is no edit. The whole list is judged again.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a foreign draft or a row it does not have, [`Error::Conflict`] if it was confirmed.
    pub async fn edit_import_row(&self, id: ImportId, number: u32, form: &EditImportRow) -> Result<()> {
        let texts = form.texts();
        self.change_row(id, number, |mapping, row| {
            for (field, text) in &texts {
                let Some(column) = mapping.column(*field) else { continue };
                let original = row.cells.get(column as usize).map(|cell| typed_text(*field, cell)).unwrap_or_default();
                if tidy(text) == tidy(&original) {
                    row.edits.remove(field);
                } else {
                    row.edits.insert(*field, tidy(text));
                }
            }
        })
        .await
    }

    /// Leaves a row out, takes it in again, or writes into it what it probably should be.
    ///
    /// # Errors
    /// As [`Self::edit_import_row`].
    pub async fn act_on_import_row(&self, id: ImportId, form: &ActOnRow) -> Result<()> {
        let (number, act) = form.check()?;
        let today = self.today();
        self.change_row(id, number, |mapping, row| match act {
            RowAct::Skip => row.is_skipped = true,
            RowAct::Keep => row.is_skipped = false,
            RowAct::Mend => {
                let defaults = Defaults { today, values: BTreeMap::new() };
                let parsed = parse_row(mapping, row.number, &row.cells, &row.edits, &defaults);
                let mended: Vec<(Field, String)> = parsed
                    .problems
                    .into_iter()
                    .filter_map(|problem| Some((problem.field, problem.suggestion?)))
                    .collect();
                row.edits.extend(mended);
            }
        })
        .await
    }

    async fn change_row(
        &self,
        id: ImportId,
        number: u32,
        change: impl FnOnce(&Mapping, &mut ListedRow) + Send,
    ) -> Result<()> {
        let write = self.write().await?;
        let draft = scope::draft_of(&*write, &self.role, id).await?;
        if !UNCONFIRMED.contains(&draft.state.as_str()) || draft.stage()? != ImportState::Rows {
            return Err(Error::Conflict);
        }
        let mapping = draft.mapping()?;
        review_again(&write, &self.role, &draft, |rows| {
            let row = rows.iter_mut().find(|row| row.number == number).ok_or(Error::NotFound)?;
            change(&mapping, row);
            Ok(())
        })
        .await?;
        write.commit().await
    }
}
