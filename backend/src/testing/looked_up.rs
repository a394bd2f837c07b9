//! Looks into a database around the use cases: what another process left there.

#![expect(clippy::disallowed_methods, reason = "a test looks at everything")]
#![expect(clippy::unwrap_used, reason = "a test without its database has to stop")]
#![expect(clippy::missing_panics_doc, reason = "they panic if the file cannot be read: the test cannot go on then")]

use crate::store::{
    Store,
    entity::{consultation, outbox, person, question},
};
use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QuerySelect as _};

async fn open(address: &str) -> Store {
    Store::open(address, None).await.unwrap()
}

/// Remarks of every conversation logged.
pub async fn remarks(address: &str) -> Vec<String> {
    let store = open(address).await;
    let all = consultation::Entity::find().select_only().column(consultation::Column::Remark);
    let remarks: Vec<Option<String>> = all.into_tuple().all(store.read()).await.unwrap();
    store.close().await.unwrap();
    remarks.into_iter().flatten().collect()
}

/// How many people's family names begin like this.
pub async fn family_names(address: &str, beginning: &str) -> u64 {
    let store = open(address).await;
    let named = person::Entity::find().filter(person::Column::FamilyName.starts_with(beginning));
    let count = named.count(store.read()).await.unwrap();
    store.close().await.unwrap();
    count
}

/// How many mails are not sent yet.
pub async fn waiting_mails(address: &str) -> u64 {
    let store = open(address).await;
    let count = outbox::Entity::find().filter(outbox::Column::SentAt.is_null()).count(store.read()).await.unwrap();
    store.close().await.unwrap();
    count
}

/// A question, its answer, and how many mails were written in the same moment as each of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Talk {
    /// By which it is answered.
    pub id: String,
    /// What was asked.
    pub question: String,
    /// Mails to whoever is to answer.
    pub question_mails: usize,
    /// What was answered, if it was.
    pub answer: Option<String>,
    /// Mails to whoever asked.
    pub answer_mails: usize,
}

/// Every question that begins like this. One change has one instant, so its mails are those of that instant.
pub async fn talks(address: &str, beginning: &str) -> Vec<Talk> {
    let store = open(address).await;
    let asked = question::Entity::find().filter(question::Column::Text.starts_with(beginning));
    let asked = asked.all(store.read()).await.unwrap();
    let mails = outbox::Entity::find().select_only().columns([outbox::Column::Template, outbox::Column::CreatedAt]);
    let mails: Vec<(String, DateTime<Utc>)> = mails.into_tuple().all(store.read()).await.unwrap();
    store.close().await.unwrap();
    let written =
        |template: &str, at| mails.iter().filter(|(of, created)| of == template && Some(*created) == at).count();
    let talk = |row: question::Model| Talk {
        id: row.id.to_string(),
        question: row.text,
        question_mails: written("asked", Some(row.asked_at)),
        answer: row.answer,
        answer_mails: written("answered", row.answered_at),
    };
    asked.into_iter().map(talk).collect()
}
