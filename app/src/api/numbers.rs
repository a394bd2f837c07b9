//! The programme's numbers: a page and a workbook, built by the server from the same sections.

#[cfg(feature = "ssr")]
use crate::gate;
use crate::{
    AppError,
    packed::{Markup, Packed},
};
use leptos::prelude::*;

#[cfg(feature = "ssr")]
mod announced;
#[cfg(feature = "ssr")]
mod chart;
#[cfg(feature = "ssr")]
mod page;
#[cfg(feature = "ssr")]
mod section;
#[cfg(feature = "ssr")]
mod sheet;
#[cfg(feature = "ssr")]
mod speech;
#[cfg(feature = "ssr")]
mod talks;
#[cfg(feature = "ssr")]
mod times;

#[cfg(feature = "ssr")]
pub use sheet::sheets;

/// The numbers of the months asked for, the last twelve if none are.
#[server(prefix = "/api", endpoint = "numbers/show")]
pub async fn read_numbers(
    #[server(default)] from: String,
    #[server(default)] to: String,
) -> Result<Packed<Markup>, AppError> {
    let language = gate::language();
    gate::build::<backend::actor::Staff, _, _, _>(
        |staff| async move {
            let permit = staff.permit::<backend::actor::ReadNumbers>()?;
            staff.numbers(language, &backend::AskedMonths { from, to }, permit).await
        },
        |_, numbers| page::page(language, &gate::frame().city, &numbers),
    )
    .await
}
