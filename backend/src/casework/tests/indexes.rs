//! The list of cases and the page of one cost the same however many cases there are.

use super::{
    CHAMBER, COMPANION, Town,
    asked::{asked, grows_with_nothing},
    note, permit,
};
use crate::actor::{Accompany, ReadCases};
use domain::{
    facts::Word as _,
    form,
    journey::{Holder, Station},
    language::Language,
    view::case::{CaseFilter, CaseSort},
};
use uuid::Uuid;

/// Every pair of order and filter, at the beginning and further on.
fn filters() -> Vec<CaseFilter> {
    let holder = Holder::ALL.iter().map(ToString::to_string).next().unwrap();
    let station = Station::ALL.iter().map(ToString::to_string).next().unwrap();
    let sorted = |sort: CaseSort| CaseFilter { sort: sort.word().into(), ..CaseFilter::default() };
    let mut filters: Vec<_> = CaseSort::ALL.iter().copied().map(sorted).collect();
    filters.push(CaseFilter { holder: holder.clone(), ..CaseFilter::default() });
    filters.push(CaseFilter { station: station.clone(), ..CaseFilter::default() });
    filters.push(CaseFilter { holder, station, ..CaseFilter::default() });
    filters.push(CaseFilter { q: "zaub".into(), ..CaseFilter::default() });
    filters.push(CaseFilter { q: "mai zaubernuss".into(), ..CaseFilter::default() });
    let after = |filter: &CaseFilter| {
        let key = if filter.sort == CaseSort::Name.word() { "00" } else { "2026-01-01" };
        CaseFilter { after: format!("{key}.{}", Uuid::nil()), ..filter.clone() }
    };
    let further: Vec<_> = filters.iter().map(after).collect();
    filters.extend(further);
    filters
}

#[tokio::test]
async fn every_order_and_filter_of_the_list_reads_no_more_than_a_page_by_an_index() {
    let town = Town::new().await;
    town.refer(COMPANION, town.mai, town.chamber).await.unwrap();
    for by in [COMPANION, CHAMBER] {
        let staff = town.staff(by).await;
        for filter in filters() {
            let page = staff.cases(Language::En, &filter, permit::<ReadCases>(&staff));
            let Some((list, asked)) = Box::pin(asked(&town.office, page)).await else { return };
            list.unwrap();
            assert!(asked.iter().any(|asked| asked.statement.contains("\"case_scope\"")), "{filter:?}: {asked:#?}");
            grows_with_nothing(&asked);
            let is_sorted = |line: &String| line.starts_with("USE TEMP B-TREE FOR ");
            let sorted = asked.iter().filter(|asked| asked.plan.iter().any(is_sorted));
            // What a search found is sorted; all the others are read in their order.
            assert!(sorted.count() == 0 || !filter.q.is_empty(), "{filter:?}: {asked:#?}");
        }
    }
}

#[tokio::test]
async fn the_list_is_measured_against_the_questions_it_asks() {
    let town = Town::new().await;
    let staff = town.staff(COMPANION).await;
    let filter = CaseFilter::default();
    let page = staff.cases(Language::En, &filter, permit::<ReadCases>(&staff));
    let Some((_, asked)) = Box::pin(asked(&town.office, page)).await else { return };
    let asked: Vec<&str> =
        asked.iter().map(|asked| asked.statement.as_str()).filter(|text| text.starts_with("SELECT")).collect();
    let measured =
        [include_str!("../../../../bench/floor/src/count.sql"), include_str!("../../../../bench/floor/src/list.sql")];
    let measured = measured.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
    assert_eq!(asked, measured);
}

#[tokio::test]
async fn the_page_of_a_case_reads_what_belongs_to_it_by_an_index() {
    let town = Town::new().await;
    town.ask(town.mai, town.welcome).await;
    town.refer(COMPANION, town.mai, town.chamber).await.unwrap();
    note(&town, COMPANION, "calls in the evening").await.unwrap();
    note(&town, CHAMBER, "exam first").await.unwrap();
    let staff = town.staff(COMPANION).await;
    let companion = form::AssignCompanion { companion: staff.account().to_string() };
    staff.assign_companion(town.mai, &companion, permit::<Accompany>(&staff)).await.unwrap();
    for by in [COMPANION, CHAMBER] {
        let staff = town.staff(by).await;
        let page = staff.case_page(Language::En, town.mai, "visa_decision", true, permit::<ReadCases>(&staff));
        let Some((page, asked)) = Box::pin(asked(&town.office, page)).await else { return };
        let page = page.unwrap();
        assert!(!page.notes.is_empty() && !page.referrals.is_empty() && !page.timeline.is_empty(), "{by}");
        for table in ["case_scope", "case_file", "step_record", "question", "note", "referral", "domain_event"] {
            let is_of = |statement: &str| statement.contains(&format!("FROM \"{table}\""));
            assert!(asked.iter().any(|asked| is_of(&asked.statement)), "{by}: nothing of {table} is read");
        }
        grows_with_nothing(&asked);
    }
}
