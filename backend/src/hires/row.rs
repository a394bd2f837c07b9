//! A row of a list of hires, in the reader's words.

use crate::{
    clock::OfficeClock,
    error::{Error, Result},
    say,
    store::{
        FAR,
        entity::{case_file, person},
    },
};
use chrono::{DateTime, Utc};
use domain::{
    calendar::Day,
    id::CaseId,
    language::Language,
    view::{
        When,
        hires::{HireRow, Invitation},
    },
};

/// A case and whose it is.
#[derive(Clone, Debug)]
pub(crate) struct Listed {
    pub(crate) case: case_file::Model,
    pub(crate) person: person::Model,
    /// Whether her address is not hers alone.
    pub(crate) is_shared: bool,
}

impl Listed {
    /// Given names and family name, as one says it.
    pub(crate) fn name(&self) -> String {
        name(&self.person)
    }

    /// The row of a table, with short days.
    pub(crate) fn row(&self, language: Language, clock: &OfficeClock) -> Result<HireRow> {
        self.said(clock, |day| When { day, text: say::table_day(language, day) })
    }

    /// The same for a page of its own, with days written out.
    pub(super) fn written(&self, language: Language, clock: &OfficeClock) -> Result<HireRow> {
        self.said(clock, |day| say::when(language, day))
    }

    fn said(&self, clock: &OfficeClock, when: impl Fn(Day) -> When) -> Result<HireRow> {
        let case = &self.case;
        let known = |day| (day != FAR).then(|| when(day));
        Ok(HireRow {
            id: CaseId(case.id),
            number: case.number.clone(),
            name: self.name(),
            first_day: known(case.work_start),
            station: case.station.parse().map_err(|_| broken(case))?,
            holder: case.employer_holder.parse().map_err(|_| broken(case))?,
            since: when(clock.day_of(case.employer_holder_since)),
            due: known(case.employer_due),
            is_overdue: case.employer_overdue,
            at_risk: case.at_risk,
            invitation: self.invitation(|at| when(clock.day_of(at))),
        })
    }

    fn invitation(&self, day: impl Fn(DateTime<Utc>) -> When) -> Invitation {
        match (self.case.opened_at, self.case.invited_at) {
            (Some(opened), _) => Invitation::Opened(day(opened)),
            (None, Some(invited)) => Invitation::NotOpened(day(invited)),
            (None, None) if self.is_shared => Invitation::SharedAddress,
            (None, None) if self.person.email.is_some() => Invitation::NotInvited,
            (None, None) => Invitation::NoAddress,
        }
    }
}

/// Given names and family name, as one says it.
pub(super) fn name(person: &person::Model) -> String {
    format!("{} {}", person.given_names, person.family_name).trim().to_owned()
}

fn broken(case: &case_file::Model) -> Error {
    Error::inconsistent(format!("summary of case {}", case.id))
}
