//! Lists: own scope, filters, pages without gaps.

use super::{AGENCY, CHAMBER, COMPANION, Town, permit};
use crate::{
    Acting,
    actor::{Employer, ReadCases},
    testing,
};
use domain::{
    case::CaseState,
    facts::Word as _,
    form,
    journey::Holder,
    language::Language,
    role::MembershipRole,
    view::case::{CaseFilter, CaseList, CaseSort, CaseStatus},
};
use std::collections::BTreeSet;

async fn list(town: &Town, by: &str, filter: &CaseFilter) -> CaseList {
    let staff = town.staff(by).await;
    staff.cases(Language::En, filter, permit::<ReadCases>(&staff)).await.unwrap()
}

fn names(list: &CaseList) -> Vec<&str> {
    list.rows.iter().map(|row| row.name.as_str()).collect()
}

#[tokio::test]
async fn an_institution_lists_and_finds_only_cases_of_its_scope() {
    let town = Town::new().await;
    town.refer(COMPANION, town.mai, town.chamber).await.unwrap();
    let all = CaseFilter { sort: "name".into(), ..CaseFilter::default() };
    assert_eq!(names(&list(&town, COMPANION, &all).await), ["Rotdorn, Lan", "Zaubernuss, Mai"]);
    assert_eq!(names(&list(&town, CHAMBER, &all).await), ["Zaubernuss, Mai"]);
    assert!(list(&town, AGENCY, &all).await.rows.is_empty());
    let found = |q: &str| CaseFilter { q: q.into(), ..CaseFilter::default() };
    assert_eq!(names(&list(&town, COMPANION, &found("rotd")).await), ["Rotdorn, Lan"]);
    assert!(list(&town, CHAMBER, &found("rotd")).await.rows.is_empty());
}

#[tokio::test]
async fn a_filter_shows_what_its_counter_counts() {
    let town = Town::new().await;
    let all = list(&town, COMPANION, &CaseFilter::default()).await;
    assert_eq!(all.total, Some(2));
    let holder = all.rows.first().unwrap().holder;
    let narrowed = CaseFilter { holder: holder.to_string(), sort: "name".into(), ..CaseFilter::default() };
    let narrowed = list(&town, COMPANION, &narrowed).await;
    assert_eq!(narrowed.total, u32::try_from(narrowed.rows.len()).ok());
    assert_eq!(narrowed.sort, CaseSort::Due);
    assert!(narrowed.rows.iter().all(|row| row.holder == holder));
    for other in Holder::ALL.iter().filter(|other| all.rows.iter().all(|row| row.holder != **other)) {
        let narrowed = CaseFilter { holder: other.to_string(), ..CaseFilter::default() };
        assert!(list(&town, COMPANION, &narrowed).await.rows.is_empty(), "{other}");
    }
}

#[tokio::test]
async fn pages_follow_each_other_without_gap_or_repetition_in_every_order() {
    let town = Town::new().await;
    for number in 0..55 {
        town.office.hire(town.employer, &format!("Erle{:02}", number % 7), &format!("An{number:02}")).await;
    }
    for sort in CaseSort::ALL {
        let mut filter = CaseFilter { sort: sort.word().into(), ..CaseFilter::default() };
        let first = list(&town, COMPANION, &filter).await;
        assert_eq!((first.rows.len(), first.total), (50, Some(57)), "{sort}");
        filter.after = first.next.clone().unwrap();
        let second = list(&town, COMPANION, &filter).await;
        assert_eq!((second.rows.len(), second.next.as_ref()), (7, None), "{sort}");
        let ids: BTreeSet<_> = first.rows.iter().chain(&second.rows).map(|row| row.id).collect();
        assert_eq!(ids.len(), 57, "{sort}");
    }
}

#[tokio::test]
async fn whoever_is_not_coming_leaves_the_list_and_is_found_by_name_as_ended() {
    let town = Town::new().await;
    town.office.member(town.employer, MembershipRole::EmployerAdmin, "school@example.org").await;
    let school: Acting<Employer> = town.office.acting("school@example.org").await;
    school.withdraw_hire(town.mai, &form::WithdrawHire { reason: "not_coming".into() }).await.unwrap();
    let listed = |q: &str| CaseFilter { q: q.into(), ..CaseFilter::default() };
    let open = list(&town, COMPANION, &listed("")).await;
    assert_eq!(open.rows.iter().map(|row| row.id).collect::<Vec<_>>(), [town.lan]);
    assert_eq!(open.total, Some(1));
    let found = list(&town, COMPANION, &listed("zaubernuss")).await;
    let row = found.rows.first().unwrap();
    let withdrawn = CaseStatus::Known(CaseState::Withdrawn);
    assert_eq!((row.holder, row.ended, &row.next_due), (Holder::Nobody, Some(withdrawn), &None));
    let page = town.page(COMPANION, town.mai).await.unwrap();
    assert!(page.institutions.is_empty() && page.colleagues.is_empty() && !page.invite.mail);
    assert_eq!(page.employer.as_deref(), Some("Nursing School"));
    assert!(testing::faults(&town.office).await.is_empty());
}
