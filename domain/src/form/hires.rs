//! What an employer types about hires and cohorts, and which lists of them can be asked for.

mod change;
mod leave;

pub use change::{EditHire, HireChange, SetForAll};
pub use leave::{DropOut, NewCohort, ReplaceHire, Replacement, WithdrawHire};

use crate::{
    facts::word::words,
    id::CaseId,
    journey::{Holder, Station},
    step::StepKey,
};
use serde::{Deserialize, Serialize};

/// The longest name of a person or a cohort, in characters.
const NAME: usize = 100;

words! {
    /// The order of a list of hires.
    HireSort, "order of hires" {
        /// What is due first.
        Due = "due",
        /// By family name.
        Name = "name",
        /// By first working day.
        Start = "start",
    }
}

/// Whom a list of hires shows. Only these exist: each is read through an index.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HireFilter {
    /// Everybody.
    #[default]
    All,
    /// Those on whom this holder must act next.
    Holder(Holder),
    /// Those at this station.
    Station(Station),
    /// Those who were invited and have not opened it yet.
    NotOpened,
    /// Those for whom the employer has this step to do.
    Task(StepKey),
}

/// What the address of the list says, as it stands there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FindHires {
    /// Part of a name or number.
    pub q: String,
    /// [`HireFilter::Holder`].
    pub holder: String,
    /// [`HireFilter::Station`].
    pub station: String,
    /// [`HireFilter::NotOpened`], if anything stands here.
    pub invited: String,
    /// [`HireFilter::Task`].
    pub task: String,
    /// The order.
    pub sort: String,
    /// The last hire of the page before.
    pub after: String,
}

/// A list of hires that can be asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HireSearch {
    /// Part of a name or number; may be empty.
    pub question: String,
    /// Whom it shows.
    pub filter: HireFilter,
    /// Its order.
    pub sort: HireSort,
    /// The last hire of the page before.
    pub after: Option<CaseId>,
}

impl FindHires {
    /// The list asked for. An address can say anything, so what is unknown is left out; a filter that is only
    /// indexed by due day brings its order with it.
    #[must_use]
    pub fn read(&self) -> HireSearch {
        let filter = if let Ok(step) = self.task.parse() {
            HireFilter::Task(step)
        } else if !self.invited.is_empty() {
            HireFilter::NotOpened
        } else if let Ok(holder) = self.holder.parse() {
            HireFilter::Holder(holder)
        } else if let Ok(station) = self.station.parse() {
            HireFilter::Station(station)
        } else {
            HireFilter::All
        };
        let sort = match filter {
            HireFilter::All => self.sort.parse().unwrap_or(HireSort::Due),
            _ => HireSort::Due,
        };
        HireSearch {
            question: self.q.chars().take(NAME).collect::<String>().trim().to_owned(),
            filter,
            sort,
            after: self.after.parse().ok(),
        }
    }

    /// Whether the address asks for nothing in particular.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        *self == Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_says_nonsense_shows_everybody() {
        let find =
            FindHires { holder: "pirates".into(), sort: "luck".into(), after: "x".into(), ..FindHires::default() };
        let search = find.read();
        assert_eq!((search.filter, search.sort, search.after), (HireFilter::All, HireSort::Due, None));
    }

    #[test]
    fn a_filter_that_is_indexed_by_due_day_only_is_sorted_by_it() {
        let find = FindHires { holder: "mission".into(), sort: "name".into(), ..FindHires::default() };
        assert_eq!((find.read().filter, find.read().sort), (HireFilter::Holder(Holder::Mission), HireSort::Due));
    }
}
