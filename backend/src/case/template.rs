//! Released journey templates, compiled once.

use crate::{
    Backend,
    error::{Error, Result},
    store::entity::journey_template,
};
use domain::{
    calendar::{Land, WorkingCalendar},
    journey::Template,
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ConnectionTrait, EntityTrait, QueryOrder as _, QuerySelect as _,
};
use std::{
    collections::BTreeMap,
    sync::{Arc, PoisonError, RwLock},
};

/// The template this program brings along.
const DEFAULT: &str = include_str!("../../content/journey/bochum-default.json");

/// Compiled templates by version.
#[derive(Debug)]
pub(crate) struct Templates {
    bundled: Arc<Template>,
    current: RwLock<String>,
    compiled: RwLock<BTreeMap<String, Arc<Template>>>,
    /// The working days plans are computed with.
    pub(crate) calendar: WorkingCalendar,
}

impl Templates {
    /// Compiles the template this program brings along.
    pub(crate) fn bundled(holidays: Land) -> Result<Self> {
        let bundled = Arc::new(compile(DEFAULT)?);
        let compiled = RwLock::new(BTreeMap::from([(bundled.version.clone(), Arc::clone(&bundled))]));
        let current = RwLock::new(bundled.version.clone());
        Ok(Self { bundled, current, compiled, calendar: WorkingCalendar::new(holidays) })
    }

    /// The version new cases get: the one released last.
    pub(crate) fn current(&self) -> String {
        self.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The bundled template itself.
    pub(crate) fn bundled_template(&self) -> Arc<Template> {
        Arc::clone(&self.bundled)
    }

    /// A released version.
    pub(crate) async fn version(&self, db: &impl ConnectionTrait, version: &str) -> Result<Arc<Template>> {
        let known = self.compiled.read().unwrap_or_else(PoisonError::into_inner).get(version).cloned();
        if let Some(template) = known {
            return Ok(template);
        }
        #[expect(clippy::disallowed_methods, reason = "templates belong to everybody")]
        let row = journey_template::Entity::find_by_id(version).one(db).await?;
        let row = row.ok_or_else(|| Error::inconsistent(format!("journey_template {version} is missing")))?;
        let template = Arc::new(compile(&row.body)?);
        self.compiled.write().unwrap_or_else(PoisonError::into_inner).insert(version.to_owned(), Arc::clone(&template));
        Ok(template)
    }
}

/// Reads a template; the error names its first mistake.
pub(crate) fn compile(text: &str) -> Result<Template> {
    let written =
        serde_json::from_str(text).map_err(|error| Error::inconsistent(format!("journey template: {error}")))?;
    Template::compile(written).map_err(|error| Error::inconsistent(format!("journey template: {error}")))
}

impl Backend {
    /// Stores the bundled template if its version is not released yet; a released one is never changed.
    pub(crate) async fn release_bundled_template(&self) -> Result<()> {
        let version = self.0.templates.bundled.version.clone();
        #[expect(clippy::disallowed_methods, reason = "templates belong to everybody")]
        let released = journey_template::Entity::find_by_id(&version).one(self.0.store.read()).await?;
        if released.is_some() {
            return self.choose_template().await;
        }
        let write = self.0.write().await?;
        journey_template::ActiveModel {
            version: Set(version),
            body: Set(DEFAULT.to_owned()),
            released_at: Set(write.at()),
        }
        .insert(&*write)
        .await?;
        write.commit().await?;
        self.choose_template().await
    }

    /// New cases get the template released last.
    pub(crate) async fn choose_template(&self) -> Result<()> {
        #[expect(clippy::disallowed_methods, reason = "templates belong to everybody")]
        let newest = journey_template::Entity::find()
            .select_only()
            .column(journey_template::Column::Version)
            .order_by_desc(journey_template::Column::ReleasedAt)
            .order_by_desc(journey_template::Column::Version)
            .limit(1)
            .into_tuple::<String>()
            .one(self.0.store.read())
            .await?;
        if let Some(version) = newest {
            *self.0.templates.current.write().unwrap_or_else(PoisonError::into_inner) = version;
        }
        Ok(())
    }
}
