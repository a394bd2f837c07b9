//! Cases and their people for tests.

use super::TestOffice;
use crate::{
    case::{self, NewCase, NewPerson},
    store::entity::{account, case_file, organisation},
};
use domain::{
    facts::{Anchor, Certainty, Facts, Residence, Source},
    id::{AccountId, CaseId, OrganisationId},
    language::Language,
};
use sea_orm::{ColumnTrait as _, EntityTrait, QueryFilter as _, sea_query::Expr};

impl TestOffice {
    /// The Welcome Office's own unit.
    ///
    /// # Panics
    /// If the database refuses it.
    #[expect(clippy::expect_used, clippy::disallowed_methods, reason = "a test without its people has to stop")]
    pub async fn welcome_office(&self) -> OrganisationId {
        let found = organisation::Entity::find()
            .filter(organisation::Column::Kind.eq(crate::session::OFFICE_KIND))
            .one(self.backend.0.store.read())
            .await
            .expect("a readable table");
        match found {
            Some(row) => OrganisationId(row.id),
            None => self.organisation(crate::session::OFFICE_KIND, "Welcome Office").await,
        }
    }

    /// A case of an employer: a nurse in training from Vietnam, who starts in four months.
    ///
    /// # Panics
    /// If the database refuses it.
    #[expect(clippy::expect_used, reason = "a test without its people has to stop")]
    pub async fn hire(&self, employer: OrganisationId, family_name: &str, given_names: &str) -> CaseId {
        let mut write = self.backend.0.write().await.expect("a transaction");
        let mut facts =
            Facts { occupation: "nurse".parse().ok(), residence: Some(Residence::Abroad), ..Facts::default() };
        let start = write.today() + chrono::Months::new(4);
        facts.anchors.set(Anchor::WorkStart, start, Certainty::Planned);
        let new = NewCase {
            person: NewPerson {
                family_name: family_name.to_owned(),
                given_names: given_names.to_owned(),
                birth_date: chrono::NaiveDate::from_ymd_opt(2001, 9, 3),
                nationality: "VN".parse().ok(),
                email: None,
                phone: None,
                language: Language::En,
            },
            employer: Some(employer),
            cohort: None,
            facts,
            source: Source::Employer,
            by: None,
        };
        let id = case::open(&mut write, &self.backend.0.templates, new).await.expect("a case");
        write.commit().await.expect("a commit");
        id
    }

    /// An account of the person a case is about.
    ///
    /// # Panics
    /// If there is no such case.
    #[expect(clippy::expect_used, clippy::disallowed_methods, reason = "a test without its people has to stop")]
    pub async fn account_for_case(&self, case: CaseId, email: &str) -> AccountId {
        let row = case_file::Entity::find_by_id(case.0)
            .one(self.backend.0.store.read())
            .await
            .expect("a readable table")
            .expect("a case");
        self.account(email, Some(row.person_id)).await
    }

    /// The secret of a new session of an account.
    ///
    /// # Panics
    /// If there is no such account.
    #[expect(clippy::expect_used, reason = "a test without its people has to stop")]
    pub async fn session_of(&self, email: &str) -> String {
        self.backend.open_session_for_test(email).await.expect("an account with this address")
    }

    /// Gives an account a password.
    ///
    /// # Panics
    /// If the database refuses it.
    #[expect(clippy::expect_used, reason = "a test without its people has to stop")]
    pub async fn set_password_of(&self, email: &str, password: &str) {
        let hash = self.backend.0.passwords.hash(password).await.expect("a hash");
        let write = self.backend.0.write().await.expect("a transaction");
        account::Entity::update_many()
            .col_expr(account::Column::PasswordHash, Expr::value(hash))
            .filter(account::Column::Email.eq(email))
            .exec(&*write)
            .await
            .expect("an account");
        write.commit().await.expect("a commit");
    }
}
