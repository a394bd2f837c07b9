//! The states of a step and the ways between them.

use crate::facts::word::words;

words! {
    /// Where a step stands. Being overdue is no state; it is computed.
    StepState, "state of a step" {
        /// Does not apply to this case.
        NotApplicable = "not_applicable",
        /// Another step or a date has to come first.
        Locked = "locked",
        /// Can be done now.
        Ready = "ready",
        /// Somebody began.
        InProgress = "in_progress",
        /// Handed in; an outside body acts.
        WaitingExternal = "waiting_external",
        /// The person says it is done.
        DoneClaimed = "done_claimed",
        /// Somebody of the office has seen it done.
        DoneConfirmed = "done_confirmed",
        /// Given up with a reason.
        Waived = "waived",
        /// Went wrong; needs another way.
        Failed = "failed",
    }

    /// Why staff gave up a step.
    WaiveReason, "reason to waive" {
        /// It was done before the case began.
        DoneBefore = "done_before",
        /// Another office does it.
        DoneElsewhere = "done_elsewhere",
        /// It turned out not to be needed.
        NotNeeded = "not_needed",
        /// The person does not want it.
        NotWanted = "not_wanted",
        /// Something else; the remark says what.
        Other = "other",
    }
}

/// The step cannot go that way from where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a step that is {from} cannot be changed this way")]
pub struct TransitionRefused {
    /// Where the step stands.
    pub from: StepState,
}

type Moved = Result<StepState, TransitionRefused>;

impl StepState {
    /// The state counts as done: what comes after it may begin.
    #[must_use]
    pub const fn is_done(self) -> bool {
        matches!(self, Self::DoneClaimed | Self::DoneConfirmed | Self::Waived)
    }

    /// The step is over: it no longer changes with facts, law or time.
    #[must_use]
    pub const fn is_finished(self) -> bool {
        matches!(self, Self::DoneClaimed | Self::DoneConfirmed | Self::Waived | Self::Failed)
    }

    /// Somebody can act on it now.
    #[must_use]
    pub const fn is_actionable(self) -> bool {
        matches!(self, Self::Ready | Self::InProgress | Self::WaitingExternal | Self::Failed)
    }

    /// The state was written down by somebody; the others are computed.
    #[must_use]
    pub const fn is_recorded(self) -> bool {
        !matches!(self, Self::NotApplicable | Self::Locked | Self::Ready)
    }

    fn go(self, from: &[Self], to: Self) -> Moved {
        if from.contains(&self) { Ok(to) } else { Err(TransitionRefused { from: self }) }
    }

    /// The person says that it is done.
    ///
    /// # Errors
    /// While something else has to come first, and once it is done.
    pub fn claim(self) -> Moved {
        self.go(&[Self::Ready, Self::InProgress, Self::WaitingExternal, Self::Failed], Self::DoneClaimed)
    }

    /// The person takes the claim back.
    ///
    /// # Errors
    /// Unless it is claimed and not yet confirmed.
    pub fn take_back(self) -> Moved {
        self.go(&[Self::DoneClaimed], Self::Ready)
    }

    /// Somebody begins.
    ///
    /// # Errors
    /// Unless it can be done now.
    pub fn start(self) -> Moved {
        self.go(&[Self::Ready, Self::WaitingExternal, Self::Failed], Self::InProgress)
    }

    /// It is handed in or booked, and an outside body acts.
    ///
    /// # Errors
    /// Unless it can be done now.
    pub fn wait(self) -> Moved {
        self.go(&[Self::Ready, Self::InProgress, Self::Failed], Self::WaitingExternal)
    }

    /// Somebody of the office has seen it done. Evidence counts even where the order was another.
    ///
    /// # Errors
    /// Where it does not apply, and once it is confirmed.
    pub fn confirm(self) -> Moved {
        let from = [
            Self::Locked,
            Self::Ready,
            Self::InProgress,
            Self::WaitingExternal,
            Self::DoneClaimed,
            Self::Waived,
            Self::Failed,
        ];
        self.go(&from, Self::DoneConfirmed)
    }

    /// Somebody of the office gives it up. The reason is a matter of record, not of the transition.
    ///
    /// # Errors
    /// Where it does not apply, and once it is done.
    pub fn waive(self, _reason: WaiveReason) -> Moved {
        let from = [Self::Locked, Self::Ready, Self::InProgress, Self::WaitingExternal, Self::Failed];
        self.go(&from, Self::Waived)
    }

    /// It went wrong: a refusal, a missed day.
    ///
    /// # Errors
    /// Unless somebody could act on it, or claimed it.
    pub fn fail(self) -> Moved {
        self.go(&[Self::Ready, Self::InProgress, Self::WaitingExternal, Self::DoneClaimed], Self::Failed)
    }

    /// Somebody of the office opens it again; whether it is then ready or locked is computed.
    ///
    /// # Errors
    /// Unless it is done, waived or failed.
    pub fn reopen(self) -> Moved {
        self.go(&[Self::DoneClaimed, Self::DoneConfirmed, Self::Waived, Self::Failed], Self::Ready)
    }
}

#[cfg(test)]
mod tests {
    use super::{StepState as S, *};
    use crate::facts::Word;

    /// A way to change a step, by name.
    type Way = (&'static str, fn(S) -> Moved);

    const WAYS: [Way; 8] = [
        ("claim", S::claim),
        ("take_back", S::take_back),
        ("start", S::start),
        ("wait", S::wait),
        ("confirm", S::confirm),
        ("waive", |state| state.waive(WaiveReason::Other)),
        ("fail", S::fail),
        ("reopen", S::reopen),
    ];

    #[test]
    fn every_state_allows_exactly_these_ways() {
        for (state, allowed) in [
            (S::NotApplicable, ""),
            (S::Locked, "confirm waive"),
            (S::Ready, "claim start wait confirm waive fail"),
            (S::InProgress, "claim wait confirm waive fail"),
            (S::WaitingExternal, "claim start confirm waive fail"),
            (S::DoneClaimed, "take_back confirm fail reopen"),
            (S::DoneConfirmed, "reopen"),
            (S::Waived, "confirm reopen"),
            (S::Failed, "claim start wait confirm waive reopen"),
        ] {
            let open: Vec<_> = WAYS.iter().filter(|(_, way)| way(state).is_ok()).map(|(name, _)| *name).collect();
            assert_eq!(open.join(" "), allowed, "{state}");
        }
    }

    #[test]
    fn a_refusal_names_where_the_step_stands() {
        assert_eq!(S::Locked.claim(), Err(TransitionRefused { from: S::Locked }));
        assert_eq!(S::DoneConfirmed.take_back(), Err(TransitionRefused { from: S::DoneConfirmed }));
    }

    #[test]
    fn no_way_leads_to_a_state_that_only_facts_decide() {
        for state in S::ALL {
            for (name, way) in WAYS {
                assert!(!matches!(way(*state), Ok(S::NotApplicable | S::Locked)), "{state} {name}");
            }
        }
    }
}
