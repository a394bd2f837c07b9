//! Reads many rows and keeps few.

use crate::error::Result;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter as _, QueryOrder as _, QuerySelect as _, Select, TryGetable,
};
use uuid::Uuid;

/// Rows read at once.
const PAGE: u64 = 1_000;

/// Gives every row of a selection to `take`, a page at a time. The selection's columns are `key`, by which it goes
/// on, and two more.
pub(super) async fn each<E, A, B>(
    db: &impl ConnectionTrait,
    select: Select<E>,
    key: impl ColumnTrait,
    mut take: impl FnMut(A, B) -> Result<()>,
) -> Result<()>
where
    E: EntityTrait,
    A: TryGetable + Send,
    B: TryGetable + Send,
{
    let mut last = Uuid::nil();
    loop {
        let page = select.clone().filter(key.gt(last)).order_by_asc(key).limit(PAGE);
        let rows: Vec<(Uuid, A, B)> = page.into_tuple().all(db).await?;
        let Some((end, ..)) = rows.last() else { return Ok(()) };
        last = *end;
        for (_, one, other) in rows {
            take(one, other)?;
        }
    }
}
