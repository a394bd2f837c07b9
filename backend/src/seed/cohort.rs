//! One cohort of forty nursing trainees (needs 002-33, 002-34), four months before they begin.

use super::{
    Seeding,
    life::{Life, Lived},
    row::{Fields, Last, Reached, Who, shifted},
};
use crate::{
    case::NewPerson,
    error::{Error, Result},
    say,
    store::entity::cohort,
};
use chrono::{Datelike as _, NaiveDate, Weekday};
use domain::{
    calendar::{Land, Period, WorkingCalendar},
    case::CaseState,
    facts::{Anchor, Certainty, Child, DrivingLicence, Facts, GermanProof, Housing, Residence, Source, Spouse},
    fold,
    german::GermanLevel,
    language::Language,
};
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set};
use uuid::Uuid;

/// A line each: given and family name, nationality, birthday, language. The first is the one told on the console.
const FORTY: &str = include_str!("cohort.txt");

/// How many stand where: state, step reached, how it stands, for how many days.
const STAGES: [(usize, &str); 12] = [
    (1, "active_abroad|visa_decision|waiting|18"),
    (4, "announced|consent_grant|ready|0"),
    (6, "invited|consent_grant|ready|0"),
    (4, "active_abroad|intake_profile|ready|0"),
    (7, "active_abroad|language_proof|progress|25"),
    (1, "active_abroad|language_proof|failed|5"),
    (2, "active_abroad|language_proof|claimed|2"),
    (4, "active_abroad|fasttrack_poa|claimed|3"),
    (3, "active_abroad|fasttrack_agreement|ready|0"),
    (4, "active_abroad|prior_approval|waiting|16"),
    (2, "active_abroad|visa_appointment|waiting|11"),
    (2, "active_abroad|visa_apply|ready|0"),
];

pub(super) async fn insert(seeding: &mut Seeding<'_>) -> Result<Vec<Lived>> {
    let start = first_of_month_after(shifted(seeding.today, 105));
    let arrival = shifted(start, -9);
    let employer = seeding.organisation("diakonie")?;
    let companion = seeding.account("companion@demo.example")?;
    let announced = shifted(seeding.today, -62);
    seeding.turn_to(announced, 9, 0);
    let id = insert_row(seeding, employer, start, arrival).await?;
    let stages: Vec<&str> = STAGES.iter().flat_map(|(count, stage)| std::iter::repeat_n(*stage, *count)).collect();
    let (mut lived, mut waiting) = (Vec::new(), 0);
    for (line, place) in FORTY.lines().zip(0_usize..) {
        // Seven and forty have no common divisor: nationalities are mixed over the stages, nobody is left out.
        let stage = stages.get(place * 7 % stages.len()).ok_or_else(|| Error::inconsistent("seed: stages"))?;
        let who = Fields::of(line).who()?;
        let reached = Fields::of(stage).reached()?;
        let facts = facts(&who, &reached, place, start, arrival);
        let is_told = place == 0;
        let is_waiting = reached.state == CaseState::Announced;
        waiting += usize::from(is_waiting);
        let email = match (is_told, is_waiting) {
            (true, _) => "newcomer@demo.example".to_owned(),
            // An agency entered its own address for three of them: they get an invitation on paper.
            (_, true) if waiting <= 3 => "placements@agency.example.org".to_owned(),
            _ => who.email(),
        };
        let life = Life {
            person: person(&who, &email)?,
            employer: Some(employer),
            cohort: Some(id),
            facts,
            source: Source::Employer,
            announced,
            reached,
            companion: Some(companion),
            is_told,
        };
        lived.push(Box::pin(life.happen(seeding)).await?);
    }
    Ok(lived)
}

async fn insert_row(seeding: &Seeding<'_>, employer: Uuid, start: NaiveDate, arrival: NaiveDate) -> Result<Uuid> {
    let id = seeding.write.new_id();
    let name = format!("Pflegeausbildung {}", say::month(Language::De, start));
    let calendar = WorkingCalendar::new(Land::NorthRhineWestphalia);
    cohort::ActiveModel {
        id: Set(id),
        employer_id: Set(employer),
        name_sort: Set(fold::sort_key(&name, "")),
        name: Set(name),
        visit_day: Set(Some(calendar.first_working(Weekday::Wed, shifted(arrival, 1)))),
        created_at: Set(seeding.write.at()),
    }
    .insert(&*seeding.write)
    .await?;
    Ok(id)
}

fn person(who: &Who<'_>, email: &str) -> Result<NewPerson> {
    Ok(NewPerson {
        family_name: who.family.to_owned(),
        given_names: who.given.to_owned(),
        birth_date: Some(who.born),
        nationality: Some(who.country),
        email: Some(email.parse().map_err(Error::inconsistent)?),
        phone: None,
        language: who.language,
    })
}

fn facts(who: &Who<'_>, reached: &Reached, place: usize, start: NaiveDate, arrival: NaiveDate) -> Facts {
    let is_early = matches!(reached.step.as_str(), "consent_grant" | "intake_profile" | "language_proof");
    let level = if is_early && reached.last != Last::Claimed { GermanLevel::A2 } else { GermanLevel::B1 };
    let mut facts = Facts {
        nationality: Some(who.country),
        birth_date: Some(who.born),
        occupation: "nurse_training".parse().ok(),
        fast_track: Some(true),
        residence: Some(Residence::Abroad),
        housing: Some(Housing::Dormitory),
        spouse: Some(Spouse::None),
        // The list of a nursing school says nothing about children of some, and of a child of one.
        children: match place {
            11 | 29 => None,
            23 => Some(vec![Child { person: None, born: NaiveDate::from_ymd_opt(2021, 3, 14) }]),
            _ => Some(Vec::new()),
        },
        german: Some(GermanProof::Level(level)),
        licence: Some(DrivingLicence::Without),
        ..Facts::default()
    };
    facts.anchors.set(Anchor::WorkStart, start, Certainty::Confirmed);
    facts.anchors.set(Anchor::ArrivalDate, arrival, Certainty::Planned);
    facts.anchors.set(Anchor::MoveIn, shifted(arrival, 1), Certainty::Planned);
    if reached.state == CaseState::ActiveAbroad {
        facts.anchors.set(Anchor::ContractSigned, shifted(start, -170), Certainty::Happened);
    }
    facts
}

/// Training begins on the first of a month.
fn first_of_month_after(day: NaiveDate) -> NaiveDate {
    let first = day.with_day(1).unwrap_or(day);
    if first == day { day } else { Period::months(1).after(first) }
}
