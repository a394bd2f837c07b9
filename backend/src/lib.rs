//! Use cases of the Welcome Office on a database.
//!
//! Everything goes through [`Backend::acting`]: it turns a verified session into [`Acting`] of one
//! role, and only that has methods that read or write. Tables and connections stay in here.

#![warn(missing_docs)]

mod account;
mod acting;
pub mod actor;
mod admin;
mod barrier;
mod case;
mod casework;
mod clock;
mod consultation;
mod content;
pub mod demo;
mod desk;
mod error;
mod export;
mod flash;
mod hires;
pub mod import;
mod invitation;
mod journey;
mod live;
mod mail;
mod nightly;
mod notice;
mod numbers;
mod office;
mod password;
pub mod qr;
mod question;
mod referral;
mod release;
pub mod say;
mod seed;
mod session;
mod sheet;
mod store;
mod submission;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
mod throttle;
mod verify;
mod visit_day;
mod way;
mod workbook;

pub use account::{Device, Landing, SignedInSession, UsedLink};
pub use acting::Acting;
pub use actor::Principal;
pub use admin::NewMember;
pub use clock::{Clock, OfficeClock, SystemClock, reference};
pub use error::{Error, Result};
pub use export::ExportWords;
pub use hires::Invited;
pub use journey::{PaperPhase, PaperPlan, PaperStep};
pub use live::{Change, Live};
pub use mail::{MailRow, OutgoingMail};
pub use notice::Draft;
pub use numbers::AskedMonths;
pub use office::{Mode, Office};
pub use release::{CaseChange, ReleasePreview};
pub use seed::Seeded;
pub use sheet::{LeftOut, OpenedSheet, Sheet, Sheets, WhyLeftOut};
pub use submission::word;
pub use verify::{Finding, Severity};
pub use workbook::{BookCell, BookSheet, BookTable, workbook};

use actor::Role;
use std::sync::Arc;
use store::{Store, Write};

/// The running office: database, clock, live hub. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Backend(Arc<Inner>);

#[derive(Debug)]
pub(crate) struct Inner {
    pub(crate) store: Store,
    pub(crate) clock: OfficeClock,
    pub(crate) office: Office,
    pub(crate) live: Live,
    pub(crate) remembered: session::Remembered,
    pub(crate) passwords: password::Passwords,
    pub(crate) throttle: throttle::Throttle,
    pub(crate) spare: flash::Spare,
    pub(crate) templates: case::Templates,
    pub(crate) texts: content::StepTexts,
}

impl Inner {
    pub(crate) async fn write(self: &Arc<Self>) -> Result<Write<'_>> {
        Ok(Write::new(self.store.begin().await?, self))
    }
}

impl Backend {
    /// Opens the database and brings its schema up to date.
    ///
    /// `url` is `sqlite://PATH?mode=rwc` or `postgres://…`; `schema` names a PostgreSQL schema
    /// other than `public`.
    ///
    /// # Errors
    /// The database cannot be reached or its schema not be brought up to date.
    pub async fn open(url: &str, schema: Option<&str>, office: Office, clock: Box<dyn Clock>) -> Result<Self> {
        let store = Store::open(url, schema).await?;
        store.migrate().await?;
        let holidays = office.holidays;
        let inner = Inner {
            store,
            clock: OfficeClock::new(clock, office.zone),
            office,
            live: Live::default(),
            remembered: session::Remembered::default(),
            passwords: password::Passwords::new(),
            throttle: throttle::Throttle::default(),
            spare: flash::Spare::default(),
            templates: case::Templates::bundled(holidays)?,
            texts: content::StepTexts::bundled()?,
        };
        let backend = Self(Arc::new(inner));
        backend.recall().await?;
        backend.release_bundled_template().await?;
        Ok(backend)
    }

    /// Somebody acting in a role, or the refusal.
    ///
    /// # Errors
    /// [`Error::SignIn`] or [`Error::Forbidden`].
    pub fn acting<R: Role>(&self, principal: Option<&Principal>) -> Result<Acting<R>> {
        Acting::admit(&self.0, principal)
    }

    /// What this installation is: city, site, zone, mode.
    #[must_use]
    pub fn office(&self) -> &Office {
        &self.0.office
    }

    /// The office's clock.
    #[must_use]
    pub fn clock(&self) -> &OfficeClock {
        &self.0.clock
    }

    /// The hub of open pages.
    #[must_use]
    pub fn live(&self) -> &Live {
        &self.0.live
    }

    /// Whether the database answers and its schema is this program's.
    ///
    /// # Errors
    /// It does not, or steps of the schema are missing.
    pub async fn check_ready(&self) -> Result<()> {
        self.0.store.ping().await?;
        match self.0.store.pending_migrations().await? {
            0 => Ok(()),
            missing => Err(Error::inconsistent(format!("{missing} schema steps are not applied"))),
        }
    }

    /// Lets every connection go; for a clean stop.
    ///
    /// # Errors
    /// A connection could not be closed.
    pub async fn close(&self) -> Result<()> {
        self.0.store.close().await
    }
}
