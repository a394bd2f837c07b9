//! A crowd to measure with: as many more cases as wanted, each like one of the demo city's, under another name and at
//! another time, with employers and companions in proportion.

use super::{chance::Chance, employers::insert_employer, row::shifted};
use crate::{
    Backend,
    admin::{insert_account, insert_membership},
    case::{self, ANNOUNCED, CaseFile, NewCase, NewPerson, Past},
    error::{Error, Result},
    office::Mode,
    store::{Write, entity::case_file},
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::{
    case::CaseState,
    facts::{Anchors, Source},
    id::OrganisationId,
    language::Language,
    plan::RecordedStep,
    role::MembershipRole,
};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use uuid::Uuid;

/// Cases of one transaction.
const PART: u32 = 2_000;
/// Cases of one employer and of one companion, on average.
const OF_EMPLOYER: u32 = 300;
const OF_COMPANION: u32 = 250;

/// The people and organisations of a crowd.
struct Town {
    office: Uuid,
    employers: Vec<Uuid>,
    companions: Vec<Uuid>,
}

impl Backend {
    /// Adds so many cases to the demo city. The same seed makes the same crowd.
    ///
    /// # Errors
    /// [`Error::NotFound`] outside demo mode or without the demo city.
    pub async fn seed_crowd(&self, cases: u32, seed: u64) -> Result<()> {
        if self.0.office.mode != Mode::Demo || !self.is_demo_city().await? {
            return Err(Error::NotFound);
        }
        let models = self.models().await?;
        let mut chance = Chance::new(seed);
        let mut write = self.0.write().await?;
        let town = town(&mut write, cases).await?;
        write.commit().await?;
        let mut left = cases;
        while left > 0 {
            let part = left.min(PART);
            let mut write = self.0.write().await?;
            let new = (0..part).map(|_| another(&mut chance, &models, &town, &write)).collect::<Result<_>>()?;
            case::open_lived(&mut write, &self.0.templates, new).await?;
            write.commit().await?;
            left -= part;
        }
        Ok(())
    }

    /// The demo city's open cases.
    async fn models(&self) -> Result<Vec<CaseFile>> {
        #[expect(clippy::disallowed_methods, reason = "cases of the demo city are models for the crowd")]
        let ids: Vec<Uuid> = case_file::Entity::find()
            .select_only()
            .column(case_file::Column::Id)
            .filter(case_file::Column::EndedAt.is_null())
            .order_by_asc(case_file::Column::Number)
            .limit(100)
            .into_tuple()
            .all(self.0.store.read())
            .await?;
        let models = case::load_many(self.0.store.read(), &self.0.templates, &ids).await?;
        if models.is_empty() { Err(Error::NotFound) } else { Ok(models) }
    }
}

async fn town(write: &mut Write<'_>, cases: u32) -> Result<Town> {
    let office = case::office(&**write).await?.ok_or(Error::NotFound)?;
    let mut employers = Vec::new();
    for place in 0..cases.div_ceil(OF_EMPLOYER) {
        employers.push(insert_employer(write, &format!("Arbeitgeber {place:04}"), "industry").await?);
    }
    let mut companions = Vec::new();
    for place in 0..cases.div_ceil(OF_COMPANION) {
        let email = format!("companion.{place:04}@example.org").parse().map_err(Error::inconsistent)?;
        let account = insert_account(write, &email, &format!("Begleitung {place:04}"), None).await?;
        insert_membership(write, account, office, MembershipRole::Companion).await?;
        companions.push(account);
    }
    Ok(Town { office, employers, companions })
}

/// A case like one of the models.
fn another(
    chance: &mut Chance,
    models: &[CaseFile],
    town: &Town,
    write: &Write<'_>,
) -> Result<(NewCase, Option<Past>)> {
    let model = one(chance, models)?;
    let named = one(chance, models)?;
    let days = i64::from(chance.below(29)) - 14;
    let moved = |day: NaiveDate| shifted(day, days);
    let mut facts = model.facts.clone();
    facts.anchors = Anchors::default();
    for (anchor, date) in model.facts.anchors.iter() {
        facts.anchors.set(anchor, moved(date.day), date.certainty);
    }
    for child in facts.children.iter_mut().flatten() {
        child.person = None;
    }
    let source: Source = model.row.source.parse().map_err(|_| Error::inconsistent("source of a case"))?;
    let state: CaseState = model.row.state.parse().map_err(|_| Error::inconsistent("state of a case"))?;
    let language: Language = model.person.language.parse().unwrap_or_default();
    let new = NewCase {
        person: NewPerson {
            family_name: named.person.family_name.clone(),
            given_names: model.person.given_names.clone(),
            birth_date: model.person.birth_date.map(moved),
            nationality: facts.nationality,
            email: None,
            phone: None,
            language,
        },
        employer: match model.row.employer_id {
            Some(_) => Some(OrganisationId(*one(chance, &town.employers)?)),
            None => None,
        },
        cohort: None,
        facts,
        source,
        by: None,
    };
    let at = |instant: Option<DateTime<Utc>>| instant.map(|instant| (instant + TimeDelta::days(days)).min(write.at()));
    let past = Past {
        state,
        companion: match model.row.companion_id {
            Some(_) => Some((*one(chance, &town.companions)?, town.office)),
            None => None,
        },
        invited_at: at(model.row.invited_at),
        opened_at: at(model.row.opened_at),
        accepted_at: at(model.row.accepted_at),
        recorded: recorded(model, source, moved, write.today()),
    };
    Ok((new, Some(past)))
}

/// What was done for the model. Steps of single people in its household stay with it.
fn recorded(
    model: &CaseFile,
    source: Source,
    moved: impl Fn(NaiveDate) -> NaiveDate,
    today: NaiveDate,
) -> Vec<RecordedStep> {
    let is_announced = matches!(source, Source::Employer | Source::Zav);
    let steps = model.recorded.iter().filter(|record| {
        let step = record.step.to_string();
        !(step.contains('~') || is_announced && step == ANNOUNCED)
    });
    steps
        .map(|record| RecordedStep {
            since: moved(record.since).min(today),
            done_on: record.done_on.map(|day| moved(day).min(today)),
            ..*record
        })
        .collect()
}

fn one<'a, T>(chance: &mut Chance, of: &'a [T]) -> Result<&'a T> {
    let count = u32::try_from(of.len()).map_err(Error::inconsistent)?;
    usize::try_from(chance.below(count)).ok().and_then(|place| of.get(place)).ok_or(Error::NotFound)
}
