//! What an employer does: own steps, changes, replacements, the workbook.

use super::{Hired, Two, two};
use crate::{Error, ExportWords, case, store::entity::step_record};
use domain::{
    facts::{Anchor, Certainty, Word as _},
    form::{EditHire, FindHires, NewCohort, ReplaceHire, SetForAll, WithdrawHire},
    id::CaseId,
    journey::{Holder, Station},
    language::Language,
    plan::RecordedStep,
    step::{Look, StepRef, StepState},
    view::hires::{Act, Task},
};
use sea_orm::EntityTrait as _;

fn step(name: &str) -> StepRef {
    name.parse().unwrap()
}

async fn claimable(two: &Two, id: CaseId) -> Task {
    let tasks = two.own.hire(id, Language::De).await.unwrap().tasks;
    tasks.into_iter().find(|task| task.act == Act::Claim).unwrap()
}

#[tokio::test]
async fn an_own_step_is_claimed_for_several_and_taken_back_for_one() {
    let two = two().await;
    let ids = [two.hire(Hired::at(two.clinic, "Nguyễn")).await, two.hire(Hired::at(two.clinic, "Trần")).await];
    let address = claimable(&two, ids[0]).await.row.address;
    two.own.claim_step(&ids, step(&address)).await.unwrap();
    for id in ids {
        let hire = two.own.hire(id, Language::De).await.unwrap();
        let task = hire.tasks.into_iter().find(|task| task.row.address == address).unwrap();
        assert_eq!((task.row.look, task.act), (Look::Done, Act::TakeBack));
        assert!(!task.what.is_empty() && !task.until.is_empty(), "{address}");
    }
    assert!(matches!(two.own.claim_step(&ids, step(&address)).await, Err(Error::Conflict)));
    two.own.take_back_step(ids[0], step(&address)).await.unwrap();
    assert_eq!(claimable(&two, ids[0]).await.row.address, address);
}

#[expect(clippy::disallowed_methods, reason = "a test does what staff do")]
#[tokio::test]
async fn what_staff_confirm_meanwhile_stays_confirmed() {
    let two = two().await;
    let id = two.hire(Hired::at(two.clinic, "Nguyễn")).await;
    let address = claimable(&two, id).await.row.address;
    let inner = &two.office.backend.0;
    let mut write = inner.write().await.unwrap();
    case::hold(&write, &[id.0]).await.unwrap();
    let ids = [id];
    let claiming = two.own.claim_step(&ids, step(&address));
    let confirming = async {
        // As long as the employer has already asked, and waits.
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        let confirmed = RecordedStep {
            step: step(&address),
            state: StepState::DoneConfirmed,
            since: write.today(),
            done_on: Some(write.today()),
        };
        step_record::Entity::insert(case::recorded(id.0, &confirmed)).exec_without_returning(&*write).await.unwrap();
        case::settle(&mut write, &inner.templates, id.0).await.unwrap();
        write.commit().await.unwrap();
    };
    let (claimed, ()) = tokio::join!(claiming, confirming);
    assert!(matches!(claimed, Err(Error::Conflict)), "{claimed:?}");
    let kept = step_record::Entity::find_by_id((id.0, address)).one(inner.store.read()).await.unwrap().unwrap();
    assert_eq!(kept.state, StepState::DoneConfirmed.to_string());
}

#[tokio::test]
async fn steps_of_others_and_foreign_hires_are_not_the_employers_to_claim() {
    let two = two().await;
    let own = two.hire(Hired::at(two.clinic, "Nguyễn")).await;
    let address = claimable(&two, own).await.row.address;
    for name in ["visa_apply", "measles_proof", "no_such_step"] {
        assert!(matches!(two.own.claim_step(&[own], step(name)).await, Err(Error::NotFound)), "{name}");
    }
    assert!(matches!(two.other.claim_step(&[own], step(&address)).await, Err(Error::NotFound)));
    assert!(matches!(two.other.take_back_step(own, step(&address)).await, Err(Error::NotFound)));
    assert!(matches!(two.other.invite_hire(own).await, Err(Error::NotFound)));
    assert!(matches!(two.other.change_hire(own, &EditHire::default()).await, Err(Error::NotFound)));
    let leave = WithdrawHire { reason: "mistake".into() };
    assert!(matches!(two.other.withdraw_hire(own, &leave).await, Err(Error::NotFound)));
}

#[tokio::test]
async fn a_moved_first_working_day_moves_the_list_and_tells_the_desk() {
    let two = two().await;
    let id = two.hire(Hired::at(two.clinic, "Nguyễn")).await;
    let mut changes = two.office.backend.live().listen();
    let form = EditHire { work_start: two.day(200).to_string(), children: "2".into(), ..EditHire::default() };
    two.own.change_hire(id, &form).await.unwrap();
    let change = changes.try_recv().unwrap();
    assert_eq!((change.cases.as_slice(), change.organisations.len()), ([id.0].as_slice(), 2));
    let hire = two.own.hire(id, Language::De).await.unwrap();
    assert_eq!(hire.row.first_day.unwrap().day, two.day(200));
    assert_eq!(hire.entered.family.unwrap().children, Some(2));
}

#[tokio::test]
async fn an_arrival_that_the_person_confirmed_is_left_alone() {
    let two = two().await;
    two.office.spoil();
    let id = two.hire(Hired::at(two.clinic, "Nguyễn")).await;
    let inner = &two.office.backend.0;
    let write = inner.write().await.unwrap();
    crate::case::set_anchor(&write, id.0, Anchor::ArrivalDate, two.day(30), Certainty::Confirmed, None).await.unwrap();
    write.commit().await.unwrap();
    let form = EditHire { arrival: two.day(50).to_string(), ..EditHire::default() };
    two.own.change_hire(id, &form).await.unwrap();
    let entered = two.own.hire(id, Language::De).await.unwrap().entered;
    assert_eq!((entered.arrival.unwrap().day, entered.is_arrival_fixed), (two.day(30), true));
}

#[tokio::test]
async fn a_new_address_ends_the_old_invitation_and_the_person_can_be_invited_again() {
    use crate::store::entity::mail_link::{Column, Entity};
    use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
    let two = two().await;
    let id = two.hire(Hired { email: Some("old@example.org"), ..Hired::at(two.clinic, "Nguyễn") }).await;
    two.own.invite_hire(id).await.unwrap();
    let form = EditHire { email: "new@example.org".into(), ..EditHire::default() };
    two.own.change_hire(id, &form).await.unwrap();
    two.own.invite_hire(id).await.unwrap();
    #[expect(clippy::disallowed_methods, reason = "the test looks at every link")]
    let usable =
        Entity::find().filter(Column::RevokedAt.is_null()).all(two.office.backend.0.store.read()).await.unwrap();
    let to: Vec<&str> = usable.iter().map(|link| link.email.as_str()).collect();
    assert_eq!(to, ["new@example.org"]);
}

#[tokio::test]
async fn whoever_drops_out_is_replaced_in_the_same_place() {
    let two = two().await;
    let cohort = two.own.create_cohort(&NewCohort { name: "Kurs".into() }).await.unwrap();
    let id = two.hire(Hired { cohort: Some(cohort), in_days: 99, ..Hired::at(two.clinic, "Nguyễn") }).await;
    let form = ReplaceHire {
        reason: "other_job".into(),
        given_names: "Mai".into(),
        family_name: "Trần".into(),
        nationality: "Vietnam".into(),
        email: String::new(),
    };
    let new = two.own.replace_hire(id, &form).await.unwrap();
    assert!(matches!(two.own.hire(id, Language::De).await, Err(Error::NotFound)));
    let hire = two.own.hire(new, Language::De).await.unwrap();
    assert_eq!(hire.row.name, "Mai Trần");
    assert_eq!(hire.row.first_day.unwrap().day, two.day(99));
    assert_eq!(hire.entered.cohort.map(|name| name.id), Some(cohort));
    assert!(hire.entered.occupation.is_some());
    let hires = two.own.hires(&FindHires::default(), Language::De).await.unwrap();
    assert_eq!((hires.counts.people, hires.rows.len()), (1, 1));
}

#[tokio::test]
async fn one_fact_is_set_for_everybody_selected_and_for_nobody_else() {
    let two = two().await;
    let cohort = two.own.create_cohort(&NewCohort { name: "Kurs".into() }).await.unwrap();
    let member = |family| Hired { cohort: Some(cohort), ..Hired::at(two.clinic, family) };
    let (one, other) = (two.hire(member("Nguyễn")).await, two.hire(member("Trần")).await);
    let outside = two.hire(Hired::at(two.clinic, "Şahin")).await;
    let foreign = two.hire(Hired::at(two.kitchen, "Yılmaz")).await;
    let form = SetForAll { arrival: two.day(40).to_string(), occupation: "Koch".into(), ..SetForAll::default() };
    two.own.set_for_all(cohort, &[one], &form).await.unwrap();
    let entered = two.own.hire(one, Language::De).await.unwrap().entered;
    assert_eq!(entered.arrival.unwrap().day, two.day(40));
    assert!(entered.occupation.unwrap().contains("Koch"));
    assert_eq!(two.own.hire(other, Language::De).await.unwrap().entered.arrival, None);
    for stranger in [outside, foreign] {
        assert!(matches!(two.own.set_for_all(cohort, &[other, stranger], &form).await, Err(Error::NotFound)));
    }
    assert_eq!(two.own.hire(other, Language::De).await.unwrap().entered.arrival, None, "all or nothing");
    assert!(matches!(two.own.set_for_all(cohort, &[], &form).await, Err(Error::Invalid(_))));
}

#[tokio::test]
async fn the_workbook_holds_the_own_people_with_real_dates_and_no_formula() {
    use calamine::{Data, Reader as _, Xlsx};
    let two = two().await;
    two.hire(Hired { given: "=1+1", in_days: 99, ..Hired::at(two.clinic, "Nguyễn") }).await;
    two.hire(Hired::at(two.kitchen, "Yılmaz")).await;
    let words = ExportWords {
        language: Language::De,
        sheet: "Personen",
        heads: ["Kopf"; 14],
        holders: Holder::ALL.iter().map(|holder| (*holder, holder.word())).collect(),
        stations: Station::ALL.iter().map(|station| (*station, station.word())).collect(),
    };
    let file = two.own.export(words).await.unwrap();
    let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(file)).unwrap();
    let sheet = book.worksheet_range("Personen").unwrap();
    assert_eq!(sheet.height(), 2, "the head and one person");
    assert_eq!(sheet.get((1, 1)), Some(&Data::String("Nguyễn".into())));
    assert_eq!(sheet.get((1, 2)), Some(&Data::String("=1+1".into())));
    assert!(matches!(sheet.get((1, 5)), Some(Data::DateTime(_))), "{:?}", sheet.get((1, 5)));
    assert!(book.worksheet_formula("Personen").unwrap().is_empty());
}
