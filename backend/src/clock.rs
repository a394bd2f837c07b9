//! Time and identifiers: the only module that may ask the machine for either.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Offset as _, TimeDelta, TimeZone as _, Utc};
use chrono_tz::Tz;
use std::sync::atomic::{AtomicI64, Ordering};
use uuid::{Builder, Uuid};

/// Where instants come from: the machine, or a test.
pub trait Clock: Send + Sync + std::fmt::Debug {
    /// Now, UTC.
    fn now(&self) -> DateTime<Utc>;
}

/// The machine's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that asks the machine")]
    fn now(&self) -> DateTime<Utc> {
        std::time::SystemTime::now().into()
    }
}

/// The office's own calendar: system time seen in the office's zone, in demo moved by some days.
#[derive(Debug)]
pub struct OfficeClock {
    clock: Box<dyn Clock>,
    zone: Tz,
    shift: AtomicI64,
}

impl OfficeClock {
    /// A clock for an office in this time zone.
    #[must_use]
    pub fn new(clock: Box<dyn Clock>, zone: Tz) -> Self {
        Self { clock, zone, shift: AtomicI64::new(0) }
    }

    /// System time: sessions, tokens, outbox and history go by it.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// The day on the office's wall: deadlines go by it.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        let day = self.day_of(self.clock.now());
        let shift = self.shift.load(Ordering::Relaxed);
        let days = Days::new(shift.unsigned_abs());
        let moved = if shift < 0 { day.checked_sub_days(days) } else { day.checked_add_days(days) };
        moved.unwrap_or(day)
    }

    /// The day in the office's zone on which an instant falls; not moved in demo.
    #[must_use]
    pub fn day_of(&self, instant: DateTime<Utc>) -> NaiveDate {
        instant.with_timezone(&self.zone).date_naive()
    }

    /// Hour and minute in the office's zone.
    #[must_use]
    pub fn time_of(&self, instant: DateTime<Utc>) -> NaiveTime {
        instant.with_timezone(&self.zone).time()
    }

    /// Minutes the office's clock is ahead of UTC right now.
    #[must_use]
    pub fn utc_offset(&self) -> i32 {
        self.clock.now().with_timezone(&self.zone).offset().fix().local_minus_utc() / 60
    }

    /// The instant at which an office day begins.
    #[must_use]
    pub fn midnight(&self, day: NaiveDate) -> DateTime<Utc> {
        let local = day.and_time(NaiveTime::MIN);
        self.zone.from_local_datetime(&local).earliest().map_or_else(|| local.and_utc(), |at| at.with_timezone(&Utc))
    }

    /// The instant at which a day on the office's wall is over; moved in demo.
    #[must_use]
    pub fn end_of(&self, day: NaiveDate) -> DateTime<Utc> {
        let next = day.checked_add_signed(TimeDelta::days(1 - self.shift())).unwrap_or(day);
        self.midnight(next)
    }

    /// Moves the office day, in demo only; system time stays what it is.
    pub fn set_today(&self, day: NaiveDate) {
        let real = self.day_of(self.clock.now());
        self.shift.store((day - real).num_days(), Ordering::Relaxed);
    }

    /// By how many days the office day is moved.
    #[must_use]
    pub fn shift(&self) -> i64 {
        self.shift.load(Ordering::Relaxed)
    }

    /// A new identifier; sorts by the time it was made.
    pub(crate) fn new_id(&self) -> Uuid {
        let millis = u64::try_from(self.clock.now().timestamp_millis()).unwrap_or_default();
        Builder::from_unix_timestamp_millis(millis, &random()).into_uuid()
    }
}

/// Random bytes from the operating system.
///
/// An operating system without randomness cannot give out sessions; the process stops then.
#[expect(clippy::expect_used, reason = "without randomness nothing here is safe")]
pub(crate) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    #[expect(clippy::disallowed_methods, reason = "the one place that draws chance")]
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    bytes
}

/// Bytes as lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    bytes.iter().flat_map(|byte| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]).collect()
}

/// Eight characters that people can read out and the log can be searched for.
#[must_use]
pub fn reference() -> String {
    const LETTERS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    random::<8>().iter().map(|byte| char::from(LETTERS[usize::from(*byte) % LETTERS.len()])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::FixedClock;

    #[test]
    fn the_office_day_begins_at_midnight_in_bochum_not_in_greenwich() {
        let late = "2026-11-22T23:30:00Z".parse().unwrap();
        let office = OfficeClock::new(Box::new(FixedClock::at(late)), chrono_tz::Europe::Berlin);
        assert_eq!(office.today().to_string(), "2026-11-23");
    }

    #[test]
    fn moving_the_office_day_leaves_system_time_alone() {
        let now = "2026-11-22T09:00:00Z".parse().unwrap();
        let office = OfficeClock::new(Box::new(FixedClock::at(now)), chrono_tz::Europe::Berlin);
        office.set_today("2027-04-01".parse().unwrap());
        assert_eq!((office.today().to_string(), office.now()), ("2027-04-01".into(), now));
    }
}
