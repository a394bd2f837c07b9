//! An announcement is written down, checked by its sender and sent: it lives in the database from the
//! first step, so that it works without scripts and nothing personal stands in an address.

use super::{ANNOUNCEMENT, NoticeState, advance, expire, words};
use crate::{
    account::{Device, NewLink, create_link},
    acting::Acting,
    actor::Public,
    error::{Error, Result},
    mail,
    session::{Token, token_hash},
    store::{NewEvent, Write, entity::notice},
    throttle::Attempt,
};
use chrono::Datelike as _;
use domain::{
    calendar::WorkingCalendar,
    form::{AnnounceHire, Announcement},
    id::NoticeId,
    language::Language,
    text::Email,
    view::{account::LinkPurpose, public::EnteredNotice},
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait, QueryFilter as _,
    sea_query::Expr,
};
use serde_json::json;

/// An announcement that was written down.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Names it in addresses.
    pub id: NoticeId,
    /// What its browser has to keep to see it again.
    pub secret: String,
}

impl Acting<Public> {
    /// Writes an announcement down, in place of an earlier draft of this browser or as a new one.
    ///
    /// `secret` is what the browser keeps, if it wrote one before.
    ///
    /// # Errors
    /// [`Error::Invalid`] if fields cannot be used; [`Error::Slow`] after too many.
    pub async fn draft_notice(
        &self,
        form: &AnnounceHire,
        draft: Option<NoticeId>,
        secret: Option<&str>,
        language: Language,
        device: &Device,
    ) -> Result<Draft> {
        let announcement = form.check(self.today())?;
        self.inner.throttle.count(Attempt::Network(device.network.clone()), self.inner.clock.now())?;
        let token = match secret.filter(|secret| secret.len() == 64) {
            Some(secret) => Token { hash: token_hash(secret), secret: secret.to_owned() },
            None => Token::new(),
        };
        let write = self.write().await?;
        expire::forget_expired(&write).await?;
        let own = match draft {
            Some(id) => find_own(&*write, id, &token.secret).await?,
            None => None,
        };
        let own = own.filter(|row| row.state == NoticeState::Draft.code());
        let (id, secret) = (own.as_ref().map_or_else(|| write.new_id(), |row| row.id), token.secret.clone());
        let row = row(&write, id, &announcement, token, language)?;
        if own.is_some() {
            row.update(&*write).await?
        } else {
            row.insert(&*write).await?
        };
        write.commit().await?;
        Ok(Draft { id: NoticeId(id), secret })
    }

    /// What this browser announced.
    ///
    /// # Errors
    /// [`Error::NotFound`] if it did not, or if it is too long ago.
    pub async fn entered_notice(&self, id: NoticeId, secret: &str, language: Language) -> Result<EnteredNotice> {
        let row = find_own(self.read(), id, secret).await?.ok_or(Error::NotFound)?;
        words::entered(&self.inner.clock, WorkingCalendar::new(self.inner.office.holidays), &row, language)
    }

    /// Sends a draft: gives it its number and mails its sender the link that confirms it. Sending it
    /// again changes nothing.
    ///
    /// # Errors
    /// [`Error::NotFound`] if this browser wrote no such draft; [`Error::Slow`] after too many mails.
    pub async fn send_notice(&self, id: NoticeId, secret: &str, device: &Device) -> Result<()> {
        let now = self.inner.clock.now();
        self.inner.throttle.count(Attempt::Network(device.network.clone()), now)?;
        let mut write = self.write().await?;
        let row = find_own(&*write, id, secret).await?.ok_or(Error::NotFound)?;
        if row.state != NoticeState::Draft.code() {
            return Ok(());
        }
        let email: Email = row.sender_email.parse().map_err(|_| Error::inconsistent(format!("notice {id}")))?;
        let language: Language = row.language.parse().unwrap_or_default();
        self.inner.throttle.count(Attempt::Mail(email.key(), device.network.clone()), now)?;
        advance(&write, id, NoticeState::Draft, NoticeState::Sent).await?;
        let year = write.today().year();
        let number = write.next_number(&format!("notice-{year}"), 1).await?;
        notice::Entity::update_many()
            .col_expr(notice::Column::Number, Expr::value(format!("AN-{year}-{number:05}")))
            .col_expr(notice::Column::SentAt, Expr::value(write.at()))
            .filter(notice::Column::Id.eq(id.0))
            .exec(&*write)
            .await?;
        let link = NewLink { notice: Some(id.0), ..NewLink::to(&email, LinkPurpose::Notice, language) };
        let link = create_link(&mut write, link).await?;
        mail::send_link(&mut write, &self.inner.office, &email, language, &mail::Template::NoticeConfirm, &link)
            .await?;
        write.record(NewEvent {
            kind: "notice.sent",
            actor: None,
            organisation: None,
            case: None,
            detail: json!({ "notice": id }),
        });
        write.commit().await
    }
}

/// A notice that this browser wrote.
async fn find_own(db: &impl ConnectionTrait, id: NoticeId, secret: &str) -> Result<Option<notice::Model>> {
    #[expect(clippy::disallowed_methods, reason = "a browser finds what it wrote by its secret")]
    let found = notice::Entity::find_by_id(id.0)
        .filter(notice::Column::TokenHash.eq(token_hash(secret)))
        .filter(notice::Column::Kind.eq(ANNOUNCEMENT))
        .one(db)
        .await?;
    Ok(found)
}

fn row(
    write: &Write<'_>,
    id: uuid::Uuid,
    announcement: &Announcement,
    token: Token,
    language: Language,
) -> Result<notice::ActiveModel> {
    Ok(notice::ActiveModel {
        id: Set(id),
        // The running number has no gaps, so only what is sent gets one.
        number: Set(id.to_string()),
        kind: Set(ANNOUNCEMENT.to_owned()),
        state: Set(NoticeState::Draft.code().to_owned()),
        language: Set(language.tag().to_owned()),
        company: Set(announcement.company.clone()),
        sender_name: Set(announcement.sender_name.clone()),
        sender_email: Set(announcement.sender_email.to_string()),
        facts: Set(serde_json::to_string(announcement).map_err(Error::inconsistent)?),
        case_id: Set(None),
        employer_id: Set(None),
        sent_at: Set(write.at()),
        confirmed_at: Set(None),
        token_hash: Set(token.hash),
        decided_by: Set(None),
        decided_at: Set(None),
        reason: Set(None),
    })
}
