//! The outbox as the sender sees it: what is due, what was sent, what failed.

use crate::{Backend, error::Result, office::Mode, store::entity::outbox};
use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ColumnTrait as _, EntityTrait, ExprTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, sea_query::Expr,
};
use uuid::Uuid;

/// A mail to hand to the mail server.
#[derive(Clone, Debug)]
pub struct OutgoingMail {
    /// Its identifier; also its `Message-ID`, so that a mail sent twice can be recognised.
    pub id: Uuid,
    /// Who gets it.
    pub recipient: String,
    /// The subject.
    pub subject: String,
    /// The plain text.
    pub plain: String,
    /// The HTML text.
    pub html: String,
    /// How often sending was tried.
    pub tries: u32,
}

/// A mail as the demo's mailbox shows it.
#[derive(Clone, Debug)]
pub struct MailRow {
    /// Its identifier.
    pub id: Uuid,
    /// Who gets it.
    pub recipient: String,
    /// The subject.
    pub subject: String,
    /// The plain text.
    pub plain: String,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// The language it is in.
    pub language: String,
}

/// Tries before a mail is given up: with the waits below, a little over two days.
const TRIES: i32 = 48;

impl Backend {
    /// Mails that are due, the oldest first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn due_mails(&self, limit: u64) -> Result<Vec<OutgoingMail>> {
        #[expect(clippy::disallowed_methods, reason = "the sender sees every mail")]
        let rows = outbox::Entity::find()
            .filter(outbox::Column::SentAt.is_null())
            .filter(outbox::Column::GivenUpAt.is_null())
            .filter(outbox::Column::NextTryAt.lte(self.0.clock.now()))
            .order_by_asc(outbox::Column::NextTryAt)
            .limit(limit)
            .all(self.0.store.read())
            .await?;
        Ok(rows
            .into_iter()
            .map(|row| OutgoingMail {
                id: row.id,
                recipient: row.recipient,
                subject: row.subject,
                plain: row.plain,
                html: row.html,
                tries: u32::try_from(row.tries).unwrap_or_default(),
            })
            .collect())
    }

    /// Notes that the mail server took a mail. Its text, which holds a secret link, is forgotten;
    /// the demo keeps it for its mailbox.
    ///
    /// # Errors
    /// The database cannot be written.
    pub async fn mark_sent(&self, id: Uuid) -> Result<()> {
        let write = self.0.write().await?;
        let mut update = outbox::Entity::update_many().col_expr(outbox::Column::SentAt, Expr::value(write.at()));
        if self.0.office.mode == Mode::Service {
            update =
                update.col_expr(outbox::Column::Plain, Expr::value("")).col_expr(outbox::Column::Html, Expr::value(""));
        }
        update.filter(outbox::Column::Id.eq(id)).exec(&*write).await?;
        write.commit().await
    }

    /// Notes that the mail server refused a mail; the next try waits longer, up to an hour.
    ///
    /// # Errors
    /// The database cannot be written.
    pub async fn mark_failed(&self, id: Uuid, tries: u32, reason: &str) -> Result<()> {
        let write = self.0.write().await?;
        let wait = Ord::min(TimeDelta::seconds(15_i64 << Ord::min(tries, 8)), TimeDelta::hours(1));
        let reason: String = reason.chars().take(200).collect();
        let mut update = outbox::Entity::update_many()
            .col_expr(outbox::Column::Tries, Expr::col(outbox::Column::Tries).add(1))
            .col_expr(outbox::Column::NextTryAt, Expr::value(write.at() + wait))
            .col_expr(outbox::Column::LastError, Expr::value(reason));
        if i32::try_from(tries).is_ok_and(|tries| tries + 1 >= TRIES) {
            update = update.col_expr(outbox::Column::GivenUpAt, Expr::value(write.at()));
        }
        update.filter(outbox::Column::Id.eq(id)).exec(&*write).await?;
        write.commit().await
    }

    /// The newest mails, for the demo's mailbox; empty outside demo mode.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn mailbox(&self, limit: u64) -> Result<Vec<MailRow>> {
        if self.0.office.mode != Mode::Demo {
            return Ok(Vec::new());
        }
        #[expect(clippy::disallowed_methods, reason = "the demo's mailbox shows every mail")]
        let rows = outbox::Entity::find()
            .order_by_desc(outbox::Column::CreatedAt)
            .order_by_desc(outbox::Column::Id)
            .limit(limit)
            .all(self.0.store.read())
            .await?;
        Ok(rows
            .into_iter()
            .map(|row| MailRow {
                id: row.id,
                recipient: row.recipient,
                subject: row.subject,
                plain: row.plain,
                created_at: row.created_at,
                language: row.language,
            })
            .collect())
    }
}
