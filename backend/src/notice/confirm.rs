//! A sender confirms an announcement by the mailed link. Who is a member of an employer already needs
//! nobody's admission: the case opens at once.

use super::{NoticeState, advance, announcement, find};
use crate::{
    Inner, account, case,
    error::{Error, Result},
    session,
    store::{
        NewEvent, Write,
        entity::{mail_link, note, notice},
    },
};
use domain::{
    facts::Source,
    fold,
    id::{CaseId, NoticeId, OrganisationId},
    occupation::Occupation,
    role::MembershipRole,
    text::Email,
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait, QueryFilter as _,
    sea_query::Expr,
};
use serde_json::json;
use uuid::Uuid;

/// Confirms the announcement a spent link belongs to.
///
/// # Errors
/// [`Error::Conflict`] if it expired or was confirmed before.
pub(crate) async fn confirm(write: &mut Write<'_>, inner: &Inner, link: &mail_link::Model) -> Result<()> {
    let row = match link.notice_id {
        Some(id) => find(&**write, id).await?.ok_or(Error::Conflict)?,
        None => return Err(Error::inconsistent(format!("mail_link {}", link.id))),
    };
    let id = NoticeId(row.id);
    advance(write, id, NoticeState::Sent, NoticeState::Confirmed).await?;
    notice::Entity::update_many()
        .col_expr(notice::Column::ConfirmedAt, Expr::value(write.at()))
        .filter(notice::Column::Id.eq(row.id))
        .exec(&**write)
        .await?;
    write.record(NewEvent {
        kind: "notice.confirmed",
        actor: None,
        organisation: None,
        case: None,
        detail: json!({ "notice": id }),
    });
    if let Some(office) = case::office(&**write).await? {
        write.tell_organisation(office);
    }
    if let Some((member, employer)) = employer_of(write, &row).await? {
        take_up(write, inner, &row, employer, member).await?;
    }
    Ok(())
}

/// The account and the employer a confirmed sender acts for: the only one, or the one of that name.
async fn employer_of(write: &Write<'_>, row: &notice::Model) -> Result<Option<(Uuid, OrganisationId)>> {
    let email: Email = row.sender_email.parse().map_err(|_| Error::inconsistent(format!("notice {}", row.id)))?;
    let Some(account) = account::find_account(&**write, &email).await? else { return Ok(None) };
    let mut employers: Vec<_> = session::valid_memberships(&**write, account.id, write.today())
        .await?
        .into_iter()
        .filter(|(membership, _)| membership.role.parse().is_ok_and(MembershipRole::is_employer))
        .map(|(_, organisation)| organisation)
        .collect();
    employers.dedup_by_key(|organisation| organisation.id);
    let employer = match employers.as_slice() {
        [only] => Some(only),
        several => {
            let name = fold::letters(&row.company);
            several.iter().find(|organisation| fold::letters(&organisation.name) == name)
        }
    };
    Ok(employer.map(|organisation| (account.id, OrganisationId(organisation.id))))
}

/// Opens the case of a confirmed announcement for an employer.
pub(super) async fn take_up(
    write: &mut Write<'_>,
    inner: &Inner,
    row: &notice::Model,
    employer: OrganisationId,
    by: Uuid,
) -> Result<CaseId> {
    let id = NoticeId(row.id);
    advance(write, id, NoticeState::Confirmed, NoticeState::Admitted).await?;
    let announcement = announcement(row)?;
    let new = case::NewCase {
        person: case::NewPerson {
            family_name: announcement.family_name.clone(),
            given_names: announcement.given_names.clone(),
            birth_date: None,
            nationality: Some(announcement.nationality),
            email: announcement.person_email.clone(),
            phone: None,
            // Nobody knows her language yet; she chooses when she opens her way.
            language: domain::language::Language::En,
        },
        employer: Some(employer),
        cohort: None,
        facts: announcement.facts(write.today()),
        source: Source::Employer,
        by: Some(by),
    };
    let case = case::open(write, &inner.templates, new).await?;
    if Occupation::find(&announcement.occupation).is_none() {
        keep_occupation(write, case, &announcement.occupation, by).await?;
    }
    notice::Entity::update_many()
        .col_expr(notice::Column::CaseId, Expr::value(case.0))
        .col_expr(notice::Column::EmployerId, Expr::value(employer.0))
        .col_expr(notice::Column::DecidedBy, Expr::value(by))
        .col_expr(notice::Column::DecidedAt, Expr::value(write.at()))
        .filter(notice::Column::Id.eq(row.id))
        .exec(&**write)
        .await?;
    write.record(NewEvent {
        kind: "notice.admitted",
        actor: Some(by),
        organisation: Some(employer.0),
        case: Some(case.0),
        detail: json!({ "notice": id }),
    });
    Ok(case)
}

/// An occupation the list does not know cannot be a fact; staff read it as a note.
async fn keep_occupation(write: &Write<'_>, case: CaseId, occupation: &str, by: Uuid) -> Result<()> {
    let Some(office) = case::office(&**write).await? else { return Ok(()) };
    note::ActiveModel {
        id: Set(write.new_id()),
        case_id: Set(case.0),
        organisation_id: Set(office),
        author_id: Set(by),
        text: Set(format!("Beruf laut Ankündigung: {occupation}")),
        written_at: Set(write.at()),
    }
    .insert(&**write)
    .await?;
    Ok(())
}

/// The number of the announcement that a link confirms.
pub(crate) async fn number(db: &impl ConnectionTrait, link: &mail_link::Model) -> Result<Option<String>> {
    let Some(id) = link.notice_id else { return Ok(None) };
    Ok(find(db, id).await?.map(|row| row.number))
}
