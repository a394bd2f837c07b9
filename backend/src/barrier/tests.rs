use crate::{
    Acting, Device, Error,
    actor::{Accompany, Public, Staff},
    session::OFFICE_KIND,
    testing::{self, TestOffice},
};
use domain::{
    form::{ReportBarrier, Rule},
    id::BarrierId,
    language::Language,
    role::MembershipRole,
};
use uuid::Uuid;

const SECRET: &str = "The map cannot be reached with the keyboard";

fn report(text: &str, reply_to: &str) -> ReportBarrier {
    ReportBarrier { barrier: text.into(), reply_to: reply_to.into() }
}

async fn companion(office: &TestOffice) -> Acting<Staff> {
    let own = office.organisation(OFFICE_KIND, "Welcome Office Bochum").await;
    office.member(own, MembershipRole::Companion, "companion@example.org").await;
    office.acting("companion@example.org").await
}

#[tokio::test]
async fn a_barrier_is_read_by_the_office_and_gone_when_it_is_dealt_with() {
    let office = testing::backend().await;
    let staff = companion(&office).await;
    let visitor: Acting<Public> = office.backend.acting(None).unwrap();
    visitor.report_barrier(&report(SECRET, "asker@example.org"), Language::Ar, &Device::default()).await.unwrap();

    let permit = || staff.permit::<Accompany>().unwrap();
    let list = staff.barriers(Language::De, permit()).await.unwrap();
    let [row] = list.rows.as_slice() else { panic!("one report, not {}", list.rows.len()) };
    assert_eq!((row.text.as_str(), row.reply_to.as_deref()), (SECRET, Some("asker@example.org")));
    assert_eq!(row.language, Language::Ar);

    staff.close_barrier(row.id, permit()).await.unwrap();
    assert!(staff.barriers(Language::De, permit()).await.unwrap().rows.is_empty());
    assert!(matches!(staff.close_barrier(row.id, permit()).await, Err(Error::Conflict)));
}

#[tokio::test]
async fn the_mail_about_a_barrier_says_nothing_of_what_it_is() {
    let office = testing::backend().await;
    let visitor: Acting<Public> = office.backend.acting(None).unwrap();
    visitor.report_barrier(&report(SECRET, "asker@example.org"), Language::En, &Device::default()).await.unwrap();
    let mails = office.mailbox(5).await.unwrap();
    let [mail] = mails.as_slice() else { panic!("one mail, not {}", mails.len()) };
    assert_eq!(mail.recipient, testing::office().email);
    for personal in [SECRET, "asker@example.org"] {
        assert!(!mail.plain.contains(personal) && !mail.subject.contains(personal));
    }
}

#[tokio::test]
async fn an_empty_report_and_a_wrong_address_are_refused() {
    let office = testing::backend().await;
    let visitor: Acting<Public> = office.backend.acting(None).unwrap();
    for (form, field, rule) in [
        (report("  ", ""), "barrier", Rule::Missing),
        (report(SECRET, "nobody"), "reply_to", Rule::NotAnEmail),
        (report(&"x".repeat(2_001), ""), "barrier", Rule::TooLong),
    ] {
        match visitor.report_barrier(&form, Language::De, &Device::default()).await {
            Err(Error::Invalid(problems)) => assert_eq!(problems, domain::form::Problems::one(field, rule)),
            other => panic!("{other:?}"),
        }
    }
    let staff = companion(&office).await;
    let unknown = BarrierId(Uuid::nil());
    let permit = staff.permit::<Accompany>().unwrap();
    assert!(matches!(staff.close_barrier(unknown, permit).await, Err(Error::Conflict)));
}
