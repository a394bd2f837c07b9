//! The desk.

use crate::{AppError, packed::Packed};
#[cfg(feature = "ssr")]
use crate::{gate, i18n::Locale, language::locale_of, language::words};
use domain::view::desk::Desk;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The desk with its first sentence, which needs plurals and is therefore said on the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskPage {
    /// "Next Wednesday in 4 days, 25 November: 40 people arrive by then."
    pub headline: String,
    /// The desk.
    pub desk: Desk,
}

/// The desk of the own institution.
#[server(prefix = "/api", endpoint = "desk/show")]
pub async fn read_desk() -> Result<Packed<DeskPage>, AppError> {
    let language = gate::language();
    gate::read::<backend::actor::Staff, _, _, _>(|staff| async move {
        let desk = staff.desk(language).await?;
        Ok(DeskPage { headline: headline(locale_of(language), &desk), desk })
    })
    .await
}

#[cfg(feature = "ssr")]
fn headline(locale: Locale, desk: &Desk) -> String {
    let day = desk.wednesday.text.as_str();
    let when = match desk.days {
        0 => words!(locale, staff.wednesday_today, day = day),
        days => words!(locale, staff.wednesday_in, count = days, day = day),
    };
    let people = match desk.arriving {
        None => return when,
        Some(0) => words!(locale, staff.arriving_nobody).to_owned(),
        Some(people) => words!(locale, staff.arriving, count = people),
    };
    format!("{when}: {people}")
}
