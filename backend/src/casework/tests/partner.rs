//! What a desk sees of a case that was referred to it for one need.

use super::{CHAMBER, COMPANION, HOUSING, Town, permit};
use crate::{
    Error,
    actor::{ConfirmSteps, ReadCases},
    case,
    store::entity::{case_file, case_scope, companion, consent_grant},
};
use chrono::TimeDelta;
use domain::{
    calendar::Day,
    case::CaseState,
    facts::{Anchor, Word as _},
    form::{ConfirmStep, SetDate, TellFacts},
    id::CaseId,
    journey::{Holder, Station},
    language::Language,
    role::MembershipRole,
    view::{
        case::{CaseFilter, CaseList, CasePage, CaseSort, CaseStatus},
        desk::Task,
    },
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, sea_query::Expr,
};

async fn list(town: &Town, by: &str, filter: &CaseFilter) -> CaseList {
    let staff = town.staff(by).await;
    staff.cases(Language::En, filter, permit::<ReadCases>(&staff)).await.unwrap()
}

fn steps(page: &CasePage) -> Vec<(&str, Holder)> {
    let steps = page.phases.iter().flat_map(|phase| phase.steps.iter().chain(&phase.not_needed));
    steps.map(|step| (step.address.as_str(), step.holder)).collect()
}

async fn referred() -> (Town, CaseId) {
    let town = Town::new().await;
    let mai = town.mai;
    for to in [town.chamber, town.housing] {
        town.refer(COMPANION, mai, to).await.unwrap();
    }
    (town, mai)
}

#[tokio::test]
async fn a_partners_desk_sees_its_own_part_of_a_case_and_an_advisor_more() {
    let (town, mai) = referred().await;
    let office = town.staff(COMPANION).await;
    let told = TellFacts { occupation: "Köchin".into(), ..TellFacts::default() };
    office.tell_facts(mai, &told, permit::<ConfirmSteps>(&office)).await.unwrap();
    let write = town.office.backend.0.write().await.unwrap();
    let invite = case_file::Entity::update_many().col_expr(case_file::Column::InvitedAt, Expr::value(write.at()));
    invite.filter(case_file::Column::Id.eq(mai.0)).exec(&*write).await.unwrap();
    write.commit().await.unwrap();
    let advisor = town.page(CHAMBER, mai).await.unwrap();
    assert!(advisor.occupation.is_some() && advisor.invited.is_some());
    assert!(advisor.nationality.is_some() && advisor.next.work_start.is_some() && advisor.next.step.is_some());
    assert!(steps(&advisor).len() > 40 && advisor.dates.iter().any(|row| row.anchor == Anchor::WorkStart));
    assert!(!advisor.timeline.is_empty());

    let partner = town.page(HOUSING, mai).await.unwrap();
    assert_eq!((partner.name.as_str(), partner.referrals.len()), ("Mai Zaubernuss", 1));
    assert_eq!((partner.nationality, partner.occupation, partner.papers_complete), (None, None, None));
    assert!(advisor.next.address.is_some());
    assert_eq!((partner.next.step, partner.next.address), (None, None));
    assert_eq!((partner.next.due, partner.next.work_start), (None, None));
    assert!(!partner.next.is_overdue && !partner.next.is_at_risk);
    assert!(partner.dates.iter().all(|row| matches!(row.anchor, Anchor::ArrivalDate | Anchor::MoveIn)));
    assert!(partner.missing.is_empty() && partner.timeline.is_empty() && partner.invited.is_none());
    assert_eq!((advisor.state, partner.state), (CaseStatus::Known(CaseState::Announced), CaseStatus::Open));
}

#[tokio::test]
async fn a_partners_desk_sees_the_steps_it_acts_on_and_no_others() {
    let (town, mai) = referred().await;
    let template = town.office.backend.0.templates.bundled_template();
    let partner = town.page(HOUSING, mai).await.unwrap();
    let own = "landlord_confirmation";
    let waits_for = async |by: &str| {
        let page = town.page(by, mai).await.unwrap();
        let mut steps = page.phases.into_iter().flat_map(|phase| phase.steps);
        steps.find(|step| step.address == own).unwrap().after
    };
    assert!(!waits_for(CHAMBER).await.is_empty(), "the contract comes first");
    assert!(waits_for(HOUSING).await.is_empty());
    for (address, _) in steps(&partner) {
        let step = template.step(address.split('~').next().unwrap().parse().unwrap()).unwrap();
        assert!([step.holder, step.waits_for].contains(&Holder::HousingCompany), "{address}");
    }
    let others = template.steps().iter().find(|step| step.holder == Holder::Employer).unwrap();
    let staff = town.staff(HOUSING).await;
    for (chosen, is_seen) in [(own, true), (others.key.as_str(), false)] {
        let page = staff.case_page(Language::En, mai, chosen, false, permit::<ReadCases>(&staff)).await.unwrap();
        assert_eq!(page.chosen.is_some(), is_seen, "{chosen}");
    }
}

#[tokio::test]
async fn an_office_of_the_city_sees_and_sets_what_belongs_to_its_errand() {
    let town = Town::new().await;
    let city = town.office.organisation("city", "City").await;
    town.office.member(city, MembershipRole::Advisor, "clerk@example.org").await;
    town.refer(COMPANION, town.mai, city).await.unwrap();
    let page = town.page("clerk@example.org", town.mai).await.unwrap();
    assert_eq!((page.nationality, page.next.work_start), (None, None));
    assert!(page.dates.iter().all(|row| matches!(row.anchor, Anchor::VisitDate | Anchor::MoveIn)), "{:?}", page.dates);
    let clerk = town.staff("clerk@example.org").await;
    let desk = clerk.desk(Language::En).await.unwrap();
    assert_eq!((desk.arriving, desk.people.unwrap().arrivals), (None, None));
    let set = async |anchor: Anchor| {
        let form = SetDate { anchor: anchor.to_string(), day: "2027-03-03".into() };
        clerk.set_date(town.mai, &form, permit::<ConfirmSteps>(&clerk)).await
    };
    set(Anchor::VisitDate).await.unwrap();
    assert!(matches!(set(Anchor::WorkStart).await, Err(Error::Invalid(_))));
}

#[tokio::test]
async fn whoever_accompanied_a_person_once_sees_the_case_no_more() {
    let town = Town::new().await;
    let advisor = town.office.principal_of(CHAMBER).await.account;
    let inner = &town.office.backend.0;
    let mut write = inner.write().await.unwrap();
    let row = companion::ActiveModel {
        id: Set(write.new_id()),
        case_id: Set(town.mai.0),
        account_id: Set(advisor.0),
        organisation_id: Set(town.chamber.0),
        from_at: Set(write.at()),
        ended_at: Set(None),
    };
    let row = row.insert(&*write).await.unwrap();
    case::settle(&mut write, &inner.templates, town.mai.0).await.unwrap();
    write.commit().await.unwrap();
    assert!(town.page(CHAMBER, town.mai).await.is_ok());
    let mut write = inner.write().await.unwrap();
    let end = companion::ActiveModel { id: Set(row.id), ended_at: Set(Some(write.at())), ..Default::default() };
    end.update(&*write).await.unwrap();
    case::settle(&mut write, &inner.templates, town.mai.0).await.unwrap();
    write.commit().await.unwrap();
    assert!(matches!(town.page(CHAMBER, town.mai).await, Err(Error::NotFound)));
}

#[tokio::test]
async fn what_a_newcomer_shares_for_a_time_is_seen_until_then() {
    let town = Town::new().await;
    let inner = &town.office.backend.0;
    let mut write = inner.write().await.unwrap();
    let case = case::require(&write, &inner.templates, town.mai.0).await.unwrap();
    let row = consent_grant::ActiveModel {
        id: Set(write.new_id()),
        person_id: Set(case.person.id),
        case_id: Set(town.mai.0),
        organisation_id: Set(town.chamber.0),
        field_group: Set("recognition".into()),
        purpose: Set("recognition".into()),
        text_version: Set("2026-11".into()),
        language: Set("en".into()),
        given_at: Set(write.at()),
        ends_at: Set(Some(write.at() + TimeDelta::days(1))),
        revoked_at: Set(None),
    };
    row.insert(&*write).await.unwrap();
    case::settle(&mut write, &inner.templates, town.mai.0).await.unwrap();
    write.commit().await.unwrap();
    assert!(town.page(CHAMBER, town.mai).await.is_ok());
    town.office.clock.advance(TimeDelta::days(1));
    let mut write = inner.write().await.unwrap();
    case::settle(&mut write, &inner.templates, town.mai.0).await.unwrap();
    write.commit().await.unwrap();
    assert!(matches!(town.page(CHAMBER, town.mai).await, Err(Error::NotFound)));
}

#[tokio::test]
async fn a_day_by_which_others_must_act_is_not_told_to_a_partner_whose_move_it_is() {
    let (town, mai) = referred().await;
    let office = town.staff(COMPANION).await;
    let confirm = ConfirmStep { step: "consent_grant".into(), ..ConfirmStep::default() };
    office.confirm_step(mai, &confirm, permit::<ConfirmSteps>(&office)).await.unwrap();
    assert!(town.page(CHAMBER, mai).await.unwrap().next.due.is_some(), "a day of somebody else");
    town.office.spoil();
    let write = town.office.backend.0.write().await.unwrap();
    let rows = case_scope::Entity::update_many()
        .col_expr(case_scope::Column::Holder, Expr::value(Holder::HousingCompany.to_string()))
        .col_expr(case_scope::Column::NextDue, Expr::value(Day::from_ymd_opt(2026, 1, 2).unwrap()));
    rows.filter(case_scope::Column::CaseId.eq(mai.0)).exec(&*write).await.unwrap();
    let case = case_file::Entity::update_many()
        .col_expr(case_file::Column::NextStep, Expr::value("landlord_confirmation"))
        .col_expr(case_file::Column::HasOverdue, Expr::value(true));
    case.filter(case_file::Column::Id.eq(mai.0)).exec(&*write).await.unwrap();
    write.commit().await.unwrap();
    for (by, is_told) in [(CHAMBER, true), (HOUSING, false)] {
        let row = list(&town, by, &CaseFilter::default()).await.rows.pop().unwrap();
        assert_eq!((row.next_due.is_some(), row.has_overdue), (is_told, is_told), "{by}");
    }
    let turns = town.staff(HOUSING).await.desk(Language::En).await.unwrap().people.unwrap().turns;
    let act = turns.iter().find(|turn| turn.task == Task::Act).unwrap();
    assert_eq!((act.case, &act.due, act.is_overdue), (mai, &None, false));
}

#[tokio::test]
async fn a_partner_hears_that_a_case_is_over_and_not_why() {
    let (town, mai) = referred().await;
    town.office.spoil();
    let write = town.office.backend.0.write().await.unwrap();
    let refused = case_file::Entity::update_many()
        .col_expr(case_file::Column::State, Expr::value(CaseState::Refused.to_string()))
        .col_expr(case_file::Column::EndedAt, Expr::value(write.at()));
    refused.filter(case_file::Column::Id.eq(mai.0)).exec(&*write).await.unwrap();
    write.commit().await.unwrap();
    let by_name = CaseFilter { q: "Mai".into(), ..CaseFilter::default() };
    for (by, told) in [(CHAMBER, CaseStatus::Known(CaseState::Refused)), (HOUSING, CaseStatus::Over)] {
        assert_eq!(list(&town, by, &by_name).await.rows.pop().unwrap().ended, Some(told));
        assert_eq!(town.page(by, mai).await.unwrap().state, told);
    }
}

#[tokio::test]
async fn a_partners_list_tells_nothing_of_how_far_people_are_not_even_by_its_order() {
    let (town, mai) = referred().await;
    let row = list(&town, HOUSING, &CaseFilter::default()).await.rows.pop().unwrap();
    assert_eq!((row.station, row.work_start, row.next_step, row.next_due), (None, None, None, None));
    for (word, sort) in [("start", CaseSort::Start), ("due", CaseSort::Due)] {
        let by_day = CaseFilter { sort: word.into(), ..CaseFilter::default() };
        assert_eq!(list(&town, HOUSING, &by_day).await.sort, CaseSort::Name);
        assert_eq!(list(&town, CHAMBER, &by_day).await.sort, sort);
        // Nor by a place to go on from that somebody makes up.
        for day in ["2000-01-01", "9000-01-01"] {
            let after = CaseFilter { after: format!("{day}.{}", mai.0), ..by_day.clone() };
            assert_eq!(list(&town, HOUSING, &after).await.rows.len(), 1, "{word} {day}");
        }
    }
    let station = list(&town, CHAMBER, &CaseFilter::default()).await.rows.pop().unwrap().station.unwrap();
    for other in Station::ALL.iter().filter(|other| **other != station) {
        let elsewhere = CaseFilter { station: other.to_string(), ..CaseFilter::default() };
        assert_eq!(list(&town, HOUSING, &elsewhere).await.rows.len(), 1);
        assert!(list(&town, CHAMBER, &elsewhere).await.rows.is_empty());
    }
}
