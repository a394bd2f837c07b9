//! Sign-in by password or by a mailed link.

use super::{Device, Landing, NewLink, SignedInSession};
use crate::{
    acting::Acting,
    actor::{Principal, Public},
    error::{Error, Result},
    mail, session,
    store::{Write, entity::account},
    submission,
    throttle::Attempt,
};
use domain::{
    form::{Problems, Rule, SignIn},
    language::Language,
    text::Email,
    view::account::{LinkPurpose, Visitor, VisitorKind},
};
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait, QueryFilter as _};

/// Whoever may be guessing is answered this late, right or wrong: longer than writing takes.
pub(crate) const ANSWER_AFTER: std::time::Duration = std::time::Duration::from_millis(150);

impl Acting<Public> {
    /// Who is looking, for the navigation.
    #[must_use]
    pub fn visitor(&self) -> Option<Visitor> {
        self.role.principal.as_ref().map(describe)
    }

    /// Signs in with address and password.
    ///
    /// # Errors
    /// [`Error::Invalid`] with the same answer whether the address is unknown or the password
    /// wrong; [`Error::Slow`] after too many attempts.
    pub async fn sign_in(&self, form: &SignIn, device: &Device) -> Result<SignedInSession> {
        let email = form.check()?;
        let now = self.inner.clock.now();
        let attempt = Attempt::Account(email.key(), device.network.clone());
        self.inner.throttle.count(Attempt::Network(device.network.clone()), now)?;
        self.inner.throttle.count(attempt.clone(), now)?;
        let place = self.inner.passwords.queue()?;
        let known = find_account(self.read(), &email).await?;
        let stored = known.as_ref().and_then(|row| row.password_hash.clone());
        let fits = self.inner.passwords.verify(place, &form.password, stored).await?;
        let Some(row) = known.filter(|_| fits) else {
            return Err(Problems::one("password", Rule::NoMatch).into());
        };
        self.inner.throttle.forget(&attempt);
        let mut write = self.write().await?;
        let session = open_session(&mut write, &row, device).await?;
        write.commit().await?;
        Ok(session)
    }

    /// Mails a link that signs in, if there is such an account; the answer is the same if not.
    ///
    /// # Errors
    /// [`Error::Invalid`] if the text cannot be an address; [`Error::Slow`] after too many mails.
    pub async fn mail_sign_in_link(&self, form: &SignIn, language: Language, device: &Device) -> Result<()> {
        self.mail_link(&form.check()?, LinkPurpose::SignIn, language, device).await
    }

    /// Mails a link that signs in and leads to setting a new password.
    ///
    /// # Errors
    /// As [`Self::mail_sign_in_link`].
    pub async fn mail_reset_link(&self, form: &SignIn, language: Language, device: &Device) -> Result<()> {
        self.mail_link(&form.check()?, LinkPurpose::Reset, language, device).await
    }

    async fn mail_link(&self, email: &Email, purpose: LinkPurpose, language: Language, device: &Device) -> Result<()> {
        let now = self.inner.clock.now();
        self.inner.throttle.count(Attempt::Network(device.network.clone()), now)?;
        self.inner.throttle.count(Attempt::Mail(email.key(), device.network.clone()), now)?;
        self.inner.throttle.count(Attempt::Mailbox(email.key()), now)?;
        // Known or not, an answer waits for its turn to write, and then this long: how long others write tells nothing.
        let write = match self.write().await {
            // Sent twice: its mail is on its way, if there is one.
            Err(Error::Repeated) => return Ok(()),
            write => write?,
        };
        let answer = tokio::time::sleep(ANSWER_AFTER);
        let written = self.write_link(write, email, purpose, language).await;
        answer.await;
        written
    }

    async fn write_link(
        &self,
        mut write: Write<'_>,
        email: &Email,
        purpose: LinkPurpose,
        language: Language,
    ) -> Result<()> {
        let known = match find_account(&*write, email).await? {
            Some(row) if !super::was_just_mailed(&write, row.id, purpose).await? => Some(row),
            _ => None,
        };
        if let Some(row) = known {
            let link = NewLink { account: Some(row.id), ..NewLink::to(email, purpose, language) };
            let secret = super::create_link(&mut write, link).await?;
            let template = if purpose == LinkPurpose::Reset { mail::Template::Reset } else { mail::Template::SignIn };
            mail::send_link(&mut write, &self.inner.office, email, language, &template, &secret).await?;
        } else {
            submission::leave_blank(&write).await?;
        }
        write.commit().await
    }

    /// Ends the session of whoever is looking.
    ///
    /// # Errors
    /// The database cannot be written.
    pub async fn sign_out(&self) -> Result<()> {
        let Some(principal) = &self.role.principal else { return Ok(()) };
        let mut write = self.write().await?;
        session::end(&mut write, principal.session.0).await?;
        write.commit().await
    }
}

/// Opens a session and says where its visitor's work begins.
pub(crate) async fn open_session(
    write: &mut Write<'_>,
    row: &account::Model,
    device: &Device,
) -> Result<SignedInSession> {
    let (secret, chosen) = session::open(write, row, &device.name).await?;
    let landing = match chosen {
        Some(membership) => {
            let role: domain::role::MembershipRole =
                membership.role.parse().map_err(|_| Error::inconsistent(format!("membership {}", membership.id)))?;
            Landing::of(role)
        }
        None if row.person_id.is_some() => Landing::Plan,
        None => Landing::Account,
    };
    Ok(SignedInSession { secret, landing })
}

/// The open account with this address.
pub(crate) async fn find_account(db: &impl ConnectionTrait, email: &Email) -> Result<Option<account::Model>> {
    #[expect(clippy::disallowed_methods, reason = "sign-in finds an account by its address")]
    let found = account::Entity::find()
        .filter(account::Column::EmailKey.eq(email.key()))
        .filter(account::Column::ClosedAt.is_null())
        .one(db)
        .await?;
    Ok(found)
}

/// What the navigation knows about a visitor.
pub(crate) fn describe(principal: &Principal) -> Visitor {
    let kind = match &principal.membership {
        Some(membership) if membership.role.is_employer() => VisitorKind::Employer(membership.role),
        Some(membership) => VisitorKind::Staff(membership.role),
        None if principal.person.is_some() => VisitorKind::Newcomer,
        None => VisitorKind::Nobody,
    };
    Visitor {
        name: principal.name.clone(),
        kind,
        organisation: principal.membership.as_ref().map(|membership| membership.organisation_name.clone()),
        account: principal.account(),
        has_choice: principal.has_choice,
    }
}
