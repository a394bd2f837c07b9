//! Plans of invented people, from announcement to staying.

use super::*;
use crate::{
    calendar::Land,
    facts::{
        Anchor, Certainty, Child, Employment, FactKey, GermanProof, Housing, RecognitionResult, Residence, Route,
        Source, Spouse, WordSet,
    },
    journey::TemplateText,
};
use std::{collections::BTreeSet, fs, path::Path, sync::LazyLock};

pub(super) const CALENDAR: WorkingCalendar = WorkingCalendar::new(Land::NorthRhineWestphalia);

/// The template that is delivered with the product.
pub(super) static TEMPLATE: LazyLock<Template> = LazyLock::new(|| {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../backend/content/journey/bochum-default.json");
    let text: TemplateText = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    Template::compile(text).unwrap()
});

pub(super) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub(super) fn done(step: &str, on: &str) -> RecordedStep {
    RecordedStep { step: step.parse().unwrap(), state: StepState::DoneConfirmed, since: day(on), done_on: None }
}

pub(super) fn plan_of(facts: &Facts, recorded: &[RecordedStep], today: &str) -> Plan {
    plan(&TEMPLATE, facts, recorded, &CALENDAR, day(today))
}

fn step<'a>(plan: &'a Plan, address: &str) -> &'a PlanStep {
    let address: StepRef = address.parse().unwrap();
    plan.steps.iter().find(|step| step.step == address).unwrap()
}

/// The names of the steps with this answer.
pub(super) fn named(plan: &Plan, which: impl Fn(&PlanStep) -> bool) -> BTreeSet<&str> {
    plan.steps.iter().filter(|step| which(step)).map(|step| step.step.key.as_str()).collect()
}

fn applying(plan: &Plan) -> BTreeSet<&str> {
    named(plan, |step| step.applicability == Applicability::Applies)
}

fn unclear(plan: &Plan) -> BTreeSet<&str> {
    named(plan, |step| matches!(step.applicability, Applicability::Unclear(_)))
}

pub(super) fn assert_among(all: &BTreeSet<&str>, expected: &str, is_there: bool) {
    for key in expected.split_whitespace() {
        assert_eq!(all.contains(key), is_there, "{key}");
    }
}

/// Piotr, cook in a hotel, Polish, announced without an account.
pub(super) fn cook() -> Facts {
    let mut facts = Facts {
        nationality: "PL".parse().ok(),
        occupation: "cook".parse().ok(),
        source: Some(Source::Employer),
        residence: Some(Residence::Abroad),
        in_cohort: Some(false),
        housing: Some(Housing::Needed),
        spouse: Some(Spouse::None),
        children: Some(Vec::new()),
        ..Facts::default()
    };
    facts.anchors.set(Anchor::WorkStart, day("2027-01-04"), Certainty::Planned);
    facts
}

#[test]
fn the_polish_cook_needs_no_visa_no_permit_and_no_recognition() {
    let plan = plan_of(&cook(), &[], "2026-11-23");
    let steps = applying(&plan);
    let never = "visa_appointment visa_apply visa_decision residence_permit_apply biometrics eat_pickup \
        permit_copy_update permit_renewal recognition_routing recognition_apply recognition_decision \
        professional_licence fair_integration_notice permit_check_copy fasttrack_agreement ba_consent route_check";
    assert_among(&steps, never, false);
    assert_among(&unclear(&plan), never, false);
    let needed = "residence_registration food_hygiene tax_id health_insurance employment_contract housing_request \
        landlord_confirmation work_start sv_registration day30_check";
    assert_among(&steps, needed, true);
    assert_eq!(step(&plan, "visa_apply").applicability, Applicability::NotNeeded(Reason::FreeMovement));
    assert_eq!(step(&plan, "fair_integration_notice").applicability, Applicability::NotNeeded(Reason::FreeMovement));
    assert_eq!(step(&plan, "visa_apply").look(), Look::NotNeeded);
    assert_eq!(plan.summary.line.get(2), Some(&StationState::Vanished), "no visa on the line");
    assert_eq!(plan.summary.station, Station::Announced);
}

#[test]
fn what_does_not_apply_vanishes_and_what_came_before_it_counts() {
    let plan = plan_of(&cook(), &[], "2026-11-23");
    // The contract waits for the salary check, which waits for the route: neither applies to a Pole.
    let intake: StepRef = "intake_profile".parse().unwrap();
    assert_eq!(step(&plan, "employment_contract").blocked_by, [intake]);
    assert_eq!(step(&plan, "entry").blocked_by, ["employment_contract".parse().unwrap()]);
    assert_eq!((plan.summary.next_step, plan.summary.holder), ("employer_notice".parse().ok(), Holder::Employer));
    let announced = plan_of(&cook(), &[done("employer_notice", "2026-11-23")], "2026-11-23");
    assert_eq!(announced.summary.holder, Holder::Newcomer);
    let accepted = [done("employer_notice", "2026-11-23"), done("consent_grant", "2026-11-25")];
    let plan = plan_of(&cook(), &accepted, "2026-11-25");
    assert_eq!(plan.now().first().map(|step| step.step), Some(intake));
    assert_eq!(step(&plan, "intake_profile").due.map(|due| due.day), Some(day("2026-12-02")));
    assert_eq!(plan.summary.station, Station::Papers);
}

#[test]
fn registration_is_due_two_weeks_after_moving_in_and_red_after_it() {
    let mut facts = cook();
    facts.anchors.set(Anchor::ArrivalDate, day("2026-12-10"), Certainty::Happened);
    facts.anchors.set(Anchor::MoveIn, day("2026-12-12"), Certainty::Happened);
    let mut recorded: Vec<_> = ["move_in", "landlord_confirmation"].map(|key| done(key, "2026-12-12")).to_vec();
    let late = plan_of(&facts, &recorded, "2026-12-29");
    let registration = step(&late, "residence_registration");
    // Two weeks end on the second day of Christmas, a Saturday: the Monday after is the last day.
    assert_eq!(registration.due, Some(Due { day: day("2026-12-28"), class: DueClass::StatDuty, rolled: true }));
    assert_eq!((registration.look(), registration.is_overdue()), (Look::NotStarted, true));
    assert!(late.summary.has_overdue && late.summary.at_risk);
    assert!(!step(&plan_of(&facts, &recorded, "2026-12-28"), "residence_registration").is_overdue());

    // An appointment booked in time satisfies the duty in Bochum, even where it lies beyond the period.
    let booked = |on: &str| RecordedStep { state: StepState::WaitingExternal, ..done("residence_registration", on) };
    recorded.push(booked("2026-12-18"));
    let plan = plan_of(&facts, &recorded, "2026-12-29");
    assert_eq!(step(&plan, "residence_registration").timeliness, Timeliness::Booked);
    assert_eq!(step(&plan, "residence_registration").holder, Holder::RegistryOffice);
    recorded.pop();
    recorded.push(booked("2026-12-29"));
    assert!(step(&plan_of(&facts, &recorded, "2026-12-29"), "residence_registration").is_overdue());
}

/// Gabriela, dentist, trained in Venezuela.
fn dentist() -> Facts {
    let mut facts = Facts {
        nationality: "VE".parse().ok(),
        training_country: "VE".parse().ok(),
        occupation: "dentist".parse().ok(),
        birth_date: Some(day("1988-05-17")),
        route: Some(Route::RecognitionMeasure),
        fast_track: Some(false),
        source: Some(Source::Employer),
        residence: Some(Residence::Abroad),
        housing: Some(Housing::Needed),
        spouse: Some(Spouse::Comes(None)),
        children: Some(Vec::new()),
        german: Some(GermanProof::Level(crate::german::GermanLevel::B2)),
        ..Facts::default()
    };
    facts.anchors.set(Anchor::WorkStart, day("2027-10-01"), Certainty::Planned);
    facts
}

#[test]
fn the_dentist_from_venezuela_needs_recognition_language_and_licence() {
    let plan = plan_of(&dentist(), &[], "2026-11-23");
    let needed = "route_check recognition_routing documents_translate recognition_apply recognition_receipt \
        recognition_decision language_proof visa_apply visa_decision adaptation_measure professional_licence \
        fair_integration_notice permit_check_copy measles_proof conduct_certificate residence_permit_apply family_visa";
    assert_among(&applying(&plan), needed, true);
    assert_among(&applying(&plan), "food_hygiene fasttrack_agreement prior_approval vocational_school", false);
    assert_eq!(step(&plan, "prior_approval").applicability, Applicability::NotNeeded(Reason::NoFastTrack));
    assert_eq!(step(&plan, "visa_apply").due.map(|due| due.day), Some(day("2027-07-01")));
    let apply = step(&plan, "recognition_apply").due.unwrap();
    assert_eq!((apply.day, apply.class), (day("2027-03-01"), DueClass::Recommendation));
    // A certificate must be valid on application; a recommended day for applying makes no legal date of it.
    let language = step(&plan, "language_proof").due.unwrap();
    assert_eq!((language.day, language.class), (day("2027-07-01"), DueClass::Recommendation));
    assert_eq!(step(&plan, "recognition_routing").holder, Holder::RecognitionAdvisor);
}

#[test]
fn authorities_clocks_start_when_the_file_is_complete() {
    let mut facts = dentist();
    facts.anchors.set(Anchor::DocumentsComplete, day("2027-02-26"), Certainty::Happened);
    let recorded = [done("recognition_apply", "2027-02-01"), done("recognition_receipt", "2027-02-26")];
    let plan = plan_of(&facts, &recorded, "2027-03-01");
    let decision = step(&plan, "recognition_decision");
    // Four months end on Saturday, 26 June.
    assert_eq!(decision.due, Some(Due { day: day("2027-06-28"), class: DueClass::StatAuth, rolled: true }));
    facts.recognition = Some(RecognitionResult::Full);
    facts.route = Some(Route::SkilledDegree);
    let plan = plan_of(&facts, &recorded, "2027-03-01");
    assert_eq!(
        step(&plan, "adaptation_measure").applicability,
        Applicability::NotNeeded(Reason::OtherRoute),
        "a full decision needs no compensation measure"
    );
}

#[test]
fn silence_of_the_labour_agency_is_consent_and_never_red() {
    let mut facts = dentist();
    facts.route = Some(Route::SkilledDegree);
    facts.anchors.set(Anchor::ConsentRequested, day("2027-06-01"), Certainty::Happened);
    let recorded = [done("employment_contract", "2027-05-01")];
    let consent = |today: &str, facts: &Facts| {
        let plan = plan_of(facts, &recorded, today);
        let step = step(&plan, "ba_consent");
        (step.due.map(|due| due.day), step.timeliness, step.is_overdue())
    };
    assert_eq!(consent("2027-06-15", &facts), (Some(day("2027-06-15")), Timeliness::InTime, false));
    assert_eq!(consent("2027-06-16", &facts), (Some(day("2027-06-15")), Timeliness::Deemed, false));
    facts.fast_track = Some(true);
    assert_eq!(consent("2027-06-09", &facts), (Some(day("2027-06-08")), Timeliness::Deemed, false));
}

/// Hà, nursing trainee from Vietnam, in a cohort of forty.
pub(super) fn trainee(children: Option<Vec<Child>>) -> Facts {
    let mut facts = Facts {
        nationality: "VN".parse().ok(),
        birth_date: Some(day("2001-09-30")),
        occupation: "nurse_training".parse().ok(),
        source: Some(Source::Employer),
        residence: Some(Residence::Abroad),
        in_cohort: Some(true),
        housing: Some(Housing::Dormitory),
        fast_track: Some(true),
        children,
        ..Facts::default()
    };
    facts.anchors.set(Anchor::WorkStart, day("2027-04-01"), Certainty::Confirmed);
    facts.anchors.set(Anchor::MoveIn, day("2027-03-23"), Certainty::Planned);
    facts
}

#[test]
fn a_trainee_follows_her_route_from_occupation_and_nationality_alone() {
    let plan = plan_of(&trainee(Some(Vec::new())), &[], "2026-11-23");
    let needed = "cohort_manifest language_proof fasttrack_poa fasttrack_agreement prior_approval ba_consent \
        visa_decision vocational_school measles_proof conduct_certificate fair_integration_notice";
    assert_among(&applying(&plan), needed, true);
    assert_among(&applying(&plan), "recognition_apply professional_licence salary_check housing_request", false);
    assert_eq!(step(&plan, "housing_request").applicability, Applicability::NotNeeded(Reason::Housed));
    assert_eq!(step(&plan, "recognition_apply").applicability, Applicability::NotNeeded(Reason::NotRegulated));
    assert_eq!(step(&plan, "one_stop_visit").due.map(|due| due.day), Some(day("2027-03-24")));
    assert_eq!(step(&plan, "cohort_manifest").due.map(|due| due.day), Some(day("2027-03-14")));
}

#[test]
fn whether_children_come_is_asked_and_each_child_has_its_own_steps() {
    let asked = plan_of(&trainee(None), &[], "2026-11-23");
    assert!(asked.summary.missing.facts.contains(FactKey::Children));
    assert!(unclear(&asked).contains("school_enrolment"));

    let ages = plan_of(&trainee(Some(vec![Child::default()])), &[], "2026-11-23");
    assert_eq!(
        step(&ages, "school_enrolment").applicability,
        Applicability::Unclear(Missing::fact(FactKey::ChildBirthDate))
    );

    let person = "018f2f9e-7a3b-7cc1-9d2e-0123456789ab";
    let minh = Child { person: person.parse().ok(), born: Some(day("2018-02-11")) };
    let lan = Child { person: None, born: Some(day("2026-05-02")) };
    let plan = plan_of(&trainee(Some(vec![minh, lan])), &[], "2026-11-23");
    let school = step(&plan, &format!("school_enrolment~{person}"));
    assert_eq!(school.applicability, Applicability::Applies);
    assert_eq!(step(&plan, "school_enrolment~2").applicability, Applicability::NotNeeded(Reason::ChildAge));
    let place = step(&plan, "childcare_place~2");
    assert_eq!(place.opens_on, Some(day("2027-05-02")), "the claim begins on the first birthday");
    assert_eq!(place.blocked_by.first(), "childcare_need~2".parse().ok().as_ref());
    assert_eq!(step(&plan, "measles_proof").applicability, Applicability::Applies);
    let stored = serde_json::to_string(&trainee(Some(vec![minh, lan]))).unwrap();
    assert_eq!(serde_json::from_str::<Facts>(&stored).unwrap(), trainee(Some(vec![minh, lan])));
}

/// Katrin, accountant, moves from Leipzig with a daughter.
pub(super) fn office_worker() -> Facts {
    let mut facts = Facts {
        nationality: "DE".parse().ok(),
        occupation: "accountant".parse().ok(),
        training_country: "DE".parse().ok(),
        source: Some(Source::Employer),
        residence: Some(Residence::Germany),
        in_cohort: Some(false),
        housing: Some(Housing::Arranged),
        spouse: Some(Spouse::None),
        children: Some(vec![Child { person: None, born: Some(day("2017-08-20")) }]),
        declines: WordSet::only(crate::facts::Interest::Volunteering),
        wants: WordSet::only(crate::facts::Interest::Sports),
        ..Facts::default()
    };
    facts.anchors.set(Anchor::WorkStart, day("2027-03-01"), Certainty::Confirmed);
    facts
}

#[test]
fn who_moves_here_from_elsewhere_in_germany_registers_and_finds_school_and_club() {
    let plan = plan_of(&office_worker(), &[], "2026-11-23");
    let needed = "housing_contract landlord_confirmation residence_registration school_enrolment sports_match \
        one_stop_visit work_start day30_check";
    assert_among(&applying(&plan), needed, true);
    let never = "entry visa_apply arrival_plan residence_permit_apply route_check tax_id sv_number bank_account \
        sim_ticket volunteering_match health_insurance integration_course child_benefit naturalisation";
    assert_among(&applying(&plan), never, false);
    assert_eq!(step(&plan, "entry").applicability, Applicability::NotNeeded(Reason::AlreadyHere));
    assert_eq!(step(&plan, "volunteering_match").applicability, Applicability::NotNeeded(Reason::Declined));
}

/// Arjun, graduate of a university in the city, from India, looking for work.
fn graduate() -> Facts {
    let mut facts = Facts {
        nationality: "IN".parse().ok(),
        training_country: "DE".parse().ok(),
        occupation: "software_developer".parse().ok(),
        birth_date: Some(day("1999-12-01")),
        route: Some(Route::JobSearch),
        source: Some(Source::University),
        residence: Some(Residence::City),
        fast_track: Some(false),
        housing: Some(Housing::Arranged),
        spouse: Some(Spouse::None),
        children: Some(Vec::new()),
        ..Facts::default()
    };
    facts.anchors.set(Anchor::PermitValidUntil, day("2026-12-28"), Certainty::Happened);
    facts
}

#[test]
fn a_graduate_who_lives_here_files_before_the_old_title_ends() {
    assert!(graduate().occupation.is_some());
    let recorded = [done("consent_grant", "2026-11-20"), done("intake_profile", "2026-11-21")];
    let plan = plan_of(&graduate(), &recorded, "2026-11-23");
    let never = "employer_notice visa_appointment visa_apply visa_decision entry move_in landlord_confirmation \
        residence_registration one_stop_visit arrival_plan health_cover_bridge bank_account sim_ticket tax_id \
        fair_integration_notice recognition_apply family_visa";
    assert_among(&applying(&plan), never, false);
    assert_among(&applying(&plan), "graduate_transition residence_permit_apply", true);
    assert_eq!(step(&plan, "employment_contract").applicability, Applicability::NotNeeded(Reason::OtherEmployment));
    let transition = step(&plan, "graduate_transition");
    assert_eq!(transition.state, StepState::Ready);
    assert_eq!(transition.due, Some(Due { day: day("2026-12-28"), class: DueClass::Window, rolled: false }));
    let permit = step(&plan, "residence_permit_apply");
    assert_eq!(permit.due.map(|due| (due.day, due.class)), Some((day("2026-12-28"), DueClass::StatDuty)));
    let missed = plan_of(&graduate(), &recorded, "2026-12-29");
    assert!(step(&missed, "residence_permit_apply").is_overdue());
    assert_eq!(step(&missed, "graduate_transition").timeliness, Timeliness::Late);
    assert_eq!(named(&plan, |step| step.state == StepState::Ready && step.holder == Holder::Employer).len(), 0);
    assert_eq!(graduate().known().employment, Some(Employment::Seeking));
}

#[test]
fn what_went_wrong_needs_another_way_and_blocks_what_comes_after() {
    let refused = RecordedStep { state: StepState::Failed, ..done("visa_decision", "2027-08-02") };
    let plan = plan_of(&dentist(), &[refused], "2027-08-03");
    assert_eq!(step(&plan, "visa_decision").look(), Look::ProblemToFix);
    assert!(step(&plan, "entry").blocked_by.contains(&"visa_decision".parse().unwrap()));
}

#[test]
fn a_later_round_is_a_step_of_its_own() {
    let renewed = RecordedStep { state: StepState::InProgress, ..done("permit_renewal~2", "2031-01-07") };
    let plan = plan_of(&dentist(), &[done("permit_renewal", "2029-01-07"), renewed], "2031-01-08");
    assert_eq!(step(&plan, "permit_renewal").look(), Look::Done);
    assert_eq!(step(&plan, "permit_renewal~2").look(), Look::InProgress);
}
