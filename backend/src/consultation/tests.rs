//! The log is private to its institution, and its numbers are kept with every entry.

use crate::{
    Error,
    actor::{Answer, Consult},
    casework::tests::{CHAMBER, COMPANION, HOUSING, LEAD, Town, permit},
};
use domain::{
    consultation::Topic,
    form::{LogConsultation, ReplyReferral},
    language::Language,
    view::casework::ConsultationPage,
};

fn quick() -> LogConsultation {
    LogConsultation {
        party: "newcomer".into(),
        housing: Some("yes".into()),
        language: "ar".into(),
        minutes: "15".into(),
        result: "answered".into(),
        ..LogConsultation::default()
    }
}

async fn log(town: &Town, by: &str, form: &LogConsultation) -> crate::Result<()> {
    let staff = town.staff(by).await;
    staff.log_consultation(form, permit::<Consult>(&staff)).await
}

async fn page(town: &Town, by: &str, after: &str) -> ConsultationPage {
    let staff = town.staff(by).await;
    staff.consultations(Language::En, after, permit::<Consult>(&staff)).await.unwrap()
}

#[tokio::test]
async fn a_conversation_is_logged_counted_and_read_only_by_its_own_institution() {
    let town = Town::new().await;
    log(&town, COMPANION, &quick()).await.unwrap();
    log(&town, COMPANION, &LogConsultation { german: Some("yes".into()), ..quick() }).await.unwrap();
    let own = page(&town, COMPANION, "").await;
    assert_eq!((own.rows.len(), own.count), (2, 2));
    assert_eq!(own.topics, [(Topic::Housing, 2), (Topic::German, 1)]);
    let other = page(&town, CHAMBER, "").await;
    assert_eq!((other.rows.len(), other.count), (0, 0));
    for role in [HOUSING, LEAD] {
        assert!(matches!(town.staff(role).await.permit::<Consult>(), Err(Error::Forbidden)), "{role}");
    }
}

#[tokio::test]
async fn a_conversation_names_only_cases_its_institution_sees() {
    let town = Town::new().await;
    let number = town.page(COMPANION, town.mai).await.unwrap().number;
    let form = LogConsultation { number: number.to_lowercase(), ..quick() };
    log(&town, COMPANION, &form).await.unwrap();
    assert_eq!(page(&town, COMPANION, "").await.rows.first().unwrap().case, Some((town.mai, number)));
    let other = town.page(COMPANION, town.lan).await.unwrap().number;
    log(&town, COMPANION, &LogConsultation { number: other.clone(), ..quick() }).await.unwrap();
    assert!(page(&town, COMPANION, "").await.rows.iter().any(|row| row.case == Some((town.lan, other.clone()))));
    assert!(matches!(log(&town, CHAMBER, &form).await, Err(Error::Invalid(_))));
    // Whoever sees one case sees no other by that.
    town.refer(COMPANION, town.lan, town.chamber).await.unwrap();
    assert!(matches!(log(&town, CHAMBER, &form).await, Err(Error::Invalid(_))));
    let number = town.page(CHAMBER, town.lan).await.unwrap().number;
    log(&town, CHAMBER, &LogConsultation { number, ..quick() }).await.unwrap();
}

#[tokio::test]
async fn the_log_leads_to_no_case_that_is_not_seen_any_more() {
    let town = Town::new().await;
    let id = town.refer(COMPANION, town.mai, town.chamber).await.unwrap();
    town.refer(COMPANION, town.lan, town.chamber).await.unwrap();
    let number = town.page(CHAMBER, town.mai).await.unwrap().number;
    log(&town, CHAMBER, &LogConsultation { number, ..quick() }).await.unwrap();
    assert!(page(&town, CHAMBER, "").await.rows[0].case.is_some());
    let chamber = town.staff(CHAMBER).await;
    let decline = ReplyReferral { referral: id, reply: "Not ours.".into() };
    chamber.decline_referral(&decline, permit::<Answer>(&chamber)).await.unwrap();
    assert_eq!(page(&town, CHAMBER, "").await.rows[0].case, None);
}

#[tokio::test]
async fn the_log_goes_on_page_by_page_the_newest_first() {
    let town = Town::new().await;
    for _ in 0..53 {
        log(&town, CHAMBER, &quick()).await.unwrap();
        town.office.clock.advance(chrono::TimeDelta::hours(7));
    }
    let first = page(&town, CHAMBER, "").await;
    let second = page(&town, CHAMBER, &first.next.clone().unwrap()).await;
    assert_eq!((first.rows.len(), second.rows.len(), second.next), (50, 3, None));
    let days: Vec<_> = first.rows.iter().chain(&second.rows).map(|row| row.day.day).collect();
    assert!(days.is_sorted_by(|one, next| one >= next));
}
