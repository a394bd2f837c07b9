//! Announcements from the first form to the case.

mod own_start;

use super::NoticeState;
use crate::{
    Device, Error,
    actor::{AdmitEmployers, Public, Staff},
    session::OFFICE_KIND,
    store::entity::{case_file, mail_link, notice, organisation, outbox},
    testing::{self, TestOffice},
};
use chrono::TimeDelta;
use domain::{
    form::{AdmitNotice, AnnounceHire, DeclineNotice, Rule, StartAlone},
    id::{NoticeId, OrganisationId},
    language::Language,
    role::MembershipRole,
    view::account::LinkState,
};
use sea_orm::{EntityTrait, PaginatorTrait as _};

const STAFF: &str = "companion@example.org";
const SENDER: &str = "olga@example.org";

fn cook() -> AnnounceHire {
    AnnounceHire {
        company: "Gasthaus Beispiel".into(),
        sender_name: "Olga Muster".into(),
        sender_email: SENDER.into(),
        family_name: "Kowalski".into(),
        given_names: "Jan".into(),
        nationality: "PL".into(),
        occupation: "Koch".into(),
        work_start: "2027-01-04".into(),
        arrival_month: "2026-12".into(),
        partner: "no".into(),
        children: "2".into(),
        person_email: "jan@example.org".into(),
    }
}

fn graduate(email: &str) -> StartAlone {
    StartAlone {
        given_names: "Asha".into(),
        family_name: "Beispiel".into(),
        email: email.into(),
        nationality: "IN".into(),
        residence: "city".into(),
        purpose: "graduate".into(),
        occupation: "Informatik".into(),
        work_start: String::new(),
    }
}

fn admit(id: NoticeId, to: Option<OrganisationId>) -> AdmitNotice {
    AdmitNotice { choice: AdmitNotice::of(id, to) }
}

fn decline(id: NoticeId, reason: &str) -> DeclineNotice {
    DeclineNotice { notice: id.to_string(), reason: reason.into() }
}

async fn office() -> TestOffice {
    let office = testing::backend().await;
    let own = office.organisation(OFFICE_KIND, "Welcome Office Bochum").await;
    office.member(own, MembershipRole::Companion, STAFF).await;
    office
}

/// Somebody without account, a second after the last thing happened: mails are ordered by time.
fn visitor(office: &TestOffice) -> crate::Acting<Public> {
    office.clock.advance(TimeDelta::seconds(1));
    office.backend.acting(None).unwrap()
}

/// The newest mail: its recipient and the secret in it.
async fn newest_link(office: &TestOffice) -> (String, String) {
    let mails = office.mailbox(1).await.unwrap();
    let mail = mails.first().expect("a mail");
    let (_, rest) = mail.plain.split_once("/link/").expect("a link");
    (mail.recipient.clone(), rest.chars().take(64).collect())
}

async fn announce(office: &TestOffice, form: &AnnounceHire) -> NoticeId {
    let visitor = visitor(office);
    let draft = visitor.draft_notice(form, None, None, Language::De, &Device::default()).await.unwrap();
    visitor.send_notice(draft.id, &draft.secret, &Device::default()).await.unwrap();
    let (_, secret) = newest_link(office).await;
    visitor.use_link(&secret, &Device::default()).await.unwrap();
    office.clock.advance(TimeDelta::seconds(1));
    draft.id
}

#[expect(clippy::disallowed_methods, reason = "a test counts rows")]
async fn cases(office: &TestOffice) -> u64 {
    case_file::Entity::find().count(office.backend.0.store.read()).await.unwrap()
}

#[expect(clippy::disallowed_methods, reason = "a test counts rows")]
async fn employers(office: &TestOffice) -> u64 {
    organisation::Entity::find().count(office.backend.0.store.read()).await.unwrap() - 1
}

#[expect(clippy::disallowed_methods, reason = "a test counts rows")]
async fn mails(office: &TestOffice) -> u64 {
    outbox::Entity::find().count(office.backend.0.store.read()).await.unwrap()
}

#[expect(clippy::disallowed_methods, reason = "a test reads a row")]
async fn stored(office: &TestOffice, id: NoticeId) -> Option<notice::Model> {
    notice::Entity::find_by_id(id.0).one(office.backend.0.store.read()).await.unwrap()
}

#[tokio::test]
async fn before_the_sender_confirms_no_case_exists_and_nobody_else_is_mailed() {
    let office = office().await;
    let visitor = visitor(&office);
    let draft = visitor.draft_notice(&cook(), None, None, Language::De, &Device::default()).await.unwrap();
    assert_eq!((cases(&office).await, mails(&office).await), (0, 0));

    visitor.send_notice(draft.id, &draft.secret, &Device::default()).await.unwrap();
    assert_eq!((cases(&office).await, mails(&office).await), (0, 1));
    let (recipient, secret) = newest_link(&office).await;
    assert_eq!(recipient, SENDER);

    let staff = office.acting::<Staff>(STAFF).await;
    let permit = staff.permit::<AdmitEmployers>().unwrap();
    assert!(staff.notices(&permit, Language::De).await.unwrap().rows.is_empty());
    assert!(matches!(staff.admit_notice(&permit, &admit(draft.id, None)).await, Err(Error::NotFound)));

    let used = visitor.use_link(&secret, &Device::default()).await.unwrap();
    assert!(used.session.is_none());
    assert_eq!((cases(&office).await, mails(&office).await), (0, 1));
    assert_eq!(staff.notices(&permit, Language::De).await.unwrap().rows.len(), 1);
}

#[tokio::test]
async fn only_the_browser_that_wrote_a_draft_sees_changes_and_sends_it() {
    let office = office().await;
    let visitor = visitor(&office);
    let device = Device::default();
    let draft = visitor.draft_notice(&cook(), None, None, Language::De, &device).await.unwrap();
    let foreign = visitor.draft_notice(&cook(), None, None, Language::De, &device).await.unwrap();
    assert!(matches!(visitor.entered_notice(draft.id, &foreign.secret, Language::De).await, Err(Error::NotFound)));
    assert!(matches!(visitor.send_notice(draft.id, &foreign.secret, &device).await, Err(Error::NotFound)));

    let changed = AnnounceHire { company: "Gasthaus Neu".into(), ..cook() };
    let other =
        visitor.draft_notice(&changed, Some(draft.id), Some(&foreign.secret), Language::De, &device).await.unwrap();
    assert_ne!(other.id, draft.id);
    let same =
        visitor.draft_notice(&changed, Some(draft.id), Some(&draft.secret), Language::De, &device).await.unwrap();
    assert_eq!(same.id, draft.id);
    let entered = visitor.entered_notice(draft.id, &draft.secret, Language::De).await.unwrap();
    assert_eq!((entered.typed.company.as_str(), entered.number), ("Gasthaus Neu", None));
}

#[tokio::test]
async fn sent_announcements_are_numbered_without_gaps_and_sent_once() {
    let office = office().await;
    let visitor = visitor(&office);
    let device = Device::default();
    let thrown_away = visitor.draft_notice(&cook(), None, None, Language::De, &device).await.unwrap();
    let mut numbers = Vec::new();
    for _ in 0..2 {
        let draft = visitor.draft_notice(&cook(), None, None, Language::De, &device).await.unwrap();
        visitor.send_notice(draft.id, &draft.secret, &device).await.unwrap();
        visitor.send_notice(draft.id, &draft.secret, &device).await.unwrap();
        let entered = visitor.entered_notice(draft.id, &draft.secret, Language::En).await.unwrap();
        numbers.push(entered.number.unwrap());
    }
    assert_eq!(numbers, ["AN-2026-00001", "AN-2026-00002"]);
    assert_eq!(mails(&office).await, 2);
    assert!(visitor.entered_notice(thrown_away.id, &thrown_away.secret, Language::En).await.unwrap().number.is_none());
}

#[tokio::test]
async fn one_click_makes_employer_account_and_case_and_a_second_click_nothing() {
    let office = office().await;
    let id = announce(&office, &cook()).await;
    let staff = office.acting::<Staff>(STAFF).await;
    let permit = staff.permit::<AdmitEmployers>().unwrap();
    let case = staff.admit_notice(&permit, &admit(id, None)).await.unwrap();
    assert_eq!((cases(&office).await, employers(&office).await), (1, 1));
    let mail = office.mailbox(1).await.unwrap().remove(0);
    assert_eq!(mail.recipient, SENDER);
    assert!(mail.plain.contains(&format!("/hires/{case}")) && !mail.plain.contains("/link/"), "{}", mail.plain);
    let owner = office.principal_of(SENDER).await;
    assert!(owner.is_employer());

    assert!(matches!(staff.admit_notice(&permit, &admit(id, None)).await, Err(Error::Conflict)));
    assert_eq!((cases(&office).await, employers(&office).await), (1, 1));
    assert!(staff.notices(&permit, Language::De).await.unwrap().rows.is_empty());
    let row = stored(&office, id).await.unwrap();
    assert_eq!((row.state.as_str(), row.case_id), (NoticeState::Admitted.code(), Some(case.0)));
}

#[tokio::test]
async fn two_who_admit_at_once_make_one_employer() {
    let office = office().await;
    let id = announce(&office, &cook()).await;
    let staff = office.acting::<Staff>(STAFF).await;
    let permit = staff.permit::<AdmitEmployers>().unwrap();
    let form = admit(id, None);
    let (one, two) = tokio::join!(staff.admit_notice(&permit, &form), staff.admit_notice(&permit, &form));
    assert_eq!(u8::from(one.is_ok()) + u8::from(two.is_ok()), 1);
    assert_eq!((cases(&office).await, employers(&office).await), (1, 1));
}

#[tokio::test]
async fn an_announcement_joins_the_employer_that_staff_recognise() {
    let office = office().await;
    let known = office.organisation("employer", "Gasthaus Beispiel GmbH").await;
    let foreign = office.organisation("chamber", "Gasthaus Beispiel Kammer").await;
    office.organisation("employer", "Hotel am Stadtpark").await;
    let id = announce(&office, &cook()).await;
    let staff = office.acting::<Staff>(STAFF).await;
    let permit = staff.permit::<AdmitEmployers>().unwrap();
    let list = staff.notices(&permit, Language::De).await.unwrap();
    let similar: Vec<_> = list.rows.first().unwrap().similar.iter().map(|row| (row.id, row.is_same)).collect();
    assert_eq!(similar, [(known, true)]);

    assert!(matches!(staff.admit_notice(&permit, &admit(id, Some(foreign))).await, Err(Error::NotFound)));
    staff.admit_notice(&permit, &admit(id, Some(known))).await.unwrap();
    let caretaker = office.principal_of(SENDER).await;
    assert_eq!(caretaker.organisation(), Some(known));
    assert_eq!(employers(&office).await, 3);
}

#[tokio::test]
async fn whoever_is_a_member_of_an_employer_already_gets_the_case_at_once() {
    let office = office().await;
    let own = office.organisation("employer", "Gasthaus Anders").await;
    office.member(own, MembershipRole::EmployerCaretaker, SENDER).await;
    let id = announce(&office, &cook()).await;
    let row = stored(&office, id).await.unwrap();
    assert_eq!((cases(&office).await, row.employer_id, row.state.as_str()), (1, Some(own.0), "admitted"));
}

#[tokio::test]
async fn known_and_unknown_senders_get_the_same_answer() {
    let office = office().await;
    let own = office.organisation("employer", "Gasthaus Beispiel").await;
    office.member(own, MembershipRole::EmployerAdmin, SENDER).await;
    let visitor = visitor(&office);
    let mut seen = Vec::new();
    for sender in [SENDER, "stranger@example.org"] {
        let form = AnnounceHire { sender_email: sender.into(), ..cook() };
        office.clock.advance(TimeDelta::seconds(1));
        let draft = visitor.draft_notice(&form, None, None, Language::De, &Device::default()).await.unwrap();
        visitor.send_notice(draft.id, &draft.secret, &Device::default()).await.unwrap();
        let entered = visitor.entered_notice(draft.id, &draft.secret, Language::De).await.unwrap();
        let mail = office.mailbox(1).await.unwrap().remove(0);
        seen.push((entered.answer_by, entered.link_until, mail.subject));
    }
    let [known, unknown] = seen.as_slice() else { panic!("two senders") };
    assert_eq!(known, unknown);

    for email in [SENDER, "nobody@example.org"] {
        self::visitor(&office).start_alone(&graduate(email), Language::De, &Device::default()).await.unwrap();
        let mail = office.mailbox(1).await.unwrap().remove(0);
        assert_eq!((mail.recipient.as_str(), mail.plain.contains("/link/")), (email, true));
    }
}

#[tokio::test]
async fn a_link_that_was_used_confirms_nothing_more() {
    let office = office().await;
    announce(&office, &cook()).await;
    let (_, secret) = newest_link(&office).await;
    let visitor = visitor(&office);
    assert!(matches!(visitor.use_link(&secret, &Device::default()).await, Err(Error::Conflict)));
    let shown = visitor.look_at_link(&secret, Language::De).await.unwrap();
    assert_eq!((shown.state, shown.number.as_deref()), (LinkState::Used, Some("AN-2026-00001")));
}

#[tokio::test]
async fn what_nobody_confirms_is_forgotten_after_a_month() {
    let office = office().await;
    let visitor = visitor(&office);
    let draft = visitor.draft_notice(&cook(), None, None, Language::De, &Device::default()).await.unwrap();
    let sent = visitor.draft_notice(&cook(), None, None, Language::De, &Device::default()).await.unwrap();
    visitor.send_notice(sent.id, &sent.secret, &Device::default()).await.unwrap();
    let (_, secret) = newest_link(&office).await;
    let confirmed = announce(&office, &cook()).await;
    office.clock.advance(TimeDelta::days(31));
    office.forget_expired_notices().await.unwrap();
    assert!(stored(&office, draft.id).await.is_none());
    assert!(stored(&office, sent.id).await.is_none());
    assert!(stored(&office, confirmed).await.is_some());
    assert!(matches!(visitor.use_link(&secret, &Device::default()).await, Err(Error::Conflict)));
}

#[tokio::test]
async fn declining_needs_a_reason_and_ends_it() {
    let office = office().await;
    let id = announce(&office, &cook()).await;
    let staff = office.acting::<Staff>(STAFF).await;
    let permit = staff.permit::<AdmitEmployers>().unwrap();
    let Err(Error::Invalid(problems)) = staff.decline_notice(&permit, &decline(id, "")).await else {
        panic!("a reason is needed")
    };
    assert_eq!(problems.0.first().map(|problem| problem.rule), Some(Rule::Missing));
    let reason = decline(id, "Not in Bochum");
    staff.decline_notice(&permit, &reason).await.unwrap();
    assert!(matches!(staff.admit_notice(&permit, &admit(id, None)).await, Err(Error::Conflict)));
    assert!(matches!(staff.decline_notice(&permit, &reason).await, Err(Error::Conflict)));
    assert_eq!(cases(&office).await, 0);
}

#[tokio::test]
async fn staff_of_other_institutions_see_no_announcements() {
    let office = office().await;
    let chamber = office.organisation("chamber", "Kammer").await;
    let university = office.organisation("university", "Hochschule").await;
    office.member(chamber, MembershipRole::Advisor, "advisor@example.org").await;
    office.member(university, MembershipRole::Companion, "university@example.org").await;
    let id = announce(&office, &cook()).await;
    assert!(office.acting::<Staff>("advisor@example.org").await.permit::<AdmitEmployers>().is_err());
    let foreign = office.acting::<Staff>("university@example.org").await;
    let permit = foreign.permit::<AdmitEmployers>().unwrap();
    assert!(matches!(foreign.notices(&permit, Language::De).await, Err(Error::Forbidden)));
    assert!(matches!(foreign.admit_notice(&permit, &admit(id, None)).await, Err(Error::Forbidden)));
    let reason = decline(id, "No");
    assert!(matches!(foreign.decline_notice(&permit, &reason).await, Err(Error::Forbidden)));
}

#[expect(clippy::disallowed_methods, reason = "a test reads rows")]
#[tokio::test]
async fn links_are_kept_as_hashes_only() {
    let office = office().await;
    announce(&office, &cook()).await;
    let (_, secret) = newest_link(&office).await;
    let rows = mail_link::Entity::find().all(office.backend.0.store.read()).await.unwrap();
    assert!(rows.iter().all(|row| row.token_hash != secret.as_bytes() && row.token_hash.len() == 32));
}
