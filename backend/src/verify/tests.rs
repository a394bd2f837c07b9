//! Every kind of fault is found, and a filled demo has none.

use crate::{
    Backend,
    store::{
        FAR,
        entity::{case_file, case_scope, counter, domain_event, outbox, referral},
    },
    testing::{self, TestOffice},
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, ConnectionTrait as _, DbBackend, EntityTrait,
    ExprTrait as _, QueryFilter as _, QueryOrder as _, QueryTrait as _, Statement, sea_query::Expr,
};

async fn filled() -> TestOffice {
    let office = testing::backend().await;
    office.seed_sample().await.unwrap();
    office
}

/// The checks that complain, once each.
async fn complaining(office: &TestOffice) -> Vec<&'static str> {
    let mut checks: Vec<_> = testing::faults(office).await.into_iter().map(|finding| finding.check).collect();
    checks.sort_unstable();
    checks.dedup();
    checks
}

async fn first_open(office: &TestOffice) -> case_file::Model {
    #[expect(clippy::disallowed_methods, reason = "a test looks at everything")]
    let find = case_file::Entity::find().filter(case_file::Column::EndedAt.is_null());
    find.order_by_asc(case_file::Column::Id).one(office.backend.0.store.read()).await.unwrap().unwrap()
}

#[tokio::test]
async fn a_filled_demo_has_nothing_to_mend() {
    let office = testing::backend().await;
    office.seed_demo().await.unwrap();
    assert_eq!(testing::faults(&office).await, Vec::new());
    let notes = office.verify().await.unwrap();
    assert!(notes.iter().any(|finding| finding.check == "template"), "unread rules are counted: {notes:?}");
}

/// A folder of its own with a database in it, whatever database the other tests use.
async fn in_a_file() -> (std::path::PathBuf, Backend) {
    let name = format!("welcome-office-damaged-{}", crate::clock::hex(&crate::clock::random::<8>()));
    let folder = std::env::temp_dir().join(name);
    std::fs::create_dir_all(&folder).unwrap();
    let backend = opened(&folder).await;
    (folder, backend)
}

async fn opened(folder: &std::path::Path) -> Backend {
    let url = format!("sqlite://{}", folder.join("office.db").display());
    let clock = Box::new(testing::FixedClock::at(testing::noon()));
    Backend::open(&url, None, testing::office(), clock).await.unwrap()
}

async fn damaged(backend: &Backend) -> usize {
    let findings = backend.verify().await.unwrap();
    findings.iter().filter(|finding| finding.check == "file").count()
}

#[tokio::test]
async fn pages_that_were_overwritten_are_found() {
    const PAGE: usize = 4096;
    let (folder, backend) = in_a_file().await;
    // Something that opening the file does not need.
    let place = "SELECT rootpage FROM sqlite_schema WHERE name = 'note'";
    let place = Statement::from_string(DbBackend::Sqlite, place);
    let place = backend.0.store.read().query_one_raw(place).await.unwrap().unwrap();
    let page = usize::try_from(place.try_get_by_index::<i32>(0).unwrap()).unwrap();
    backend.close().await.unwrap();
    let file = folder.join("office.db");
    let mut bytes = std::fs::read(&file).unwrap();
    bytes[(page - 1) * PAGE..page * PAGE].fill(0xa5);
    std::fs::write(&file, bytes).unwrap();
    let backend = opened(&folder).await;
    assert!(damaged(&backend).await > 0);
    backend.close().await.unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
}

#[tokio::test]
async fn a_row_that_its_table_forbids_is_found() {
    let (folder, backend) = in_a_file().await;
    assert_eq!(damaged(&backend).await, 0);
    let write = backend.0.write().await.unwrap();
    let damage = "CREATE TABLE damaged (part INTEGER CHECK (part > 0)); PRAGMA ignore_check_constraints = ON; \
                  INSERT INTO damaged VALUES (0); PRAGMA ignore_check_constraints = OFF";
    write.execute_unprepared(damage).await.unwrap();
    write.commit().await.unwrap();
    assert_eq!(damaged(&backend).await, 1);
    backend.close().await.unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
}

#[tokio::test]
async fn a_wrong_counter_is_found_and_mended() {
    let office = filled().await;
    let write = office.backend.0.write().await.unwrap();
    counter::Entity::update_many()
        .col_expr(counter::Column::Count, Expr::col(counter::Column::Count).add(1))
        .filter(counter::Column::Kind.eq("cases"))
        .exec(&*write)
        .await
        .unwrap();
    write.commit().await.unwrap();
    assert_eq!(complaining(&office).await, ["counters"]);
    office.mend().await.unwrap();
    assert_eq!(complaining(&office).await, [""; 0]);
}

#[tokio::test]
async fn a_summary_or_list_row_out_of_date_is_found_and_mended() {
    let office = filled().await;
    let case = first_open(&office).await;
    let write = office.backend.0.write().await.unwrap();
    case_file::Entity::update_many()
        .col_expr(case_file::Column::OpenSteps, Expr::value(1))
        .filter(case_file::Column::Id.eq(case.id))
        .exec(&*write)
        .await
        .unwrap();
    case_scope::Entity::update_many()
        .col_expr(case_scope::Column::WorkStart, Expr::value(case.next_due))
        .filter(case_scope::Column::CaseId.eq(case.id))
        .exec(&*write)
        .await
        .unwrap();
    write.commit().await.unwrap();
    assert_eq!(complaining(&office).await, ["lists", "summary"]);
    office.mend().await.unwrap();
    assert_eq!(complaining(&office).await, [""; 0]);
}

#[tokio::test]
async fn an_organisation_that_sees_a_case_without_a_reason_is_found_and_mended() {
    let office = filled().await;
    let case = first_open(&office).await;
    let stranger = office.organisation("employer", "Fremd GmbH").await;
    #[expect(clippy::disallowed_methods, reason = "a test looks at everything")]
    let find = case_scope::Entity::find().filter(case_scope::Column::CaseId.eq(case.id));
    // Not the employer's row: an employer's list row is computed from its own view of the plan.
    let find =
        find.apply_if(case.employer_id, |find, employer| find.filter(case_scope::Column::OrganisationId.ne(employer)));
    let row = find.one(office.backend.0.store.read()).await.unwrap().unwrap();
    let write = office.backend.0.write().await.unwrap();
    let mut row: case_scope::ActiveModel = row.into();
    row.organisation_id = Set(stranger.0);
    // An employer confirms nothing.
    row.claimed_since = Set(FAR);
    case_scope::Entity::insert(row.reset_all()).exec_without_returning(&*write).await.unwrap();
    write.commit().await.unwrap();
    assert_eq!(complaining(&office).await, ["counters", "visibility"]);
    office.mend().await.unwrap();
    assert_eq!(complaining(&office).await, [""; 0]);
}

#[tokio::test]
async fn states_that_do_not_exist_are_found() {
    let office = testing::backend().await;
    office.spoil();
    office.seed_demo().await.unwrap();
    let case = first_open(&office).await;
    let write = office.backend.0.write().await.unwrap();
    case_file::Entity::update_many()
        .col_expr(case_file::Column::State, Expr::value("nowhere"))
        .filter(case_file::Column::Id.eq(case.id))
        .exec(&*write)
        .await
        .unwrap();
    referral::Entity::update_many()
        .col_expr(referral::Column::State, Expr::value("lost"))
        .filter(referral::Column::State.eq("declined"))
        .exec(&*write)
        .await
        .unwrap();
    write.commit().await.unwrap();
    assert_eq!(complaining(&office).await, ["states"]);
    assert_eq!(testing::faults(&office).await.len(), 2);
}

#[tokio::test]
async fn a_changed_or_missing_event_is_found() {
    for is_missing in [false, true] {
        let office = filled().await;
        office.spoil();
        let write = office.backend.0.write().await.unwrap();
        let second = domain_event::Column::Kind.eq("case.accepted");
        if is_missing {
            domain_event::Entity::delete_many().filter(second).exec(&*write).await.unwrap();
        } else {
            let change = domain_event::Entity::update_many();
            change
                .col_expr(domain_event::Column::Detail, Expr::value("{\"forged\":true}"))
                .filter(second)
                .exec(&*write)
                .await
                .unwrap();
        }
        write.commit().await.unwrap();
        assert_eq!(complaining(&office).await, ["events"], "missing: {is_missing}");
    }
}

#[tokio::test]
async fn a_mail_that_nobody_takes_is_found() {
    let office = testing::backend().await;
    let write = office.backend.0.write().await.unwrap();
    outbox::ActiveModel {
        id: Set(write.new_id()),
        recipient: Set("nobody@example.org".into()),
        template: Set("sign-in".into()),
        language: Set("de".into()),
        subject: Set(String::new()),
        plain: Set(String::new()),
        html: Set(String::new()),
        created_at: Set(write.at()),
        next_try_at: Set(write.at()),
        tries: Set(3),
        sent_at: Set(None),
        given_up_at: Set(None),
        last_error: Set(String::new()),
    }
    .insert(&*write)
    .await
    .unwrap();
    write.commit().await.unwrap();
    assert_eq!(complaining(&office).await, [""; 0], "it has an hour");
    office.clock.advance(chrono::TimeDelta::hours(2));
    assert_eq!(complaining(&office).await, ["outbox"]);
}
