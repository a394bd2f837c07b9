//! From the invitation to the own plan, and to deletion.

use super::erase::ERASED_NAME;
use crate::{
    Device, Error, Landing,
    actor::{Newcomer, Public},
    case,
    session::OFFICE_KIND,
    store::entity::{case_file, case_scope, mail_link, outbox, person, search_form},
    testing::{self, TestOffice},
};
use chrono::TimeDelta;
use domain::{
    facts::{Anchor, Certainty, Facts, Residence, Source},
    id::OrganisationId,
    language::Language,
    view::account::LinkState,
};
use sea_orm::{ColumnTrait as _, EntityTrait, QueryFilter as _};
use uuid::Uuid;

const PERSON: &str = "ha@example.org";

async fn office() -> (TestOffice, OrganisationId) {
    let office = testing::backend().await;
    office.organisation(OFFICE_KIND, "Welcome Office Bochum").await;
    let employer = office.organisation("employer", "Klinik Beispiel").await;
    (office, employer)
}

async fn announced(office: &TestOffice, employer: OrganisationId, email: Option<&str>) -> Uuid {
    let inner = &office.backend.0;
    let mut write = inner.write().await.unwrap();
    let mut facts = Facts { residence: Some(Residence::Abroad), ..Facts::default() };
    facts.anchors.set(Anchor::WorkStart, write.today() + TimeDelta::days(90), Certainty::Planned);
    let person = case::NewPerson {
        family_name: "Nguyễn".into(),
        given_names: "Hà".into(),
        birth_date: "2001-05-06".parse().ok(),
        nationality: "VN".parse().ok(),
        email: email.map(|email| email.parse().unwrap()),
        phone: None,
        language: Language::En,
    };
    let new =
        case::NewCase { person, employer: Some(employer), cohort: None, facts, source: Source::Employer, by: None };
    let id = case::open(&mut write, &inner.templates, new).await.unwrap();
    write.commit().await.unwrap();
    id.0
}

async fn invite(office: &TestOffice, case: Uuid) -> crate::Result<()> {
    let inner = &office.backend.0;
    let mut write = inner.write().await?;
    let case = case::require(&write, &inner.templates, case).await?;
    super::invite(&mut write, inner, &case, None).await?;
    write.commit().await
}

async fn newest_secret(office: &TestOffice) -> String {
    let mail = office.mailbox(1).await.unwrap().remove(0);
    mail.plain.split_once("/link/").expect("a link").1.chars().take(64).collect()
}

fn visitor(office: &TestOffice) -> crate::Acting<Public> {
    office.backend.acting(None).unwrap()
}

async fn stored(office: &TestOffice, case: Uuid) -> case::CaseFile {
    case::load(office.backend.0.store.read(), &office.backend.0.templates, case).await.unwrap().unwrap()
}

#[tokio::test]
async fn an_invitation_opens_the_own_plan_once() {
    let (office, employer) = office().await;
    let case = announced(&office, employer, Some(PERSON)).await;
    invite(&office, case).await.unwrap();
    let invited = stored(&office, case).await;
    assert_eq!((invited.row.state.as_str(), invited.row.invited_at.is_some()), ("invited", true));

    let visitor = visitor(&office);
    let secret = newest_secret(&office).await;
    let shown = visitor.look_at_link(&secret, Language::De).await.unwrap();
    assert_eq!((shown.state, shown.from.as_deref()), (LinkState::Usable, Some("Klinik Beispiel")));
    let used = visitor.use_link(&secret, &Device::default()).await.unwrap();
    assert_eq!(used.session.unwrap().landing, Landing::Plan);
    office.acting::<Newcomer>(PERSON).await;
    let opened = stored(&office, case).await;
    assert_eq!((opened.row.state.as_str(), opened.row.opened_at.is_some()), ("active_abroad", true));

    assert!(matches!(visitor.use_link(&secret, &Device::default()).await, Err(Error::Conflict)));
    assert!(matches!(invite(&office, case).await, Err(Error::Conflict)));
    assert!(matches!(visitor.renew_invitation(&secret, &Device::default()).await, Err(Error::Conflict)));
    assert!(matches!(visitor.erase_by_link(&secret, &Device::default()).await, Err(Error::Conflict)));
}

#[tokio::test]
async fn nobody_is_invited_without_an_address() {
    let (office, employer) = office().await;
    let case = announced(&office, employer, None).await;
    assert!(matches!(invite(&office, case).await, Err(Error::Invalid(_))));
}

#[tokio::test]
async fn inviting_again_takes_the_earlier_link_back() {
    let (office, employer) = office().await;
    let case = announced(&office, employer, Some(PERSON)).await;
    invite(&office, case).await.unwrap();
    let first = newest_secret(&office).await;
    office.clock.advance(TimeDelta::minutes(1));
    invite(&office, case).await.unwrap();
    let visitor = visitor(&office);
    assert_eq!(visitor.look_at_link(&first, Language::De).await.unwrap().state, LinkState::Gone);
    assert!(matches!(visitor.use_link(&first, &Device::default()).await, Err(Error::Conflict)));
    assert!(visitor.use_link(&newest_secret(&office).await, &Device::default()).await.is_ok());
}

#[tokio::test]
async fn an_expired_invitation_mails_a_new_one_to_the_same_address() {
    let (office, employer) = office().await;
    let case = announced(&office, employer, Some(PERSON)).await;
    invite(&office, case).await.unwrap();
    let old = newest_secret(&office).await;
    office.clock.advance(TimeDelta::days(31));
    let visitor = visitor(&office);
    assert_eq!(visitor.look_at_link(&old, Language::De).await.unwrap().state, LinkState::Expired);
    assert!(matches!(visitor.use_link(&old, &Device::default()).await, Err(Error::Conflict)));

    visitor.renew_invitation(&old, &Device::default()).await.unwrap();
    assert_eq!(office.mailbox(1).await.unwrap().remove(0).recipient, PERSON);
    assert!(visitor.use_link(&newest_secret(&office).await, &Device::default()).await.is_ok());
}

#[tokio::test]
async fn nobody_is_flooded_with_new_invitations() {
    let (office, employer) = office().await;
    let case = announced(&office, employer, Some(PERSON)).await;
    invite(&office, case).await.unwrap();
    let secret = newest_secret(&office).await;
    let visitor = visitor(&office);
    for _ in 0..5 {
        visitor.renew_invitation(&secret, &Device::default()).await.unwrap();
    }
    let refused = visitor.renew_invitation(&secret, &Device::default()).await;
    assert!(matches!(refused, Err(Error::Slow { .. })));
}

#[tokio::test]
async fn a_revoked_invitation_neither_opens_nor_renews_nor_deletes() {
    let (office, employer) = office().await;
    let case = announced(&office, employer, Some(PERSON)).await;
    invite(&office, case).await.unwrap();
    let secret = newest_secret(&office).await;
    let write = office.backend.0.write().await.unwrap();
    super::revoke(&write, case).await.unwrap();
    write.commit().await.unwrap();
    let visitor = visitor(&office);
    let device = Device::default();
    assert_eq!(visitor.look_at_link(&secret, Language::De).await.unwrap().state, LinkState::Gone);
    assert!(matches!(visitor.use_link(&secret, &device).await, Err(Error::Conflict)));
    assert!(matches!(visitor.renew_invitation(&secret, &device).await, Err(Error::Conflict)));
    assert!(matches!(visitor.erase_by_link(&secret, &device).await, Err(Error::Conflict)));
}

#[tokio::test]
async fn an_address_of_somebody_else_does_not_open_this_persons_plan() {
    let (office, employer) = office().await;
    let elsewhere = office.organisation("employer", "Gasthaus Muster").await;
    let first = announced(&office, employer, Some(PERSON)).await;
    let second = announced(&office, elsewhere, Some(PERSON)).await;
    invite(&office, first).await.unwrap();
    let visitor = visitor(&office);
    visitor.use_link(&newest_secret(&office).await, &Device::default()).await.unwrap();
    office.clock.advance(TimeDelta::minutes(1));
    invite(&office, second).await.unwrap();
    let secret = newest_secret(&office).await;
    assert_eq!(visitor.look_at_link(&secret, Language::De).await.unwrap().state, LinkState::Taken);
    assert!(matches!(visitor.use_link(&secret, &Device::default()).await, Err(Error::Conflict)));
    assert!(stored(&office, second).await.row.opened_at.is_none());
    assert_eq!(visitor.look_at_link(&secret, Language::De).await.unwrap().state, LinkState::Taken);
}

#[expect(clippy::disallowed_methods, reason = "a test reads rows")]
#[tokio::test]
async fn the_link_alone_deletes_what_is_stored_and_the_employer_sees_not_coming() {
    let (office, employer) = office().await;
    let case = announced(&office, employer, Some(PERSON)).await;
    let other = announced(&office, employer, Some("other@example.org")).await;
    invite(&office, case).await.unwrap();
    let secret = newest_secret(&office).await;
    office.clock.advance(TimeDelta::days(40));
    let visitor = visitor(&office);
    let mut changes = office.live().listen();
    visitor.erase_by_link(&secret, &Device::default()).await.unwrap();

    let db = office.backend.0.store.read();
    let erased = stored(&office, case).await;
    assert_eq!((erased.row.state.as_str(), erased.row.ended_at.is_some()), ("withdrawn", true));
    assert_eq!((erased.person.family_name.as_str(), erased.person.given_names.as_str()), (ERASED_NAME, ""));
    let person::Model { birth_date, nationality, email, phone, .. } = erased.person;
    assert_eq!((birth_date, nationality, email, phone), (None, None, None, None));
    assert!(search_form::Entity::find().filter(search_form::Column::CaseId.eq(case)).one(db).await.unwrap().is_none());
    let mails = outbox::Entity::find().filter(outbox::Column::Recipient.eq(PERSON)).all(db).await.unwrap();
    assert!(mails.is_empty());
    let links = mail_link::Entity::find().filter(mail_link::Column::CaseId.eq(case)).all(db).await.unwrap();
    assert!(links.iter().all(|link| link.email.is_empty() && link.revoked_at.is_some()));
    let seen = case_scope::Entity::find_by_id((employer.0, case)).one(db).await.unwrap();
    assert!(seen.is_some());
    assert!(changes.try_recv().unwrap().organisations.contains(&employer.0));

    assert_eq!(visitor.look_at_link(&secret, Language::De).await.unwrap().state, LinkState::Erased);
    assert!(matches!(visitor.erase_by_link(&secret, &Device::default()).await, Err(Error::Conflict)));
    let kept = stored(&office, other).await;
    assert_eq!((kept.row.state.as_str(), kept.person.email.as_deref()), ("announced", Some("other@example.org")));
}

#[expect(clippy::disallowed_methods, reason = "a test reads rows")]
#[tokio::test]
async fn erasing_closes_the_own_account_and_frees_its_address() {
    let (office, employer) = office().await;
    let case = announced(&office, employer, Some(PERSON)).await;
    invite(&office, case).await.unwrap();
    let visitor = visitor(&office);
    let used = visitor.use_link(&newest_secret(&office).await, &Device::default()).await.unwrap();
    let session = used.session.unwrap().secret;
    assert!(office.principal(&session).await.unwrap().is_some());

    let inner = &office.backend.0;
    let row = case_file::Entity::find_by_id(case).one(inner.store.read()).await.unwrap().unwrap();
    let mut write = inner.write().await.unwrap();
    super::erase(&mut write, inner, row.person_id, None).await.unwrap();
    write.commit().await.unwrap();
    assert!(office.principal(&session).await.unwrap().is_none());

    let again = announced(&office, employer, Some(PERSON)).await;
    invite(&office, again).await.unwrap();
    assert!(visitor.use_link(&newest_secret(&office).await, &Device::default()).await.is_ok());
}
