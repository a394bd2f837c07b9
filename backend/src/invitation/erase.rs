//! Deletes what is stored about a person (Art. 17 GDPR). What remains says that somebody was announced
//! and does not come; events hold no personal data and stay.

use super::{mark_erased, revoke};
use crate::{
    Inner, account, case,
    error::Result,
    session, sheet,
    store::{
        NewEvent, Write,
        entity::{
            account as account_table, anchor_date, case_file, consultation, import_row, mail_link, note, notice,
            outbox, person, question, referral, search_form, step_record,
        },
    },
};
use domain::{
    case::CaseState,
    facts::{Anchor, Facts, Source},
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait, QueryFilter as _, QuerySelect as _,
    sea_query::Expr,
};
use serde_json::json;
use uuid::Uuid;

/// What stands where a name was.
pub(crate) const ERASED_NAME: &str = "gelöscht";

/// Deletes what is stored about a person and her household, ends her cases as withdrawn and closes her
/// account. Whoever saw the cases sees "not coming".
pub(crate) async fn erase(write: &mut Write<'_>, inner: &Inner, person: Uuid, by: Option<Uuid>) -> Result<()> {
    #[expect(clippy::disallowed_methods, reason = "the cases of the person who is erased")]
    let find = case_file::Entity::find().filter(case_file::Column::PersonId.eq(person));
    let ids = find.clone().select_only().column(case_file::Column::Id).into_tuple::<Uuid>().all(&**write).await?;
    // What somebody is writing about her is there before she is erased, and goes with the rest.
    case::hold(write, &ids).await?;
    let cases = find.all(&**write).await?;
    for case in &cases {
        forget_mails(write, case.id).await?;
        forget_words(write, case.id).await?;
        withdraw(write, case).await?;
        write.record(NewEvent {
            kind: "person.erased",
            actor: by,
            organisation: None,
            case: Some(case.id),
            detail: json!({}),
        });
    }
    forget_people(write, person).await?;
    close_account(write, person).await?;
    for case in &cases {
        let case = case::require(write, &inner.templates, case.id).await?;
        case::refresh(write, &case).await?;
    }
    Ok(())
}

/// Mails to the person, which name her address and hold links, and those links.
async fn forget_mails(write: &Write<'_>, case: Uuid) -> Result<()> {
    revoke(write, case).await?;
    sheet::forget(write, case).await?;
    #[expect(clippy::disallowed_methods, reason = "the links of a case that is erased")]
    let links = mail_link::Entity::find().filter(mail_link::Column::CaseId.eq(case)).all(&**write).await?;
    for link in links {
        outbox::Entity::delete_many()
            .filter(outbox::Column::Recipient.eq(link.email))
            .filter(outbox::Column::Template.eq("invitation"))
            .exec(&**write)
            .await?;
    }
    mark_erased(write, case).await
}

/// Everything that was written about the person in free words.
async fn forget_words(write: &Write<'_>, case: Uuid) -> Result<()> {
    search_form::Entity::delete_many().filter(search_form::Column::CaseId.eq(case)).exec(&**write).await?;
    note::Entity::delete_many().filter(note::Column::CaseId.eq(case)).exec(&**write).await?;
    question::Entity::delete_many().filter(question::Column::CaseId.eq(case)).exec(&**write).await?;
    import_row::Entity::delete_many().filter(import_row::Column::CaseId.eq(case)).exec(&**write).await?;
    step_record::Entity::update_many()
        .col_expr(step_record::Column::Remark, Expr::value(Option::<String>::None))
        .filter(step_record::Column::CaseId.eq(case))
        .exec(&**write)
        .await?;
    referral::Entity::update_many()
        .col_expr(referral::Column::Request, Expr::value(""))
        .col_expr(referral::Column::Reply, Expr::value(Option::<String>::None))
        .filter(referral::Column::CaseId.eq(case))
        .exec(&**write)
        .await?;
    consultation::Entity::update_many()
        .col_expr(consultation::Column::Remark, Expr::value(""))
        .col_expr(consultation::Column::CaseId, Expr::value(Option::<Uuid>::None))
        .filter(consultation::Column::CaseId.eq(case))
        .exec(&**write)
        .await?;
    notice::Entity::update_many()
        .col_expr(notice::Column::Facts, Expr::value("{}"))
        .filter(notice::Column::CaseId.eq(case))
        .exec(&**write)
        .await?;
    notice::Entity::update_many()
        .col_expr(notice::Column::SenderName, Expr::value(""))
        .col_expr(notice::Column::SenderEmail, Expr::value(""))
        .filter(notice::Column::CaseId.eq(case))
        .filter(notice::Column::Kind.eq(crate::notice::OWN_START))
        .exec(&**write)
        .await?;
    forget_start_links(write, case).await?;
    anchor_date::Entity::delete_many()
        .filter(anchor_date::Column::CaseId.eq(case))
        .filter(anchor_date::Column::Anchor.ne(Anchor::WorkStart.to_string()))
        .exec(&**write)
        .await?;
    Ok(())
}

/// The address in the link by which the person started alone.
async fn forget_start_links(write: &Write<'_>, case: Uuid) -> Result<()> {
    #[expect(clippy::disallowed_methods, reason = "the notices of a case that is erased")]
    let starts = notice::Entity::find()
        .filter(notice::Column::CaseId.eq(case))
        .filter(notice::Column::Kind.eq(crate::notice::OWN_START))
        .all(&**write)
        .await?;
    mail_link::Entity::delete_many()
        .filter(mail_link::Column::NoticeId.is_in(starts.into_iter().map(|row| row.id)))
        .exec(&**write)
        .await?;
    Ok(())
}

async fn withdraw(write: &Write<'_>, case: &case_file::Model) -> Result<()> {
    let source: Option<Source> = case.source.parse().ok();
    let facts = serde_json::to_string(&Facts { source, ..Facts::default() }).map_err(crate::Error::inconsistent)?;
    let mut update = case_file::Entity::update_many()
        .col_expr(case_file::Column::Facts, Expr::value(facts))
        .col_expr(case_file::Column::State, Expr::value(CaseState::Withdrawn.to_string()));
    if case.ended_at.is_none() {
        update = update.col_expr(case_file::Column::EndedAt, Expr::value(write.at()));
    }
    update.filter(case_file::Column::Id.eq(case.id)).exec(&**write).await?;
    Ok(())
}

/// The person and everybody of the household.
async fn forget_people(write: &mut Write<'_>, person: Uuid) -> Result<()> {
    #[expect(clippy::disallowed_methods, reason = "the person who is erased")]
    let Some(row) = person::Entity::find_by_id(person).one(&**write).await? else {
        return Err(crate::Error::NotFound);
    };
    let nothing = || Expr::value(Option::<String>::None);
    person::Entity::update_many()
        .col_expr(person::Column::FamilyName, Expr::value(ERASED_NAME))
        .col_expr(person::Column::GivenNames, Expr::value(""))
        .col_expr(person::Column::BirthDate, Expr::value(Option::<chrono::NaiveDate>::None))
        .col_expr(person::Column::Nationality, nothing())
        .col_expr(person::Column::Email, nothing())
        .col_expr(person::Column::Phone, nothing())
        .col_expr(person::Column::LastAddress, nothing())
        .filter(person::Column::HouseholdId.eq(row.household_id))
        .exec(&**write)
        .await?;
    write.tell_person(person);
    Ok(())
}

/// Closes the account that only was for the own way; one that also acts for an organisation stays.
pub(super) async fn close_account(write: &mut Write<'_>, person: Uuid) -> Result<()> {
    let Some(account) = account::find_of(&**write, person).await? else { return Ok(()) };
    let id = account.id;
    let acts_for_others = !session::valid_memberships(&**write, id, write.today()).await?.is_empty();
    session::end_all(write, id, None).await?;
    if !acts_for_others {
        outbox::Entity::delete_many().filter(outbox::Column::Recipient.eq(&account.email)).exec(&**write).await?;
        mail_link::Entity::delete_many().filter(mail_link::Column::AccountId.eq(id)).exec(&**write).await?;
    }
    let closed_at = (!acts_for_others).then(|| write.at());
    let mut row: account_table::ActiveModel = account.into();
    row.person_id = Set(None);
    if closed_at.is_some() {
        row.email = Set(String::new());
        // Unique, so that the address is free for a new account.
        row.email_key = Set(format!("erased {id}"));
        row.display_name = Set(ERASED_NAME.to_owned());
        row.password_hash = Set(None);
        row.closed_at = Set(closed_at);
    }
    row.update(&**write).await?;
    Ok(())
}
