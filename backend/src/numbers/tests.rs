//! The numbers against what was done, from the institutions' own use cases where there is one.

mod cases;

use super::AskedMonths;
use crate::{
    Error,
    actor::{Answer, ReadNumbers, Staff},
    casework::tests::{CHAMBER, COMPANION, HOUSING, LEAD, Town, permit},
    consultation::{Held, log},
    store::entity::question,
};
use chrono::{NaiveDate, TimeDelta};
use domain::{
    consultation::{ConsultationResult, Party, SpokenLanguage, Topic},
    form::{self, Consultation},
    id::{OrganisationId, QuestionId},
    language::Language,
    numbers::{Cell, List, Measured, PeriodProblem, Spread},
    role::MembershipRole,
    view::numbers::Numbers,
};
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set};

async fn asked(town: &Town, from: &str, to: &str) -> Numbers {
    let lead = town.staff(LEAD).await;
    let months = AskedMonths { from: from.into(), to: to.into() };
    lead.numbers(Language::En, &months, permit::<ReadNumbers>(&lead)).await.unwrap()
}

async fn numbers(town: &Town) -> Numbers {
    asked(town, "", "").await
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

async fn talk(town: &Town, institution: OrganisationId, day: NaiveDate, topics: &[Topic], times: usize) {
    let account = town.staff(COMPANION).await.account();
    let mut write = town.office.backend.0.write().await.unwrap();
    let held = Held { organisation: institution.0, account, day, case: None };
    let talk = Consultation {
        party: Party::Newcomer,
        topics: topics.to_vec(),
        language: SpokenLanguage::English,
        minutes: 15,
        result: ConsultationResult::Answered,
        remark: "Zaubernuss called".into(),
        number: None,
    };
    for _ in 0..times {
        log(&mut write, held, &talk).await.unwrap();
    }
    write.commit().await.unwrap();
}

fn text(list: &List) -> String {
    let cell = |cell: &Cell| cell.shown().map_or("-".to_owned(), |count| count.to_string());
    let cells: Vec<String> = list.cells.iter().map(cell).collect();
    format!("{} = {}", cells.join(" "), cell(&list.total))
}

#[tokio::test]
async fn only_the_offices_programme_lead_reads_the_numbers() {
    let town = Town::new().await;
    town.office.member(town.welcome, MembershipRole::Administrator, "admin@example.org").await;
    town.office.member(town.chamber, MembershipRole::ProgrammeLead, "other.lead@example.org").await;
    assert!(town.staff(LEAD).await.permit::<ReadNumbers>().is_ok());
    for other in [COMPANION, CHAMBER, HOUSING, "admin@example.org", "other.lead@example.org"] {
        let staff = town.office.acting::<Staff>(other).await;
        assert!(matches!(staff.permit::<ReadNumbers>(), Err(Error::Forbidden)), "{other}");
    }
}

#[tokio::test]
async fn conversations_are_counted_by_month_institution_and_topic() {
    let town = Town::new().await;
    talk(&town, town.welcome, day("2026-11-02"), &[Topic::Housing], 12).await;
    talk(&town, town.welcome, day("2026-10-31"), &[Topic::Housing, Topic::German], 6).await;
    talk(&town, town.chamber, day("2026-11-20"), &[Topic::Recognition], 7).await;
    talk(&town, town.chamber, day("2026-09-30"), &[Topic::Recognition], 9).await;
    let told = asked(&town, "2026-10", "2026-11").await.consultations;
    let names: Vec<Option<&str>> = told.institutions.iter().map(Option::as_deref).collect();
    assert_eq!(names, [Some("Welcome Office"), Some("Chamber of Commerce")]);
    let months: Vec<String> = told.months.rows.iter().chain([&told.months.totals]).map(text).collect();
    assert_eq!(months, ["6 0 = 6", "12 7 = 19", "18 7 = 25"]);
    let topics: Vec<(Topic, String)> = told.topics.iter().map(|(topic, list)| (*topic, text(list))).collect();
    assert_eq!(
        topics,
        [
            (Topic::Housing, "18 0 = 18".to_owned()),
            (Topic::Recognition, "0 7 = 7".to_owned()),
            (Topic::German, "6 0 = 6".to_owned()),
        ]
    );
}

#[tokio::test]
async fn institutions_with_few_conversations_stand_together_and_small_counts_are_hidden() {
    let town = Town::new().await;
    talk(&town, town.welcome, day("2026-11-02"), &[Topic::Housing], 20).await;
    talk(&town, town.chamber, day("2026-11-02"), &[Topic::Recognition], 3).await;
    talk(&town, town.crafts, day("2026-11-02"), &[Topic::Recognition], 3).await;
    talk(&town, town.crafts, day("2026-10-01"), &[Topic::Work], 1).await;
    let told = asked(&town, "2026-10", "2026-11").await.consultations;
    assert_eq!(told.institutions, [Some("Welcome Office".to_owned()), None]);
    let months: Vec<String> = told.months.rows.iter().chain([&told.months.totals]).map(text).collect();
    // One in October: hidden with its total; in November what it could be computed from.
    assert_eq!(months, ["0 - = -", "20 - = -", "20 7 = 27"]);
    assert_eq!(
        told.topics.iter().map(|(topic, _)| *topic).collect::<Vec<_>>(),
        [Topic::Housing, Topic::Recognition, Topic::Work]
    );
    assert_eq!(told.topics.last().map(|(_, list)| text(list)), Some("0 - = -".to_owned()));
}

#[tokio::test]
async fn the_numbers_name_nobody() {
    let town = Town::new().await;
    town.ask(town.mai, town.welcome).await;
    talk(&town, town.welcome, day("2026-11-02"), &[Topic::Housing], 6).await;
    let told = serde_json::to_string(&numbers(&town).await).unwrap();
    assert!(told.contains("Welcome Office"), "{told}");
    for canary in ["Zaubernuss", "Rotdorn", "Mai", "Nursing School", "WO-2026", "sister", "@", &town.mai.to_string()] {
        assert!(!told.contains(canary), "{canary} in {told}");
    }
}

#[tokio::test]
async fn months_that_cannot_be_shown_fall_back_to_the_last_twelve() {
    let town = Town::new().await;
    let usual = numbers(&town).await;
    assert_eq!((usual.months.len(), usual.is_usual, usual.problem), (12, true, None));
    assert_eq!(
        usual.months.last().map(|month| (month.code(), month.text.as_str())),
        Some(("2026-11".into(), "November 2026"))
    );
    let fallen = asked(&town, "2026-12", "2026-11").await;
    assert_eq!((fallen.period, fallen.problem), (usual.period, Some(PeriodProblem::Reversed)));
    let old = asked(&town, "2020-01", "2020-03").await;
    assert!(!old.is_usual);
    for shown in [&old.months[0], &old.months[2]] {
        assert!(old.offered.contains(shown), "{} cannot be chosen again", shown.text);
    }
}

/// Questions of one person to the Welcome Office, to be answered within two working days.
async fn questions(town: &Town, count: usize) -> Vec<QuestionId> {
    let asked_by = town.office.account("asks@example.org", None).await;
    let mut asked = Vec::with_capacity(count);
    let write = town.office.backend.0.write().await.unwrap();
    for _ in 0..count {
        let id = write.new_id();
        question::ActiveModel {
            id: Set(id),
            case_id: Set(town.mai.0),
            organisation_id: Set(town.welcome.0),
            step: Set(String::new()),
            text: Set("May I bring my sister?".into()),
            language: Set("en".into()),
            asked_by: Set(asked_by.0),
            asked_at: Set(write.at()),
            answer_by: Set(day("2026-11-24")),
            answer: Set(None),
            answered_by: Set(None),
            answered_at: Set(None),
            read_at: Set(None),
        }
        .insert(&*write)
        .await
        .unwrap();
        asked.push(QuestionId(id));
    }
    write.commit().await.unwrap();
    asked
}

async fn answer(town: &Town, question: QuestionId) {
    let staff = town.staff(COMPANION).await;
    let form = form::AnswerQuestion { question: question.to_string(), answer: "Yes.".into() };
    staff.answer_question(&form, permit::<Answer>(&staff)).await.unwrap();
}

#[tokio::test]
async fn questions_wait_too_long_once_their_day_is_over_and_answers_are_timed_in_working_days() {
    let town = Town::new().await;
    // On a Sunday.
    let mut open = questions(&town, 14).await;
    town.office.clock.advance(TimeDelta::days(2));
    for question in open.drain(..5) {
        answer(&town, question).await;
    }
    let told = numbers(&town).await.questions;
    // Sunday to Tuesday: Monday and Tuesday.
    let two = Spread { lower: 2, median: 2, upper: 2 };
    assert_eq!(told.answered, Measured { count: Cell::Shown(5), spread: Some(two) });
    assert_eq!((told.recent, told.late), (Cell::Shown(9), Cell::Shown(0)), "Tuesday is the second day");
    town.office.clock.advance(TimeDelta::days(1));
    let told = numbers(&town).await.questions;
    assert_eq!((told.recent, told.late), (Cell::Shown(0), Cell::Shown(9)));
    for question in open.drain(..5) {
        answer(&town, question).await;
    }
    let told = numbers(&town).await.questions;
    assert_eq!(told.late, Cell::Hidden, "four are too few");
    assert_eq!(told.answered.spread, Some(Spread { upper: 3, ..two }));
    assert_eq!(
        asked(&town, "2026-01", "2026-10").await.questions.answered,
        Measured { count: Cell::Shown(0), spread: None }
    );
}
