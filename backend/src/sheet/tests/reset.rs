//! Somebody else used an invitation, and what staff do about it.

use super::{COMPANION, Hired, Town, session};
use crate::{
    Error,
    actor::{Accompany, ReadCases, SignedIn, Staff},
    store::entity::{domain_event, plan_access},
    testing,
};
use chrono::TimeDelta;
use domain::{
    form::ResetAccess,
    id::CaseId,
    language::Language,
    view::{account::OpeningWay, case::CasePage},
};
use sea_orm::{ColumnTrait as _, EntityTrait, QueryFilter as _, QueryOrder as _};

async fn page(town: &Town, id: CaseId) -> CasePage {
    let staff = town.office.acting::<Staff>(COMPANION).await;
    let permit = staff.permit::<ReadCases>().unwrap();
    staff.case_page(Language::De, id, "", false, permit).await.unwrap()
}

async fn reset(town: &Town, id: CaseId, reason: &str) -> crate::Result<()> {
    let staff = town.office.acting::<Staff>(COMPANION).await;
    let permit = staff.permit::<Accompany>().unwrap();
    staff.reset_access(id, &ResetAccess { reason: reason.into() }, permit).await
}

#[tokio::test]
async fn staff_can_reset_an_access_that_somebody_else_used() {
    let town = Town::new().await;
    let id = town.hire(Hired { email: Some("mistyped@example.org"), ..Hired::default() }).await;
    town.employer.invite_hire(id).await.unwrap();
    assert!(matches!(reset(&town, id, "somebody_else").await, Err(Error::Conflict)), "nothing is open yet");
    let mail = town.office.mailbox(1).await.unwrap().remove(0).plain;
    let link: String = mail.split_once("/link/").unwrap().1.chars().take(64).collect();
    let stranger = town.visitor().use_link(&link, &crate::Device::default()).await.unwrap().session.unwrap().secret;
    town.newcomer(&stranger).await.accept().await.unwrap();
    let before = page(&town, id).await;
    assert_eq!((before.is_resettable, before.opened_by), (true, Some(OpeningWay::Mail)));
    assert!(matches!(reset(&town, id, "").await, Err(Error::Invalid(_))));

    reset(&town, id, "somebody_else").await.unwrap();
    assert!(town.office.principal(&stranger).await.unwrap().is_none(), "the stranger is signed out");
    let case = town.stored(id).await;
    assert_eq!((case.row.opened_at, case.row.invited_at, case.row.accepted_at), (None, None, None));
    assert_eq!(case.person.email, None, "no mail goes there again");
    assert_eq!(kinds(&town, id).await.last().map(String::as_str), Some("access.reset"));
    let hire = town.employer.hire(id, Language::De).await.unwrap();
    assert!(hire.entered.family.is_none() && !hire.is_accepted, "what she told stays hers");
    // The link still says what happened to it.
    let shown = town.visitor().look_at_link(&link, Language::De).await.unwrap();
    assert_eq!(shown.used.map(|when| when.day), Some(town.employer.today()));

    let staff = town.office.acting::<Staff>(COMPANION).await;
    let secret = staff.print_sheet(id, None, staff.permit::<Accompany>().unwrap()).await.unwrap();
    let signed_in = town.office.acting::<SignedIn>(COMPANION).await;
    let sheet = signed_in.sheets(&secret).await.unwrap().unwrap().sheets.remove(0);
    let own = town.newcomer(&session(town.open(&sheet.code, "2001-05-06").await)).await;
    let second = town.hire(Hired { family: "Trần", ..Hired::default() }).await;
    let opened = async || town.newcomer(&session(town.open(&town.sheet(second).await.code, "2001-05-06").await)).await;
    let other = opened().await;
    assert_eq!(other.plan(Language::De).await.unwrap().way.unwrap().reset, None, "the access of somebody else");
    reset(&town, second, "locked_out").await.unwrap();
    let other = opened().await;
    let told = own.plan(Language::De).await.unwrap().way.unwrap().reset;
    assert_eq!(told.map(|when| when.day), Some(town.employer.today()));
    own.read_reset().await.unwrap();
    let read_at = async || {
        #[expect(clippy::disallowed_methods, reason = "a test looks at every access")]
        let find = plan_access::Entity::find().filter(plan_access::Column::CaseId.eq(id.0));
        let rows = find.all(town.office.backend.0.store.read()).await.unwrap();
        rows.into_iter().filter_map(|row| row.read_at).collect::<Vec<_>>()
    };
    let before = read_at().await;
    town.office.clock.advance(TimeDelta::minutes(1));
    own.read_reset().await.unwrap();
    assert_eq!((read_at().await, before.len()), (before, 1), "read when it was read");
    assert!(other.plan(Language::De).await.unwrap().way.unwrap().reset.is_some(), "read by somebody else");
    assert_eq!(own.plan(Language::De).await.unwrap().way.unwrap().reset, None, "told once");
    assert_eq!(page(&town, id).await.opened_by, Some(OpeningWay::Sheet));
    assert_eq!(testing::faults(&town.office).await, Vec::new());
}

#[tokio::test]
async fn whoever_is_locked_out_keeps_her_plan_and_what_she_agreed_to() {
    let town = Town::new().await;
    let id = town.hire(Hired::default()).await;
    let first = session(town.open(&town.sheet(id).await.code, "2001-05-06").await);
    town.newcomer(&first).await.accept().await.unwrap();
    let state = town.stored(id).await.row.state;
    reset(&town, id, "locked_out").await.unwrap();
    assert!(town.office.principal(&first).await.unwrap().is_none());
    let second = session(town.open(&town.sheet(id).await.code, "2001-05-06").await);
    assert!(town.newcomer(&second).await.plan(Language::De).await.unwrap().way.unwrap().entry.is_accepted);
    assert_eq!(town.stored(id).await.row.state, state);
    assert!(matches!(reset(&town, id, "no reason").await, Err(Error::Invalid(_))));
}

async fn kinds(town: &Town, id: CaseId) -> Vec<String> {
    #[expect(clippy::disallowed_methods, reason = "a test looks at every event")]
    let rows = domain_event::Entity::find()
        .filter(domain_event::Column::CaseId.eq(id.0))
        .order_by_asc(domain_event::Column::Sequence)
        .all(town.office.backend.0.store.read())
        .await
        .unwrap();
    rows.into_iter().map(|row| row.kind).collect()
}

#[tokio::test]
async fn everybody_sees_how_the_own_plan_was_opened_until_that_access_is_reset() {
    let town = Town::new().await;
    let mailed = town.hire(Hired { email: Some("ha@example.org"), ..Hired::default() }).await;
    town.employer.invite_hire(mailed).await.unwrap();
    let mail = town.office.mailbox(1).await.unwrap().remove(0).plain;
    let link: String = mail.split_once("/link/").unwrap().1.chars().take(64).collect();
    town.visitor().use_link(&link, &crate::Device::default()).await.unwrap();
    town.office.clock.advance(TimeDelta::days(1));
    let printed = town.hire(Hired { family: "Trần", ..Hired::default() }).await;
    session(town.open(&town.sheet(printed).await.code, "2001-05-06").await);

    let ha = town.office.acting::<SignedIn>("ha@example.org").await;
    let opening = async || ha.account(Language::De).await.unwrap().opening.map(|opening| opening.way);
    assert_eq!(opening().await, Some(OpeningWay::Mail));
    reset(&town, mailed, "somebody_else").await.unwrap();
    assert_eq!(opening().await, None);
}
