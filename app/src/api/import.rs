//! The bulk import. Files come in by a plain route of the server.

#[cfg(feature = "ssr")]
use crate::gate::{self, Done};
use crate::{AppError, form::Said, packed::Packed};
use domain::{
    form,
    id::ImportId,
    view::import::{Import, ImportList, WantedRows},
};
use leptos::prelude::*;

/// Where files are sent.
pub const UPLOAD: &str = "/uploads/hires";

/// The own drafts and past imports.
#[server(prefix = "/api", endpoint = "import/list")]
pub async fn imports() -> Result<Packed<ImportList>, AppError> {
    gate::read::<backend::actor::Employer, _, _, _>(|employer| async move { employer.imports(gate::language()).await })
        .await
}

/// One uploaded list, as far as it is.
#[server(prefix = "/api", endpoint = "import/look")]
pub async fn look_at_import(
    import: ImportId,
    #[server(default)] wanted: WantedRows,
) -> Result<Packed<Import>, AppError> {
    gate::read::<backend::actor::Employer, _, _, _>(|employer| async move {
        let language = gate::language();
        let import = employer.import(import, &wanted, language).await?;
        Ok(crate::pages::employer::import::tell(crate::language::locale_of(language), import))
    })
    .await
}

/// Reads another sheet of the workbook.
#[server(prefix = "/api", endpoint = "import/sheet")]
pub async fn choose_sheet(import: ImportId, form: form::ChooseSheet) -> Result<Said, AppError> {
    gate::form::<backend::actor::Employer, _, _>("sheet", &form, |employer| {
        let form = form.clone();
        async move {
            employer.choose_import_sheet(import, &form.sheet).await?;
            Ok(Done::go(&format!("hires/import/{import}"), Said::Nothing))
        }
    })
    .await
}

/// Takes over what the columns mean.
#[server(prefix = "/api", endpoint = "import/columns")]
pub async fn confirm_columns(import: ImportId, form: form::ConfirmColumns) -> Result<Said, AppError> {
    gate::form::<backend::actor::Employer, _, _>("columns", &form, |employer| {
        let form = form.clone();
        async move {
            employer.confirm_import_columns(import, &form).await?;
            Ok(Done::go(&format!("hires/import/{import}"), Said::Nothing))
        }
    })
    .await
}

/// Leaves a row out, takes it in again or mends it.
#[server(prefix = "/api", endpoint = "import/act-on-row")]
pub async fn act_on_row(import: ImportId, #[server(default)] form: form::ActOnRow) -> Result<Said, AppError> {
    gate::form::<backend::actor::Employer, _, _>("rows", &form, |employer| {
        let form = form.clone();
        async move {
            employer.act_on_import_row(import, &form).await?;
            Ok(Done::stay(Said::Nothing))
        }
    })
    .await
}

/// Takes over the texts of a row; then back to the rows around it.
#[server(prefix = "/api", endpoint = "import/edit-row")]
pub async fn edit_row(
    import: ImportId,
    number: u32,
    #[server(default)] around: WantedRows,
    form: form::EditImportRow,
) -> Result<Said, AppError> {
    gate::form::<backend::actor::Employer, _, _>("edit", &form, |employer| {
        let form = form.clone();
        async move {
            employer.edit_import_row(import, number, &form).await?;
            Ok(Done::go(&format!("hires/import/{import}{}", around.without_edit().query()), Said::Saved))
        }
    })
    .await
}

/// Opens the cases of a list.
#[server(prefix = "/api", endpoint = "import/confirm")]
pub async fn confirm_import(import: ImportId, #[server(default)] form: form::ConfirmImport) -> Result<Said, AppError> {
    gate::form::<backend::actor::Employer, _, _>("confirm", &form, |employer| {
        let form = form.clone();
        async move {
            employer.confirm_import(import, &form).await?;
            Ok(Done::go(&format!("hires/import/{import}"), Said::Imported))
        }
    })
    .await
}

/// Takes an import back.
#[server(prefix = "/api", endpoint = "import/undo")]
pub async fn undo_import(import: ImportId) -> Result<Said, AppError> {
    gate::form::<backend::actor::Employer, _, _>("undo", &(), |employer| async move {
        employer.undo_import(import).await?;
        Ok(Done::go(&format!("hires/import/{import}"), Said::Undone))
    })
    .await
}

/// Throws a draft away.
#[server(prefix = "/api", endpoint = "import/discard")]
pub async fn discard_import(import: ImportId) -> Result<Said, AppError> {
    gate::form::<backend::actor::Employer, _, _>("discard", &(), |employer| async move {
        employer.discard_import(import).await?;
        Ok(Done::go("hires/import", Said::Discarded))
    })
    .await
}
