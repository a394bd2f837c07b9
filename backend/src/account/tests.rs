//! Sign-in and links, on the database the tests run on.

use super::{Device, Landing, sign_in::describe};
use crate::{
    Error,
    actor::{Employer, Newcomer, Public, SignedIn, Staff},
    store::entity::account,
    testing::{self, TestOffice},
};
use chrono::TimeDelta;
use domain::{
    form::{ChangeAddress, Rule, SetPassword, SignIn},
    language::Language,
    role::MembershipRole,
    view::account::VisitorKind,
};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, sea_query::Expr};

const PASSWORD: &str = "welcome-to-bochum";

async fn office_with_employer() -> TestOffice {
    let office = testing::backend().await;
    let employer = office.organisation("employer", "Hotel am Stadtpark").await;
    office.member(employer, MembershipRole::EmployerAdmin, "owner@example.org").await;
    office
}

fn form(email: &str, password: &str) -> SignIn {
    SignIn { email: email.into(), password: password.into(), next: String::new() }
}

fn public(office: &TestOffice) -> crate::Acting<Public> {
    office.backend.acting(None).unwrap()
}

/// The secret of the newest mailed link.
async fn mailed_secret(office: &TestOffice) -> String {
    let mails = office.mailbox(1).await.unwrap();
    let text = &mails.first().expect("a mail").plain;
    let (_, rest) = text.split_once("/link/").expect("a link");
    rest.chars().take(64).collect()
}

#[tokio::test]
async fn a_password_opens_the_session_and_leads_to_the_work() {
    let office = office_with_employer().await;
    let owner = office.acting::<SignedIn>("owner@example.org").await;
    owner.set_password(&SetPassword { password: PASSWORD.into() }).await.unwrap();
    let session = public(&office).sign_in(&form("Owner@Example.org", PASSWORD), &Device::default()).await.unwrap();
    assert_eq!(session.landing, Landing::Hires);
    let principal = office.principal(&session.secret).await.unwrap();
    assert!(office.backend.acting::<Employer>(principal.as_ref()).is_ok());
    assert!(matches!(office.backend.acting::<Staff>(principal.as_ref()), Err(Error::Forbidden)));
    assert!(matches!(office.backend.acting::<Newcomer>(principal.as_ref()), Err(Error::Forbidden)));
}

#[tokio::test]
async fn the_programme_lead_lands_on_the_numbers_and_other_staff_on_the_desk() {
    let office = testing::backend().await;
    let unit = office.welcome_office().await;
    for (role, email, landing) in [
        (MembershipRole::ProgrammeLead, "lead@example.org", Landing::Numbers),
        (MembershipRole::Companion, "companion@example.org", Landing::Desk),
    ] {
        office.member(unit, role, email).await;
        let member = office.acting::<SignedIn>(email).await;
        member.set_password(&SetPassword { password: PASSWORD.into() }).await.unwrap();
        let session = public(&office).sign_in(&form(email, PASSWORD), &Device::default()).await.unwrap();
        assert_eq!(session.landing, landing);
        let own = member.account(Language::De).await.unwrap().memberships.remove(0).id;
        assert_eq!(member.switch_membership(Some(own)).await.unwrap(), landing);
    }
}

#[tokio::test]
async fn whoever_has_neither_plan_nor_membership_lands_on_the_account() {
    let office = testing::backend().await;
    office.account("guest@example.org", None).await;
    office.set_password_of("guest@example.org", PASSWORD).await;
    let session = public(&office).sign_in(&form("guest@example.org", PASSWORD), &Device::default()).await.unwrap();
    assert_eq!(session.landing, Landing::Account);
}

#[tokio::test]
async fn the_navigation_knows_what_kind_of_visitor_it_is_for() {
    let office = office_with_employer().await;
    let unit = office.welcome_office().await;
    office.member(unit, MembershipRole::Companion, "companion@example.org").await;
    let bakery = office.organisation("employer", "Bäckerei").await;
    let hire = office.hire(bakery, "Nguyen", "Linh").await;
    office.account_for_case(hire, "linh@example.org").await;
    office.account("guest@example.org", None).await;
    for (email, kind) in [
        ("owner@example.org", VisitorKind::Employer(MembershipRole::EmployerAdmin)),
        ("companion@example.org", VisitorKind::Staff(MembershipRole::Companion)),
        ("linh@example.org", VisitorKind::Newcomer),
        ("guest@example.org", VisitorKind::Nobody),
    ] {
        let principal = office.principal_of(email).await;
        let visitor = describe(&principal);
        assert_eq!((visitor.kind, visitor.account), (kind, principal.account()), "{email}");
    }
}

#[tokio::test]
async fn known_and_unknown_addresses_get_the_same_answer() {
    let office = office_with_employer().await;
    let mut answers = Vec::new();
    for email in ["owner@example.org", "nobody@example.org"] {
        let refused = public(&office).sign_in(&form(email, "not-the-password"), &Device::default()).await;
        let Err(Error::Invalid(problems)) = refused else { panic!("{email}: {refused:?}") };
        answers.push(problems);
        public(&office).mail_sign_in_link(&form(email, ""), Language::En, &Device::default()).await.unwrap();
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(answers[0].0[0].rule, Rule::NoMatch);
    assert_eq!(office.mailbox(10).await.unwrap().len(), 1, "only the known address gets a mail");
}

#[tokio::test]
async fn a_mailed_link_signs_in_once_and_within_ten_minutes() {
    let office = office_with_employer().await;
    let visitor = public(&office);
    visitor.mail_sign_in_link(&form("owner@example.org", ""), Language::De, &Device::default()).await.unwrap();
    let secret = mailed_secret(&office).await;
    assert!(visitor.use_link(&secret, &Device::default()).await.is_ok());
    assert!(matches!(visitor.use_link(&secret, &Device::default()).await, Err(Error::Conflict)));

    visitor.mail_sign_in_link(&form("owner@example.org", ""), Language::De, &Device::default()).await.unwrap();
    let late = mailed_secret(&office).await;
    office.clock.advance(TimeDelta::minutes(11));
    assert!(matches!(visitor.use_link(&late, &Device::default()).await, Err(Error::Conflict)));
}

#[tokio::test]
async fn the_same_wish_for_a_link_is_mailed_once_and_another_again() {
    let office = office_with_employer().await;
    let clinic = office.organisation("employer", "Clinic").await;
    office.member(clinic, MembershipRole::EmployerAdmin, "second@example.org").await;
    let visitor = public(&office);
    let mails = async || office.mailbox(10).await.unwrap().len();
    let sign_in = async |email: &str| {
        visitor.mail_sign_in_link(&form(email, ""), Language::De, &Device::default()).await.unwrap();
        mails().await
    };
    assert_eq!((sign_in("owner@example.org").await, sign_in("owner@example.org").await), (1, 1));
    assert_eq!(sign_in("second@example.org").await, 2, "somebody else");
    visitor.mail_reset_link(&form("owner@example.org", ""), Language::De, &Device::default()).await.unwrap();
    let mailed = office.mailbox(10).await.unwrap();
    assert_eq!(mailed.len(), 3, "for something else");
    let resets = mailed.iter().filter(|mail| mail.subject.contains("Passwort"));
    assert_eq!(resets.map(|mail| mail.recipient.as_str()).collect::<Vec<_>>(), ["owner@example.org"]);
    office.clock.advance(TimeDelta::seconds(11));
    assert_eq!(sign_in("owner@example.org").await, 4, "a while later");
    visitor.use_link(&mailed_secret(&office).await, &Device::default()).await.unwrap();
    assert_eq!(sign_in("owner@example.org").await, 5, "the link before was used");
}

#[tokio::test]
async fn two_who_use_one_link_at_once_get_one_session() {
    let office = office_with_employer().await;
    let visitor = public(&office);
    visitor.mail_sign_in_link(&form("owner@example.org", ""), Language::De, &Device::default()).await.unwrap();
    let secret = mailed_secret(&office).await;
    let device = Device::default();
    let (one, two) = tokio::join!(visitor.use_link(&secret, &device), visitor.use_link(&secret, &device));
    assert_eq!(u8::from(one.is_ok()) + u8::from(two.is_ok()), 1);
}

#[tokio::test]
async fn signing_out_ends_this_session_and_no_other() {
    let office = office_with_employer().await;
    let (here, there) = (office.session_of("owner@example.org").await, office.session_of("owner@example.org").await);
    let principal = office.principal(&here).await.unwrap();
    office.backend.acting::<Public>(principal.as_ref()).unwrap().sign_out().await.unwrap();
    assert!(office.principal(&here).await.unwrap().is_none());
    assert!(office.principal(&there).await.unwrap().is_some());
}

#[tokio::test]
async fn signing_out_everywhere_ends_every_session() {
    let office = office_with_employer().await;
    let one = office.backend.open_session_for_test("owner@example.org").await.unwrap();
    let owner = office.acting::<SignedIn>("owner@example.org").await;
    owner.sign_out_everywhere().await.unwrap();
    assert!(office.principal(&one).await.unwrap().is_none());
}

#[tokio::test]
async fn a_session_that_was_not_used_for_two_weeks_is_over() {
    let office = office_with_employer().await;
    let secret = office.backend.open_session_for_test("owner@example.org").await.unwrap();
    office.clock.advance(TimeDelta::days(15));
    assert!(office.principal(&secret).await.unwrap().is_none());
}

#[tokio::test]
async fn while_nothing_can_be_written_whoever_is_signed_in_still_reads() {
    let office = office_with_employer().await;
    let secret = office.backend.open_session_for_test("owner@example.org").await.unwrap();
    office.clock.advance(TimeDelta::minutes(11));
    office.refuse("UPDATE", "session").await;
    assert!(office.principal(&secret).await.unwrap().is_some());
}

#[tokio::test]
async fn the_list_of_sessions_has_those_of_the_own_account_that_still_work() {
    let office = office_with_employer().await;
    office.account("guest@example.org", None).await;
    let listed = async |of: &crate::Acting<SignedIn>| of.account(Language::De).await.unwrap().sessions.len();
    office.principal_of("guest@example.org").await;
    let owner = office.acting::<SignedIn>("owner@example.org").await;
    assert_eq!(listed(&owner).await, 1);
    let ended = office.principal_of("owner@example.org").await;
    assert_eq!(listed(&owner).await, 2);
    owner.end_session(ended.session).await.unwrap();
    assert_eq!(listed(&owner).await, 1);
    office.clock.advance(TimeDelta::days(61));
    let later = office.acting::<SignedIn>("owner@example.org").await;
    assert_eq!(listed(&later).await, 1);
}

#[tokio::test]
async fn what_somebody_changes_of_the_own_account_changes_no_other() {
    let office = office_with_employer().await;
    let baker = "baker@example.org";
    let bakery = office.organisation("employer", "Bäckerei").await;
    let chamber = office.organisation("chamber", "Kammer").await;
    office.member(bakery, MembershipRole::EmployerAdmin, baker).await;
    office.add_membership(baker, chamber, MembershipRole::Advisor).await;
    office.set_password_of(baker, PASSWORD).await;
    let other = office.acting::<SignedIn>(baker).await;
    let memberships = other.account(Language::De).await.unwrap().memberships;
    let advisor = memberships.iter().find(|row| row.organisation == "Kammer").unwrap().id;
    other.switch_membership(Some(advisor)).await.unwrap();
    let secret = office.session_of(baker).await;

    let owner = office.acting::<SignedIn>("owner@example.org").await;
    let own = owner.account(Language::De).await.unwrap().memberships.remove(0).id;
    owner.switch_membership(Some(own)).await.unwrap();
    owner.set_password(&SetPassword { password: "a-password-of-the-owner".into() }).await.unwrap();
    owner.set_language(Language::En).await.unwrap();

    let principal = office.principal(&secret).await.unwrap().expect("a session of somebody else goes on");
    assert_eq!(principal.language(), Language::De);
    assert!(office.backend.acting::<Staff>(Some(&principal)).is_ok());
    let again = public(&office).sign_in(&form(baker, PASSWORD), &Device::default()).await.unwrap();
    assert_eq!(again.landing, Landing::Desk, "where the baker was last");
    assert_eq!(office.principal_of("owner@example.org").await.language(), Language::En);
}

#[tokio::test]
async fn an_account_has_its_new_address_once_its_link_is_used_and_no_other_has_it() {
    let office = office_with_employer().await;
    office.account("guest@example.org", None).await;
    let owner = office.acting::<SignedIn>("owner@example.org").await;
    let move_to = async |email: &str| {
        let form = ChangeAddress { email: email.into() };
        owner.change_address(&form, Language::De).await.unwrap();
        public(&office).use_link(&mailed_secret(&office).await, &Device::default()).await
    };
    let address = async || owner.account(Language::De).await.unwrap().email;
    move_to("new@example.org").await.unwrap();
    assert_eq!(address().await, "new@example.org");
    assert!(matches!(move_to("guest@example.org").await, Err(Error::Conflict)), "somebody else has it");
    assert_eq!(address().await, "new@example.org");
    office.principal_of("guest@example.org").await;
}

#[tokio::test]
async fn a_closed_account_opens_by_no_password_and_gets_no_link() {
    let office = office_with_employer().await;
    office.set_password_of("owner@example.org", PASSWORD).await;
    let write = office.0.write().await.unwrap();
    account::Entity::update_many()
        .col_expr(account::Column::ClosedAt, Expr::value(write.at()))
        .filter(account::Column::Email.eq("owner@example.org"))
        .exec(&*write)
        .await
        .unwrap();
    write.commit().await.unwrap();
    let refused = public(&office).sign_in(&form("owner@example.org", PASSWORD), &Device::default()).await;
    assert!(matches!(refused, Err(Error::Invalid(_))), "{refused:?}");
    public(&office).mail_sign_in_link(&form("owner@example.org", ""), Language::De, &Device::default()).await.unwrap();
    assert!(office.mailbox(1).await.unwrap().is_empty());
}

#[tokio::test]
async fn nobody_ends_somebody_elses_session() {
    let office = office_with_employer().await;
    let other = office.organisation("employer", "Bäckerei").await;
    office.member(other, MembershipRole::EmployerAdmin, "baker@example.org").await;
    let owners = office.principal_of("owner@example.org").await;
    let baker = office.acting::<SignedIn>("baker@example.org").await;
    assert!(matches!(baker.end_session(owners.session()).await, Err(Error::NotFound)));
}

#[tokio::test]
async fn a_member_acts_for_each_of_the_own_organisations_and_no_other() {
    let office = office_with_employer().await;
    let unit = office.organisation("welcome-office", "Welcome Office").await;
    office.add_membership("owner@example.org", unit, MembershipRole::Companion).await;
    let owner = office.acting::<SignedIn>("owner@example.org").await;
    let account = owner.account(Language::De).await.unwrap();
    let other = account.memberships.iter().find(|row| !row.is_active).expect("a second membership");
    let landing = if other.role.is_employer() { Landing::Hires } else { Landing::Desk };
    assert_eq!(owner.switch_membership(Some(other.id)).await.unwrap(), landing);
    let foreign = domain::id::MembershipId(owner_session_uuid(&office).await);
    assert!(matches!(owner.switch_membership(Some(foreign)).await, Err(Error::NotFound)));
}

async fn owner_session_uuid(office: &TestOffice) -> uuid::Uuid {
    office.principal_of("owner@example.org").await.session().0
}
