//! A newcomer uses her invitation: account, person and case become one.

use super::{open_state, revoke};
use crate::{
    Inner, account, case,
    case::CaseFile,
    error::{Error, Result},
    sheet,
    store::{
        NewEvent, Write,
        entity::{account as account_table, case_file, mail_link, plan_access},
    },
};
use domain::{case::CaseState, facts::Word as _, language::Language, text::Email, view::account::OpeningWay};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait, QueryFilter as _, sea_query::Expr,
};
use serde_json::json;
use uuid::Uuid;

/// With what a newcomer signs in from now on.
#[derive(Clone, Copy, Debug)]
pub(crate) enum With<'a> {
    /// This address, which the invitation reached.
    Address(&'a Email),
    /// Nothing yet: she came by a sheet.
    Nothing,
}

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
    let email: Email = link.email.parse().map_err(|_| Error::inconsistent(format!("mail_link {}", link.id)))?;
    let language: Language = link.language.parse().unwrap_or_default();
    open_way(write, inner, &case, With::Address(&email), language, OpeningWay::Mail).await
}

/// Opens a person's way and gives the account that goes it. Every other invitation of hers is void.
///
/// # Errors
/// As [`accept`].
pub(crate) async fn open_way(
    write: &mut Write<'_>,
    inner: &Inner,
    case: &CaseFile,
    with: With<'_>,
    language: Language,
    way: OpeningWay,
) -> Result<account_table::Model> {
    let id = case.row.id;
    let state = open_state(case)?;
    if case.row.opened_at.is_some() {
        return Err(Error::Conflict);
    }
    let account = match with {
        With::Address(email) => account::of_person(write, &case.person, email, language).await?,
        With::Nothing => account::without_address(write, &case.person, language).await?,
    };
    revoke(write, id).await?;
    sheet::revoke(write, id).await?;
    case_file::Entity::update_many()
        .col_expr(case_file::Column::OpenedAt, Expr::value(write.at()))
        .col_expr(case_file::Column::State, Expr::value(opened(state, case.facts.known().already_here()).to_string()))
        .filter(case_file::Column::Id.eq(id))
        .exec(&**write)
        .await?;
    note_opening(write, id, account.id, way).await?;
    let case = case::require(write, &inner.templates, id).await?;
    case::refresh(write, &case).await?;
    Ok(account)
}

/// Notes when and how a plan was opened, for its owner and for staff.
pub(crate) async fn note_opening(write: &mut Write<'_>, case: Uuid, account: Uuid, way: OpeningWay) -> Result<()> {
    plan_access::ActiveModel {
        id: Set(write.new_id()),
        case_id: Set(case),
        account_id: Set(account),
        way: Set(way.word().to_owned()),
        opened_at: Set(write.at()),
        ended_at: Set(None),
        ended_by: Set(None),
        reason: Set(None),
        read_at: Set(None),
    }
    .insert(&**write)
    .await?;
    write.record(NewEvent {
        kind: "case.opened",
        actor: Some(account),
        organisation: None,
        case: Some(case),
        detail: json!({ "way": way.word() }),
    });
    Ok(())
}

/// The state of a case once its person is here to act: by where she lives, abroad unless told.
pub(crate) fn opened(state: CaseState, already_here: Option<bool>) -> CaseState {
    match (state, already_here) {
        (CaseState::Announced | CaseState::Invited, Some(true)) => CaseState::Onboarding,
        (CaseState::Announced | CaseState::Invited, _) => CaseState::ActiveAbroad,
        (other, _) => other,
    }
}
