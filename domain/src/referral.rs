//! One institution's request to another to take care of a case, and the states it goes through.

use crate::{
    calendar::{Day, Direction, WorkingCalendar},
    facts::word::words,
};

words! {
    /// Where a referral stands.
    ReferralState, "state of a referral" {
        /// On its way; the other institution has not said that it arrived.
        Sent = "sent",
        /// Somebody there has seen it.
        Acknowledged = "acknowledged",
        /// They take care of it.
        Accepted = "accepted",
        /// They do not, with a reason.
        Declined = "declined",
        /// Done, with a result.
        Closed = "closed",
    }
}

/// The referral cannot go that way from where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a referral that is {from} cannot be changed this way")]
pub struct ReferralRefused {
    /// Where the referral stands.
    pub from: ReferralState,
}

type Moved = Result<ReferralState, ReferralRefused>;

/// Working days within which a referral is to be acknowledged: a house rule of the office, not a law.
pub const ACKNOWLEDGE_WITHIN: u16 = 2;

/// The last day on which a referral sent on this day is acknowledged in time.
#[must_use]
pub fn acknowledge_by(calendar: WorkingCalendar, sent: Day) -> Day {
    calendar.add_working_days(sent, Direction::Later, ACKNOWLEDGE_WITHIN)
}

impl ReferralState {
    /// Whether the receiver still sees the case because of it.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Sent | Self::Acknowledged | Self::Accepted)
    }

    fn go(self, from: &[Self], to: Self) -> Moved {
        if from.contains(&self) { Ok(to) } else { Err(ReferralRefused { from: self }) }
    }

    /// The receiver has seen it.
    ///
    /// # Errors
    /// Unless it is on its way.
    pub fn acknowledge(self) -> Moved {
        self.go(&[Self::Sent], Self::Acknowledged)
    }

    /// The receiver takes care of it.
    ///
    /// # Errors
    /// Unless nobody decided yet.
    pub fn accept(self) -> Moved {
        self.go(&[Self::Sent, Self::Acknowledged], Self::Accepted)
    }

    /// The receiver cannot take care of it.
    ///
    /// # Errors
    /// Once it is over.
    pub fn decline(self) -> Moved {
        self.go(&[Self::Sent, Self::Acknowledged, Self::Accepted], Self::Declined)
    }

    /// The receiver is done with it.
    ///
    /// # Errors
    /// Unless it was accepted.
    pub fn close(self) -> Moved {
        self.go(&[Self::Accepted], Self::Closed)
    }
}

#[cfg(test)]
mod tests {
    use super::{ReferralState as S, *};
    use crate::{calendar::Land, facts::Word as _};

    #[test]
    fn every_state_allows_exactly_these_ways() {
        for (state, allowed) in [
            (S::Sent, [true, true, true, false]),
            (S::Acknowledged, [false, true, true, false]),
            (S::Accepted, [false, false, true, true]),
            (S::Declined, [false; 4]),
            (S::Closed, [false; 4]),
        ] {
            let ways = [state.acknowledge(), state.accept(), state.decline(), state.close()];
            assert_eq!(ways.map(|way| way.is_ok()), allowed, "{state}");
        }
    }

    #[test]
    fn nothing_leads_out_of_a_referral_that_is_over() {
        for state in S::ALL.iter().filter(|state| !state.is_open()) {
            assert_eq!(state.accept(), Err(ReferralRefused { from: *state }));
        }
    }

    #[test]
    fn a_referral_sent_on_a_friday_is_acknowledged_by_tuesday() {
        let friday = Day::from_ymd_opt(2026, 11, 20).unwrap();
        let calendar = WorkingCalendar::new(Land::NorthRhineWestphalia);
        assert_eq!(acknowledge_by(calendar, friday).to_string(), "2026-11-24");
    }
}
