//! Who accompanies a person, and who is offered for it.

use super::{CHAMBER, COMPANION, Town, permit};
use crate::{
    actor::Accompany,
    store::entity::{companion, membership},
};
use chrono::{Days, TimeDelta};
use domain::{form, id::CaseId, role::MembershipRole};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    sea_query::Expr,
};

const ANNA: &str = "anna@example.org";

async fn assign(town: &Town, case: CaseId, to: &str) {
    let staff = town.staff(COMPANION).await;
    let form = form::AssignCompanion { companion: town.office.principal_of(to).await.account.to_string() };
    staff.assign_companion(case, &form, permit::<Accompany>(&staff)).await.unwrap();
}

async fn companion(town: &Town, case: CaseId) -> Option<String> {
    town.page(COMPANION, case).await.unwrap().companion
}

/// Who accompanied a person, in turn, and when that ended.
async fn companions(town: &Town, case: CaseId) -> Vec<companion::Model> {
    #[expect(clippy::disallowed_methods, reason = "a test looks at every companion of a case")]
    let find = companion::Entity::find();
    find.filter(companion::Column::CaseId.eq(case.0))
        .order_by_asc(companion::Column::Id)
        .all(town.office.backend.0.store.read())
        .await
        .unwrap()
}

#[tokio::test]
async fn a_new_companion_takes_the_place_of_the_one_before_in_this_case_and_no_other() {
    let town = Town::new().await;
    town.office.member(town.welcome, MembershipRole::Companion, ANNA).await;
    assign(&town, town.mai, COMPANION).await;
    assign(&town, town.lan, COMPANION).await;
    town.office.clock.advance(TimeDelta::days(1));
    assign(&town, town.mai, ANNA).await;
    assert_eq!(companion(&town, town.mai).await.as_deref(), Some("anna"));
    assert_eq!(companion(&town, town.lan).await.as_deref(), Some("companion"));
    assert!(companions(&town, town.lan).await.iter().all(|row| row.ended_at.is_none()));

    let first = companions(&town, town.mai).await.remove(0);
    assert!(first.ended_at.is_some());
    town.office.clock.advance(TimeDelta::days(1));
    assign(&town, town.mai, COMPANION).await;
    let all = companions(&town, town.mai).await;
    assert_eq!(all.iter().filter(|row| row.ended_at.is_none()).count(), 1);
    assert_eq!(all[0], first, "what ended keeps its end");
}

#[tokio::test]
async fn a_companion_of_another_institution_stays_when_one_of_the_own_is_chosen() {
    let town = Town::new().await;
    let advisor = town.office.principal_of(CHAMBER).await.account;
    let write = town.office.backend.0.write().await.unwrap();
    let row = companion::ActiveModel {
        id: Set(write.new_id()),
        case_id: Set(town.mai.0),
        account_id: Set(advisor.0),
        organisation_id: Set(town.chamber.0),
        from_at: Set(write.at()),
        ended_at: Set(None),
    };
    row.insert(&*write).await.unwrap();
    write.commit().await.unwrap();
    assign(&town, town.mai, COMPANION).await;
    assert!(companions(&town, town.mai).await.iter().all(|row| row.ended_at.is_none()));
}

#[tokio::test]
async fn only_todays_companions_of_the_own_institution_are_offered() {
    let town = Town::new().await;
    let office = &town.office;
    office.member(town.chamber, MembershipRole::Companion, "elsewhere@example.org").await;
    let today = office.clock().today();
    office.member_until(town.welcome, MembershipRole::Companion, "leaver@example.org", today).await;
    let beginner = office.member(town.welcome, MembershipRole::Companion, "beginner@example.org").await;
    let write = office.backend.0.write().await.unwrap();
    membership::Entity::update_many()
        .col_expr(membership::Column::ValidFrom, Expr::value(today + Days::new(2)))
        .filter(membership::Column::AccountId.eq(beginner.0))
        .exec(&*write)
        .await
        .unwrap();
    write.commit().await.unwrap();
    office.clock.advance(TimeDelta::days(1));
    let page = town.page(COMPANION, town.mai).await.unwrap();
    assert_eq!(page.colleagues.iter().map(|colleague| colleague.name.as_str()).collect::<Vec<_>>(), ["companion"]);
}

#[tokio::test]
async fn a_case_is_referred_to_other_institutions_that_are_open_and_to_no_employer() {
    let town = Town::new().await;
    town.office.close(town.crafts).await;
    let offered = town.page(COMPANION, town.mai).await.unwrap().institutions;
    let names: Vec<_> = offered.iter().map(|institution| institution.name.as_str()).collect();
    assert_eq!(names, ["Chamber of Commerce", "Employment Agency", "Homes"]);
}
