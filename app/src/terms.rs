//! The office's words for codes: one word for one thing, on every page.

use crate::{i18n::Locale, language::words};
#[cfg(feature = "ssr")]
use domain::facts::FactKey;
use domain::{
    case::CaseState,
    journey::{Holder, Phase, Station},
    step::Look,
    view::case::CaseStatus,
};

/// Who must act.
#[must_use]
pub fn holder(locale: Locale, holder: Holder) -> &'static str {
    match holder {
        Holder::Newcomer => words!(locale, terms.holder_newcomer),
        Holder::Employer => words!(locale, terms.holder_employer),
        Holder::WelcomeOffice => words!(locale, terms.holder_welcome_office),
        Holder::RecognitionAdvisor => words!(locale, terms.holder_recognition_advisor),
        Holder::RecognitionBody => words!(locale, terms.holder_recognition_body),
        Holder::EmploymentAgency => words!(locale, terms.holder_employment_agency),
        Holder::ForeignersOffice => words!(locale, terms.holder_foreigners_office),
        Holder::CentralImmigrationAuthority => words!(locale, terms.holder_central_immigration_authority),
        Holder::Mission => words!(locale, terms.holder_mission),
        Holder::RegistryOffice => words!(locale, terms.holder_registry_office),
        Holder::CityOffice => words!(locale, terms.holder_city_office),
        Holder::HousingCompany => words!(locale, terms.holder_housing_company),
        Holder::HealthInsurer => words!(locale, terms.holder_health_insurer),
        Holder::TaxOffice => words!(locale, terms.holder_tax_office),
        Holder::PensionInsurance => words!(locale, terms.holder_pension_insurance),
        Holder::Bank => words!(locale, terms.holder_bank),
        Holder::Partner => words!(locale, terms.holder_partner),
        Holder::Nobody => words!(locale, terms.holder_nobody),
    }
}

/// A station of the line.
#[must_use]
pub fn station(locale: Locale, station: Station) -> &'static str {
    match station {
        Station::Announced => words!(locale, terms.station_announced),
        Station::Papers => words!(locale, terms.station_papers),
        Station::Visa => words!(locale, terms.station_visa),
        Station::Arrival => words!(locale, terms.station_arrival),
        Station::Wednesday => words!(locale, terms.station_wednesday),
        Station::FirstDay => words!(locale, terms.station_first_day),
        Station::Staying => words!(locale, terms.station_staying),
    }
}

/// A part of the journey.
#[must_use]
pub fn phase(locale: Locale, phase: Phase) -> &'static str {
    match phase {
        Phase::BeforeArrival => words!(locale, terms.phase_before_arrival),
        Phase::ArrivalWeek => words!(locale, terms.phase_arrival_week),
        Phase::FirstNinetyDays => words!(locale, terms.phase_first_ninety_days),
        Phase::Staying => words!(locale, terms.phase_staying),
    }
}

/// How a step looks.
#[must_use]
pub fn look(locale: Locale, look: Look) -> &'static str {
    match look {
        Look::CannotStartYet => words!(locale, terms.look_cannot_start),
        Look::NotStarted => words!(locale, terms.look_not_started),
        Look::InProgress => words!(locale, terms.look_in_progress),
        Look::WaitingFor => words!(locale, terms.look_waiting),
        Look::ProblemToFix => words!(locale, terms.look_problem),
        Look::Done => words!(locale, terms.look_done),
        Look::NotNeeded => words!(locale, terms.look_not_needed),
    }
}

/// A fact that something depends on; nothing told is what only time tells.
#[cfg(feature = "ssr")]
#[must_use]
pub fn fact(locale: Locale, fact: Option<FactKey>) -> &'static str {
    match fact {
        Some(FactKey::Nationality) => words!(locale, terms.fact_nationality),
        Some(FactKey::BirthDate) => words!(locale, terms.fact_birth_date),
        Some(FactKey::Occupation) => words!(locale, terms.fact_occupation),
        Some(FactKey::Regulation) => words!(locale, terms.fact_regulation),
        Some(FactKey::TrainingCountry) => words!(locale, terms.fact_training_country),
        Some(FactKey::Route) => words!(locale, terms.fact_route),
        Some(FactKey::FastTrack) => words!(locale, terms.fact_fast_track),
        Some(FactKey::Source) => words!(locale, terms.fact_source),
        Some(FactKey::Residence) => words!(locale, terms.fact_residence),
        Some(FactKey::Cohort) => words!(locale, terms.fact_cohort),
        Some(FactKey::Employment) => words!(locale, terms.fact_employment),
        Some(FactKey::Housing) => words!(locale, terms.fact_housing),
        Some(FactKey::Spouse) => words!(locale, terms.fact_spouse),
        Some(FactKey::Children) => words!(locale, terms.fact_children),
        Some(FactKey::ChildBirthDate) => words!(locale, terms.fact_child_birth_date),
        Some(FactKey::German) => words!(locale, terms.fact_german),
        Some(FactKey::Salary) => words!(locale, terms.fact_salary),
        Some(FactKey::Recognition) => words!(locale, terms.fact_recognition),
        Some(FactKey::Licence) => words!(locale, terms.fact_licence),
        Some(FactKey::Interests) => words!(locale, terms.fact_interests),
        None => words!(locale, terms.fact_later),
    }
}

/// The state of a case.
#[must_use]
pub fn case_state(locale: Locale, state: CaseState) -> &'static str {
    match state {
        CaseState::Announced => words!(locale, terms.case_announced),
        CaseState::Invited => words!(locale, terms.case_invited),
        CaseState::ActiveAbroad => words!(locale, terms.case_active_abroad),
        CaseState::Arriving => words!(locale, terms.case_arriving),
        CaseState::Onboarding => words!(locale, terms.case_onboarding),
        CaseState::Settled => words!(locale, terms.case_settled),
        CaseState::Staying => words!(locale, terms.case_staying),
        CaseState::Completed => words!(locale, terms.case_completed),
        CaseState::Paused => words!(locale, terms.case_paused),
        CaseState::Withdrawn => words!(locale, terms.case_withdrawn),
        CaseState::Refused => words!(locale, terms.case_refused),
        CaseState::LeftCity => words!(locale, terms.case_left_city),
        CaseState::LeftCountry => words!(locale, terms.case_left_country),
    }
}

/// How far a case is, as far as its reader may know.
#[must_use]
pub fn case_status(locale: Locale, status: CaseStatus) -> &'static str {
    match status {
        CaseStatus::Known(state) => case_state(locale, state),
        CaseStatus::Open => words!(locale, terms.case_open),
        CaseStatus::Over => words!(locale, terms.case_over),
    }
}
