//! Sixty cases in every phase, from announced yesterday to staying since last year.

use super::{
    Seeding,
    life::{Life, Lived},
    row::{Fields, Last, Reached, shifted},
};
use crate::{case::NewPerson, error::Result};
use chrono::NaiveDate;
use domain::{
    calendar::{Land, WorkingCalendar},
    case::CaseState,
    country::{Country, NationalityGroup},
    facts::{Anchor, Certainty, DrivingLicence, Facts, Interest, Residence, Route, Source, WordSet},
    occupation::{Occupation, Sector},
    text::Email,
};

/// A line each: given and family name, nationality, birthday, language, occupation, route, country of
/// training, German, who hires (or `self`), residence, housing, household, first working day from today,
/// arrival (before that day; from today for who is here), state, step reached, how it stands, for how many days.
const SIXTY: &str = include_str!("sixty.txt");

/// Lets at most so many of the lines happen, every `step`th.
pub(super) async fn insert(seeding: &mut Seeding<'_>, most: usize, step: usize) -> Result<Vec<Lived>> {
    let companions = [seeding.account("companion@demo.example")?, seeding.account("colleague@demo.example")?];
    let mut lived = Vec::new();
    for (line, place) in SIXTY.lines().step_by(step).take(most).zip(0_usize..) {
        // Of three people, two are accompanied by the one who is told on the console, or by nobody yet.
        let companion = companions.get(place % 3).copied();
        let life = read(seeding, line, companion)?;
        lived.push(Box::pin(life.happen(seeding)).await?);
    }
    Ok(lived)
}

fn read(seeding: &mut Seeding<'_>, line: &str, companion: Option<uuid::Uuid>) -> Result<Life> {
    let mut fields = Fields::of(line);
    let who = fields.who()?;
    let occupation: Occupation = fields.value()?;
    let route: Option<Route> = fields.optional()?;
    let trained: Option<Country> = fields.optional()?;
    let mut facts = Facts {
        nationality: Some(who.country),
        birth_date: Some(who.born),
        occupation: Some(occupation),
        training_country: trained,
        route,
        german: fields.german()?,
        ..Facts::default()
    };
    let hirer = fields.text()?;
    facts.residence = Some(fields.value()?);
    facts.housing = Some(fields.value()?);
    fields.household(&mut facts)?;
    let start: Option<i64> = fields.optional()?;
    let arrival: i64 = fields.value()?;
    let reached = fields.reached()?;
    let (employer, source) = match hirer {
        "self" => (None, Source::Newcomer),
        "university" => (None, Source::University),
        key => (Some(seeding.organisation(key)?), Source::Employer),
    };
    let needs_visa = who.country.group() == NationalityGroup::VisaRequired;
    if needs_visa {
        facts.fast_track = Some(false);
        facts.licence = Some(
            seeding.chance.pick(DrivingLicence::Without, &[(DrivingLicence::Without, 2), (DrivingLicence::Foreign, 3)]),
        );
        facts.gross_year_cents = Some(pay(occupation));
    }
    if matches!(reached.state, CaseState::Settled | CaseState::Staying) {
        facts.wants = WordSet::only(Interest::Volunteering).with(Interest::Sports);
        facts.declines = WordSet::only(Interest::SpouseCareer);
    }
    let announced = shifted(seeding.today, -announced_before(seeding, &reached, arrival));
    let start = start.map(|days| first_day(shifted(seeding.today, days)));
    let dates = Dates { today: seeding.today, announced, start, arrival, needs_visa };
    dates.tell(&mut facts, &reached);
    let told = match (hirer, occupation.code()) {
        ("self", _) => Some("graduate@demo.example"),
        ("practice", "dentist") => Some("dentist@demo.example"),
        _ => None,
    };
    let email = told.map_or_else(|| who.email(), str::to_owned);
    Ok(Life {
        person: NewPerson {
            family_name: who.family.to_owned(),
            given_names: who.given.to_owned(),
            birth_date: Some(who.born),
            nationality: Some(who.country),
            email: Some(email.parse::<Email>().map_err(crate::Error::inconsistent)?),
            phone: None,
            language: who.language,
        },
        employer,
        cohort: None,
        facts,
        source,
        announced,
        reached,
        companion,
        is_told: told.is_some(),
    })
}

/// How many days ago somebody told the office.
fn announced_before(seeding: &mut Seeding<'_>, reached: &Reached, arrival: i64) -> i64 {
    let some = i64::from(seeding.chance.below(12));
    let since = i64::from(reached.days);
    match reached.state {
        CaseState::Announced => 1 + some / 2,
        CaseState::Invited => 4 + some,
        CaseState::Onboarding | CaseState::Settled | CaseState::Staying => 120 + some - arrival,
        _ => 60 + since + some,
    }
}

/// Contracts begin on a working day.
fn first_day(day: NaiveDate) -> NaiveDate {
    WorkingCalendar::new(Land::NorthRhineWestphalia).next_working_day_on_or_after(day)
}

/// Invented pay before deductions, in cents a year, by sector.
fn pay(occupation: Occupation) -> u32 {
    match occupation.sector() {
        Sector::It => 5_760_000,
        Sector::Engineering | Sector::Research => 5_520_000,
        Sector::Health => 4_920_000,
        Sector::Care | Sector::Education => 3_960_000,
        _ => 3_480_000,
    }
}

/// The dates of a story, relative to the day the demo starts.
pub(super) struct Dates {
    pub(super) today: NaiveDate,
    pub(super) announced: NaiveDate,
    pub(super) start: Option<NaiveDate>,
    pub(super) arrival: i64,
    pub(super) needs_visa: bool,
}

impl Dates {
    fn arrival(&self, reached: &Reached) -> NaiveDate {
        let is_here = matches!(reached.state, CaseState::Onboarding | CaseState::Settled | CaseState::Staying);
        let from = if is_here { self.today } else { self.start.unwrap_or(self.today) };
        shifted(from, self.arrival)
    }

    /// Writes down what is known by now.
    pub(super) fn tell(&self, facts: &mut Facts, reached: &Reached) {
        let arrival = self.arrival(reached);
        let is_past = arrival <= self.today;
        let is_near = is_past || reached.state == CaseState::Arriving;
        let sure = if is_past {
            Certainty::Happened
        } else if is_near {
            Certainty::Confirmed
        } else {
            Certainty::Planned
        };
        let mut set = |anchor, day, certainty| facts.anchors.set(anchor, day, certainty);
        if let Some(start) = self.start {
            let certainty = if start <= self.today { Certainty::Happened } else { Certainty::Confirmed };
            set(Anchor::WorkStart, start, certainty);
        }
        if reached.state != CaseState::Announced {
            set(Anchor::ContractSigned, shifted(self.announced, -8), Certainty::Happened);
        }
        set(Anchor::ArrivalDate, arrival, sure);
        if is_near {
            set(Anchor::MoveIn, shifted(arrival, 1), sure);
        }
        if is_past {
            set(Anchor::EntryDate, arrival, Certainty::Happened);
        }
        let since = shifted(self.today, -i64::from(reached.days));
        match (reached.step.as_str(), reached.last) {
            ("recognition_decision", Last::Waiting) => set(Anchor::DocumentsComplete, since, Certainty::Happened),
            ("visa_decision", Last::Waiting) => set(Anchor::ApplicationDate, since, Certainty::Happened),
            _ => {}
        }
        if self.needs_visa {
            set(Anchor::PassportValidUntil, shifted(arrival, 1_700), Certainty::Confirmed);
        }
        if self.needs_visa && is_near && facts.residence == Some(Residence::Abroad) {
            self.tell_title(facts, arrival);
        } else if self.needs_visa && is_near {
            // Who is here already has a title, and it ends before long.
            facts.anchors.set(Anchor::PermitValidUntil, shifted(self.today, 110), Certainty::Confirmed);
        }
    }

    fn tell_title(&self, facts: &mut Facts, arrival: NaiveDate) {
        let mut set = |anchor, day| facts.anchors.set(anchor, day, Certainty::Confirmed);
        set(Anchor::VisaValidFrom, shifted(arrival, -10));
        set(Anchor::VisaValidUntil, shifted(arrival, 80));
        let title = shifted(arrival, 49);
        if title <= self.today {
            set(Anchor::TitleStart, title);
            // Some permits end before long: that is when the renewal opens.
            let years = if arrival < shifted(self.today, -500) { 560 } else { 1_095 };
            set(Anchor::PermitValidUntil, shifted(title, years));
        }
        if arrival <= self.today {
            set(Anchor::LawfulResidenceStart, arrival);
        }
    }
}
