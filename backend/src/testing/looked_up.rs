//! Looks into a database around the use cases: what another process left there.

#![expect(clippy::disallowed_methods, reason = "a test looks at everything")]
#![expect(clippy::unwrap_used, reason = "a test without its database has to stop")]
#![expect(clippy::missing_panics_doc, reason = "they panic if the file cannot be read: the test cannot go on then")]

use crate::store::{
    Store,
    entity::{consultation, outbox, person},
};
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
