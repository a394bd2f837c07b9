//! Uploading a list, the list of lists, throwing one away.

use super::{
    draft::{find_list, from_json, remembered, small, to_json},
    read::{self, MOST_ROWS},
    scope,
};
use crate::{
    Backend,
    acting::Acting,
    actor::Employer,
    error::{Error, Result},
    say,
    store::{
        Write,
        entity::{import_draft, import_mapping, import_row},
    },
};
use chrono::TimeDelta;
use domain::{
    form::{Problems, Rule},
    id::ImportId,
    import::Mapping,
    language::Language,
    text::tidy,
    view::import::{Counts, ImportList, ImportState, ImportSummary},
};
use sea_orm::{
    ActiveModelTrait as _,
    ActiveValue::Set,
    ColumnTrait as _, Condition, EntityTrait, QueryFilter as _, QueryOrder as _, QuerySelect as _,
    sea_query::{Expr, OnConflict},
};

/// The largest file that is read, in bytes.
pub const LARGEST_FILE: usize = 10 * 1024 * 1024;

/// How long a draft and its file are kept.
const DRAFT_LIFETIME: TimeDelta = TimeDelta::days(7);
/// How long an import can be undone.
pub(super) const UNDO_LIFETIME: TimeDelta = TimeDelta::days(14);
/// Lists shown.
const LISTED: u64 = 50;

/// What an employer sends: a file, or a table from the clipboard.
#[derive(Clone, Debug)]
pub struct Upload {
    field: &'static str,
    file_name: String,
    bytes: Vec<u8>,
}

impl Upload {
    /// A file by its name.
    #[must_use]
    pub fn file(name: &str, bytes: Vec<u8>) -> Self {
        let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
        Self { field: "file", file_name: tidy(name).chars().take(120).collect(), bytes }
    }

    /// A table as the clipboard holds it.
    #[must_use]
    pub fn table(text: String) -> Self {
        Self { field: "table", file_name: String::new(), bytes: text.into_bytes() }
    }
}

impl Acting<Employer> {
    /// Reads a list and keeps it as a draft for seven days. No case exists yet.
    ///
    /// # Errors
    /// [`Error::Invalid`] at `file` or `table` if it cannot be read, is too big, or holds no list of people.
    pub async fn upload_hires(&self, upload: Upload) -> Result<ImportId> {
        let Upload { field, file_name, bytes } = upload;
        if bytes.len() > LARGEST_FILE {
            return Err(Problems::one(field, Rule::FileTooBig).into());
        }
        let book = read::book(field, bytes.clone()).await?;
        let sheets = book.sheets();
        let mut list = find_list(field, &sheets, None)?;
        let is_cut = book.sheets.get(list.sheet as usize).is_some_and(|read| read.is_cut);
        if is_cut || list.row_count > MOST_ROWS {
            return Err(Problems::one(field, Rule::TooManyRows).into());
        }
        let write = self.write().await?;
        let known = remembered_mapping(&write, &self.role, &list.fingerprint).await?;
        if let Some(mapping) = &known {
            remembered(&mut list.columns, mapping);
            list.mapping = mapping.clone();
        }
        let id = write.new_id();
        let names: Vec<&str> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
        import_draft::ActiveModel {
            id: Set(id),
            employer_id: Set(self.role.organisation.0),
            account_id: Set(self.role.account.0),
            cohort_id: Set(None),
            file_name: Set(file_name),
            file_kind: Set(book.kind.code().to_owned()),
            original: Set(Some(bytes)),
            sheets: Set(to_json(&names)?),
            sheet: Set(small(list.sheet as usize)),
            header_row: Set(small(list.header_row as usize)),
            headers: Set(to_json(&list.columns)?),
            columns: Set(to_json(&list.mapping)?),
            fingerprint: Set(list.fingerprint),
            is_remembered: Set(known.is_some()),
            cohort_name: Set(list.title),
            state: Set(ImportState::Columns.to_string()),
            row_count: Set(small(list.row_count)),
            tally: Set(to_json(&Counts::default())?),
            created_at: Set(write.at()),
            delete_after: Set(write.at() + DRAFT_LIFETIME),
            committed_at: Set(None),
            undone_at: Set(None),
        }
        .insert(&*write)
        .await?;
        write.commit().await?;
        Ok(ImportId(id))
    }

    /// The own drafts and past imports, the newest first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn imports(&self, language: Language) -> Result<ImportList> {
        let rows = scope::drafts_of(&self.role)
            .select_only()
            .columns([
                import_draft::Column::Id,
                import_draft::Column::FileName,
                import_draft::Column::State,
                import_draft::Column::RowCount,
                import_draft::Column::CreatedAt,
                import_draft::Column::DeleteAfter,
                import_draft::Column::CommittedAt,
            ])
            .order_by_desc(import_draft::Column::CreatedAt)
            .order_by_desc(import_draft::Column::Id)
            .limit(LISTED)
            .into_partial_model::<ListedDraft>()
            .all(self.read())
            .await?;
        let mut list = ImportList::default();
        for row in rows {
            let summary = self.summary(language, row)?;
            match summary.state {
                ImportState::Columns | ImportState::Rows => list.drafts.push(summary),
                ImportState::Committed | ImportState::Undone => list.past.push(summary),
            }
        }
        Ok(list)
    }

    fn summary(&self, language: Language, row: ListedDraft) -> Result<ImportSummary> {
        let clock = &self.inner.clock;
        let broken = || Error::inconsistent(format!("import_draft {}", row.id));
        let state: ImportState = row.state.parse().map_err(|_| broken())?;
        let until = match state {
            ImportState::Columns | ImportState::Rows => Some(row.delete_after),
            ImportState::Committed => row.committed_at.map(|at| at + UNDO_LIFETIME).filter(|end| *end > clock.now()),
            ImportState::Undone => None,
        };
        Ok(ImportSummary {
            id: ImportId(row.id),
            file_name: row.file_name,
            state,
            at: say::instant(language, clock, row.committed_at.unwrap_or(row.created_at)),
            count: u32::try_from(row.row_count).map_err(|_| broken())?,
            until: until.map(|end| say::when(language, clock.day_of(end))),
        })
    }

    /// Throws a draft away, with its file and its rows.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a foreign one, [`Error::Conflict`] if it was confirmed meanwhile.
    pub async fn discard_import(&self, id: ImportId) -> Result<()> {
        let write = self.write().await?;
        let draft = scope::draft_of(&*write, &self.role, id).await?;
        if !matches!(draft.stage()?, ImportState::Columns | ImportState::Rows) {
            return Err(Error::Conflict);
        }
        delete(&write, &[draft.id]).await?;
        write.commit().await
    }
}

impl Backend {
    /// Deletes drafts after seven days, and what an import kept for undoing it after fourteen.
    ///
    /// # Errors
    /// The database cannot be written.
    pub async fn tidy_imports(&self) -> Result<()> {
        let write = self.0.write().await?;
        #[expect(clippy::disallowed_methods, reason = "what is due for deletion; returns identifiers only")]
        let due: Vec<(uuid::Uuid, String)> = import_draft::Entity::find()
            .select_only()
            .columns([import_draft::Column::Id, import_draft::Column::State])
            .filter(import_draft::Column::DeleteAfter.lte(write.at()))
            .filter(
                Condition::any()
                    .add(import_draft::Column::Original.is_not_null())
                    .add(import_draft::Column::Headers.ne("")),
            )
            .limit(200)
            .into_tuple()
            .all(&*write)
            .await?;
        let is_draft = |state: &str| matches!(state.parse(), Ok(ImportState::Columns | ImportState::Rows));
        let (drafts, past): (Vec<_>, Vec<_>) = due.into_iter().partition(|(_, state)| is_draft(state));
        delete(&write, &drafts.into_iter().map(|(id, _)| id).collect::<Vec<_>>()).await?;
        let past: Vec<uuid::Uuid> = past.into_iter().map(|(id, _)| id).collect();
        import_row::Entity::delete_many()
            .filter(import_row::Column::ImportId.is_in(past.clone()))
            .exec(&*write)
            .await?;
        import_draft::Entity::update_many()
            .col_expr(import_draft::Column::Original, Expr::value(None::<Vec<u8>>))
            .col_expr(import_draft::Column::Headers, Expr::value(""))
            .filter(import_draft::Column::Id.is_in(past))
            .exec(&*write)
            .await?;
        write.commit().await
    }
}

/// What a list of lists reads: not the file.
#[derive(Debug, sea_orm::DerivePartialModel)]
#[sea_orm(entity = "import_draft::Entity")]
struct ListedDraft {
    id: uuid::Uuid,
    file_name: String,
    state: String,
    row_count: i32,
    created_at: chrono::DateTime<chrono::Utc>,
    delete_after: chrono::DateTime<chrono::Utc>,
    committed_at: Option<chrono::DateTime<chrono::Utc>>,
}

async fn delete(write: &Write<'_>, drafts: &[uuid::Uuid]) -> Result<()> {
    import_row::Entity::delete_many()
        .filter(import_row::Column::ImportId.is_in(drafts.to_vec()))
        .exec(&**write)
        .await?;
    import_draft::Entity::delete_many().filter(import_draft::Column::Id.is_in(drafts.to_vec())).exec(&**write).await?;
    Ok(())
}

/// What this employer said the columns of such a list mean.
pub(super) async fn remembered_mapping(
    write: &Write<'_>,
    employer: &Employer,
    fingerprint: &str,
) -> Result<Option<Mapping>> {
    #[expect(clippy::disallowed_methods, reason = "the own mapping")]
    let row =
        import_mapping::Entity::find_by_id((employer.organisation.0, fingerprint.to_owned())).one(&**write).await?;
    Ok(row.and_then(|row| from_json(&row.columns)))
}

/// Remembers what the columns of such a list mean.
pub(super) async fn remember_mapping(
    write: &Write<'_>,
    employer: &Employer,
    fingerprint: &str,
    mapping: &Mapping,
) -> Result<()> {
    let row = import_mapping::ActiveModel {
        employer_id: Set(employer.organisation.0),
        fingerprint: Set(fingerprint.to_owned()),
        columns: Set(to_json(mapping)?),
        used_at: Set(write.at()),
    };
    import_mapping::Entity::insert(row)
        .on_conflict(
            OnConflict::columns([import_mapping::Column::EmployerId, import_mapping::Column::Fingerprint])
                .update_columns([import_mapping::Column::Columns, import_mapping::Column::UsedAt])
                .to_owned(),
        )
        .exec_without_returning(&**write)
        .await?;
    Ok(())
}
