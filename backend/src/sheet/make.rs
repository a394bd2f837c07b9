//! Making sheets: for one person or for many, shown once to whoever made them.

use super::{WhyLeftOut, code_of, hash_of, language_of, open::revoke, show::Shown};
use crate::{
    Inner,
    case::{self, CaseFile},
    error::{Error, Result},
    flash,
    invitation::open_state,
    session::Token,
    store::{
        NewEvent, Write,
        entity::{case_file, sheet},
    },
};
use chrono::TimeDelta;
use domain::{
    case::CaseState,
    form::{Problems, Rule},
    language::Language,
    view::hires::{InviteWays, PaperWay},
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, sea_query::Expr,
};
use serde_json::json;
use uuid::Uuid;

/// As long as mailed invitations.
const LIFETIME: TimeDelta = TimeDelta::days(30);

/// Who makes sheets.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Maker {
    pub(crate) account: Uuid,
    pub(crate) organisation: Uuid,
}

/// Makes a sheet for every case that can have one, in the language chosen or the person's own; earlier sheets of
/// these cases are void. Gives the secret by which the maker's browser sees them once.
///
/// # Errors
/// If none can be made: [`Error::Invalid`] at `birth_date` where that is what is missing, else [`Error::Conflict`].
pub(crate) async fn make(
    write: &mut Write<'_>,
    inner: &Inner,
    cases: &[CaseFile],
    language: Option<Language>,
    by: Maker,
) -> Result<String> {
    let token = Token::new();
    let mut shown = Shown::by(by);
    for case in cases {
        if let Some(why) = obstacle(case) {
            shown.left_out.push((case.row.id, why));
            continue;
        }
        revoke(write, case.row.id).await?;
        let language = language.unwrap_or_else(|| language_of(&case.person));
        sheet::ActiveModel {
            id: Set(write.new_id()),
            code_hash: Set(hash_of(&code_of(&token.secret, case.row.id))),
            case_id: Set(case.row.id),
            language: Set(language.tag().to_owned()),
            tries: Set(0),
            made_by: Set(by.account),
            organisation_id: Set(by.organisation),
            created_at: Set(write.at()),
            expires_at: Set(write.at() + LIFETIME),
            used_at: Set(None),
            revoked_at: Set(None),
        }
        .insert(&**write)
        .await?;
        note(write, inner, case, by).await?;
        shown.sheets.push(case.row.id);
    }
    if shown.sheets.is_empty() {
        let lacks_date = shown.left_out.iter().any(|(_, why)| *why == WhyLeftOut::NoBirthDate);
        return Err(if lacks_date { Problems::one("birth_date", Rule::NeededOnPaper).into() } else { Error::Conflict });
    }
    let body = serde_json::to_string(&shown).map_err(Error::inconsistent)?;
    flash::keep(write, token.hash, &body).await?;
    Ok(token.secret)
}

/// How the person of a case can be invited.
pub(crate) fn ways(case: &CaseFile, is_shared: bool) -> InviteWays {
    let paper = match obstacle(case) {
        None => PaperWay::Yes,
        Some(WhyLeftOut::NoBirthDate) => PaperWay::NoBirthDate,
        Some(WhyLeftOut::Opened | WhyLeftOut::Ended) => PaperWay::No,
    };
    InviteWays {
        mail: paper != PaperWay::No && case.person.email.is_some() && !is_shared,
        paper,
        is_shared,
        language: language_of(&case.person),
    }
}

/// Why no sheet can be made for a case.
fn obstacle(case: &CaseFile) -> Option<WhyLeftOut> {
    if case.row.opened_at.is_some() {
        Some(WhyLeftOut::Opened)
    } else if open_state(case).is_err() {
        Some(WhyLeftOut::Ended)
    } else if case.person.birth_date.is_none() {
        Some(WhyLeftOut::NoBirthDate)
    } else {
        None
    }
}

/// The case counts as invited.
async fn note(write: &mut Write<'_>, inner: &Inner, case: &CaseFile, by: Maker) -> Result<()> {
    let id = case.row.id;
    let state = open_state(case)?;
    let state = if state == CaseState::Announced { CaseState::Invited } else { state };
    case_file::Entity::update_many()
        .col_expr(case_file::Column::InvitedAt, Expr::value(write.at()))
        .col_expr(case_file::Column::State, Expr::value(state.to_string()))
        .filter(case_file::Column::Id.eq(id))
        .exec(&**write)
        .await?;
    write.record(NewEvent {
        kind: "case.sheet",
        actor: Some(by.account),
        organisation: Some(by.organisation),
        case: Some(id),
        detail: json!({}),
    });
    let case = case::require(write, &inner.templates, id).await?;
    case::refresh(write, &case).await?;
    Ok(())
}
