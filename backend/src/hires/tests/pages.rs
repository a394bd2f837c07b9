//! Lists: search, filters, pages, numbers.

use super::{Hired, two};
use crate::{Error, actor::LeadEmployer, case, invitation};
use domain::{
    facts::Word as _,
    form::{FindHires, NewCohort, WithdrawHire},
    journey::{Holder, Station},
    language::Language,
    view::hires::{Hires, Invitation},
};
use std::collections::BTreeSet;

fn names(hires: &Hires) -> Vec<&str> {
    hires.rows.iter().map(|row| row.name.as_str()).collect()
}

fn ask(q: &str) -> FindHires {
    FindHires { q: q.to_owned(), ..FindHires::default() }
}

#[tokio::test]
async fn an_employer_sees_the_own_hires_only() {
    let two = two().await;
    let own = two.hire(Hired::at(two.clinic, "Nguyễn")).await;
    let foreign = two.hire(Hired::at(two.kitchen, "Yılmaz")).await;
    let hires = two.own.hires(&ask(""), Language::De).await.unwrap();
    assert_eq!((names(&hires), hires.counts.people), (vec!["Hà Nguyễn"], 1));
    assert!(two.own.hire(own, Language::De).await.is_ok());
    assert!(matches!(two.own.hire(foreign, Language::De).await, Err(Error::NotFound)));
    assert!(matches!(two.other.hire(own, Language::De).await, Err(Error::NotFound)));
}

#[tokio::test]
async fn whoever_does_not_come_is_no_longer_listed() {
    let two = two().await;
    let leaves = two.hire(Hired::at(two.clinic, "Nguyễn")).await;
    two.hire(Hired::at(two.clinic, "Şahin")).await;
    two.own.withdraw_hire(leaves, &WithdrawHire { reason: "not_coming".into() }).await.unwrap();
    let erased = two.hire(Hired::at(two.clinic, "Trần")).await;
    let inner = &two.office.backend.0;
    let mut write = inner.write().await.unwrap();
    let case = case::require(&write, &inner.templates, erased.0).await.unwrap();
    invitation::erase(&mut write, inner, case.person.id, None).await.unwrap();
    write.commit().await.unwrap();
    assert!(two.own.hire(erased, Language::De).await.is_ok(), "who knows where to look");
    let hires = two.own.hires(&ask(""), Language::De).await.unwrap();
    assert_eq!((names(&hires), hires.counts.people), (vec!["Hà Şahin"], 1));
}

#[tokio::test]
async fn names_are_found_as_people_type_them_and_only_among_the_own() {
    let two = two().await;
    two.hire(Hired::at(two.clinic, "Nguyễn")).await;
    two.hire(Hired::at(two.clinic, "Şahin")).await;
    two.hire(Hired::at(two.kitchen, "Nguyễn")).await;
    for (question, found) in [
        ("Nguyen", vec!["Hà Nguyễn"]),
        ("sahin", vec!["Hà Şahin"]),
        ("ha ngu", vec!["Hà Nguyễn"]),
        ("Gasthaus", vec![]),
        ("Müller", vec![]),
        ("- -", vec![]),
    ] {
        let hires = two.own.hires(&ask(question), Language::De).await.unwrap();
        assert_eq!(names(&hires), found, "{question}");
        assert_eq!(hires.total_count, None, "{question}");
    }
}

#[tokio::test]
async fn pages_show_everybody_once_in_every_order() {
    let two = two().await;
    for number in 0..53_u64 {
        // Many with the same name and the same day, so that only the id tells them apart.
        let family = format!("Name{}", number % 7);
        two.hire(Hired { in_days: 60 + number % 3, ..Hired::at(two.clinic, &family) }).await;
    }
    two.hire(Hired::at(two.kitchen, "Fremd")).await;
    let holder = two.own.hires(&ask(""), Language::De).await.unwrap().rows[0].holder;
    let searches = [
        FindHires { sort: "due".into(), ..FindHires::default() },
        FindHires { sort: "name".into(), ..FindHires::default() },
        FindHires { sort: "start".into(), ..FindHires::default() },
        FindHires { holder: holder.word().into(), ..FindHires::default() },
        FindHires { station: Station::Announced.word().into(), ..FindHires::default() },
        FindHires { q: "Name".into(), ..FindHires::default() },
    ];
    for search in searches {
        let first = two.own.hires(&search, Language::De).await.unwrap();
        let after = first.next.unwrap_or_else(|| panic!("{search:?} has one page only"));
        let second = FindHires { after: after.to_string(), ..search.clone() };
        let second = two.own.hires(&second, Language::De).await.unwrap();
        let seen: Vec<_> = first.rows.iter().chain(&second.rows).map(|row| row.id).collect();
        assert_eq!((first.rows.len(), second.rows.len(), second.next), (50, 3, None), "{search:?}");
        assert_eq!(seen.iter().collect::<BTreeSet<_>>().len(), 53, "{search:?}");
    }
}

#[tokio::test]
async fn sorting_by_name_is_that_of_a_telephone_book() {
    let two = two().await;
    for family in ["Zhou", "Äcker", "Nguyễn", "Adam"] {
        two.hire(Hired::at(two.clinic, family)).await;
    }
    let find = FindHires { sort: "name".into(), ..FindHires::default() };
    let hires = two.own.hires(&find, Language::De).await.unwrap();
    assert_eq!(names(&hires), ["Hà Adam", "Hà Äcker", "Hà Nguyễn", "Hà Zhou"]);
}

#[tokio::test]
async fn numbers_of_a_filter_agree_with_its_rows() {
    let two = two().await;
    for in_days in [20, 90, 200] {
        two.hire(Hired { in_days, ..Hired::at(two.clinic, "Nguyễn") }).await;
    }
    let mut seen = 0;
    for holder in Holder::ALL {
        let find = FindHires { holder: holder.word().into(), ..FindHires::default() };
        let hires = two.own.hires(&find, Language::De).await.unwrap();
        assert_eq!(hires.total_count, u32::try_from(hires.rows.len()).ok(), "{holder}");
        assert!(hires.rows.iter().all(|row| row.holder == *holder), "{holder}");
        seen += hires.rows.len();
    }
    assert_eq!(seen, 3);
    let all = two.own.hires(&ask(""), Language::De).await.unwrap();
    let on_the_line: u32 = all.line.iter().map(|place| place.count).sum();
    let marks: usize = all.line.iter().map(|place| place.marks.len()).sum();
    assert_eq!((all.counts.people, on_the_line, marks), (3, 3, 3));
}

#[tokio::test]
async fn tasks_are_grouped_and_lead_to_the_people_they_are_for() {
    let two = two().await;
    two.hire(Hired::at(two.clinic, "Nguyễn")).await;
    two.hire(Hired::at(two.clinic, "Trần")).await;
    two.hire(Hired::at(two.kitchen, "Yılmaz")).await;
    let hires = two.own.hires(&ask(""), Language::De).await.unwrap();
    assert!(!hires.tasks.is_empty() && hires.tasks.len() <= 5);
    for task in &hires.tasks {
        let find = FindHires { task: task.step.to_string(), ..FindHires::default() };
        let people = two.own.hires(&find, Language::De).await.unwrap();
        assert_eq!((people.rows.len(), task.people), (2, 2), "{}", task.step);
        assert_eq!(people.task.as_deref(), Some(task.title.as_str()));
    }
}

#[tokio::test]
async fn the_only_hire_is_where_a_small_employer_lands() {
    let two = two().await;
    assert_eq!(two.other.hires(&ask(""), Language::De).await.unwrap().only, None);
    let only = two.hire(Hired::at(two.kitchen, "Yılmaz")).await;
    assert_eq!(two.other.hires(&ask(""), Language::De).await.unwrap().only, Some(only));
    let asked = FindHires { sort: "due".into(), ..FindHires::default() };
    assert_eq!(two.other.hires(&asked, Language::De).await.unwrap().only, None);
}

#[tokio::test]
async fn who_was_invited_and_has_not_opened_it_can_be_listed() {
    let two = two().await;
    let invited = two.hire(Hired { email: Some("ha@example.org"), ..Hired::at(two.clinic, "Nguyễn") }).await;
    two.hire(Hired { email: Some("mai@example.org"), ..Hired::at(two.clinic, "Trần") }).await;
    two.own.invite_hire(invited).await.unwrap();
    let find = FindHires { invited: "yes".into(), ..FindHires::default() };
    let hires = two.own.hires(&find, Language::De).await.unwrap();
    assert_eq!(names(&hires), ["Hà Nguyễn"]);
    assert!(matches!(hires.rows[0].invitation, Invitation::NotOpened(_)));
    two.open_invitation(invited).await;
    assert!(two.own.hires(&find, Language::De).await.unwrap().rows.is_empty());
}

#[tokio::test]
async fn a_caretaker_does_not_lead_the_employer() {
    let two = two().await;
    assert!(matches!(two.own.permit::<LeadEmployer>(), Err(Error::Forbidden)));
    assert!(two.other.permit::<LeadEmployer>().is_ok());
}

#[tokio::test]
async fn cohorts_are_listed_with_their_numbers_to_their_employer_only() {
    let two = two().await;
    let form = NewCohort { name: "Pflegekurs April".into() };
    let cohort = two.own.create_cohort(&form).await.unwrap();
    for (family, email) in [("Nguyễn", Some("ha@example.org")), ("Trần", None)] {
        two.hire(Hired { email, cohort: Some(cohort), ..Hired::at(two.clinic, family) }).await;
    }
    two.own.invite_cohort(cohort).await.unwrap();
    let all = two.own.cohorts(None, Language::De).await.unwrap();
    let row = &all.rows[0];
    assert_eq!((row.people, row.invited, row.opened), (2, 1, 0));
    assert_eq!(row.stations, [(Station::Announced, 2)]);
    let one = two.own.one_cohort(cohort, None, Language::De).await.unwrap();
    assert_eq!((one.people.len(), one.can_invite), (2, false));
    let later = two.own.create_cohort(&NewCohort { name: "Pflegekurs Oktober".into() }).await.unwrap();
    for (id, name, people) in [(cohort, "Pflegekurs April", 2), (later, "Pflegekurs Oktober", 0)] {
        let one = two.own.one_cohort(id, None, Language::De).await.unwrap();
        assert_eq!((one.row.name.as_str(), one.people.len()), (name, people));
    }
    assert!(two.other.cohorts(None, Language::De).await.unwrap().rows.is_empty());
    assert!(matches!(two.other.one_cohort(cohort, None, Language::De).await, Err(Error::NotFound)));
    assert!(matches!(two.other.invite_cohort(cohort).await, Err(Error::NotFound)));
    assert!(matches!(two.own.invite_cohort(cohort).await, Err(Error::Conflict)));
}
