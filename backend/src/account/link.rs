//! Links sent by mail: hashed at rest, used by POST, once.

use super::{Device, UsedLink, sign_in};
use crate::{
    acting::Acting,
    actor::Public,
    case,
    error::{Error, Result},
    invitation, notice, say,
    session::{self, Token, token_hash},
    store::{
        Write,
        entity::{account, mail_link},
    },
};
use chrono::TimeDelta;
use domain::{
    language::Language,
    text::Email,
    view::account::{LinkPurpose, LinkState, MailedLink},
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait, QueryFilter as _,
    QuerySelect as _, sea_query::Expr,
};
use uuid::Uuid;

/// A link about to be mailed.
pub(crate) struct NewLink {
    pub(crate) purpose: LinkPurpose,
    pub(crate) email: Email,
    pub(crate) language: Language,
    pub(crate) account: Option<Uuid>,
    pub(crate) case: Option<Uuid>,
    pub(crate) notice: Option<Uuid>,
}

impl NewLink {
    pub(crate) fn to(email: &Email, purpose: LinkPurpose, language: Language) -> Self {
        Self { purpose, email: email.clone(), language, account: None, case: None, notice: None }
    }
}

pub(crate) const fn purpose_code(purpose: LinkPurpose) -> &'static str {
    match purpose {
        LinkPurpose::SignIn => "sign-in",
        LinkPurpose::Reset => "reset",
        LinkPurpose::Address => "address",
        LinkPurpose::Invitation => "invitation",
        LinkPurpose::Notice => "notice",
        LinkPurpose::Start => "start",
    }
}

fn purpose(row: &mail_link::Model) -> Result<LinkPurpose> {
    [
        LinkPurpose::SignIn,
        LinkPurpose::Reset,
        LinkPurpose::Address,
        LinkPurpose::Invitation,
        LinkPurpose::Notice,
        LinkPurpose::Start,
    ]
    .into_iter()
    .find(|purpose| purpose_code(*purpose) == row.purpose)
    .ok_or_else(|| Error::inconsistent(format!("mail_link {}", row.id)))
}

/// Within this time a link for the same purpose is asked for once.
const SAME_WISH: TimeDelta = TimeDelta::seconds(10);

/// Ten minutes for what signs in, thirty days for what invites.
const fn lifetime(purpose: LinkPurpose) -> TimeDelta {
    match purpose {
        LinkPurpose::SignIn | LinkPurpose::Reset | LinkPurpose::Address => TimeDelta::minutes(10),
        LinkPurpose::Invitation | LinkPurpose::Notice | LinkPurpose::Start => TimeDelta::days(30),
    }
}

/// Makes a link and gives its secret, which is kept nowhere but in the mail.
pub(crate) async fn create(write: &mut Write<'_>, link: NewLink) -> Result<String> {
    let token = Token::new();
    mail_link::ActiveModel {
        id: Set(write.new_id()),
        token_hash: Set(token.hash),
        purpose: Set(purpose_code(link.purpose).to_owned()),
        account_id: Set(link.account),
        case_id: Set(link.case),
        notice_id: Set(link.notice),
        email: Set(link.email.to_string()),
        language: Set(link.language.tag().to_owned()),
        created_at: Set(write.at()),
        expires_at: Set(write.at() + lifetime(link.purpose)),
        used_at: Set(None),
        revoked_at: Set(None),
    }
    .insert(&**write)
    .await?;
    Ok(token.secret)
}

/// Whether such a link was mailed so shortly ago that this is the same wish, clicked or sent again.
pub(crate) async fn was_just_mailed(write: &Write<'_>, asked_by: Uuid, purpose: LinkPurpose) -> Result<bool> {
    use mail_link::Column;
    // Of two wishes at once the second waits for the first.
    #[expect(clippy::disallowed_methods, reason = "the account that asks for a link")]
    let held = account::Entity::find_by_id(asked_by).select_only().column(account::Column::Id).lock_exclusive();
    held.into_tuple::<Uuid>().one(&**write).await?;
    #[expect(clippy::disallowed_methods, reason = "a link of the account that asks for one")]
    let found = mail_link::Entity::find()
        .filter(Column::AccountId.eq(asked_by))
        .filter(Column::Purpose.eq(purpose_code(purpose)))
        .filter(Column::CreatedAt.gt(write.at() - SAME_WISH))
        .filter(Column::UsedAt.is_null())
        .one(&**write)
        .await?;
    Ok(found.is_some())
}

pub(crate) async fn find(db: &impl ConnectionTrait, secret: &str) -> Result<Option<mail_link::Model>> {
    if secret.len() != 64 {
        return Ok(None);
    }
    #[expect(clippy::disallowed_methods, reason = "a link is found by its secret")]
    let found = mail_link::Entity::find().filter(mail_link::Column::TokenHash.eq(token_hash(secret))).one(db).await?;
    Ok(found)
}

/// Marks a link as used; of two who use it at once, one gets [`Error::Conflict`].
pub(crate) async fn spend(write: &mut Write<'_>, row: &mail_link::Model) -> Result<()> {
    let spent = mail_link::Entity::update_many()
        .col_expr(mail_link::Column::UsedAt, Expr::value(write.at()))
        .filter(mail_link::Column::Id.eq(row.id))
        .filter(mail_link::Column::UsedAt.is_null())
        .filter(mail_link::Column::RevokedAt.is_null())
        .filter(mail_link::Column::ExpiresAt.gt(write.at()))
        .exec(&**write)
        .await?;
    if spent.rows_affected == 1 { Ok(()) } else { Err(Error::Conflict) }
}

impl Acting<Public> {
    /// What a mailed link does and whether it still works. Looking changes nothing: mail scanners
    /// look at links, too.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a link that never existed.
    pub async fn look_at_link(&self, secret: &str, language: Language) -> Result<MailedLink> {
        let row = find(self.read(), secret).await?.ok_or(Error::NotFound)?;
        let state = if row.revoked_at.is_some() {
            LinkState::Gone
        } else if row.used_at.is_some() {
            LinkState::Used
        } else if row.expires_at <= self.inner.clock.now() {
            LinkState::Expired
        } else {
            LinkState::Usable
        };
        let purpose = purpose(&row)?;
        let mut link = MailedLink { purpose, state, from: None, number: None, used: None };
        match purpose {
            LinkPurpose::Invitation => {
                let seen = invitation::look(self.read(), &row, state).await?;
                (link.state, link.from) = (seen.state, seen.from);
                link.used = seen.used.map(|at| say::when(language, self.inner.clock.day_of(at)));
            }
            LinkPurpose::Notice => link.number = notice::number(self.read(), &row).await?,
            LinkPurpose::SignIn | LinkPurpose::Reset | LinkPurpose::Address | LinkPurpose::Start => {}
        }
        Ok(link)
    }

    /// Uses a mailed link, whatever it is for. One that confirms an announcement opens no session.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a link that never existed, [`Error::Conflict`] for one that no
    /// longer works.
    pub async fn use_link(&self, secret: &str, device: &Device) -> Result<UsedLink> {
        let mut write = self.write().await?;
        let row = find(&*write, secret).await?.ok_or(Error::NotFound)?;
        let purpose = purpose(&row)?;
        if let Some(case) = row.case_id {
            case::hold(&write, &[case]).await?;
        }
        spend(&mut write, &row).await?;
        let account = match purpose {
            LinkPurpose::SignIn | LinkPurpose::Reset | LinkPurpose::Address => {
                Some(known_account(&mut write, &row, purpose).await?)
            }
            LinkPurpose::Invitation => Some(invitation::accept(&mut write, &self.inner, &row).await?),
            LinkPurpose::Start => Some(notice::begin(&mut write, &self.inner, &row).await?),
            LinkPurpose::Notice => {
                notice::confirm(&mut write, &self.inner, &row).await?;
                None
            }
        };
        let session = match account {
            Some(account) => Some(sign_in::open_session(&mut write, &account, device).await?),
            None => None,
        };
        write.commit().await?;
        Ok(UsedLink { purpose, session })
    }
}

/// The account a link signs in to, with its new address or its other sessions ended.
async fn known_account(write: &mut Write<'_>, row: &mail_link::Model, purpose: LinkPurpose) -> Result<account::Model> {
    let account = row.account_id.ok_or_else(|| Error::inconsistent(format!("mail_link {}", row.id)))?;
    #[expect(clippy::disallowed_methods, reason = "the account the link was made for")]
    let account = account::Entity::find_by_id(account).one(&**write).await?.ok_or(Error::NotFound)?;
    if account.closed_at.is_some() {
        return Err(Error::Conflict);
    }
    if purpose == LinkPurpose::Address {
        take_address(write, &account, &row.email).await?;
    }
    if purpose == LinkPurpose::Reset {
        session::end_all(write, account.id, None).await?;
    }
    Ok(account)
}

/// Gives the account its new address, unless somebody else took it meanwhile.
async fn take_address(write: &mut Write<'_>, account: &account::Model, email: &str) -> Result<()> {
    let email: Email = email.parse().map_err(|_| Error::inconsistent(format!("account {}", account.id)))?;
    if sign_in::find_account(&**write, &email).await?.is_some_and(|other| other.id != account.id) {
        return Err(Error::Conflict);
    }
    account::Entity::update_many()
        .col_expr(account::Column::Email, Expr::value(email.to_string()))
        .col_expr(account::Column::EmailKey, Expr::value(email.key()))
        .filter(account::Column::Id.eq(account.id))
        .exec(&**write)
        .await?;
    Ok(())
}
