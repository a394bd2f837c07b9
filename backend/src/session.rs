//! Sessions: a random token in a cookie, its hash in the database, ended one by one or all at once.

use crate::{
    Backend,
    actor::{Membership, Principal},
    clock::{OfficeClock, hex, random},
    error::{Error, Result},
    store::{
        Write,
        entity::{account, membership, organisation, session},
    },
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::{
    id::{AccountId, MembershipId, OrganisationId, PersonId, SessionId},
    language::Language,
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, Condition, ConnectionTrait, EntityTrait,
    QueryFilter as _, QueryOrder as _, sea_query::Expr,
};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

mod remembered;
#[cfg(test)]
mod tests;

pub(crate) use remembered::Remembered;

/// A session ends this long after it was used last.
const IDLE: TimeDelta = TimeDelta::days(14);
/// A session ends this long after sign-in, used or not.
const LONGEST: TimeDelta = TimeDelta::days(60);
/// `seen_at` is written at most this often, so that reading pages costs no writes.
const SEEN_EVERY: TimeDelta = TimeDelta::minutes(10);

/// The kind of an office organisation in the database.
pub(crate) const OFFICE_KIND: &str = "welcome-office";

/// The kind of the city's own offices.
pub(crate) const CITY_KIND: &str = "city";

/// The kind of organisation that employs.
pub(crate) const EMPLOYER_KIND: &str = "employer";

/// A secret for a cookie or a link: what is sent, and what is kept.
pub(crate) struct Token {
    pub(crate) secret: String,
    pub(crate) hash: Vec<u8>,
}

impl Token {
    pub(crate) fn new() -> Self {
        let secret: String = hex(&random::<32>());
        Self { hash: token_hash(&secret), secret }
    }
}

pub(crate) fn token_hash(secret: &str) -> Vec<u8> {
    Sha256::digest(secret.as_bytes()).to_vec()
}

impl Backend {
    /// Who a session cookie belongs to, or nobody.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn principal(&self, secret: &str) -> Result<Option<Principal>> {
        if secret.len() != 64 {
            return Ok(None);
        }
        let now = self.0.clock.now();
        let hash = token_hash(secret);
        let commit = match self.0.remembered.find(&hash, now) {
            Ok(principal) => return Ok(Some(principal)),
            Err(commit) => commit,
        };
        #[expect(clippy::disallowed_methods, reason = "a session is found by its secret")]
        let found = session::Entity::find()
            .filter(session::Column::TokenHash.eq(hash.clone()))
            .filter(session::Column::EndedAt.is_null())
            .filter(session::Column::ExpiresAt.gt(now))
            .one(self.0.store.read())
            .await?;
        let Some(row) = found else { return Ok(None) };
        if now - row.seen_at > IDLE {
            return Ok(None);
        }
        let principal = load_principal(self.0.store.read(), &row, &self.0.clock).await?;
        let Some(principal) = principal else { return Ok(None) };
        if now - row.seen_at > SEEN_EVERY
            && let Err(error) = self.mark_seen(row.id, now).await
        {
            // No reason to refuse a page: while the disk is full, everybody can still read.
            tracing::warn!(?error, "when a session was used last is not noted");
        }
        self.0.remembered.keep(commit, hash, now, &principal);
        Ok(Some(principal))
    }

    async fn mark_seen(&self, id: Uuid, now: DateTime<Utc>) -> Result<()> {
        let write = self.0.write().await?;
        session::Entity::update_many()
            .col_expr(session::Column::SeenAt, Expr::value(now))
            .filter(session::Column::Id.eq(id))
            .exec(&*write)
            .await?;
        write.commit().await
    }
}

/// Reads what a session may do: its account, and the membership it acts with if that is still valid.
async fn load_principal(
    db: &impl ConnectionTrait,
    row: &session::Model,
    clock: &OfficeClock,
) -> Result<Option<Principal>> {
    #[expect(clippy::disallowed_methods, reason = "the account of a verified session")]
    let account =
        account::Entity::find_by_id(row.account_id).filter(account::Column::ClosedAt.is_null()).one(db).await?;
    let Some(account) = account else { return Ok(None) };
    let memberships = valid_memberships(db, account.id, clock.today()).await?;
    let active = row.membership_id.and_then(|id| memberships.iter().find(|(membership, _)| membership.id == id));
    if row.membership_id.is_some() && active.is_none() {
        // The right ended: the session with it, rather than silently turning into another one.
        return Ok(None);
    }
    let unused = Ord::min(row.expires_at, row.seen_at + IDLE);
    let last_day = active.and_then(|(membership, _)| membership.valid_to);
    let until = last_day.map_or(unused, |day| Ord::min(unused, clock.end_of(day)));
    Ok(Some(Principal {
        until,
        account: AccountId(account.id),
        session: SessionId(row.id),
        person: account.person_id.map(PersonId),
        membership: active.map(|(membership, organisation)| to_membership(membership, organisation)).transpose()?,
        has_choice: memberships.len() + usize::from(account.person_id.is_some()) > 1,
        name: account.display_name,
        language: account.language.parse().unwrap_or(Language::De),
    }))
}

fn to_membership(row: &membership::Model, organisation: &organisation::Model) -> Result<Membership> {
    Ok(Membership {
        id: MembershipId(row.id),
        organisation: OrganisationId(organisation.id),
        organisation_name: organisation.name.clone(),
        role: row.role.parse().map_err(|_| Error::inconsistent(format!("membership {}", row.id)))?,
        kind: organisation.kind.clone(),
        is_office: organisation.kind == OFFICE_KIND,
    })
}

/// The memberships of an account that are valid on this office day, with their organisations.
pub(crate) async fn valid_memberships(
    db: &impl ConnectionTrait,
    account: Uuid,
    today: NaiveDate,
) -> Result<Vec<(membership::Model, organisation::Model)>> {
    #[expect(clippy::disallowed_methods, reason = "the memberships of one verified account")]
    let rows = membership::Entity::find()
        .filter(membership::Column::AccountId.eq(account))
        .filter(membership::Column::ValidFrom.lte(today))
        .filter(Condition::any().add(membership::Column::ValidTo.is_null()).add(membership::Column::ValidTo.gte(today)))
        .order_by_asc(membership::Column::Id)
        .all(db)
        .await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    #[expect(clippy::disallowed_methods, reason = "the organisations of these memberships")]
    let organisations = organisation::Entity::find()
        .filter(organisation::Column::Id.is_in(rows.iter().map(|row| row.organisation_id)))
        .filter(organisation::Column::ClosedAt.is_null())
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            let organisation = organisations.iter().find(|organisation| organisation.id == row.organisation_id)?;
            Some((row, organisation.clone()))
        })
        .collect())
}

/// Opens a session for an account, which acts with the membership used last, else the first, else as the person; gives its
/// secret and the membership.
pub(crate) async fn open(
    write: &mut Write<'_>,
    account: &account::Model,
    device: &str,
) -> Result<(String, Option<membership::Model>)> {
    let memberships = valid_memberships(&**write, account.id, write.today()).await?;
    let last = memberships.iter().find(|(membership, _)| Some(membership.id) == account.last_membership_id);
    let first = memberships.first().filter(|_| account.person_id.is_none());
    let chosen = last.or(first).map(|(membership, _)| membership.clone());
    let token = Token::new();
    session::ActiveModel {
        id: Set(write.new_id()),
        token_hash: Set(token.hash),
        account_id: Set(account.id),
        membership_id: Set(chosen.as_ref().map(|membership| membership.id)),
        device: Set(device.chars().take(120).collect()),
        created_at: Set(write.at()),
        seen_at: Set(write.at()),
        expires_at: Set(write.at() + LONGEST),
        ended_at: Set(None),
    }
    .insert(&**write)
    .await?;
    Ok((token.secret, chosen))
}

/// Ends every session of an account but one.
pub(crate) async fn end_all(write: &mut Write<'_>, account: Uuid, but: Option<Uuid>) -> Result<()> {
    #[expect(clippy::disallowed_methods, reason = "the sessions of one verified account")]
    let rows = session::Entity::find()
        .filter(session::Column::AccountId.eq(account))
        .filter(session::Column::EndedAt.is_null())
        .all(&**write)
        .await?;
    for row in rows.into_iter().filter(|row| Some(row.id) != but) {
        end(write, row.id).await?;
    }
    Ok(())
}

/// Ends one session and its streams.
pub(crate) async fn end(write: &mut Write<'_>, id: Uuid) -> Result<()> {
    session::Entity::update_many()
        .col_expr(session::Column::EndedAt, Expr::value(write.at()))
        .filter(session::Column::Id.eq(id))
        .exec(&**write)
        .await?;
    write.end_session(id);
    Ok(())
}
