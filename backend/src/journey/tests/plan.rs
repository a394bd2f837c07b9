//! What the own plan shows beside the steps.

use super::*;
use crate::store::entity::{case_file, cohort, person};
use domain::{calendar::Day, facts::Child, id::PersonId, view::plan::Way};
use sea_orm::sea_query::Expr;

async fn way(town: &Town, email: &str) -> Way {
    town.acting(email).await.plan(Language::En).await.unwrap().way.unwrap()
}

#[tokio::test]
async fn whoever_has_an_address_is_not_asked_for_one() {
    let town = Town::new().await;
    assert!(way(&town, PIOTR).await.has_address);
}

#[tokio::test]
async fn a_step_for_a_child_names_it_and_nobody_of_another_household() {
    let town = Town::new().await;
    let inner = &town.office.backend.0;
    let mut write = inner.write().await.unwrap();
    let mut children = Vec::new();
    for (case, name) in [(town.piotr, "Zosia"), (town.hannah, "Emil")] {
        let household = case::require(&write, &inner.templates, case.0).await.unwrap().row.household_id;
        let id = write.new_id();
        let row = person::ActiveModel {
            id: Set(id),
            household_id: Set(household),
            family_name: Set("Testowy".to_owned()),
            given_names: Set(name.to_owned()),
            birth_date: Set("2018-02-11".parse().ok()),
            nationality: Set(Some("PL".to_owned())),
            email: Set(None),
            phone: Set(None),
            last_address: Set(None),
            language: Set("en".to_owned()),
            relation: Set("child".to_owned()),
            created_at: Set(write.at()),
        };
        row.insert(&*write).await.unwrap();
        children.push(Child { person: Some(PersonId(id)), born: "2018-02-11".parse().ok() });
    }
    // The second child is of somebody else's: it is known by its day of birth only.
    let case = case::require(&write, &inner.templates, town.piotr.0).await.unwrap();
    let facts = Facts { children: Some(children), ..case.facts.clone() };
    case::store_facts(&write, &case, facts).await.unwrap();
    case::settle(&mut write, &inner.templates, town.piotr.0).await.unwrap();
    write.commit().await.unwrap();
    let way = way(&town, PIOTR).await;
    let about: BTreeSet<_> =
        way.phases.iter().flat_map(|phase| &phase.steps).filter_map(|step| step.about.clone()).collect();
    assert!(about.contains("Zosia") && !about.contains("Emil"), "{about:?}");
}

#[tokio::test]
async fn the_one_visit_of_a_cohort_is_on_the_plan_of_its_people_and_of_nobody_else() {
    let town = Town::new().await;
    let day: Day = "2026-12-02".parse().unwrap();
    town.office.spoil();
    let inner = &town.office.backend.0;
    let write = inner.write().await.unwrap();
    let id = write.new_id();
    let employer = case::require(&write, &inner.templates, town.piotr.0).await.unwrap().row.employer_id;
    let row = cohort::ActiveModel {
        id: Set(id),
        employer_id: Set(employer.unwrap()),
        name: Set("Kitchen".to_owned()),
        name_sort: Set(b"kitchen".to_vec()),
        visit_day: Set(Some(day)),
        created_at: Set(write.at()),
    };
    row.insert(&*write).await.unwrap();
    case_file::Entity::update_many()
        .col_expr(case_file::Column::CohortId, Expr::value(id))
        .filter(case_file::Column::Id.eq(town.piotr.0))
        .exec(&*write)
        .await
        .unwrap();
    write.commit().await.unwrap();
    assert_eq!(way(&town, PIOTR).await.visit.map(|visit| visit.day.day), Some(day));
    assert!(way(&town, HANNAH).await.visit.is_none());
}
