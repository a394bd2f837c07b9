//! Dates that other dates hang on.

use super::word::words;
use crate::calendar::Day;
use serde::{Deserialize, Serialize};

words! {
    /// A date in the life of a case that rules start from (facts 2.5).
    Anchor, "anchor" {
        /// First working or training day by contract. The employer owns it.
        WorkStart = "work_start",
        /// Arrival in the city. The newcomer owns it.
        ArrivalDate = "arrival_date",
        /// Actual moving in. The newcomer owns it.
        MoveIn = "move_in",
        /// The one-stop visit.
        VisitDate = "visit_date",
        /// Entry into Germany.
        EntryDate = "entry_date",
        /// Application for the visa or title.
        ApplicationDate = "application_date",
        /// First day of the visa.
        VisaValidFrom = "visa_valid_from",
        /// Last day of the visa.
        VisaValidUntil = "visa_valid_until",
        /// Last day of the residence permit.
        PermitValidUntil = "permit_valid_until",
        /// Last day of the passport.
        PassportValidUntil = "passport_valid_until",
        /// First day of the present title.
        TitleStart = "title_start",
        /// Since when the residence is lawful.
        LawfulResidenceStart = "lawful_residence_start",
        /// Signing of the contract.
        ContractSigned = "contract_signed",
        /// The day an early end became known.
        KnowledgeDate = "knowledge_date",
        /// The day the employer changes.
        JobChange = "job_change",
        /// The recognition body has a complete file.
        DocumentsComplete = "documents_complete",
        /// The Federal Agency was asked for its consent.
        ConsentRequested = "consent_requested",
    }

    /// How sure a date is.
    Certainty, "certainty" {
        /// Somebody's intention.
        Planned = "planned",
        /// Confirmed by whom it depends on.
        Confirmed = "confirmed",
        /// It came to pass.
        Happened = "happened",
    }
}

/// An anchor's day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnchorDate {
    /// The day, of the office.
    pub day: Day,
    /// How sure it is.
    pub certainty: Certainty,
}

/// The anchors of a case that are known, each with its day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Anchors(std::collections::BTreeMap<Anchor, AnchorDate>);

impl Anchors {
    /// The anchor's date, if known.
    #[must_use]
    pub fn get(&self, anchor: Anchor) -> Option<AnchorDate> {
        self.0.get(&anchor).copied()
    }

    /// Writes down a date, in place of an earlier one.
    pub fn set(&mut self, anchor: Anchor, day: Day, certainty: Certainty) {
        self.0.insert(anchor, AnchorDate { day, certainty });
    }

    /// Forgets a date.
    pub fn clear(&mut self, anchor: Anchor) {
        self.0.remove(&anchor);
    }

    /// Every known date.
    pub fn iter(&self) -> impl Iterator<Item = (Anchor, AnchorDate)> {
        self.0.iter().map(|(anchor, date)| (*anchor, *date))
    }
}
