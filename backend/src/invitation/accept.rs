//! A newcomer uses her invitation: account, person and case become one.

use super::{open_state, revoke};
use crate::{
    Inner, account, case,
    error::{Error, Result},
    store::{
        NewEvent, Write,
        entity::{account as account_table, case_file, mail_link},
    },
};
use domain::{case::CaseState, language::Language, text::Email};
use sea_orm::{ColumnTrait as _, EntityTrait, QueryFilter as _, sea_query::Expr};
use serde_json::json;

/// Opens the way an invitation leads to and gives the account that goes it. The link is spent already.
///
/// # Errors
/// [`Error::Conflict`] if the case is over, was opened before, or its address belongs to the account of
/// another person.
pub(crate) async fn accept(
    write: &mut Write<'_>,
    inner: &Inner,
    link: &mail_link::Model,
) -> Result<account_table::Model> {
    let id = link.case_id.ok_or_else(|| Error::inconsistent(format!("mail_link {}", link.id)))?;
    let case = case::require(write, &inner.templates, id).await?;
    let state = open_state(&case)?;
    if case.row.opened_at.is_some() {
        return Err(Error::Conflict);
    }
    let email: Email = link.email.parse().map_err(|_| Error::inconsistent(format!("mail_link {}", link.id)))?;
    let language: Language = link.language.parse().unwrap_or_default();
    let account = account::of_person(write, &case.person, &email, language).await?;
    revoke(write, id).await?;
    case_file::Entity::update_many()
        .col_expr(case_file::Column::OpenedAt, Expr::value(write.at()))
        .col_expr(case_file::Column::State, Expr::value(opened(state, case.facts.known().already_here()).to_string()))
        .filter(case_file::Column::Id.eq(id))
        .exec(&**write)
        .await?;
    write.record(NewEvent {
        kind: "case.opened",
        actor: Some(account.id),
        organisation: None,
        case: Some(id),
        detail: json!({}),
    });
    let case = case::require(write, &inner.templates, id).await?;
    case::refresh(write, &case).await?;
    Ok(account)
}

/// The state of a case once its person is here to act: by where she lives, abroad unless told.
pub(crate) fn opened(state: CaseState, already_here: Option<bool>) -> CaseState {
    match (state, already_here) {
        (CaseState::Announced | CaseState::Invited, Some(true)) => CaseState::Onboarding,
        (CaseState::Announced | CaseState::Invited, _) => CaseState::ActiveAbroad,
        (other, _) => other,
    }
}
