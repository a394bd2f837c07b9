//! Taking an import back.

use super::*;

#[tokio::test]
async fn undoing_removes_untouched_cases_and_names_the_others() {
    use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _, sea_query::Expr};
    let (office, school) = office().await;
    let id = forty(&school).await;
    confirmed(&school, id, "Kurs").await.unwrap();
    #[expect(clippy::disallowed_methods, reason = "a test takes any case")]
    let opened = case_file::Entity::find()
        .order_by_asc(case_file::Column::Number)
        .one(office.0.store.read())
        .await
        .unwrap()
        .unwrap();
    let write = office.0.write().await.unwrap();
    case_file::Entity::update_many()
        .col_expr(case_file::Column::OpenedAt, Expr::value(write.at()))
        .filter(case_file::Column::Id.eq(opened.id))
        .exec(&*write)
        .await
        .unwrap();
    write.commit().await.unwrap();

    school.undo_import(id).await.unwrap();
    let result = outcome(&school, id).await;
    let undone = result.undone.unwrap();
    assert_eq!((undone.removed, undone.kept.len()), (39, 1));
    assert_eq!(undone.kept[0].name, "Rim Mzoughi");
    assert_eq!((count::<case_file::Entity>(&office).await, count::<person::Entity>(&office).await), (1, 1));
    #[expect(clippy::disallowed_methods, reason = "a test looks at every counter")]
    let counters = counter::Entity::find().all(office.0.store.read()).await.unwrap();
    let cases: Vec<i64> = counters.iter().filter(|row| row.kind == "cases").map(|row| row.count).collect();
    assert_eq!(cases, [1, 1], "the school's and the office's");
    assert!(counters.iter().all(|row| row.count >= 0));
    assert!(matches!(school.undo_import(id).await, Err(Error::Conflict)));
}

#[tokio::test]
async fn an_import_that_nobody_touched_vanishes_with_its_cohort_and_can_be_done_again() {
    let (office, school) = office().await;
    let id = forty(&school).await;
    confirmed(&school, id, "Kurs").await.unwrap();
    school.undo_import(id).await.unwrap();
    assert_eq!((count::<case_file::Entity>(&office).await, count::<cohort::Entity>(&office).await), (0, 0));
    let again = forty(&school).await;
    assert_eq!(rows(&school, again, &WantedRows::default()).await.counts.new, 40);
}

#[tokio::test]
async fn undoing_ends_after_fourteen_days() {
    let (office, school) = office().await;
    let id = forty(&school).await;
    confirmed(&school, id, "").await.unwrap();
    office.clock.advance(TimeDelta::days(14));
    assert!(outcome(&school, id).await.undo_until.is_none());
    assert!(matches!(school.undo_import(id).await, Err(Error::Conflict)));
    office.tidy_imports().await.unwrap();
    assert_eq!(count::<import_row::Entity>(&office).await, 0);
    assert_eq!(outcome(&school, id).await.created, 40);
}
