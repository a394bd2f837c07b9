//! What an installation starts with: its institutions, and in demo a city of invented people.
//!
//! The demo's past is written through the same functions as everything else, only at earlier
//! instants: plans, lists, counters and chains of events are what the office itself would have made.

mod chance;
mod cohort;
mod crowd;
mod employers;
mod institutions;
mod life;
mod row;
mod sixty;
mod steps;
mod talks;
#[cfg(test)]
mod tests;
mod work;

use crate::{
    Backend, Inner,
    error::{Error, Result},
    office::Mode,
    store::{
        Write,
        entity::{case_file, setting},
    },
};
use chance::Chance;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use sea_orm::{ActiveValue::Set, EntityTrait, QuerySelect as _};
use std::collections::BTreeMap;
use uuid::Uuid;

/// The password of every account of the demo that is told on the console.
const PASSWORD: &str = "welcome-to-bochum";
/// The setting that says the demo is there.
const SETTING: &str = "demo.seed";

/// What filling the demo did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seeded {
    /// The demo city is new.
    Now,
    /// It was there already; nothing was changed.
    Before,
}

/// The transaction that fills the demo, and what its parts know of each other.
struct Seeding<'a> {
    inner: &'a Inner,
    write: Write<'a>,
    today: NaiveDate,
    chance: Chance,
    password: String,
    organisations: BTreeMap<&'static str, Uuid>,
    /// Members by address.
    accounts: BTreeMap<&'static str, Uuid>,
}

impl Seeding<'_> {
    /// An instant of the office's day, never later than now.
    fn instant(&self, day: NaiveDate, hour: u32, minute: u32) -> DateTime<Utc> {
        // In a demo whose day is moved, the past is counted from the machine's own day.
        let ago = (self.today - day).num_days();
        let real = row::shifted(self.inner.clock.day_of(self.inner.clock.now()), -ago);
        let time = TimeDelta::hours(hour.into()) + TimeDelta::minutes(minute.into());
        (self.inner.clock.midnight(real) + time).min(self.inner.clock.now())
    }

    /// Lets what follows have happened then.
    fn turn_to(&mut self, day: NaiveDate, hour: u32, minute: u32) {
        let at = self.instant(day, hour, minute);
        self.write.turn_back(at);
    }

    fn organisation(&self, key: &str) -> Result<Uuid> {
        self.organisations.get(key).copied().ok_or_else(|| Error::inconsistent(format!("seed: no organisation {key}")))
    }

    fn account(&self, email: &str) -> Result<Uuid> {
        self.accounts.get(email).copied().ok_or_else(|| Error::inconsistent(format!("seed: no account {email}")))
    }
}

impl Backend {
    /// Fills an empty office with the demo city, relative to the office day. A second call changes nothing.
    ///
    /// # Errors
    /// [`Error::NotFound`] outside demo mode; [`Error::Conflict`] if the office has other cases already.
    pub async fn seed_demo(&self) -> Result<Seeded> {
        self.seed(Amount::City).await
    }

    /// Fills an empty office with the employers and a few of the sixty cases: enough for most tests.
    ///
    /// # Errors
    /// As [`Self::seed_demo`].
    #[cfg(any(test, feature = "testing"))]
    pub async fn seed_sample(&self) -> Result<Seeded> {
        self.seed(Amount::Sample).await
    }

    /// Whether this database was filled with the demo city.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn is_demo_city(&self) -> Result<bool> {
        #[expect(clippy::disallowed_methods, reason = "settings belong to the installation, not to a scope")]
        let done = setting::Entity::find_by_id(SETTING).one(self.0.store.read()).await?;
        Ok(done.is_some())
    }

    async fn seed(&self, amount: Amount) -> Result<Seeded> {
        if self.0.office.mode != Mode::Demo {
            return Err(Error::NotFound);
        }
        self.ensure_institutions().await?;
        let password = self.0.passwords.hash(PASSWORD).await?;
        let write = self.0.write().await?;
        // The row of the running number makes a second starting process wait here.
        write.next_number(SETTING, 1).await?;
        #[expect(clippy::disallowed_methods, reason = "settings belong to the installation, not to a scope")]
        let done = setting::Entity::find_by_id(SETTING).one(&*write).await?;
        if done.is_some() {
            return Ok(Seeded::Before);
        }
        #[expect(clippy::disallowed_methods, reason = "asks only whether there is any case")]
        let any = case_file::Entity::find().select_only().column(case_file::Column::Id).limit(1);
        if any.into_tuple::<Uuid>().one(&*write).await?.is_some() {
            return Err(Error::Conflict);
        }
        let mut seeding = Seeding {
            inner: &self.0,
            today: write.today(),
            write,
            chance: Chance::new(20_250_331),
            password,
            organisations: BTreeMap::new(),
            accounts: BTreeMap::new(),
        };
        Box::pin(fill(&mut seeding, amount)).await?;
        let entry = setting::ActiveModel { name: Set(SETTING.into()), value: Set(seeding.today.to_string()) };
        setting::Entity::insert(entry).exec_without_returning(&*seeding.write).await?;
        seeding.write.commit().await?;
        Ok(Seeded::Now)
    }
}

/// How much of the demo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Amount {
    City,
    #[cfg(any(test, feature = "testing"))]
    Sample,
}

async fn fill(seeding: &mut Seeding<'_>, amount: Amount) -> Result<()> {
    seeding.turn_to(row::shifted(seeding.today, -600), 9, 0);
    employers::insert(seeding).await?;
    if amount != Amount::City {
        // Every seventh: abroad, announced, invited, at a body, at a mission, here, staying.
        sixty::insert(seeding, 9, 7).await?;
        return Ok(());
    }
    let cohort = cohort::insert(seeding).await?;
    let sixty = sixty::insert(seeding, 60, 1).await?;
    work::insert(seeding, &sixty, &cohort).await?;
    talks::insert(seeding).await
}
