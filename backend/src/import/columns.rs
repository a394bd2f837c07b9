//! What the columns of a list mean: shown as guessed, confirmed, remembered.

use super::{
    draft::{FoundList, ListedRow, find_list, remembered, small, to_json},
    read::{self, Book, MOST_ROWS},
    review::{counts, review, write_rows},
    scope,
    upload::{remember_mapping, remembered_mapping},
};
use crate::{
    acting::Acting,
    actor::Employer,
    error::{Error, Result},
    store::entity::{import_draft, import_row},
};
use domain::{
    form::{ConfirmColumns, Problems, Rule},
    id::ImportId,
    import::{Mapping, Sheet, data_rows},
    view::import::{Columns, Counts, ImportState},
};
use sea_orm::{ColumnTrait as _, EntityTrait, QueryFilter as _, sea_query::Expr};
use std::collections::BTreeMap;

/// What the page of a draft's columns shows.
pub(super) fn columns_stage(draft: &import_draft::Model) -> Result<Columns> {
    let count = |number: i32| u32::try_from(number).map_err(|_| draft.broken("count"));
    Ok(Columns {
        sheets: draft.sheet_names()?,
        sheet: count(draft.sheet)?,
        header_row: count(draft.header_row)? + 1,
        columns: draft.header_columns()?,
        is_remembered: draft.is_remembered,
        row_count: count(draft.row_count)?,
    })
}

impl Acting<Employer> {
    /// Takes another sheet of the workbook. What was said about columns and rows before is gone.
    ///
    /// # Errors
    /// [`Error::Invalid`] at `sheet` if no list of people stands there, [`Error::NotFound`] for a foreign draft,
    /// [`Error::Conflict`] if it was confirmed meanwhile.
    pub async fn choose_import_sheet(&self, id: ImportId, sheet: &str) -> Result<()> {
        let place = sheet.parse().map_err(|_| Problems::one("sheet", Rule::NotOffered))?;
        let (draft, book) = self.open_draft(id).await?;
        let mut list = find_list("sheet", &book.sheets(), Some(place))?;
        check_size("sheet", &book, &list)?;
        let write = self.write().await?;
        let known = remembered_mapping(&write, &self.role, &list.fingerprint).await?;
        if let Some(mapping) = &known {
            remembered(&mut list.columns, mapping);
            list.mapping = mapping.clone();
        }
        import_row::Entity::delete_many().filter(import_row::Column::ImportId.eq(draft.id)).exec(&*write).await?;
        let updated = import_draft::Entity::update_many()
            .col_expr(import_draft::Column::Sheet, Expr::value(small(list.sheet as usize)))
            .col_expr(import_draft::Column::HeaderRow, Expr::value(small(list.header_row as usize)))
            .col_expr(import_draft::Column::Headers, Expr::value(to_json(&list.columns)?))
            .col_expr(import_draft::Column::Columns, Expr::value(to_json(&list.mapping)?))
            .col_expr(import_draft::Column::Fingerprint, Expr::value(list.fingerprint))
            .col_expr(import_draft::Column::IsRemembered, Expr::value(known.is_some()))
            .col_expr(import_draft::Column::CohortName, Expr::value(list.title))
            .col_expr(import_draft::Column::RowCount, Expr::value(small(list.row_count)))
            .col_expr(import_draft::Column::State, Expr::value(ImportState::Columns.code()))
            .col_expr(import_draft::Column::Tally, Expr::value(to_json(&Counts::default())?))
            .filter(import_draft::Column::Id.eq(draft.id))
            .filter(import_draft::Column::State.is_in(UNCONFIRMED))
            .exec(&*write)
            .await?;
        if updated.rows_affected == 0 {
            return Err(Error::Conflict);
        }
        write.commit().await
    }

    /// Takes over what the columns mean, remembers it for the next list with these headers, and judges every row.
    ///
    /// # Errors
    /// [`Error::Invalid`] at the column that has to be settled, [`Error::NotFound`] for a foreign draft,
    /// [`Error::Conflict`] if it was confirmed meanwhile.
    pub async fn confirm_import_columns(&self, id: ImportId, form: &ConfirmColumns) -> Result<()> {
        let mut mapping = form.check()?;
        let (draft, book) = self.open_draft(id).await?;
        let mut columns = draft.header_columns()?;
        mapping.0.retain(|place, _| columns.iter().any(|column| column.place == *place));
        let sheet = usize::try_from(draft.sheet).ok().and_then(|place| book.sheets.get(place));
        let sheet = sheet.ok_or_else(|| draft.broken("sheet"))?;
        let rows = listed(&sheet.sheet, &draft, &mapping)?;
        if rows.is_empty() {
            return Err(Problems::one("c0", Rule::NoRows).into());
        }
        if rows.len() > MOST_ROWS {
            return Err(Problems::one("c0", Rule::TooManyRows).into());
        }
        let known = scope::known_hires(self.read(), &self.role).await?;
        let reviewed = review(mapping.clone(), rows, known, self.today()).await?;
        for column in &mut columns {
            column.field = mapping.0.get(&column.place).copied();
        }
        let write = self.write().await?;
        let updated = import_draft::Entity::update_many()
            .col_expr(import_draft::Column::Headers, Expr::value(to_json(&columns)?))
            .col_expr(import_draft::Column::Columns, Expr::value(to_json(&mapping)?))
            .col_expr(import_draft::Column::RowCount, Expr::value(small(reviewed.len())))
            .col_expr(import_draft::Column::State, Expr::value(ImportState::Rows.code()))
            .col_expr(import_draft::Column::Tally, Expr::value(to_json(&counts(&reviewed))?))
            .filter(import_draft::Column::Id.eq(draft.id))
            .filter(import_draft::Column::State.is_in(UNCONFIRMED))
            .exec(&*write)
            .await?;
        if updated.rows_affected == 0 {
            return Err(Error::Conflict);
        }
        remember_mapping(&write, &self.role, &draft.fingerprint, &mapping).await?;
        write_rows(&write, draft.id, &reviewed).await?;
        write.commit().await
    }

    /// A draft that is not confirmed, with its file read again.
    async fn open_draft(&self, id: ImportId) -> Result<(import_draft::Model, Book)> {
        let mut draft = scope::draft_of(self.read(), &self.role, id).await?;
        if !UNCONFIRMED.contains(&draft.state.as_str()) {
            return Err(Error::Conflict);
        }
        let original = draft.original.take().ok_or_else(|| draft.broken("file"))?;
        let book = read::book("file", original).await?;
        Ok((draft, book))
    }
}

/// The states in which a list may still be changed.
pub(super) const UNCONFIRMED: [&str; 2] = [ImportState::Columns.code(), ImportState::Rows.code()];

fn check_size(field: &'static str, book: &Book, list: &FoundList) -> Result<()> {
    let is_cut = book.sheets.get(list.sheet as usize).is_some_and(|read| read.is_cut);
    if is_cut || list.row_count > MOST_ROWS {
        return Err(Problems::one(field, Rule::TooManyRows).into());
    }
    Ok(())
}

fn listed(sheet: &Sheet, draft: &import_draft::Model, mapping: &Mapping) -> Result<Vec<ListedRow>> {
    let header_row = u32::try_from(draft.header_row).map_err(|_| draft.broken("header row"))?;
    let rows = data_rows(&sheet.rows, header_row, mapping);
    Ok(rows
        .map(|(number, cells)| ListedRow { number, cells: cells.to_vec(), edits: BTreeMap::new(), is_skipped: false })
        .collect())
}
