//! The programme's numbers: counts, shares and times of many; never of one, and never a name.

use super::When;
use crate::{
    calendar::Day,
    consultation::Topic,
    journey::Holder,
    numbers::{Cell, List, Measured, MonthSpan, PeriodProblem, Table, percent},
};
use chrono::Datelike as _;
use serde::{Deserialize, Serialize};

/// Everything the programme lead sees, of one period and at one moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Numbers {
    /// The months the numbers are about.
    pub period: MonthSpan,
    /// Whether these are the months shown unless somebody asks for others.
    pub is_usual: bool,
    /// Why they are not those asked for.
    pub problem: Option<PeriodProblem>,
    /// The same months one by one, the earliest first.
    pub months: Vec<Month>,
    /// The months there are to choose from, the newest first.
    pub offered: Vec<Month>,
    /// When this was true, by the office's clock: the day, with the time in its text.
    pub as_of: When,
    /// What the institutions talked about.
    pub consultations: Consultations,
    /// How early employers told the office.
    pub announcements: Announcements,
    /// Who arrived, by month.
    pub arrivals: List,
    /// How long newcomers wait for an answer.
    pub questions: Questions,
    /// For whom open cases wait, and since when.
    pub waiting: Waiting,
    /// How long it took from the arrival on.
    pub ways: Ways,
}

/// A month as pages show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Month {
    /// Its first day.
    pub first: Day,
    /// For people, in the page's language.
    pub text: String,
}

impl Month {
    /// As addresses write it: `2026-11`.
    #[must_use]
    pub fn code(&self) -> String {
        format!("{:04}-{:02}", self.first.year(), self.first.month())
    }
}

/// Logged conversations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consultations {
    /// The columns: an institution's name, or nothing for all those that stand together.
    pub institutions: Vec<Option<String>>,
    /// Conversations by month and institution.
    pub months: Table,
    /// Conversations by topic and institution, the most frequent topic first. One can be about several.
    pub topics: Vec<(Topic, List)>,
}

/// Hires that employers announced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Announcements {
    /// At least eight weeks before the first working day.
    pub in_time: Cell,
    /// Later than that.
    pub late: Cell,
    /// Both.
    pub total: Cell,
    /// Without a first working day yet; in none of the other numbers.
    pub undated: Cell,
}

impl Announcements {
    /// How many percent came in time.
    #[must_use]
    pub fn share(&self) -> Option<u32> {
        percent(self.in_time.shown()?, self.total.shown()?)
    }
}

/// Newcomers' questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Questions {
    /// Without an answer, two working days not over yet.
    pub recent: Cell,
    /// Without an answer for more than two working days. There is no total: nothing could be subtracted.
    pub late: Cell,
    /// Answered in the period, and within how many working days.
    pub answered: Measured,
}

/// Open cases by who must act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// Each holder, or nothing for all those that stand together; days since it is their turn.
    pub holders: Vec<(Option<Holder>, Measured)>,
    /// All of them.
    pub all: Measured,
}

/// From the arrival to what follows, in days, of people who arrived in the period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ways {
    /// To the residence registration.
    pub registration: Measured,
    /// To the first working day.
    pub first_day: Measured,
}
