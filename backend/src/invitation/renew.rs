//! What an invitation's page shows before anything is clicked, a new link instead of an expired one, and
//! deletion with nothing but the link.

use super::{erase, open_state, send};
use crate::{
    account::{self, Device, find_link, purpose_code},
    acting::Acting,
    actor::Public,
    case,
    error::{Error, Result},
    store::{
        Write,
        entity::{case_file, mail_link, organisation},
    },
    throttle::Attempt,
};
use chrono::{DateTime, Utc};
use domain::{
    text::Email,
    view::account::{LinkPurpose, LinkState},
};
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait, QueryFilter as _, sea_query::Expr};
use uuid::Uuid;

impl Acting<Public> {
    /// Mails a new invitation to the address of an old one that was not used, expired or not.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a link that never existed, [`Error::Conflict`] for one that was used or
    /// taken back, [`Error::Slow`] after too many mails.
    pub async fn renew_invitation(&self, secret: &str, device: &Device) -> Result<()> {
        let now = self.inner.clock.now();
        self.inner.throttle.count(Attempt::Network(device.network.clone()), now)?;
        let mut write = self.write().await?;
        let link = unused(&write, secret).await?;
        let email: Email = link.email.parse().map_err(|_| Error::inconsistent(format!("mail_link {}", link.id)))?;
        self.inner.throttle.count(Attempt::Mail(email.key(), device.network.clone()), now)?;
        let case = link.case_id.ok_or(Error::Conflict)?;
        case::hold(&write, &[case]).await?;
        unused(&write, secret).await?;
        let case = case::require(&write, &self.inner.templates, case).await?;
        send(&mut write, &self.inner, &case, &email, None).await?;
        write.commit().await
    }

    /// Deletes what is stored about the person an invitation went to; the link alone is enough, also
    /// after it expired (Art. 14 and 17 GDPR).
    ///
    /// # Errors
    /// [`Error::NotFound`] for a link that never existed, [`Error::Conflict`] for one that was used or
    /// taken back: whoever used it deletes from the own page.
    pub async fn erase_by_link(&self, secret: &str, device: &Device) -> Result<()> {
        self.inner.throttle.count(Attempt::Network(device.network.clone()), self.inner.clock.now())?;
        let mut write = self.write().await?;
        let link = unused(&write, secret).await?;
        let case = link.case_id.ok_or(Error::Conflict)?;
        case::hold(&write, &[case]).await?;
        unused(&write, secret).await?;
        let case = case::require(&write, &self.inner.templates, case).await?;
        open_state(&case)?;
        erase(&mut write, &self.inner, case.person.id, None).await?;
        write.commit().await
    }
}

/// The invitation with this secret, if it was neither used nor taken back.
async fn unused(write: &Write<'_>, secret: &str) -> Result<mail_link::Model> {
    let link = find_link(&**write, secret).await?.ok_or(Error::NotFound)?;
    if link.purpose != purpose_code(LinkPurpose::Invitation) {
        return Err(Error::NotFound);
    }
    if link.used_at.is_some() || link.revoked_at.is_some() { Err(Error::Conflict) } else { Ok(link) }
}

/// What the page of an invitation shows.
#[derive(Debug)]
pub(crate) struct Seen {
    pub(crate) state: LinkState,
    /// Who announced the person.
    pub(crate) from: Option<String>,
    /// When the plan was opened, by this invitation or by another.
    pub(crate) used: Option<DateTime<Utc>>,
}

/// Who announced the person, whether her address stands in the way of opening her plan, and since when it is open.
pub(crate) async fn look(db: &impl ConnectionTrait, link: &mail_link::Model, state: LinkState) -> Result<Seen> {
    let seen = |state| Seen { state, from: None, used: None };
    if is_erased(link) {
        return Ok(seen(LinkState::Erased));
    }
    let Some(case) = link.case_id else { return Ok(seen(state)) };
    #[expect(clippy::disallowed_methods, reason = "the case the invitation leads to")]
    let Some(case) = case_file::Entity::find_by_id(case).one(db).await? else { return Ok(seen(LinkState::Gone)) };
    if let Some(used) = link.used_at.or(case.opened_at) {
        return Ok(Seen { used: Some(used), ..seen(LinkState::Used) });
    }
    if !matches!(state, LinkState::Usable | LinkState::Expired) {
        return Ok(seen(state));
    }
    let mut from = None;
    if let Some(employer) = case.employer_id {
        #[expect(clippy::disallowed_methods, reason = "the employer that announced this person")]
        let employer = organisation::Entity::find_by_id(employer).one(db).await?;
        from = employer.map(|row| row.name);
    }
    let email: Email = link.email.parse().map_err(|_| Error::inconsistent(format!("mail_link {}", link.id)))?;
    let other = account::find_account(db, &email).await?;
    let is_taken = other.is_some_and(|account| account::is_of_another(&account, case.person_id));
    Ok(Seen { state: if is_taken { LinkState::Taken } else { state }, from, used: None })
}

/// Forgets the addresses of a case's links, and with that marks them as erased.
pub(crate) async fn mark_erased(write: &Write<'_>, case: Uuid) -> Result<()> {
    mail_link::Entity::update_many()
        .col_expr(mail_link::Column::Email, Expr::value(""))
        .filter(mail_link::Column::CaseId.eq(case))
        .exec(&**write)
        .await?;
    Ok(())
}

fn is_erased(link: &mail_link::Model) -> bool {
    link.email.is_empty()
}
