//! Announcements and own starts that come without an account. Nothing begins before the address they came
//! from is confirmed: no case exists, and nobody else is mailed.

mod admit;
mod confirm;
mod draft;
mod expire;
mod own_start;
mod similar;
#[cfg(test)]
mod tests;
mod words;

pub(crate) use confirm::{confirm, number};
pub use draft::Draft;
pub(crate) use own_start::begin;

use crate::{
    error::{Error, Result},
    store::{Write, entity::notice},
};
use domain::{form::Announcement, id::NoticeId};
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait, QueryFilter as _, sea_query::Expr};
use uuid::Uuid;

/// The kind of an employer's announcement.
pub(crate) const ANNOUNCEMENT: &str = "announcement";
/// The kind of a newcomer's own start.
pub(crate) const OWN_START: &str = "start";

/// How far a notice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoticeState {
    /// Its sender checks the answers.
    Draft,
    /// A link to confirm it is mailed.
    Sent,
    /// Its sender confirmed it; staff decide.
    Confirmed,
    /// A case exists.
    Admitted,
    /// Staff declined it.
    Declined,
}

impl NoticeState {
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Sent => "sent",
            Self::Confirmed => "confirmed",
            Self::Admitted => "admitted",
            Self::Declined => "declined",
        }
    }
}

/// The announcement a row holds.
fn announcement(row: &notice::Model) -> Result<Announcement> {
    serde_json::from_str(&row.facts).map_err(|_| Error::inconsistent(format!("facts of notice {}", row.id)))
}

/// A notice by its identifier, for whoever may see it: a mailed link, or staff with the capability.
async fn find(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<notice::Model>> {
    #[expect(clippy::disallowed_methods, reason = "named by a mailed link, or by staff who may admit")]
    let found = notice::Entity::find_by_id(id).one(db).await?;
    Ok(found)
}

/// Moves a notice on; of two who do it at once, one gets [`Error::Conflict`].
async fn advance(write: &Write<'_>, id: NoticeId, from: NoticeState, to: NoticeState) -> Result<()> {
    let moved = notice::Entity::update_many()
        .col_expr(notice::Column::State, Expr::value(to.code()))
        .filter(notice::Column::Id.eq(id.0))
        .filter(notice::Column::State.eq(from.code()))
        .exec(&**write)
        .await?;
    if moved.rows_affected == 1 { Ok(()) } else { Err(Error::Conflict) }
}
