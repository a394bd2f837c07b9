//! Somebody else used an invitation, or its owner cannot get in any more: the access ends, and she is invited anew.

use super::{erase::close_account, revoke};
use crate::{
    Inner, account,
    case::{self, CaseFile},
    error::{Error, Result},
    sheet,
    store::{
        NewEvent, Write,
        entity::{case_file, consent_grant, mail_link, person, plan_access},
    },
};
use chrono::{DateTime, Utc};
use domain::{facts::Word as _, form::ResetReason, view::account::OpeningWay};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait, QueryFilter as _, sea_query::Expr,
};
use serde_json::json;
use uuid::Uuid;

/// Ends every session and every link of whoever goes the way of a case, and lets its person be invited anew. Her
/// plan stays. If somebody else got in, what that person agreed to is void, and so is an address that led there.
///
/// # Errors
/// [`Error::Conflict`] if the plan is not open.
pub(crate) async fn reset(
    write: &mut Write<'_>,
    inner: &Inner,
    case: &CaseFile,
    reason: ResetReason,
    by: sheet::Maker,
) -> Result<()> {
    let id = case.row.id;
    let Some(opened_at) = case.row.opened_at else { return Err(Error::Conflict) };
    let account = account::find_of(&**write, case.person.id).await?.map(|account| account.id);
    let way = end_access(write, id, account, opened_at, reason, by.account).await?;
    if let Some(account) = account {
        mail_link::Entity::delete_many().filter(mail_link::Column::AccountId.eq(account)).exec(&**write).await?;
    }
    close_account(write, case.person.id).await?;
    revoke(write, id).await?;
    sheet::revoke(write, id).await?;
    let none = || Expr::value(Option::<DateTime<Utc>>::None);
    let mut update = case_file::Entity::update_many()
        .col_expr(case_file::Column::OpenedAt, none())
        .col_expr(case_file::Column::InvitedAt, none());
    if reason == ResetReason::SomebodyElse {
        update = update.col_expr(case_file::Column::AcceptedAt, none());
        take_back(write, case, opened_at, way).await?;
    }
    update.filter(case_file::Column::Id.eq(id)).exec(&**write).await?;
    write.record(NewEvent {
        kind: "access.reset",
        actor: Some(by.account),
        organisation: Some(by.organisation),
        case: Some(id),
        detail: json!({ "reason": reason.word() }),
    });
    case::settle(write, &inner.templates, id).await?;
    Ok(())
}

/// Ends the access that is noted, and says how it began.
async fn end_access(
    write: &Write<'_>,
    case: Uuid,
    account: Option<Uuid>,
    opened_at: DateTime<Utc>,
    reason: ResetReason,
    by: Uuid,
) -> Result<OpeningWay> {
    #[expect(clippy::disallowed_methods, reason = "the access of the case that is reset")]
    let open = plan_access::Entity::find()
        .filter(plan_access::Column::CaseId.eq(case))
        .filter(plan_access::Column::EndedAt.is_null())
        .one(&**write)
        .await?;
    let way = open.as_ref().and_then(|row| row.way.parse().ok()).unwrap_or(OpeningWay::Mail);
    let ended = plan_access::ActiveModel {
        ended_at: Set(Some(write.at())),
        ended_by: Set(Some(by)),
        reason: Set(Some(reason.word().to_owned())),
        ..Default::default()
    };
    match (open, account) {
        (Some(row), _) => {
            plan_access::ActiveModel { id: Set(row.id), ..ended }.update(&**write).await?;
        }
        (None, Some(account)) => {
            // Opened before openings were noted.
            let row = plan_access::ActiveModel {
                id: Set(write.new_id()),
                case_id: Set(case),
                account_id: Set(account),
                way: Set(way.word().to_owned()),
                opened_at: Set(opened_at),
                read_at: Set(None),
                ..ended
            };
            row.insert(&**write).await?;
        }
        (None, None) => {}
    }
    Ok(way)
}

/// What somebody else said in her name since then does not count.
async fn take_back(write: &Write<'_>, case: &CaseFile, since: DateTime<Utc>, way: OpeningWay) -> Result<()> {
    consent_grant::Entity::update_many()
        .col_expr(consent_grant::Column::RevokedAt, Expr::value(write.at()))
        .filter(consent_grant::Column::CaseId.eq(case.row.id))
        .filter(consent_grant::Column::GivenAt.gte(since))
        .filter(consent_grant::Column::RevokedAt.is_null())
        .exec(&**write)
        .await?;
    if way != OpeningWay::Sheet {
        person::Entity::update_many()
            .col_expr(person::Column::Email, Expr::value(Option::<String>::None))
            .filter(person::Column::Id.eq(case.person.id))
            .exec(&**write)
            .await?;
    }
    Ok(())
}
