//! Schema, references, outbox, templates and texts.

use super::Finding;
use crate::{
    Backend,
    error::Result,
    store::entity::{journey_template, outbox},
};
use chrono::TimeDelta;
use domain::language::Language;
use sea_orm::{
    ColumnTrait as _, ConnectionTrait as _, DbBackend, EntityTrait, QueryFilter as _, QuerySelect as _, Statement,
};

/// A mail that is due for longer than this waits for somebody to look at the mail server.
const LATE: TimeDelta = TimeDelta::hours(1);

pub(super) async fn check(backend: &Backend, findings: &mut Vec<Finding>) -> Result<()> {
    let store = &backend.0.store;
    let missing = store.pending_migrations().await?;
    if missing > 0 {
        findings.push(Finding::error(
            "schema",
            format!("{missing} steps of the schema are not applied"),
            "Stop the server and run `welcome-office migrate` with this version.",
        ));
    }
    references(backend, findings).await?;
    mails(backend, findings).await?;
    templates(backend, findings).await?;
    texts(backend, findings);
    Ok(())
}

/// Whether SQLite can read its own file; PostgreSQL has tools of its own for that.
pub(super) async fn file(backend: &Backend, findings: &mut Vec<Finding>) -> Result<()> {
    let store = &backend.0.store;
    if store.kind() != DbBackend::Sqlite {
        return Ok(());
    }
    // Names tables and indexes, never what is in them.
    let question = Statement::from_string(DbBackend::Sqlite, "PRAGMA integrity_check(20)");
    let told: Vec<String> = match store.read().query_all_raw(question).await {
        Ok(rows) => rows.iter().map(|row| row.try_get_by_index(0)).collect::<std::result::Result<_, _>>()?,
        // So damaged that it cannot even be looked through.
        Err(error) => vec![format!("{:?}", crate::Error::from(error))],
    };
    let wrong = told.into_iter().filter(|told| told != "ok");
    findings.extend(wrong.map(|told| Finding::error("file", told, "The file is damaged: restore the last good copy.")));
    Ok(())
}

/// PostgreSQL never lets a reference break; SQLite does if a connection forgot to ask for it.
async fn references(backend: &Backend, findings: &mut Vec<Finding>) -> Result<()> {
    let store = &backend.0.store;
    if store.kind() != DbBackend::Sqlite {
        return Ok(());
    }
    let question = Statement::from_string(DbBackend::Sqlite, "PRAGMA foreign_key_check");
    for row in store.read().query_all_raw(question).await? {
        let table: String = row.try_get_by_index(0)?;
        let target: String = row.try_get_by_index(2)?;
        findings.push(Finding::error(
            "references",
            format!("a row of {table} points at a row of {target} that is not there"),
            "Restore the last good copy, or report it with the tables named.",
        ));
    }
    Ok(())
}

async fn mails(backend: &Backend, findings: &mut Vec<Finding>) -> Result<()> {
    const SERVER: &str = "Check mail.host and the log; mails go out by themselves once the server takes them.";
    let db = backend.0.store.read();
    #[expect(clippy::disallowed_methods, reason = "counts mails, reads none")]
    let given_up = outbox::Entity::find()
        .select_only()
        .column(outbox::Column::Id)
        .filter(outbox::Column::GivenUpAt.is_not_null())
        .filter(outbox::Column::SentAt.is_null())
        .limit(1000)
        .into_tuple::<uuid::Uuid>()
        .all(db)
        .await?;
    if !given_up.is_empty() {
        findings.push(Finding::warning("outbox", format!("{} mails were given up", given_up.len()), SERVER));
    }
    #[expect(clippy::disallowed_methods, reason = "counts mails, reads none")]
    let late = outbox::Entity::find()
        .select_only()
        .column(outbox::Column::Id)
        .filter(outbox::Column::SentAt.is_null())
        .filter(outbox::Column::GivenUpAt.is_null())
        .filter(outbox::Column::NextTryAt.lt(backend.0.clock.now() - LATE))
        .limit(1000)
        .into_tuple::<uuid::Uuid>()
        .all(db)
        .await?;
    if !late.is_empty() {
        findings.push(Finding::warning("outbox", format!("{} mails wait for more than an hour", late.len()), SERVER));
    }
    Ok(())
}

async fn templates(backend: &Backend, findings: &mut Vec<Finding>) -> Result<()> {
    let db = backend.0.store.read();
    #[expect(clippy::disallowed_methods, reason = "templates belong to everybody")]
    let released = journey_template::Entity::find()
        .select_only()
        .column(journey_template::Column::Version)
        .into_tuple::<String>()
        .all(db)
        .await?;
    for version in released {
        match backend.0.templates.version(db, &version).await {
            Ok(template) if template.unparsed() > 0 => findings.push(Finding::note(
                "template",
                format!("{} rules of template {version} are still text without a date", template.unparsed()),
                "Nothing to do: they are shown as text until the law engine reads them.",
            )),
            Ok(_) => {}
            Err(error) => findings.push(Finding::error(
                "template",
                format!("template {version}: {error}"),
                "A released template was changed by hand: restore its row.",
            )),
        }
    }
    Ok(())
}

fn texts(backend: &Backend, findings: &mut Vec<Finding>) {
    let template = backend.0.templates.bundled_template();
    for language in Language::ALL {
        let mut missing = 0;
        let mut unchecked = 0;
        for step in template.steps() {
            match backend.0.texts.own(language, step.key) {
                None => missing += 1,
                Some(text) if language != Language::De && text.reviewed_by.is_none() => unchecked += 1,
                Some(_) => {}
            }
        }
        if missing > 0 {
            findings.push(Finding::error(
                "texts",
                format!("{missing} steps have no text in {language}"),
                "They are shown in German: add them to backend/content/steps.",
            ));
        }
        if unchecked > 0 {
            findings.push(Finding::note(
                "texts",
                format!("{unchecked} steps in {language} were not checked by a native speaker"),
                "Pages say so; have them checked before people rely on them.",
            ));
        }
    }
}
