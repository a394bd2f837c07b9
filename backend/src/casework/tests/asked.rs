//! What SQLite is asked for a page, and how it finds that.

use crate::testing::TestOffice;
use sea_orm::{
    ConnectionTrait as _, DbBackend, Statement,
    sqlx::{ConnectOptions as _, Connection as _, Sqlite, SqlitePool, pool::PoolConnection},
};
use std::{
    fmt::Debug,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tracing::{
    Event, Metadata, Subscriber,
    field::{Field, Visit},
    span,
};

/// Tables of which a city has a few, however many people come to it.
const FEW: [&str; 2] = ["organisation", "journey_template"];

/// Where rows are asked for by an empty list of identifiers: known to be false before any row is read.
const NO_ROWS: &str = " WHERE ? = ?";

/// A statement and the lines of its plan.
#[derive(Debug)]
pub(crate) struct Asked {
    pub(crate) statement: String,
    pub(crate) plan: Vec<String>,
}

/// Everything that is asked while this page is made; of another database than SQLite nothing is known.
pub(crate) async fn asked<T>(office: &TestOffice, page: impl Future<Output = T>) -> Option<(T, Vec<Asked>)> {
    // The log belongs to the whole process.
    static ONE_AT_A_TIME: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());
    let db = office.backend.0.store.read();
    if db.get_database_backend() != DbBackend::Sqlite {
        return None;
    }
    let _alone = ONE_AT_A_TIME.lock().await;
    let pool = db.get_sqlite_connection_pool();
    log_statements(pool).await;
    let made = page.await;
    all_logged(pool).await;
    // Those that explain are logged, too.
    let statements = std::mem::take(&mut *log());
    let mut asked = Vec::new();
    for statement in statements {
        let explained = format!("EXPLAIN QUERY PLAN {statement}");
        let rows = db.query_all_raw(Statement::from_string(DbBackend::Sqlite, explained)).await.unwrap();
        let plan = rows.iter().map(|row| row.try_get("", "detail").unwrap()).collect();
        asked.push(Asked { statement, plan });
    }
    Some((made, asked))
}

/// What these statements read does not grow with the number of cases: nothing is counted or skipped, and every table
/// that grows is searched by an index.
pub(crate) fn grows_with_nothing(asked: &[Asked]) {
    for Asked { statement, plan } in asked {
        let words = statement.to_uppercase();
        assert!(!words.contains("OFFSET") && !words.contains("COUNT("), "{statement}");
        if statement.ends_with(NO_ROWS) {
            continue;
        }
        let read_whole = plan.iter().filter_map(|line| line.strip_prefix("SCAN "));
        for table in read_whole.filter_map(|line| line.split(' ').next()) {
            assert!(FEW.contains(&table), "{table} is read whole: {statement}\n{plan:#?}");
        }
    }
}

/// Has every statement of these connections logged from now on.
async fn log_statements(pool: &SqlitePool) {
    // A second time in the same process, the first one listens already.
    let _listens = tracing::subscriber::set_global_default(Log);
    let silent = pool.connect_options().as_ref().clone();
    // Silent ones hold every statement to be slow.
    let slow = silent.log_slow_statements("trace".parse().unwrap(), Duration::MAX);
    pool.set_connect_options(slow.log_statements("trace".parse().unwrap()));
    for connection in all(pool).await {
        connection.close().await.unwrap();
    }
    // New ones begin with settings of their own.
    all_logged(pool).await;
    log().clear();
}

/// Waits until everything asked so far is logged: a connection has logged a statement once it takes the next one.
async fn all_logged(pool: &SqlitePool) {
    for connection in &mut all(pool).await {
        connection.ping().await.unwrap();
    }
}

/// Every connection of the pool at once, so that none is in use.
async fn all(pool: &SqlitePool) -> Vec<PoolConnection<Sqlite>> {
    let mut connections = Vec::new();
    for _ in 0..pool.options().get_max_connections() {
        connections.push(pool.acquire().await.unwrap());
    }
    connections
}

static LOG: Mutex<Vec<String>> = Mutex::new(Vec::new());

fn log() -> MutexGuard<'static, Vec<String>> {
    LOG.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Keeps the statements that the driver logs.
struct Log;

impl Subscriber for Log {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "sqlx::query"
    }

    fn event(&self, event: &Event<'_>) {
        let mut said = Said::default();
        event.record(&mut said);
        // What is short is its own summary.
        log().push(if said.statement.is_empty() { said.summary } else { said.statement });
    }

    fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
        span::Id::from_u64(1)
    }

    fn record(&self, _: &span::Id, _: &span::Record<'_>) {}

    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

    fn enter(&self, _: &span::Id) {}

    fn exit(&self, _: &span::Id) {}
}

#[derive(Default)]
struct Said {
    summary: String,
    statement: String,
}

impl Visit for Said {
    fn record_str(&mut self, field: &Field, value: &str) {
        match field.name() {
            "summary" => value.clone_into(&mut self.summary),
            "db.statement" => value.trim().clone_into(&mut self.statement),
            _ => {}
        }
    }

    fn record_debug(&mut self, _: &Field, _: &dyn Debug) {}
}
