//! Asking, and being answered in the same place.

use super::*;
use crate::{
    Error,
    store::entity::{account, companion, question},
};
use chrono::{DateTime, Utc};
use domain::{form::plan::AskQuestion, role::MembershipRole};
use sea_orm::sea_query::Expr;

fn words(text: &str) -> AskQuestion {
    AskQuestion { question: text.to_owned() }
}

#[expect(clippy::disallowed_methods, reason = "a test looks at every row")]
async fn stored(town: &Town) -> Vec<question::Model> {
    question::Entity::find().all(town.office.backend.0.store.read()).await.unwrap()
}

#[tokio::test]
async fn a_question_reaches_the_office_and_its_companions_hear_of_it_without_words() {
    let town = Town::new().await;
    town.office.member(town.welcome, MembershipRole::Companion, "companion@example.org").await;
    town.office.member(town.welcome, MembershipRole::ProgrammeLead, "lead@example.org").await;
    let piotr = town.acting(PIOTR).await;
    for _ in 0..2 {
        piotr.ask(Some(at("consent_grant")), &words("Who sees my data?"), Language::En).await.unwrap();
    }
    let rows = stored(&town).await;
    assert_eq!(rows.len(), 1, "the same question is asked once");
    let row = rows.first().unwrap();
    assert_eq!((row.organisation_id, row.step.as_str()), (town.welcome.0, "consent_grant"));
    // Asked on a Sunday: two working days later it is Tuesday.
    assert_eq!(row.answer_by.to_string(), "2026-11-24");
    let mails = town.office.mailbox(10).await.unwrap();
    let told: Vec<_> = mails.iter().map(|mail| mail.recipient.as_str()).collect();
    assert_eq!(told, ["companion@example.org"]);
    assert!(mails.iter().all(|mail| !mail.plain.contains("Who sees my data?")));
    assert!(town.events(town.piotr).await.iter().all(|event| !event.detail.contains("data")));
}

#[tokio::test]
async fn a_question_reaches_the_companion_where_there_is_one() {
    let town = Town::new().await;
    let chamber = town.office.organisation("chamber", "Kammer").await;
    let advisor = town.office.member(chamber, MembershipRole::Companion, "advisor@example.org").await;
    let write = town.office.backend.0.write().await.unwrap();
    companion::ActiveModel {
        id: Set(write.new_id()),
        case_id: Set(town.piotr.0),
        account_id: Set(advisor.0),
        organisation_id: Set(chamber.0),
        from_at: Set(write.at()),
        ended_at: Set(None),
    }
    .insert(&*write)
    .await
    .unwrap();
    write.commit().await.unwrap();
    let piotr = town.acting(PIOTR).await;
    piotr.ask(None, &words("When do we meet?"), Language::En).await.unwrap();
    assert_eq!(stored(&town).await.first().map(|row| row.organisation_id), Some(chamber.0));
    let contact = piotr.plan(Language::En).await.unwrap().way.unwrap().contact;
    assert_eq!((contact.person.as_deref(), contact.organisation.as_str()), (Some("advisor"), "Kammer"));

    let hannah = town.acting(HANNAH).await.plan(Language::En).await.unwrap().way.unwrap();
    assert_eq!(hannah.contact.person, None, "the companion of somebody else");

    // Who accompanies her no more, or has left, is asked nothing more.
    town.office.spoil();
    let contact = async || piotr.plan(Language::En).await.unwrap().way.unwrap().contact.person;
    let write = town.office.backend.0.write().await.unwrap();
    let left = account::Entity::update_many().col_expr(account::Column::ClosedAt, Expr::value(write.at()));
    left.filter(account::Column::Id.eq(advisor.0)).exec(&*write).await.unwrap();
    write.commit().await.unwrap();
    assert_eq!(contact().await, None);
    let write = town.office.backend.0.write().await.unwrap();
    let open = account::Entity::update_many().col_expr(account::Column::ClosedAt, Expr::value(None::<DateTime<Utc>>));
    open.filter(account::Column::Id.eq(advisor.0)).exec(&*write).await.unwrap();
    let end = companion::Entity::update_many().col_expr(companion::Column::EndedAt, Expr::value(write.at()));
    end.filter(companion::Column::CaseId.eq(town.piotr.0)).exec(&*write).await.unwrap();
    write.commit().await.unwrap();
    assert_eq!(contact().await, None);
}

#[tokio::test]
async fn an_office_that_was_closed_is_not_asked() {
    let town = Town::new().await;
    let piotr = town.acting(PIOTR).await;
    let office = async || piotr.plan(Language::En).await.unwrap().way.unwrap().contact.organisation;
    assert_eq!(office().await, "Welcome Office");
    town.office.close(town.welcome).await;
    assert_ne!(office().await, "Welcome Office");
}

#[tokio::test]
async fn an_answer_is_new_once_and_only_to_who_asked() {
    let town = Town::new().await;
    let (piotr, hannah) = (town.acting(PIOTR).await, town.acting(HANNAH).await);
    piotr.ask(None, &words("Where is the office?"), Language::En).await.unwrap();
    let write = town.office.backend.0.write().await.unwrap();
    question::Entity::update_many()
        .col_expr(question::Column::Answer, Expr::value("Second floor."))
        .col_expr(question::Column::AnsweredAt, Expr::value(write.at()))
        .filter(question::Column::CaseId.eq(town.piotr.0))
        .exec(&*write)
        .await
        .unwrap();
    write.commit().await.unwrap();
    for is_new in [true, false] {
        let questions = piotr.plan(Language::En).await.unwrap().way.unwrap().questions;
        let question = questions.first().unwrap();
        assert_eq!((question.answer.as_deref(), question.is_new), (Some("Second floor."), is_new));
    }
    assert!(hannah.plan(Language::En).await.unwrap().way.unwrap().questions.is_empty());
}

#[tokio::test]
async fn nobody_floods_the_desk() {
    let town = Town::new().await;
    let piotr = town.acting(PIOTR).await;
    for number in 0..20 {
        piotr.ask(None, &words(&format!("Question {number}")), Language::En).await.unwrap();
    }
    let more = piotr.ask(None, &words("One more"), Language::En).await;
    assert!(matches!(more, Err(Error::Slow { .. })), "{more:?}");
    assert!(matches!(piotr.ask(Some(at("moon_landing")), &words("?"), Language::En).await, Err(Error::NotFound)));
}
