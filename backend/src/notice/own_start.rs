//! A newcomer starts alone: the mailed link opens account, case and plan at once.

use super::{NoticeState, OWN_START, advance, expire, find};
use crate::{
    Inner,
    account::{self, Device, NewLink, create_link},
    acting::Acting,
    actor::Public,
    case,
    error::{Error, Result},
    invitation, mail,
    store::{
        Write,
        entity::{account as account_table, case_file, mail_link, notice},
    },
    throttle::Attempt,
};
use domain::{
    case::CaseState,
    facts::Source,
    form::{OwnStart, StartAlone},
    id::{CaseId, NoticeId},
    language::Language,
    view::account::{LinkPurpose, OpeningWay},
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait, QueryFilter as _, sea_query::Expr,
};

impl Acting<Public> {
    /// Notes an own start and mails the link that confirms it. The answer and the mail are the same
    /// whether the address is known or not.
    ///
    /// # Errors
    /// [`Error::Invalid`] if fields cannot be used; [`Error::Slow`] after too many mails.
    pub async fn start_alone(&self, form: &StartAlone, language: Language, device: &Device) -> Result<()> {
        let start = form.check(self.today())?;
        let now = self.inner.clock.now();
        self.inner.throttle.count(Attempt::Network(device.network.clone()), now)?;
        self.inner.throttle.count(Attempt::Mail(start.email.key(), device.network.clone()), now)?;
        let mut write = self.write().await?;
        expire::forget_expired(&write).await?;
        let id = write.new_id();
        notice::ActiveModel {
            id: Set(id),
            number: Set(id.to_string()),
            kind: Set(OWN_START.to_owned()),
            state: Set(NoticeState::Sent.code().to_owned()),
            language: Set(language.tag().to_owned()),
            company: Set(String::new()),
            sender_name: Set(format!("{} {}", start.given_names, start.family_name)),
            sender_email: Set(start.email.to_string()),
            facts: Set(serde_json::to_string(&start).map_err(Error::inconsistent)?),
            case_id: Set(None),
            employer_id: Set(None),
            sent_at: Set(write.at()),
            confirmed_at: Set(None),
            token_hash: Set(Vec::new()),
            decided_by: Set(None),
            decided_at: Set(None),
            reason: Set(None),
        }
        .insert(&*write)
        .await?;
        let link = NewLink { notice: Some(id), ..NewLink::to(&start.email, LinkPurpose::Start, language) };
        let secret = create_link(&mut write, link).await?;
        let template = mail::Template::StartConfirm;
        mail::send_link(&mut write, &self.inner.office, &start.email, language, &template, &secret).await?;
        write.commit().await
    }
}

/// Begins the way of whoever confirmed by a spent link. Who has one already goes on with it.
///
/// # Errors
/// [`Error::Conflict`] if the start expired.
pub(crate) async fn begin(
    write: &mut Write<'_>,
    inner: &Inner,
    link: &mail_link::Model,
) -> Result<account_table::Model> {
    let row = match link.notice_id {
        Some(id) => find(&**write, id).await?.ok_or(Error::Conflict)?,
        None => return Err(Error::inconsistent(format!("mail_link {}", link.id))),
    };
    advance(write, NoticeId(row.id), NoticeState::Sent, NoticeState::Admitted).await?;
    let start: OwnStart =
        serde_json::from_str(&row.facts).map_err(|_| Error::inconsistent(format!("facts of notice {}", row.id)))?;
    let known = account::find_account(&**write, &start.email).await?;
    if let Some(account) = known.filter(|account| account.person_id.is_some()) {
        // What was typed is not needed: her own case knows more.
        notice::Entity::delete_by_id(row.id).exec(&**write).await?;
        let mut own: account_table::ActiveModel = account.into();
        own.last_membership_id = Set(None);
        return Ok(own.update(&**write).await?);
    }
    let language: Language = row.language.parse().unwrap_or_default();
    let case = open_own(write, inner, &start, language).await?;
    let loaded = case::require(write, &inner.templates, case.0).await?;
    let account = account::of_person(write, &loaded.person, &start.email, language).await?;
    notice::Entity::update_many()
        .col_expr(notice::Column::CaseId, Expr::value(case.0))
        .col_expr(notice::Column::ConfirmedAt, Expr::value(write.at()))
        .filter(notice::Column::Id.eq(row.id))
        .exec(&**write)
        .await?;
    invitation::note_opening(write, case.0, account.id, OpeningWay::Start).await?;
    case::refresh(write, &loaded).await?;
    Ok(account)
}

async fn open_own(write: &mut Write<'_>, inner: &Inner, start: &OwnStart, language: Language) -> Result<CaseId> {
    let facts = start.facts();
    let state = invitation::opened(CaseState::Announced, facts.known().already_here());
    let new = case::NewCase {
        person: case::NewPerson {
            family_name: start.family_name.clone(),
            given_names: start.given_names.clone(),
            birth_date: None,
            nationality: Some(start.nationality),
            email: Some(start.email.clone()),
            phone: None,
            language,
        },
        employer: None,
        cohort: None,
        facts,
        source: Source::Newcomer,
        by: None,
    };
    let id = case::open(write, &inner.templates, new).await?;
    case_file::Entity::update_many()
        .col_expr(case_file::Column::State, Expr::value(state.to_string()))
        .col_expr(case_file::Column::OpenedAt, Expr::value(write.at()))
        .col_expr(case_file::Column::AcceptedAt, Expr::value(write.at()))
        .filter(case_file::Column::Id.eq(id.0))
        .exec(&**write)
        .await?;
    Ok(id)
}
