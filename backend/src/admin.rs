//! What whoever runs the installation does from the command line.

use crate::{
    Backend,
    account::{NewLink, create_link, find_account},
    error::{Error, Result},
    mail,
    session::{EMPLOYER_KIND, OFFICE_KIND},
    store::{
        NewEvent, Write,
        entity::{account, membership, organisation},
    },
};
use domain::{
    form::{Problems, Rule},
    language::Language,
    role::MembershipRole,
    text::Email,
    view::account::LinkPurpose,
};
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait, QueryFilter as _};
use serde_json::json;
use uuid::Uuid;

/// A member about to be made.
#[derive(Clone, Debug)]
pub struct NewMember {
    /// Where the sign-in link goes.
    pub email: Email,
    /// The name to greet with.
    pub name: String,
    /// What the membership lets its holder do.
    pub role: MembershipRole,
    /// The organisation's exact name; without it, the Welcome Office's own unit.
    pub organisation: Option<String>,
}

impl Backend {
    /// Gives somebody a place in an organisation and mails a sign-in link. An account with this
    /// address is used, one is made if there is none; a second call only mails another link.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is no such organisation; [`Error::Invalid`] if the role does not
    /// fit it: roles of employers belong to employers, and the programme is led in the Welcome Office.
    pub async fn create_member(&self, new: &NewMember) -> Result<()> {
        let mut write = self.0.write().await?;
        let organisation = find_organisation(&write, new.organisation.as_deref()).await?;
        let leads_elsewhere = new.role == MembershipRole::ProgrammeLead && organisation.kind != OFFICE_KIND;
        if leads_elsewhere || new.role.is_employer() != (organisation.kind == EMPLOYER_KIND) {
            return Err(Problems::one("role", Rule::NotOffered).into());
        }
        let account = match find_account(&*write, &new.email).await? {
            Some(row) => row.id,
            None => insert_account(&write, &new.email, &new.name, None).await?,
        };
        insert_membership(&mut write, account, organisation.id, new.role).await?;
        let link = NewLink { account: Some(account), ..NewLink::to(&new.email, LinkPurpose::SignIn, Language::De) };
        let secret = create_link(&mut write, link).await?;
        mail::send_link(&mut write, &self.0.office, &new.email, Language::De, &mail::Template::SignIn, &secret).await?;
        write.commit().await
    }
}

async fn find_organisation(write: &Write<'_>, name: Option<&str>) -> Result<organisation::Model> {
    #[expect(clippy::disallowed_methods, reason = "whoever runs the installation sees every organisation")]
    let find = organisation::Entity::find().filter(organisation::Column::ClosedAt.is_null());
    let find = match name {
        Some(name) => find.filter(organisation::Column::Name.eq(name)),
        None => find.filter(organisation::Column::Kind.eq(OFFICE_KIND)),
    };
    find.one(&**write).await?.ok_or(Error::NotFound)
}

/// An account with this address, of nobody's journey.
pub(crate) async fn insert_account(
    write: &Write<'_>,
    email: &Email,
    name: &str,
    password_hash: Option<&str>,
) -> Result<Uuid> {
    let id = write.new_id();
    account::ActiveModel {
        id: Set(id),
        email: Set(email.to_string()),
        email_key: Set(email.key()),
        display_name: Set(name.to_owned()),
        password_hash: Set(password_hash.map(ToOwned::to_owned)),
        language: Set(Language::De.tag().to_owned()),
        person_id: Set(None),
        last_membership_id: Set(None),
        created_at: Set(write.at()),
        closed_at: Set(None),
    }
    .insert(&**write)
    .await?;
    Ok(id)
}

/// A place in an organisation from today on; one that is there stays.
pub(crate) async fn insert_membership(
    write: &mut Write<'_>,
    account: Uuid,
    organisation: Uuid,
    role: MembershipRole,
) -> Result<()> {
    #[expect(clippy::disallowed_methods, reason = "the memberships of this account")]
    let there = membership::Entity::find()
        .filter(membership::Column::AccountId.eq(account))
        .filter(membership::Column::OrganisationId.eq(organisation))
        .filter(membership::Column::Role.eq(role.code()))
        .one(&**write)
        .await?;
    if there.is_some() {
        return Ok(());
    }
    membership::ActiveModel {
        id: Set(write.new_id()),
        account_id: Set(account),
        organisation_id: Set(organisation),
        role: Set(role.code().to_owned()),
        valid_from: Set(write.today()),
        valid_to: Set(None),
    }
    .insert(&**write)
    .await?;
    write.record(NewEvent {
        kind: "membership.given",
        actor: None,
        organisation: Some(organisation),
        case: None,
        detail: json!({ "account": account, "role": role.code() }),
    });
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    fn member(role: MembershipRole, organisation: Option<&str>) -> NewMember {
        NewMember {
            email: "mira@example.org".parse().unwrap(),
            name: "Mira Sommer".into(),
            role,
            organisation: organisation.map(Into::into),
        }
    }

    #[tokio::test]
    async fn a_new_member_gets_one_account_one_place_and_a_link_each_time() {
        let office = testing::backend().await;
        office.ensure_institutions().await.unwrap();
        office.create_member(&member(MembershipRole::Companion, None)).await.unwrap();
        office.create_member(&member(MembershipRole::Companion, None)).await.unwrap();
        let principal = office.principal_of("mira@example.org").await;
        assert!(!principal.has_choice, "one place only");
        assert_eq!(office.mailbox(10).await.unwrap().len(), 2);
    }

    #[tokio::test]
    async fn roles_belong_to_their_organisations_and_unknown_organisations_are_told() {
        let office = testing::backend().await;
        office.ensure_institutions().await.unwrap();
        let caretaker = member(MembershipRole::EmployerCaretaker, Some("IHK Mittleres Ruhrgebiet"));
        assert!(matches!(office.create_member(&caretaker).await, Err(Error::Invalid(_))));
        let lead = member(MembershipRole::ProgrammeLead, Some("IHK Mittleres Ruhrgebiet"));
        assert!(matches!(office.create_member(&lead).await, Err(Error::Invalid(_))));
        let nowhere = member(MembershipRole::Advisor, Some("IHK Nirgendwo"));
        assert!(matches!(office.create_member(&nowhere).await, Err(Error::NotFound)));
        assert!(office.mailbox(10).await.unwrap().is_empty());
    }

    #[tokio::test]
    async fn institutions_are_put_in_once() {
        let office = testing::backend().await;
        for _ in 0..2 {
            office.ensure_institutions().await.unwrap();
        }
        let before = organisations(&office).await;
        assert_eq!(before.len(), 12);
        let write = office.backend.0.write().await.unwrap();
        organisation::Entity::update_many()
            .col_expr(organisation::Column::Name, "IHK Bochum".into())
            .filter(organisation::Column::Kind.eq("chamber"))
            .exec(&*write)
            .await
            .unwrap();
        write.commit().await.unwrap();
        office.ensure_institutions().await.unwrap();
        assert_eq!(organisations(&office).await.len(), 12, "a renamed one does not come back");
    }

    async fn organisations(office: &testing::TestOffice) -> Vec<organisation::Model> {
        #[expect(clippy::disallowed_methods, reason = "a test looks at everything")]
        let all = organisation::Entity::find().all(office.backend.0.store.read()).await.unwrap();
        all
    }
}
