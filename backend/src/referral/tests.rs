//! A referral from sending to its end, and what its receiver sees meanwhile.

use crate::{
    Error,
    actor::{Answer, ReadCases},
    casework::tests::{CHAMBER, COMPANION, CRAFTS, Town, permit},
};
use domain::{form, id::ReferralId, language::Language, referral::ReferralState, view::casework::ReferralPage};

async fn referrals(town: &Town, by: &str) -> ReferralPage {
    let staff = town.staff(by).await;
    staff.referrals(Language::En, permit::<ReadCases>(&staff)).await.unwrap()
}

async fn acknowledge(town: &Town, by: &str, id: &str) -> crate::Result<()> {
    let staff = town.staff(by).await;
    staff.acknowledge_referral(id.parse::<ReferralId>().unwrap(), permit::<Answer>(&staff)).await
}

#[tokio::test]
async fn a_referral_is_acknowledged_once_by_its_receiver_and_the_sender_sees_it() {
    let town = Town::new().await;
    let id = town.refer(COMPANION, town.mai, town.chamber).await.unwrap();
    assert!(matches!(acknowledge(&town, CRAFTS, &id).await, Err(Error::NotFound)));
    assert!(matches!(acknowledge(&town, COMPANION, &id).await, Err(Error::NotFound)));
    acknowledge(&town, CHAMBER, &id).await.unwrap();
    assert!(matches!(acknowledge(&town, CHAMBER, &id).await, Err(Error::Conflict)));
    let (sent, received) = (referrals(&town, COMPANION).await, referrals(&town, CHAMBER).await);
    assert_eq!(sent.from_us.first().unwrap().state, ReferralState::Acknowledged);
    assert_eq!((received.to_us.len(), received.from_us.len(), sent.to_us.len()), (1, 0, 0));
    assert_eq!((received.over.len(), sent.over.len()), (0, 0), "an open one is not over");
    assert!(referrals(&town, CRAFTS).await.to_us.is_empty());
}

#[tokio::test]
async fn the_receiver_sees_the_case_from_the_referral_until_it_declines() {
    let town = Town::new().await;
    assert!(matches!(town.page(CHAMBER, town.mai).await, Err(Error::NotFound)));
    let referral = town.refer(COMPANION, town.mai, town.chamber).await.unwrap();
    assert!(town.page(CHAMBER, town.mai).await.is_ok());
    assert!(matches!(town.page(CHAMBER, town.lan).await, Err(Error::NotFound)));
    town.refer(COMPANION, town.lan, town.crafts).await.unwrap();
    assert_eq!(town.page(COMPANION, town.mai).await.unwrap().referrals.len(), 1, "those of this case");
    assert!(matches!(town.page(CRAFTS, town.mai).await, Err(Error::NotFound)));
    let chamber = town.staff(CHAMBER).await;
    let form = form::ReplyReferral { referral, reply: "Not our occupation.".into() };
    chamber.decline_referral(&form, permit::<Answer>(&chamber)).await.unwrap();
    assert!(matches!(town.page(CHAMBER, town.mai).await, Err(Error::NotFound)));
    assert!(referrals(&town, CRAFTS).await.over.is_empty());
    let page = referrals(&town, CHAMBER).await;
    assert!(page.to_us.is_empty());
    let over = page.over;
    assert_eq!(over.first().unwrap().name, None, "who no longer sees the case reads no name");
    let reply = referrals(&town, COMPANION).await.over.into_iter().next().unwrap().reply;
    assert_eq!(reply.as_deref(), Some("Not our occupation."));
}

#[tokio::test]
async fn a_referral_is_accepted_before_it_is_closed() {
    let town = Town::new().await;
    let referral = town.refer(COMPANION, town.mai, town.chamber).await.unwrap();
    let chamber = town.staff(CHAMBER).await;
    let form = form::ReplyReferral { referral: referral.clone(), reply: "Advised twice.".into() };
    let early = chamber.close_referral(&form, permit::<Answer>(&chamber)).await;
    assert!(matches!(early, Err(Error::Conflict)), "{early:?}");
    chamber.accept_referral(referral.parse().unwrap(), permit::<Answer>(&chamber)).await.unwrap();
    chamber.close_referral(&form, permit::<Answer>(&chamber)).await.unwrap();
    assert!(matches!(town.page(CHAMBER, town.mai).await, Err(Error::NotFound)));
    // A closed referral does not stand in the way of a new one.
    town.refer(COMPANION, town.mai, town.chamber).await.unwrap();
    let twice = town.refer(COMPANION, town.mai, town.chamber).await;
    assert!(matches!(twice, Err(Error::Invalid(_))), "{twice:?}");
}

#[tokio::test]
async fn cases_are_referred_to_other_institutions_only() {
    let town = Town::new().await;
    for to in [town.welcome, town.employer, domain::id::OrganisationId(uuid::Uuid::nil())] {
        let refused = town.refer(COMPANION, town.mai, to).await;
        assert!(matches!(refused, Err(Error::Invalid(_))), "{refused:?}");
    }
}

#[tokio::test]
async fn nothing_is_referred_to_an_institution_that_was_closed() {
    let town = Town::new().await;
    town.office.close(town.chamber).await;
    assert!(matches!(town.refer(COMPANION, town.mai, town.chamber).await, Err(Error::Invalid(_))));
    assert!(town.refer(COMPANION, town.mai, town.housing).await.is_ok());
}
