//! How long a session lasts and what it may do.

use crate::{
    Acting, Result,
    actor::{Employer, Newcomer, Role, SignedIn, Staff},
    error::Error,
    session::Remembered,
    store::entity::{account, membership, session},
    testing::{TestOffice, backend},
};
use chrono::{Days, TimeDelta};
use domain::{form::SetPassword, id::OrganisationId, language::Language, role::MembershipRole};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, sea_query::Expr};

const NURSE: &str = "linh@example.org";
const OWNER: &str = "owner@example.org";

/// An office, and an employer with one member.
async fn employer() -> (TestOffice, OrganisationId) {
    let office = backend().await;
    let clinic = office.organisation("employer", "Clinic").await;
    office.member(clinic, MembershipRole::EmployerAdmin, OWNER).await;
    (office, clinic)
}

async fn is_valid(office: &TestOffice, secret: &str) -> bool {
    office.principal(secret).await.unwrap().is_some()
}

async fn sessions(office: &TestOffice) -> Vec<session::Model> {
    #[expect(clippy::disallowed_methods, reason = "a test looks at every session")]
    let find = session::Entity::find();
    find.all(office.0.store.read()).await.unwrap()
}

/// Signs in and acts in a role.
async fn acting<R: Role>(office: &TestOffice, email: &str) -> Result<Acting<R>> {
    let secret = office.session_of(email).await;
    office.backend.acting::<R>(office.principal(&secret).await?.as_ref())
}

#[tokio::test]
async fn a_session_lasts_while_it_is_used_and_another_does_not_keep_it() {
    let (office, _clinic) = employer().await;
    let (used, idle) = (office.session_of(OWNER).await, office.session_of(OWNER).await);
    for _day in 0..15 {
        office.clock.advance(TimeDelta::days(1));
        assert!(is_valid(&office, &used).await);
    }
    assert!(!is_valid(&office, &idle).await);
}

#[tokio::test]
async fn reading_pages_is_noted_every_ten_minutes_and_no_more() {
    let (office, _clinic) = employer().await;
    let secret = office.session_of(OWNER).await;
    let seen = async || sessions(&office).await.remove(0).seen_at;
    let signed_in = seen().await;
    office.clock.advance(TimeDelta::minutes(10));
    assert!(is_valid(&office, &secret).await);
    assert_eq!(seen().await, signed_in);
    office.clock.advance(TimeDelta::minutes(1));
    assert!(is_valid(&office, &secret).await);
    assert_eq!(seen().await, signed_in + TimeDelta::minutes(11));
}

#[tokio::test]
async fn a_session_ends_sixty_days_after_sign_in_however_often_it_is_used() {
    let (office, _clinic) = employer().await;
    let secret = office.session_of(OWNER).await;
    for _fortnight in 0..4 {
        office.clock.advance(TimeDelta::days(14));
        assert!(is_valid(&office, &secret).await);
    }
    office.clock.advance(TimeDelta::days(4));
    assert!(!is_valid(&office, &secret).await);
}

#[tokio::test]
async fn a_session_that_ended_keeps_its_end_when_all_are_ended() {
    let (office, _clinic) = employer().await;
    let (first, second) = (office.session_of(OWNER).await, office.session_of(OWNER).await);
    let end_all = async |secret: &str| {
        let principal = office.principal(secret).await.unwrap();
        let own = office.backend.acting::<SignedIn>(principal.as_ref()).unwrap();
        let form = SetPassword { password: "a-new-password-of-mine".into() };
        own.set_password(&form).await.unwrap();
    };
    let ended = async || sessions(&office).await.into_iter().filter_map(|row| row.ended_at).collect::<Vec<_>>();
    end_all(&second).await;
    assert!(!is_valid(&office, &first).await && is_valid(&office, &second).await);
    let before = ended().await;
    office.clock.advance(TimeDelta::days(1));
    end_all(&second).await;
    assert_eq!((before.len(), ended().await), (1, before));
}

#[tokio::test]
async fn the_session_of_a_closed_account_is_nobodys() {
    let (office, _clinic) = employer().await;
    let secret = office.session_of(OWNER).await;
    assert!(is_valid(&office, &secret).await);
    let write = office.0.write().await.unwrap();
    let close = account::Entity::update_many().col_expr(account::Column::ClosedAt, Expr::value(write.at()));
    close.filter(account::Column::Email.eq(OWNER)).exec(&*write).await.unwrap();
    write.commit().await.unwrap();
    assert!(!is_valid(&office, &secret).await);
}

#[tokio::test]
async fn nobody_acts_for_an_organisation_that_is_closed() {
    let (office, clinic) = employer().await;
    let secret = office.session_of(OWNER).await;
    office.close(clinic).await;
    assert!(!is_valid(&office, &secret).await);
}

#[tokio::test]
async fn a_membership_counts_from_its_first_day_to_its_last() {
    let (office, clinic) = employer().await;
    let today = office.clock().today();
    let write = office.0.write().await.unwrap();
    let tomorrow = today + Days::new(1);
    let begin = membership::Entity::update_many().col_expr(membership::Column::ValidFrom, Expr::value(tomorrow));
    begin.filter(membership::Column::OrganisationId.eq(clinic.0)).exec(&*write).await.unwrap();
    write.commit().await.unwrap();
    assert!(matches!(acting::<Employer>(&office, OWNER).await, Err(Error::Forbidden)));
    office.member_until(clinic, MembershipRole::EmployerCaretaker, "temp@example.org", tomorrow).await;
    office.clock.advance(TimeDelta::days(1));
    assert!(
        acting::<Employer>(&office, OWNER).await.is_ok()
            && acting::<Employer>(&office, "temp@example.org").await.is_ok()
    );
    let temp = office.session_of("temp@example.org").await;
    office.clock.advance(TimeDelta::days(1));
    assert!(!is_valid(&office, &temp).await, "the right ended, and the session with it");
    assert!(matches!(acting::<Employer>(&office, "temp@example.org").await, Err(Error::Forbidden)));
}

#[tokio::test]
async fn whoever_has_an_own_plan_and_works_somewhere_acts_as_one_of_them_at_a_time() {
    let (office, clinic) = employer().await;
    let hire = office.hire(clinic, "Nguyen", "Linh").await;
    office.account_for_case(hire, NURSE).await;
    office.add_membership(NURSE, clinic, MembershipRole::EmployerCaretaker).await;
    assert!(acting::<Newcomer>(&office, NURSE).await.is_ok(), "at first the own plan");
    assert!(matches!(acting::<Employer>(&office, NURSE).await, Err(Error::Forbidden)));

    let own = acting::<SignedIn>(&office, NURSE).await.unwrap();
    let memberships = own.account(Language::De).await.unwrap().memberships;
    own.switch_membership(Some(memberships[0].id)).await.unwrap();
    assert!(acting::<Employer>(&office, NURSE).await.is_ok(), "where one was last");
    assert!(matches!(acting::<Newcomer>(&office, NURSE).await, Err(Error::Forbidden)));
    assert!(matches!(acting::<Staff>(&office, NURSE).await, Err(Error::Forbidden)));
}

#[tokio::test]
async fn where_somebody_was_last_is_not_changed_by_others() {
    let (office, clinic) = employer().await;
    let chamber = office.organisation("chamber", "Chamber").await;
    office.add_membership(OWNER, chamber, MembershipRole::Advisor).await;
    office.member(chamber, MembershipRole::Advisor, NURSE).await;
    office.add_membership(NURSE, clinic, MembershipRole::EmployerCaretaker).await;
    let goes_to = async |email, organisation: OrganisationId| {
        let own = acting::<SignedIn>(&office, email).await.unwrap();
        let memberships = own.account(Language::De).await.unwrap().memberships;
        let name = if organisation == clinic { "Clinic" } else { "Chamber" };
        let chosen = memberships.iter().find(|row| row.organisation == name).unwrap();
        own.switch_membership(Some(chosen.id)).await.unwrap();
    };
    for (first, second) in [(clinic, chamber), (chamber, clinic)] {
        goes_to(OWNER, first).await;
        goes_to(NURSE, second).await;
        assert_eq!(office.principal_of(OWNER).await.is_employer(), first == clinic);
    }
}

#[tokio::test]
async fn a_stream_is_told_when_its_session_ends_unused_and_when_its_right_does() {
    let (office, clinic) = employer().await;
    let now = office.clock().now();
    assert_eq!(office.principal_of(OWNER).await.until, now + TimeDelta::days(14));
    let today = office.clock().today();
    office.member_until(clinic, MembershipRole::EmployerCaretaker, "temp@example.org", today).await;
    assert_eq!(office.principal_of("temp@example.org").await.until, office.clock().end_of(today));
}

#[tokio::test]
async fn whoever_may_act_in_one_way_has_no_choice() {
    let (office, clinic) = employer().await;
    assert!(!office.principal_of(OWNER).await.has_choice);
    office.account("nobody@example.org", None).await;
    assert!(!office.principal_of("nobody@example.org").await.has_choice);
    let chamber = office.organisation("chamber", "Chamber").await;
    office.add_membership(OWNER, chamber, MembershipRole::Advisor).await;
    assert!(office.principal_of(OWNER).await.has_choice);
    let hire = office.hire(clinic, "Nguyen", "Linh").await;
    office.account_for_case(hire, NURSE).await;
    assert!(!office.principal_of(NURSE).await.has_choice);
    office.add_membership(NURSE, clinic, MembershipRole::EmployerCaretaker).await;
    assert!(office.principal_of(NURSE).await.has_choice);
}

#[tokio::test]
async fn an_employers_member_is_told_from_others() {
    let (office, _clinic) = employer().await;
    let chamber = office.organisation("chamber", "Chamber").await;
    office.member(chamber, MembershipRole::Advisor, "advisor@example.org").await;
    assert!(office.principal_of(OWNER).await.is_employer());
    assert!(!office.principal_of("advisor@example.org").await.is_employer());
}

#[tokio::test]
async fn a_visitor_is_remembered_for_less_than_a_second_and_not_past_a_change() {
    let (office, _clinic) = employer().await;
    office.member(office.welcome_office().await, MembershipRole::Companion, NURSE).await;
    let (owner, nurse) = (office.principal_of(OWNER).await, office.principal_of(NURSE).await);
    let remembered = Remembered::default();
    let account = |hash: &[u8], at| remembered.find(hash, at).map(|principal| principal.account);
    let now = office.clock().now();
    let commit = account(b"owner", now).unwrap_err();
    remembered.keep(commit, b"owner".to_vec(), now, &owner);
    remembered.keep(commit, b"nurse".to_vec(), now, &nurse);
    assert_eq!(account(b"owner", now + TimeDelta::milliseconds(999)), Ok(owner.account));
    assert_eq!(account(b"nurse", now), Ok(nurse.account));
    assert!(account(b"owner", now + TimeDelta::seconds(1)).is_err());
    assert!(account(b"owner", now - TimeDelta::milliseconds(1)).is_err(), "a clock that was put back");
    // What was read before a change is not kept after it.
    for _ in 0..2 {
        let commit = account(b"nobody", now).unwrap_err();
        remembered.forget();
        assert!(account(b"nurse", now).is_err());
        remembered.keep(commit, b"nurse".to_vec(), now, &nurse);
        assert!(account(b"nurse", now).is_err());
    }
}
