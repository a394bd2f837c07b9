//! Questions about facts and the answers offered.

use super::super::super::terms::options;
use crate::{i18n::Locale, language::words};
use domain::facts::{DrivingLicence, Employment, FactKey, Housing, RecognitionResult, Residence, Route};

/// The question about a fact.
pub(super) fn question(locale: Locale, key: FactKey) -> &'static str {
    match key {
        FactKey::Nationality => words!(locale, staff.fact_nationality),
        FactKey::BirthDate => words!(locale, staff.fact_birth_date),
        FactKey::Occupation => words!(locale, staff.fact_occupation),
        FactKey::TrainingCountry => words!(locale, staff.fact_training_country),
        FactKey::Route => words!(locale, staff.fact_route),
        FactKey::FastTrack => words!(locale, staff.fact_fast_track),
        FactKey::Residence => words!(locale, staff.fact_residence),
        FactKey::Employment => words!(locale, staff.fact_employment),
        FactKey::Housing => words!(locale, staff.fact_housing),
        FactKey::Spouse => words!(locale, staff.fact_spouse),
        FactKey::Children => words!(locale, staff.fact_children),
        FactKey::German => words!(locale, staff.fact_german),
        FactKey::Recognition => words!(locale, staff.fact_recognition),
        FactKey::Licence => words!(locale, staff.fact_licence),
        _ => words!(locale, staff.fact_other),
    }
}

/// The answers offered, for facts with a closed list of them.
pub(super) fn answers(locale: Locale, key: FactKey) -> Option<Vec<(String, String)>> {
    Some(match key {
        FactKey::FastTrack | FactKey::Spouse => vec![
            ("yes".to_owned(), words!(locale, staff.yes).to_owned()),
            ("no".to_owned(), words!(locale, staff.no).to_owned()),
        ],
        FactKey::Route => options(locale, route),
        FactKey::Residence => options(locale, residence),
        FactKey::Employment => options(locale, employment),
        FactKey::Housing => options(locale, housing),
        FactKey::Recognition => options(locale, recognition),
        FactKey::Licence => options(locale, licence),
        FactKey::German => {
            let levels = ["A1", "A2", "B1", "B2", "C1", "C2"].map(|level| (level.to_owned(), level.to_owned()));
            let none = ("none".to_owned(), words!(locale, staff.german_none).to_owned());
            std::iter::once(none).chain(levels).collect()
        }
        _ => return None,
    })
}

fn route(locale: Locale, route: Route) -> &'static str {
    match route {
        Route::Citizen => words!(locale, staff.route_citizen),
        Route::FreeMovement => words!(locale, staff.route_free_movement),
        Route::Training => words!(locale, staff.route_16a),
        Route::RecognitionMeasure => words!(locale, staff.route_16d1),
        Route::RecognitionPartnership => words!(locale, staff.route_16d3),
        Route::LanguageCourse => words!(locale, staff.route_16f),
        Route::TrainingSearch => words!(locale, staff.route_17),
        Route::SkilledTraining => words!(locale, staff.route_18a),
        Route::SkilledDegree => words!(locale, staff.route_18b),
        Route::HighlyQualified => words!(locale, staff.route_18c3),
        Route::Research => words!(locale, staff.route_18d),
        Route::BlueCard => words!(locale, staff.route_18g),
        Route::Experience => words!(locale, staff.route_19c2),
        Route::JobSearch => words!(locale, staff.route_20),
        Route::OpportunityCard => words!(locale, staff.route_20a),
    }
}

fn residence(locale: Locale, residence: Residence) -> &'static str {
    match residence {
        Residence::Abroad => words!(locale, staff.residence_abroad),
        Residence::Germany => words!(locale, staff.residence_germany),
        Residence::City => words!(locale, staff.residence_city),
    }
}

fn employment(locale: Locale, employment: Employment) -> &'static str {
    match employment {
        Employment::Employee => words!(locale, staff.employment_employee),
        Employment::Trainee => words!(locale, staff.employment_trainee),
        Employment::SelfEmployed => words!(locale, staff.employment_self_employed),
        Employment::Seeking => words!(locale, staff.employment_seeking),
    }
}

fn housing(locale: Locale, housing: Housing) -> &'static str {
    match housing {
        Housing::Needed => words!(locale, staff.housing_needed),
        Housing::Arranged => words!(locale, staff.housing_arranged),
        Housing::Dormitory => words!(locale, staff.housing_dormitory),
    }
}

fn recognition(locale: Locale, result: RecognitionResult) -> &'static str {
    match result {
        RecognitionResult::Full => words!(locale, staff.recognition_full),
        RecognitionResult::Partial => words!(locale, staff.recognition_partial),
        RecognitionResult::Refused => words!(locale, staff.recognition_refused),
    }
}

fn licence(locale: Locale, licence: DrivingLicence) -> &'static str {
    match licence {
        DrivingLicence::Without => words!(locale, staff.licence_none),
        DrivingLicence::European => words!(locale, staff.licence_european),
        DrivingLicence::Foreign => words!(locale, staff.licence_foreign),
    }
}
