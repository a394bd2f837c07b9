//! What people cannot use, as they reported it: read and dealt with by the office.

#[cfg(feature = "ssr")]
use crate::gate::{self, Done};
use crate::{
    AppError,
    form::Said,
    packed::{Markup, Packed},
};
use domain::id::BarrierId;
use leptos::prelude::*;

/// Where the form that closes a report is sent.
pub const CLOSE_BARRIER: &str = "/api/barriers/close";

/// The reports nobody has dealt with yet.
#[server(prefix = "/api", endpoint = "barriers/list")]
pub async fn barriers() -> Result<Packed<Markup>, AppError> {
    gate::build::<backend::actor::Staff, _, _, _>(
        |staff| async move {
            let permit = staff.permit::<backend::actor::Accompany>()?;
            staff.barriers(gate::language(), permit).await
        },
        list::page,
    )
    .await
}

/// Closes a report.
#[server(prefix = "/api", endpoint = "barriers/close")]
pub async fn close_barrier(id: BarrierId) -> Result<Said, AppError> {
    gate::form_permitted::<backend::actor::Staff, backend::actor::Accompany, _, _>(
        "close-barrier",
        &(),
        |staff, permit| async move {
            staff.close_barrier(id, permit).await?;
            Ok(Done::stay(Said::Saved))
        },
    )
    .await
}

#[cfg(feature = "ssr")]
mod list;
