//! Every list that can be asked for is read through an index, on both databases.

use super::{Hired, two};
use domain::form::FindHires;
use sea_orm::{ConnectionTrait as _, DbBackend, QueryTrait as _, Statement};

#[tokio::test]
async fn every_listed_pair_of_sort_and_filter_is_a_search_of_an_index() {
    let two = two().await;
    let id = two.hire(Hired::at(two.clinic, "Nguyễn")).await;
    let db = two.office.backend.0.store.read();
    let after = two.own.own_row(db, id).await.unwrap();
    let tasks = two.own.open_tasks().await.unwrap();
    let listed = [
        (FindHires { sort: "due".into(), ..FindHires::default() }, "ix_scope_due"),
        (FindHires { sort: "name".into(), ..FindHires::default() }, "ix_scope_name"),
        (FindHires { sort: "start".into(), ..FindHires::default() }, "ix_scope_start"),
        (FindHires { holder: "employer".into(), ..FindHires::default() }, "ix_scope_holder_due"),
        (FindHires { station: "papers".into(), ..FindHires::default() }, "ix_scope_station_due"),
        (FindHires { invited: "yes".into(), ..FindHires::default() }, "case_scope"),
        (FindHires { q: "Nguyen".into(), ..FindHires::default() }, "case_scope"),
        (FindHires { task: tasks[0].step.to_string(), ..FindHires::default() }, "case_scope"),
    ];
    for (find, index) in listed {
        let mut statement = two.own.page_query(&find.read(), &tasks, Some(&after)).build(db.get_database_backend());
        let (explain, column) = if db.get_database_backend() == DbBackend::Sqlite {
            ("EXPLAIN QUERY PLAN", "detail")
        } else {
            ("EXPLAIN", "QUERY PLAN")
        };
        statement.sql = format!("{explain} {}", statement.sql);
        let plan = lines(&two, statement, column).await;
        assert!(
            !plan.contains("SCAN case") && !plan.contains("SCAN search") && !plan.contains("Seq Scan"),
            "{find:?}\n{plan}"
        );
        if db.get_database_backend() == DbBackend::Sqlite {
            assert!(plan.contains(index) && !plan.contains("ORDER BY") || index == "case_scope", "{find:?}\n{plan}");
        }
    }
}

/// What the database says it would do. `PostgreSQL` would read a table this small without any index, so it is told
/// not to where there is a way.
async fn lines(two: &super::Two, statement: Statement, column: &str) -> String {
    let write = two.office.backend.0.write().await.unwrap();
    if write.get_database_backend() == DbBackend::Postgres {
        write.execute_unprepared("SET LOCAL enable_seqscan = off").await.unwrap();
    }
    let rows = write.query_all_raw(statement).await.unwrap();
    rows.iter().map(|row| row.try_get::<String>("", column).unwrap()).collect::<Vec<_>>().join("\n")
}
