//! The states of a case.

use crate::facts::word::words;

words! {
    /// How far a case is, as everybody understands it.
    CaseState, "state of a case" {
        /// Told to the office; the person has not been asked yet.
        Announced = "announced",
        /// The person has a link.
        Invited = "invited",
        /// The person opened it and is still abroad.
        ActiveAbroad = "active_abroad",
        /// The arrival is confirmed.
        Arriving = "arriving",
        /// In the city.
        Onboarding = "onboarding",
        /// First working day done, right of residence settled.
        Settled = "settled",
        /// A year later.
        Staying = "staying",
        /// Sixty months, or at the person's wish.
        Completed = "completed",
        /// Interrupted.
        Paused = "paused",
        /// Not coming.
        Withdrawn = "withdrawn",
        /// The visa or the recognition was refused for good.
        Refused = "refused",
        /// Moved to another place in Germany.
        LeftCity = "left_city",
        /// Left Germany.
        LeftCountry = "left_country",
    }
}

impl CaseState {
    /// Whether work goes on.
    #[must_use]
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Completed | Self::Withdrawn | Self::Refused | Self::LeftCity | Self::LeftCountry)
    }
}
