//! Invitations: a mailed link opens a newcomer's own way. The same link has everything that is stored
//! about her deleted (Art. 14 and 17 GDPR), without an account. Invitations on paper are in [`crate::sheet`].

mod accept;
mod erase;
mod renew;
mod reset;
mod shared;
#[cfg(test)]
mod tests;

pub(crate) use accept::{With, accept, note_opening, open_way, opened};
pub(crate) use erase::erase;
pub(crate) use renew::{look, mark_erased};
pub(crate) use reset::reset;
pub(crate) use shared::{is_shared, shared_addresses};

use crate::{
    Inner,
    account::{NewLink, create_link, purpose_code},
    case::{self, CaseFile},
    error::{Error, Result},
    mail,
    store::{
        NewEvent, Write,
        entity::{case_file, mail_link},
    },
};
use domain::{
    case::CaseState,
    form::{Problems, Rule},
    language::Language,
    text::Email,
    view::account::LinkPurpose,
};
use sea_orm::{ColumnTrait as _, EntityTrait, QueryFilter as _, sea_query::Expr};
use serde_json::json;
use uuid::Uuid;

/// Mails the person of a case a link to her own way, in her language; earlier links stop working.
/// Writes the case's summary, so the caller need not refresh it.
///
/// # Errors
/// [`Error::Invalid`] on `email` without an address, or with one that is not hers alone; [`Error::Conflict`] if
/// the case is over or the person opened her way already.
pub(crate) async fn invite(write: &mut Write<'_>, inner: &Inner, case: &CaseFile, by: Option<Uuid>) -> Result<()> {
    let Some(address) = &case.person.email else {
        return Err(Problems::one("email", Rule::Missing).into());
    };
    if let Some(employer) = case.row.employer_id {
        let shared = shared_addresses(&**write, employer, write.today()).await?;
        if is_shared(&shared, address) {
            return Err(Problems::one("email", Rule::Shared).into());
        }
    }
    invite_alone(write, inner, case, by).await
}

/// The same for an address that is known to be hers alone.
pub(crate) async fn invite_alone(
    write: &mut Write<'_>,
    inner: &Inner,
    case: &CaseFile,
    by: Option<Uuid>,
) -> Result<()> {
    let address = case.person.email.as_deref().unwrap_or_default();
    let email: Email = address.parse().map_err(|_| Error::inconsistent(format!("person {}", case.person.id)))?;
    revoke(write, case.row.id).await?;
    send(write, inner, case, &email, by).await
}

/// Takes back every link of a case that was not used yet.
pub(crate) async fn revoke(write: &Write<'_>, case: Uuid) -> Result<()> {
    mail_link::Entity::update_many()
        .col_expr(mail_link::Column::RevokedAt, Expr::value(write.at()))
        .filter(mail_link::Column::CaseId.eq(case))
        .filter(mail_link::Column::Purpose.eq(purpose_code(LinkPurpose::Invitation)))
        .filter(mail_link::Column::UsedAt.is_null())
        .filter(mail_link::Column::RevokedAt.is_null())
        .exec(&**write)
        .await?;
    Ok(())
}

/// Makes the link, mails it and notes it on the case.
async fn send(write: &mut Write<'_>, inner: &Inner, case: &CaseFile, email: &Email, by: Option<Uuid>) -> Result<()> {
    let id = case.row.id;
    let state = open_state(case)?;
    if case.row.opened_at.is_some() {
        return Err(Error::Conflict);
    }
    let language: Language = case.person.language.parse().unwrap_or_default();
    let link = NewLink { case: Some(id), ..NewLink::to(email, LinkPurpose::Invitation, language) };
    let secret = create_link(write, link).await?;
    mail::send_link(write, &inner.office, email, language, &mail::Template::Invitation, &secret).await?;
    let state = if state == CaseState::Announced { CaseState::Invited } else { state };
    case_file::Entity::update_many()
        .col_expr(case_file::Column::InvitedAt, Expr::value(write.at()))
        .col_expr(case_file::Column::State, Expr::value(state.to_string()))
        .filter(case_file::Column::Id.eq(id))
        .exec(&**write)
        .await?;
    write.record(NewEvent { kind: "case.invited", actor: by, organisation: None, case: Some(id), detail: json!({}) });
    let case = case::require(write, &inner.templates, id).await?;
    case::refresh(write, &case).await?;
    Ok(())
}

/// The state of a case that goes on.
pub(crate) fn open_state(case: &CaseFile) -> Result<CaseState> {
    let state: CaseState =
        case.row.state.parse().map_err(|_| Error::inconsistent(format!("state of case {}", case.row.id)))?;
    if state.is_open() && case.row.ended_at.is_none() { Ok(state) } else { Err(Error::Conflict) }
}
