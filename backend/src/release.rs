//! Releasing a journey template: what it would change over the open cases, and moving those accepted.
//!
//! A case keeps its template until somebody accepts the change; what is finished stays as it is.

mod compare;
#[cfg(test)]
mod tests;

pub use compare::CaseChange;

use crate::{
    Backend,
    case::{self, CaseFile, compile},
    error::{Error, Result},
    store::{
        NewEvent,
        entity::{case_file, journey_template},
    },
};
use domain::{id::CaseId, journey::Template};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, sea_query::Expr,
};
use serde_json::json;
use std::sync::Arc;
use uuid::Uuid;

/// Cases read or moved at once.
const BATCH: usize = 50;

/// What a template would change.
#[derive(Clone, Debug)]
pub struct ReleasePreview {
    /// The version of the template.
    pub version: String,
    /// Open cases that are on another version.
    pub open: usize,
    /// Those whose plan would change, by the number of the case.
    pub changes: Vec<CaseChange>,
}

impl Backend {
    /// What a template would change over the open cases, on this office day. Changes nothing.
    ///
    /// # Errors
    /// [`Error::Inconsistent`] names the first mistake of the template.
    pub async fn preview_release(&self, text: &str) -> Result<ReleasePreview> {
        let template = Arc::new(compile(text)?);
        let ids = self.open_on_other_versions(&template.version).await?;
        let mut changes = Vec::new();
        for chunk in ids.chunks(BATCH) {
            for file in case::load_many(self.0.store.read(), &self.0.templates, chunk).await? {
                changes.extend(self.change(&file, &template));
            }
        }
        changes.sort_by(|one, other| one.number.cmp(&other.number));
        Ok(ReleasePreview { version: template.version.clone(), open: ids.len(), changes })
    }

    fn change(&self, file: &CaseFile, template: &Arc<Template>) -> Option<CaseChange> {
        let moved = CaseFile { template: Arc::clone(template), ..file.clone() };
        compare::compare(file, &moved, self.0.clock.today())
    }

    async fn open_on_other_versions(&self, version: &str) -> Result<Vec<Uuid>> {
        #[expect(clippy::disallowed_methods, reason = "a release is about every case")]
        let find = case_file::Entity::find()
            .select_only()
            .column(case_file::Column::Id)
            .filter(case_file::Column::EndedAt.is_null())
            .filter(case_file::Column::TemplateVersion.ne(version))
            .order_by_asc(case_file::Column::Id);
        Ok(find.into_tuple().all(self.0.store.read()).await?)
    }

    /// Releases a template: new cases get it from now on, the others keep theirs. Says its version.
    ///
    /// # Errors
    /// [`Error::Inconsistent`] names the first mistake of the template; [`Error::Conflict`] if another
    /// template of this version is released: a released one is never changed.
    pub async fn release_template(&self, text: &str) -> Result<String> {
        let version = compile(text)?.version;
        #[expect(clippy::disallowed_methods, reason = "templates belong to everybody")]
        let released = journey_template::Entity::find_by_id(&version).one(self.0.store.read()).await?;
        match released {
            Some(row) if row.body == text => {}
            Some(_) => return Err(Error::Conflict),
            None => {
                let mut write = self.0.write().await?;
                let row = journey_template::ActiveModel {
                    version: Set(version.clone()),
                    body: Set(text.to_owned()),
                    released_at: Set(write.at()),
                };
                row.insert(&*write).await?;
                write.record(NewEvent {
                    kind: "template.released",
                    actor: None,
                    organisation: None,
                    case: None,
                    detail: json!({ "template": version }),
                });
                write.commit().await?;
            }
        }
        self.choose_template().await?;
        Ok(version)
    }

    /// Moves these cases to a released version; those that are there already stay. Says how many moved.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a version that is not released or a case that is not open;
    /// [`Error::Conflict`] if the version lacks a step that a case has finished. Cases are moved
    /// fifty at a time; those before the error stay moved.
    pub async fn accept_release(&self, version: &str, cases: &[CaseId]) -> Result<usize> {
        let released = self.0.templates.version(self.0.store.read(), version).await;
        let template = released.map_err(|error| match error {
            Error::Inconsistent(_) => Error::NotFound,
            other => other,
        })?;
        let ids: Vec<Uuid> = cases.iter().map(|case| case.0).collect();
        let mut moved = 0;
        for chunk in ids.chunks(BATCH) {
            moved += Box::pin(self.move_batch(&template, chunk)).await?;
        }
        Ok(moved)
    }

    async fn move_batch(&self, template: &Arc<Template>, ids: &[Uuid]) -> Result<usize> {
        let mut write = self.0.write().await?;
        case::hold(&write, ids).await?;
        let files = case::load_many(&*write, &self.0.templates, ids).await?;
        if files.len() < ids.len() || files.iter().any(|file| file.row.ended_at.is_some()) {
            return Err(Error::NotFound);
        }
        let mut moved = 0;
        for file in files.iter().filter(|file| file.row.template_version != template.version) {
            if self.change(file, template).is_some_and(|change| !change.lost.is_empty()) {
                return Err(Error::Conflict);
            }
            case_file::Entity::update_many()
                .col_expr(case_file::Column::TemplateVersion, Expr::value(template.version.clone()))
                .filter(case_file::Column::Id.eq(file.row.id))
                .exec(&*write)
                .await?;
            write.record(NewEvent {
                kind: "plan.replanned",
                actor: None,
                organisation: None,
                case: Some(file.row.id),
                detail: json!({ "from": file.row.template_version, "to": template.version }),
            });
            case::settle(&mut write, &self.0.templates, file.row.id).await?;
            moved += 1;
        }
        write.commit().await?;
        Ok(moved)
    }
}
