//! What an office keeps after many changes, counted around the use cases.

#![expect(clippy::disallowed_methods, reason = "a test looks at everything")]
#![expect(clippy::expect_used, reason = "a test without its database has to stop")]
#![expect(clippy::missing_panics_doc, reason = "they panic if the database cannot be read: the test cannot go on then")]

use super::TestOffice;
use crate::store::entity::{domain_event, outbox, question};
use domain::id::QuestionId;
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QuerySelect as _};
use uuid::Uuid;

impl TestOffice {
    /// The questions nobody has answered yet.
    pub async fn open_questions(&self) -> Vec<QuestionId> {
        let open = question::Entity::find().filter(question::Column::AnsweredAt.is_null());
        let ids = open.select_only().column(question::Column::Id).into_tuple::<Uuid>();
        let ids = ids.all(self.backend.0.store.read()).await.expect("a readable table");
        ids.into_iter().map(QuestionId).collect()
    }

    /// How many events of this kind there are.
    pub async fn events(&self, kind: &str) -> u64 {
        let of_kind = domain_event::Entity::find().filter(domain_event::Column::Kind.eq(kind));
        of_kind.count(self.backend.0.store.read()).await.expect("a readable table")
    }

    /// How many mails were written.
    pub async fn mails(&self) -> u64 {
        outbox::Entity::find().count(self.backend.0.store.read()).await.expect("a readable table")
    }
}
