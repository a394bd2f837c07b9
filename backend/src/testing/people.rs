//! Organisations and members for tests.

use super::TestOffice;
use crate::{
    Backend,
    error::{Error, Result},
    session,
    store::entity::{account, membership, organisation},
};
use chrono::NaiveDate;
use domain::{
    id::{AccountId, OrganisationId},
    role::MembershipRole,
    text::Email,
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait, QueryFilter as _, sea_query::Expr,
};
use uuid::Uuid;

impl Backend {
    pub(crate) async fn open_session_for_test(&self, email: &str) -> Result<String> {
        let email: Email = email.parse().map_err(|_| Error::NotFound)?;
        let mut write = self.0.write().await?;
        #[expect(clippy::disallowed_methods, reason = "a test signs in by address")]
        let row = account::Entity::find().filter(account::Column::EmailKey.eq(email.key())).one(&*write).await?;
        let (secret, _membership) = session::open(&mut write, &row.ok_or(Error::NotFound)?, "test").await?;
        write.commit().await?;
        Ok(secret)
    }
}

impl TestOffice {
    /// An organisation; `kind` as in the database: `employer`, `welcome-office`, `chamber`, ….
    ///
    /// # Panics
    /// If the database refuses it.
    #[expect(clippy::expect_used, reason = "a test without its people has to stop")]
    pub async fn organisation(&self, kind: &str, name: &str) -> OrganisationId {
        let write = self.backend.0.write().await.expect("a transaction");
        let id = write.new_id();
        organisation::ActiveModel {
            id: Set(id),
            kind: Set(kind.to_owned()),
            class: Set("core".to_owned()),
            name: Set(name.to_owned()),
            sector: Set(String::new()),
            phone: Set(String::new()),
            hours: Set(String::new()),
            contact_email: Set(String::new()),
            created_at: Set(write.at()),
            closed_at: Set(None),
        }
        .insert(&*write)
        .await
        .expect("an organisation");
        write.commit().await.expect("a commit");
        OrganisationId(id)
    }

    /// An organisation closes now.
    ///
    /// # Panics
    /// If the database refuses it.
    #[expect(clippy::expect_used, reason = "a test without its end has to stop")]
    pub async fn close(&self, organisation: OrganisationId) {
        let write = self.backend.0.write().await.expect("a transaction");
        organisation::Entity::update_many()
            .col_expr(organisation::Column::ClosedAt, Expr::value(write.at()))
            .filter(organisation::Column::Id.eq(organisation.0))
            .exec(&*write)
            .await
            .expect("an organisation that closes");
        write.commit().await.expect("a commit");
    }

    /// An account with a membership.
    ///
    /// # Panics
    /// If the database refuses it.
    pub async fn member(&self, organisation: OrganisationId, role: MembershipRole, email: &str) -> AccountId {
        let account = self.account(email, None).await;
        self.add_membership(email, organisation, role).await;
        account
    }

    /// A further membership of an account.
    ///
    /// # Panics
    /// If there is no such account.
    pub async fn add_membership(&self, email: &str, organisation: OrganisationId, role: MembershipRole) {
        self.membership(email, organisation, role, None).await;
    }

    /// An account with a membership that ends with this day.
    ///
    /// # Panics
    /// If the database refuses it.
    pub async fn member_until(&self, organisation: OrganisationId, role: MembershipRole, email: &str, day: NaiveDate) {
        self.account(email, None).await;
        self.membership(email, organisation, role, Some(day)).await;
    }

    #[expect(clippy::expect_used, reason = "a test without its people has to stop")]
    async fn membership(
        &self,
        email: &str,
        organisation: OrganisationId,
        role: MembershipRole,
        last_day: Option<NaiveDate>,
    ) {
        let email: Email = email.parse().expect("an address");
        let write = self.backend.0.write().await.expect("a transaction");
        let account =
            crate::account::find_account(&*write, &email).await.expect("a readable table").expect("an account");
        membership::ActiveModel {
            id: Set(write.new_id()),
            account_id: Set(account.id),
            organisation_id: Set(organisation.0),
            role: Set(role.code().to_owned()),
            valid_from: Set(write.today()),
            valid_to: Set(last_day),
        }
        .insert(&*write)
        .await
        .expect("a membership");
        write.commit().await.expect("a commit");
    }

    /// An account, of a person or of nobody.
    ///
    /// # Panics
    /// If the database refuses it.
    #[expect(clippy::expect_used, reason = "a test without its people has to stop")]
    pub async fn account(&self, email: &str, person: Option<Uuid>) -> AccountId {
        let address: Email = email.parse().expect("an address");
        let write = self.backend.0.write().await.expect("a transaction");
        let id = write.new_id();
        account::ActiveModel {
            id: Set(id),
            email: Set(address.to_string()),
            email_key: Set(address.key()),
            display_name: Set(email.split('@').next().unwrap_or_default().to_owned()),
            password_hash: Set(None),
            language: Set("de".to_owned()),
            person_id: Set(person),
            last_membership_id: Set(None),
            created_at: Set(write.at()),
            closed_at: Set(None),
        }
        .insert(&*write)
        .await
        .expect("an account");
        write.commit().await.expect("a commit");
        AccountId(id)
    }
}
