//! What this installation is, and what it remembers between starts.

use crate::{
    Backend,
    error::Result,
    store::entity::{running_number, setting},
};
use chrono::NaiveDate;
use chrono_tz::Tz;
use domain::calendar::Land;
use sea_orm::{ActiveValue::Set, EntityTrait, sea_query::OnConflict};

/// How the program runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// For real people: nothing under `/dev` exists.
    Service,
    /// With invented people, a movable office day and a mailbox on a page; loopback only.
    Demo,
}

/// The city that runs this installation. One installation, one city.
#[derive(Clone, Debug)]
pub struct Office {
    /// The city's name.
    pub city: String,
    /// The time zone of its days.
    pub zone: Tz,
    /// Whose public holidays its working days leave out.
    pub holidays: Land,
    /// Street and number of the office.
    pub street: String,
    /// Postal code and place.
    pub place: String,
    /// Phone of the front desk.
    pub phone: String,
    /// Mail address of the front desk; also the sender of mails.
    pub email: String,
    /// Where people reach this installation, without a slash at the end.
    pub public_url: String,
    /// Demo or service.
    pub mode: Mode,
}

const OFFICE_DAY: &str = "demo.office-day";

impl Backend {
    /// Takes up what was remembered: the newest event, and in demo the moved office day.
    pub(crate) async fn recall(&self) -> Result<()> {
        #[expect(clippy::disallowed_methods, reason = "settings belong to the installation, not to a scope")]
        let event = running_number::Entity::find_by_id("event").one(self.0.store.read()).await?;
        self.0.live.start_at(event.map_or(0, |row| row.value));
        if self.0.office.mode == Mode::Demo {
            #[expect(clippy::disallowed_methods, reason = "settings belong to the installation, not to a scope")]
            let day = setting::Entity::find_by_id(OFFICE_DAY).one(self.0.store.read()).await?;
            if let Some(day) = day.and_then(|row| row.value.parse().ok()) {
                self.0.clock.set_today(day);
            }
        }
        Ok(())
    }

    /// The time of day on the office's clock: `10:32`.
    #[must_use]
    pub fn time_of_day(&self) -> String {
        self.0.clock.time_of(self.0.clock.now()).format("%H:%M").to_string()
    }

    /// Minutes the office's clock is ahead of UTC right now.
    #[must_use]
    pub fn utc_offset(&self) -> i32 {
        self.0.clock.utc_offset()
    }

    /// Moves the office day; only in demo.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] outside demo mode.
    pub async fn move_office_day(&self, day: NaiveDate) -> Result<()> {
        if self.0.office.mode != Mode::Demo {
            return Err(crate::Error::NotFound);
        }
        let write = self.0.write().await?;
        setting::Entity::insert(setting::ActiveModel { name: Set(OFFICE_DAY.into()), value: Set(day.to_string()) })
            .on_conflict(OnConflict::column(setting::Column::Name).update_column(setting::Column::Value).to_owned())
            .exec_without_returning(&*write)
            .await?;
        write.commit().await?;
        let is_back = day < self.0.clock.today();
        self.0.clock.set_today(day);
        // Plans only look ahead for the day they change: a day that comes again changes any of them.
        let computed = if is_back { self.replan_all().await? } else { self.begin_day().await? };
        tracing::debug!(computed, %day, "office day moved");
        Ok(())
    }
}
