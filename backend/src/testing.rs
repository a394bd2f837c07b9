//! Fixed clocks and throw-away databases for tests of this and other crates.

mod cases;
mod kept;
mod looked_up;
mod people;

pub use looked_up::{Talk, family_names, remarks, talks, waiting_mails};

use crate::clock::Clock;
use chrono::{DateTime, TimeDelta, Utc};
use std::sync::{
    Arc, Mutex, PoisonError,
    atomic::{AtomicBool, Ordering},
};

/// A clock that stands still until a test moves it.
#[derive(Clone, Debug)]
pub struct FixedClock(Arc<Mutex<DateTime<Utc>>>);

impl FixedClock {
    /// A clock that shows this instant.
    #[must_use]
    pub fn at(instant: DateTime<Utc>) -> Self {
        Self(Arc::new(Mutex::new(instant)))
    }

    /// Moves the clock forward.
    pub fn advance(&self, by: TimeDelta) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) += by;
    }
}

impl Clock for FixedClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An office as Bochum has it, in demo mode.
#[must_use]
pub fn office() -> crate::Office {
    crate::Office {
        city: "Bochum".into(),
        zone: chrono_tz::Europe::Berlin,
        holidays: domain::calendar::Land::NorthRhineWestphalia,
        street: "Universitätsstraße 43–49".into(),
        place: "44789 Bochum".into(),
        phone: "+49 234 555 0100".into(),
        email: "welcome-office@example.org".into(),
        public_url: "http://localhost:3000".into(),
        mode: crate::Mode::Demo,
    }
}

/// Noon on the day most tests play.
///
/// # Panics
/// Never: the text is an instant.
#[must_use]
pub fn noon() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_348_800, 0).unwrap_or_default()
}

/// An office on a throw-away database with a clock of its own: on a schema of `TEST_POSTGRES_URL`
/// if that is set, else on an SQLite file, as in service.
#[derive(Debug)]
pub struct TestOffice {
    /// The office.
    pub backend: crate::Backend,
    /// Its clock; moves only by hand.
    pub clock: FixedClock,
    url: String,
    schema: Option<String>,
    folder: Option<std::path::PathBuf>,
    is_spoilt: AtomicBool,
}

impl Drop for TestOffice {
    /// Whatever a test did, it left a sound database.
    fn drop(&mut self) {
        let is_checked = !std::thread::panicking() && !self.is_spoilt.load(Ordering::Relaxed);
        let faults = if is_checked { self.faults_at_the_end() } else { Vec::new() };
        if let Some(folder) = &self.folder
            && let Err(error) = std::fs::remove_dir_all(folder)
        {
            eprintln!("{} stays: {error}", folder.display());
        }
        assert!(faults.is_empty(), "what the test left behind: {faults:#?}");
    }
}

impl std::ops::Deref for TestOffice {
    type Target = crate::Backend;

    fn deref(&self) -> &Self::Target {
        &self.backend
    }
}

/// Opens an office on a throw-away database.
///
/// # Panics
/// If the database cannot be opened: the test cannot go on then.
pub async fn backend() -> TestOffice {
    open(office()).await
}

/// As [`backend`], in service: without anything of the demo.
///
/// # Panics
/// As [`backend`].
pub async fn in_service() -> TestOffice {
    open(crate::Office { mode: crate::Mode::Service, ..office() }).await
}

#[expect(clippy::expect_used, reason = "a test without a database has to stop")]
async fn open(office: crate::Office) -> TestOffice {
    let clock = FixedClock::at(noon());
    let name = crate::clock::hex(&crate::clock::random::<8>());
    let (url, schema, folder) = if let Ok(url) = std::env::var("TEST_POSTGRES_URL") {
        let schema = format!("test_{name}");
        crate::store::connect::create_schema(&url, &schema).await.expect("a schema for the test");
        (url, Some(schema), None)
    } else {
        let folder = std::env::temp_dir().join(format!("welcome-office-{name}"));
        std::fs::create_dir_all(&folder).expect("a folder for the test");
        (format!("sqlite://{}", folder.join("test.db").display()), None, Some(folder))
    };
    let backend =
        crate::Backend::open(&url, schema.as_deref(), office, Box::new(clock.clone())).await.expect("an open office");
    TestOffice { backend, clock, url, schema, folder, is_spoilt: AtomicBool::new(false) }
}

impl TestOffice {
    /// The test writes rows around the use cases, so the database is not checked when it ends.
    pub fn spoil(&self) {
        self.is_spoilt.store(true, Ordering::Relaxed);
    }

    /// Makes the database refuse this kind of write to this table, as a full disk does.
    ///
    /// # Panics
    /// If the database cannot be written even before.
    #[expect(clippy::expect_used, reason = "a test without a database has to stop")]
    pub async fn refuse(&self, writing: &str, table: &str) {
        use sea_orm::ConnectionTrait as _;
        self.spoil();
        let store = &self.backend.0.store;
        let sql = match store.kind() {
            sea_orm::DbBackend::Sqlite => {
                format!("CREATE TRIGGER full_disk BEFORE {writing} ON {table} BEGIN SELECT RAISE(ABORT, 'full'); END")
            }
            _ => format!(
                "CREATE FUNCTION full_disk() RETURNS trigger AS 'BEGIN RAISE ''full''; END' LANGUAGE plpgsql; \
                 CREATE TRIGGER full_disk BEFORE {writing} ON {table} FOR EACH ROW EXECUTE FUNCTION full_disk()"
            ),
        };
        let begun = store.begin().await.expect("a transaction");
        begun.execute_unprepared(&sql).await.expect("a trigger");
        begun.commit().await.expect("a commit");
    }

    /// What is wrong when a test ends, found on connections of its own: those of the test belong to its runtime.
    #[expect(clippy::expect_used, reason = "a test whose database cannot be read has failed")]
    fn faults_at_the_end(&self) -> Vec<crate::Finding> {
        let office = self.backend.office().clone();
        let clock = self.clock.clone();
        let check = async {
            let backend = crate::Backend::open(&self.url, self.schema.as_deref(), office, Box::new(clock)).await;
            let backend = backend.expect("a database that opens again");
            let mut findings = beyond_notes(&backend).await;
            backend.close().await.expect("a database that closes");
            // Mails may wait: nobody sends them here.
            findings.retain(|finding| finding.severity == crate::Severity::Error);
            findings
        };
        std::thread::scope(|scope| {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            scope.spawn(move || runtime.block_on(check)).join().expect("a finished check")
        })
    }

    /// Signs somebody in by address, as after a mailed link.
    ///
    /// # Panics
    /// If there is no such account.
    #[expect(clippy::expect_used, reason = "a test without its people has to stop")]
    pub async fn principal_of(&self, email: &str) -> crate::Principal {
        let secret = self.backend.open_session_for_test(email).await.expect("an account with this address");
        self.backend.principal(&secret).await.expect("a readable session").expect("a valid session")
    }

    /// Acts in a role as the account with this address.
    ///
    /// # Panics
    /// If there is no such account or it has not that role.
    #[expect(clippy::expect_used, reason = "a test without its people has to stop")]
    pub async fn acting<R: crate::actor::Role>(&self, email: &str) -> crate::Acting<R> {
        let principal = self.principal_of(email).await;
        self.backend.acting::<R>(Some(&principal)).expect("an account with this role")
    }
}

/// What [`crate::Backend::verify`] finds beyond notes; empty after anything a use case did.
///
/// # Panics
/// If the database cannot be read: the test cannot go on then.
pub async fn faults(office: &TestOffice) -> Vec<crate::Finding> {
    beyond_notes(&office.backend).await
}

#[expect(clippy::expect_used, reason = "a test without a database has to stop")]
async fn beyond_notes(backend: &crate::Backend) -> Vec<crate::Finding> {
    let findings = backend.verify().await.expect("a readable database");
    // A few tell as much as a thousand.
    findings.into_iter().filter(|finding| finding.severity > crate::Severity::Note).take(20).collect()
}
