//! What somebody signed in does with the own account.

use super::NewLink;
use crate::{
    acting::Acting,
    actor::SignedIn,
    error::{Error, Result},
    mail, session,
    store::entity::{account, plan_access, session as session_table},
};
use domain::{
    form::{ChangeAddress, SetPassword},
    id::{AccountId, MembershipId, SessionId},
    language::Language,
    view::account::{Account, LinkPurpose, MembershipRow, Opening, SessionRow, Visitor},
};
use sea_orm::{ColumnTrait as _, EntityTrait, QueryFilter as _, QueryOrder as _, QuerySelect as _, sea_query::Expr};

impl Acting<SignedIn> {
    /// Who is looking.
    #[must_use]
    pub fn visitor(&self) -> Visitor {
        super::sign_in::describe(&self.role.principal)
    }

    fn id(&self) -> AccountId {
        self.role.principal.account
    }

    async fn row(&self) -> Result<account::Model> {
        #[expect(clippy::disallowed_methods, reason = "the own account")]
        let row = account::Entity::find_by_id(self.id().0).one(self.read()).await?;
        row.ok_or(Error::SignIn)
    }

    /// The own account, in the reader's words.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn account(&self, language: Language) -> Result<Account> {
        let row = self.row().await?;
        #[expect(clippy::disallowed_methods, reason = "the own sessions")]
        let sessions = session_table::Entity::find()
            .filter(session_table::Column::AccountId.eq(row.id))
            .filter(session_table::Column::EndedAt.is_null())
            .filter(session_table::Column::ExpiresAt.gt(self.inner.clock.now()))
            .order_by_desc(session_table::Column::SeenAt)
            .limit(50)
            .all(self.read())
            .await?;
        let memberships = session::valid_memberships(self.read(), row.id, self.today()).await?;
        let active = self.role.principal.membership.as_ref().map(|membership| membership.id);
        Ok(Account {
            email: row.email,
            has_password: row.password_hash.is_some(),
            sessions: sessions
                .into_iter()
                .map(|session| SessionRow {
                    id: SessionId(session.id),
                    device: session.device,
                    seen: crate::say::instant(language, &self.inner.clock, session.seen_at),
                    is_this: session.id == self.role.principal.session.0,
                })
                .collect(),
            memberships: memberships
                .into_iter()
                .map(|(membership, organisation)| {
                    Ok(MembershipRow {
                        id: MembershipId(membership.id),
                        organisation: organisation.name,
                        role: membership
                            .role
                            .parse()
                            .map_err(|_| Error::inconsistent(format!("membership {}", membership.id)))?,
                        is_active: active == Some(MembershipId(membership.id)),
                    })
                })
                .collect::<Result<_>>()?,
            opening: self.opening(language).await?,
        })
    }

    /// How the own plan was opened with this account.
    async fn opening(&self, language: Language) -> Result<Option<Opening>> {
        #[expect(clippy::disallowed_methods, reason = "openings by the own account")]
        let row = plan_access::Entity::find()
            .filter(plan_access::Column::AccountId.eq(self.id().0))
            .filter(plan_access::Column::EndedAt.is_null())
            .order_by_desc(plan_access::Column::OpenedAt)
            .one(self.read())
            .await?;
        let Some(row) = row else { return Ok(None) };
        let way = row.way.parse().map_err(|_| Error::inconsistent(format!("plan_access {}", row.id)))?;
        Ok(Some(Opening { way, day: crate::say::when(language, self.inner.clock.day_of(row.opened_at)) }))
    }

    /// Sets a password and ends every other session.
    ///
    /// # Errors
    /// [`Error::Invalid`] if it is too short.
    pub async fn set_password(&self, form: &SetPassword) -> Result<()> {
        let hash = self.inner.passwords.hash(form.check()?).await?;
        let mut write = self.write().await?;
        account::Entity::update_many()
            .col_expr(account::Column::PasswordHash, Expr::value(hash))
            .filter(account::Column::Id.eq(self.id().0))
            .exec(&*write)
            .await?;
        session::end_all(&mut write, self.id().0, Some(self.role.principal.session.0)).await?;
        write.commit().await
    }

    /// Mails a link to a new address; the account has it once the link is used. Whether the
    /// address belongs to somebody else is not told.
    ///
    /// # Errors
    /// [`Error::Invalid`] if the text cannot be an address.
    pub async fn change_address(&self, form: &ChangeAddress, language: Language) -> Result<()> {
        let email = form.check()?;
        self.inner
            .throttle
            .count(crate::throttle::Attempt::Mail(email.key(), self.id().to_string()), self.inner.clock.now())?;
        let mut write = self.write().await?;
        let link = NewLink { account: Some(self.id().0), ..NewLink::to(&email, LinkPurpose::Address, language) };
        let secret = super::create_link(&mut write, link).await?;
        mail::send_link(&mut write, &self.inner.office, &email, language, &mail::Template::Address, &secret).await?;
        write.commit().await
    }

    /// Ends one of the own sessions.
    ///
    /// # Errors
    /// [`Error::NotFound`] if it is not one of them.
    pub async fn end_session(&self, id: SessionId) -> Result<()> {
        let mut write = self.write().await?;
        #[expect(clippy::disallowed_methods, reason = "one of the own sessions")]
        let own = session_table::Entity::find_by_id(id.0)
            .filter(session_table::Column::AccountId.eq(self.id().0))
            .one(&*write)
            .await?;
        session::end(&mut write, own.ok_or(Error::NotFound)?.id).await?;
        write.commit().await
    }

    /// Signs out everywhere, here too.
    ///
    /// # Errors
    /// The database cannot be written.
    pub async fn sign_out_everywhere(&self) -> Result<()> {
        let mut write = self.write().await?;
        session::end_all(&mut write, self.id().0, None).await?;
        write.commit().await
    }

    /// Acts for another organisation from now on, or for oneself as a newcomer.
    ///
    /// # Errors
    /// [`Error::NotFound`] if the account has no such membership.
    pub async fn switch_membership(&self, to: Option<MembershipId>) -> Result<super::Landing> {
        let memberships = session::valid_memberships(self.read(), self.id().0, self.today()).await?;
        let chosen = match to {
            Some(id) => Some(memberships.iter().find(|(row, _)| row.id == id.0).ok_or(Error::NotFound)?),
            None if self.role.principal.person.is_some() => None,
            None => return Err(Error::NotFound),
        };
        let mut write = self.write().await?;
        session_table::Entity::update_many()
            .col_expr(session_table::Column::MembershipId, Expr::value(to.map(|id| id.0)))
            .filter(session_table::Column::Id.eq(self.role.principal.session.0))
            .exec(&*write)
            .await?;
        account::Entity::update_many()
            .col_expr(account::Column::LastMembershipId, Expr::value(to.map(|id| id.0)))
            .filter(account::Column::Id.eq(self.id().0))
            .exec(&*write)
            .await?;
        // Streams of the old membership end; the page opens new ones.
        write.end_rights(self.id().0);
        write.commit().await?;
        Ok(match chosen {
            Some((row, _)) => {
                let role = row.role.parse();
                super::Landing::of(role.map_err(|_| Error::inconsistent(format!("membership {}", row.id)))?)
            }
            None => super::Landing::Plan,
        })
    }

    /// Remembers the language for mails.
    ///
    /// # Errors
    /// The database cannot be written.
    pub async fn set_language(&self, language: Language) -> Result<()> {
        let write = self.write().await?;
        account::Entity::update_many()
            .col_expr(account::Column::Language, Expr::value(language.tag()))
            .filter(account::Column::Id.eq(self.id().0))
            .exec(&*write)
            .await?;
        write.commit().await
    }
}
