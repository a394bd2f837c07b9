//! The page of one case: who must act next, steps, dates, what happened, what was said.

use super::scope::{both, spoken_name, tied};
use crate::{
    acting::Acting,
    actor::{Accompany, Permit, ReadCases, Refer, Staff},
    case::{self, CaseFile},
    error::Result,
    say,
    session::{CITY_KIND, EMPLOYER_KIND},
    store::entity::{account, organisation, person, plan_access},
};
use domain::{
    facts::{Anchor, FactKey, Word as _},
    id::{CaseId, OrganisationId, PersonId},
    journey::{Phase, Sensitivity},
    language::Language,
    plan::{Applicability, PersonalPapers, Plan, PlanStep},
    step::{StepRef, WaiveReason},
    view::{
        account::OpeningWay,
        case::{CasePage, ChosenStep, DateRow, Institution, NextMove, PhaseSteps, StepWay},
        hires::InviteWays,
        step::StepRow,
    },
};
use sea_orm::{ColumnTrait as _, Condition, ConnectionTrait, QueryFilter as _, QuerySelect as _};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Dates that staff can always set; others are asked for once the plan needs them.
const DATES: [Anchor; 5] =
    [Anchor::WorkStart, Anchor::ArrivalDate, Anchor::VisitDate, Anchor::MoveIn, Anchor::VisaValidUntil];

/// Facts that the form of missing facts asks for.
const ASKED: [FactKey; 14] = [
    FactKey::Nationality,
    FactKey::BirthDate,
    FactKey::Occupation,
    FactKey::TrainingCountry,
    FactKey::Route,
    FactKey::FastTrack,
    FactKey::Residence,
    FactKey::Employment,
    FactKey::Housing,
    FactKey::Spouse,
    FactKey::Children,
    FactKey::German,
    FactKey::Recognition,
    FactKey::Licence,
];

impl Acting<Staff> {
    /// A case of the own scope, in the reader's words; `chosen` is the address of the step to work on, `assigns` asks
    /// who could accompany the person.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a case the own institution does not see.
    pub async fn case_page(
        &self,
        language: Language,
        id: CaseId,
        chosen: &str,
        assigns: bool,
        _permit: Permit<ReadCases>,
    ) -> Result<CasePage> {
        let db = &self.look().await?;
        let case = self.own_case(db, id).await?;
        let plan = case.plan(self.today());
        let household = household(db, &case).await?;
        let (phases, papers_complete) = self.phases(language, &case, &plan, &household);
        let day = |at: Option<_>| at.map(|at| say::when(language, self.clock().day_of(at)));
        let is_open = case.row.ended_at.is_none();
        let may_accompany = is_open && self.permit::<Accompany>().is_ok();
        // An institution with an own part sees what that takes.
        let own_part = self.role.sees_own_part();
        let day = |at| day(at).filter(|_| !own_part);
        Ok(CasePage {
            id,
            number: case.row.number.clone(),
            name: spoken_name(&case.person),
            state: self.status(&case.row.state, id.0)?,
            role: self.role.role,
            is_office: self.role.is_office,
            occupation: case
                .facts
                .occupation
                .filter(|_| !own_part)
                .map(|occupation| occupation.name(language).to_owned()),
            nationality: case.facts.nationality.filter(|_| !own_part).map(|country| country.name(language).to_owned()),
            employer: name_of(db, case.row.employer_id).await?,
            language: case.person.language.parse().unwrap_or(Language::De).endonym().to_owned(),
            contact: if self.role.is_office { contact(&case.person) } else { Vec::new() },
            companion: companion_name(db, &case).await?,
            is_assignable: may_accompany,
            colleagues: if may_accompany && assigns { self.colleagues(db).await? } else { Vec::new() },
            invite: if may_accompany { self.invite_ways(db, &case).await? } else { InviteWays::default() },
            is_resettable: may_accompany && case.row.opened_at.is_some(),
            opened_by: if own_part { None } else { opened_by(db, &case).await? },
            invited: day(case.row.invited_at),
            opened: day(case.row.opened_at),
            accepted: day(case.row.accepted_at),
            next: self.next_move(language, &case, &plan),
            phases,
            papers_complete,
            chosen: self.chosen(language, &case, &plan, chosen),
            dates: dates(language, &case, &plan)
                .into_iter()
                .filter(|row| !own_part || self.needs(row.anchor))
                .collect(),
            missing: ASKED.into_iter().filter(|key| !own_part && asks(&case, &plan, *key)).collect(),
            timeline: self.timeline(db, language, &case).await?,
            notes: self.notes(db, language, id.0).await?,
            questions: self.questions_of(db, language, &case).await?,
            referrals: self.referrals_of(db, language, &case).await?,
            institutions: if is_open && self.permit::<Refer>().is_ok() {
                self.institutions(db).await?
            } else {
                Vec::new()
            },
        })
    }

    /// Whether a date belongs to an own part: an office is visited, for all others somebody arrives and
    /// moves in.
    pub(crate) fn needs(&self, anchor: Anchor) -> bool {
        match self.role.kind.as_str() {
            CITY_KIND => matches!(anchor, Anchor::VisitDate | Anchor::MoveIn),
            _ => matches!(anchor, Anchor::ArrivalDate | Anchor::MoveIn),
        }
    }

    fn next_move(&self, language: Language, case: &CaseFile, plan: &Plan) -> NextMove {
        let next = plan.summary.next_step;
        let step = next.and_then(|next| plan.steps.iter().find(|step| step.step == next));
        let seen = step.filter(|step| self.sees_step(case, step.step));
        let own_part = self.role.sees_own_part();
        // What it does not act on is due for others.
        let near = if own_part { seen } else { step };
        NextMove {
            holder: plan.summary.holder,
            since: say::when(language, self.clock().day_of(case.row.holder_since)),
            step: seen.and_then(|step| self.step_title(language, case, &step.step.to_string())),
            address: seen.map(|step| step.step.to_string()),
            due: near.and_then(|step| step.due).map(|due| say::when(language, due.day)),
            is_overdue: near.is_some_and(PlanStep::is_overdue),
            is_at_risk: plan.summary.at_risk && !own_part,
            work_start: case
                .facts
                .anchors
                .get(Anchor::WorkStart)
                .filter(|_| !own_part)
                .map(|date| say::when(language, date.day)),
        }
    }

    /// Steps by phase; what the own institution does not see by name is told as complete or open.
    fn phases(
        &self,
        language: Language,
        case: &CaseFile,
        plan: &Plan,
        household: &BTreeMap<Uuid, String>,
    ) -> (Vec<PhaseSteps>, Option<bool>) {
        let about = |person: PersonId| household.get(&person.0).cloned();
        let row = |step: &PlanStep| -> StepRow { case::step_row(case, &self.inner.texts, language, step, about) };
        let phases = Phase::ALL.iter().map(|phase| {
            let steps = plan.steps.iter().filter(|step| step.phase == *phase && self.sees_step(case, step.step));
            let (not_needed, steps): (Vec<_>, Vec<_>) =
                steps.partition(|step| matches!(step.applicability, Applicability::NotNeeded(_)));
            PhaseSteps {
                phase: *phase,
                steps: steps.into_iter().map(row).map(|step| self.without_hidden(case, plan, step)).collect(),
                not_needed: not_needed.into_iter().map(row).collect(),
            }
        });
        let papers = match plan.for_employer().personal_papers {
            _ if self.role.is_office || self.role.sees_own_part() => None,
            PersonalPapers::None => None,
            PersonalPapers::Open => Some(false),
            PersonalPapers::Complete => Some(true),
        };
        (phases.collect(), papers)
    }

    /// What a step waits for is not named where the own institution does not see it.
    fn without_hidden(&self, case: &CaseFile, plan: &Plan, mut row: StepRow) -> StepRow {
        if self.role.is_office {
            return row;
        }
        let step = plan.steps.iter().find(|step| step.step.to_string() == row.address);
        let before = step.map(|step| step.blocked_by.as_slice()).unwrap_or_default();
        let is_seen = |step: &StepRef| self.sees_step(case, *step);
        let names = std::mem::take(&mut row.after);
        row.after = names.into_iter().zip(before).filter(|(_, step)| is_seen(step)).map(|(name, _)| name).collect();
        row
    }

    fn chosen(&self, language: Language, case: &CaseFile, plan: &Plan, chosen: &str) -> Option<ChosenStep> {
        let address: StepRef = chosen.parse().ok()?;
        let step = plan.steps.iter().find(|step| step.step == address && self.sees_step(case, step.step))?;
        let text = self.inner.texts.of(language, address.key)?;
        let definition = case.template.step(address.key)?;
        let is_papers = definition.sensitivity == Sensitivity::PersonalPapers;
        let record = case.records.iter().find(|row| row.step == chosen);
        let ways = [
            (StepWay::Confirm, step.state.confirm()),
            (StepWay::Waive, step.state.waive(WaiveReason::Other)),
            (StepWay::Reopen, step.state.reopen()),
        ];
        Some(ChosenStep {
            address: chosen.to_owned(),
            title: text.title.clone(),
            german: definition.text.german_term.clone(),
            what: text.what.clone(),
            // A remark about health or conduct is read by nobody who did not write it.
            remark: record.and_then(|row| row.remark.clone()).filter(|_| !is_papers),
            ways: ways.into_iter().filter(|(_, way)| way.is_ok()).map(|(way, _)| way).collect(),
        })
    }

    /// Institutions a case can be referred to, by name.
    pub(crate) async fn institutions(&self, db: &impl ConnectionTrait) -> Result<Vec<Institution>> {
        use organisation::Column;
        let others = both(Column::Kind.ne(EMPLOYER_KIND), Column::Id.ne(self.own()));
        let find = tied::<organisation::Entity>(others).filter(Column::ClosedAt.is_null());
        let rows: Vec<(Uuid, String)> =
            find.select_only().columns([Column::Id, Column::Name]).into_tuple().all(db).await?;
        let mut institutions: Vec<_> =
            rows.into_iter().map(|(id, name)| Institution { id: OrganisationId(id), name }).collect();
        institutions.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(institutions)
    }
}

/// Given names of everybody who comes along, for steps about one of them.
async fn household(db: &impl ConnectionTrait, case: &CaseFile) -> Result<BTreeMap<Uuid, String>> {
    use person::Column;
    let together = Column::HouseholdId.eq(case.row.household_id);
    let find = tied::<person::Entity>(together).select_only().columns([Column::Id, Column::GivenNames]);
    Ok(find.into_tuple::<(Uuid, String)>().all(db).await?.into_iter().collect())
}

async fn name_of(db: &impl ConnectionTrait, organisation: Option<Uuid>) -> Result<Option<String>> {
    let Some(id) = organisation else { return Ok(None) };
    Ok(super::scope::organisation_names(db, [id]).await?.remove(&id))
}

async fn companion_name(db: &impl ConnectionTrait, case: &CaseFile) -> Result<Option<String>> {
    let Some(id) = case.row.companion_id else { return Ok(None) };
    let find = tied::<account::Entity>(account::Column::Id.eq(id)).select_only().column(account::Column::DisplayName);
    Ok(find.into_tuple().one(db).await?)
}

/// Whether somebody should tell a fact: the plan needs it, or an invitation on paper.
fn asks(case: &CaseFile, plan: &Plan, key: FactKey) -> bool {
    let is_unknown_birth_date = key == FactKey::BirthDate && case.person.birth_date.is_none();
    plan.summary.missing.facts.contains(key) || (is_unknown_birth_date && case.row.ended_at.is_none())
}

/// How the plan was opened, as far as that is noted.
async fn opened_by(db: &impl ConnectionTrait, case: &CaseFile) -> Result<Option<OpeningWay>> {
    let open = Condition::all().add(plan_access::Column::CaseId.eq(case.row.id));
    let find = tied::<plan_access::Entity>(open.add(plan_access::Column::EndedAt.is_null()));
    let way: Option<String> = find.select_only().column(plan_access::Column::Way).into_tuple().one(db).await?;
    Ok(way.and_then(|way| way.parse().ok()))
}

fn contact(person: &person::Model) -> Vec<String> {
    [&person.email, &person.phone].into_iter().flatten().filter(|text| !text.is_empty()).cloned().collect()
}

fn dates(language: Language, case: &CaseFile, plan: &Plan) -> Vec<DateRow> {
    let row = |anchor: &Anchor| DateRow {
        anchor: *anchor,
        day: case.facts.anchors.get(*anchor).map(|date| say::when(language, date.day)),
        is_missing: plan.summary.missing.anchors.contains(*anchor),
    };
    let rows = Anchor::ALL.iter().map(row);
    rows.filter(|row| row.is_missing || row.day.is_some() || DATES.contains(&row.anchor)).collect()
}
