//! Opens cases with few statements: a list of five thousand must not hold up everybody else who writes.

use super::{
    Templates,
    open::{ANNOUNCED, NewCase, NewPerson},
    refresh, search,
};
use crate::{
    error::{Error, Result},
    store::{
        FAR, NewEvent, Write,
        entity::{anchor_date, case_file, companion, employment, household, person, step_record},
    },
};
use chrono::{DateTime, Datelike as _, Utc};
use domain::{case::CaseState, facts::Source, fold, id::CaseId, plan::RecordedStep, step::StepState, text::Email};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};
use serde_json::json;
use uuid::Uuid;

/// Rows of one statement: SQLite takes 32,766 values in one, and a case has 31.
const CHUNK: usize = 400;

/// How far a case had come before it was opened: only where a past is made up, as for a crowd to measure with.
#[derive(Clone, Debug)]
pub(crate) struct Past {
    pub(crate) state: CaseState,
    pub(crate) companion: Option<(Uuid, Uuid)>,
    pub(crate) invited_at: Option<DateTime<Utc>>,
    pub(crate) opened_at: Option<DateTime<Utc>>,
    pub(crate) accepted_at: Option<DateTime<Utc>>,
    /// What was done since.
    pub(crate) recorded: Vec<RecordedStep>,
}

/// The row of what is recorded of a step, by nobody in particular.
pub(crate) fn recorded(case: Uuid, record: &RecordedStep) -> step_record::ActiveModel {
    step_record::ActiveModel {
        case_id: Set(case),
        step: Set(record.step.to_string()),
        state: Set(record.state.to_string()),
        since: Set(record.since),
        done_on: Set(record.done_on),
        reason: Set(None),
        remark: Set(None),
        claimed_by: Set(None),
        confirmed_by: Set(None),
        version: Set(1),
    }
}

/// Opens these cases, in their order, and computes their first plans.
pub(crate) async fn open_many(write: &mut Write<'_>, templates: &Templates, new: Vec<NewCase>) -> Result<Vec<CaseId>> {
    open_lived(write, templates, new.into_iter().map(|new| (new, None)).collect()).await
}

/// Opens these cases as if some had gone on for a while.
pub(crate) async fn open_lived(
    write: &mut Write<'_>,
    templates: &Templates,
    new: Vec<(NewCase, Option<Past>)>,
) -> Result<Vec<CaseId>> {
    let year = write.today().year();
    let count = i64::try_from(new.len()).map_err(Error::inconsistent)?;
    let last = write.next_number(&format!("case-{year}"), count).await?;
    let mut rows = NewRows::default();
    for (number, (new, past)) in (last - count + 1..=last).zip(new) {
        rows.add(write, templates, format!("WO-{year}-{number:05}"), new)?;
        if let Some(past) = past {
            rows.live(write, past);
        }
    }
    let ids = std::mem::take(&mut rows.ids);
    rows.insert(write).await?;
    for chunk in ids.chunks(CHUNK) {
        let cases = super::load_many(&**write, templates, chunk).await?;
        search::index_new(write, &cases).await?;
        refresh::first(write, &cases).await?;
    }
    Ok(ids.into_iter().map(CaseId).collect())
}

/// The rows of cases about to be opened, table by table.
#[derive(Default)]
struct NewRows {
    ids: Vec<Uuid>,
    households: Vec<household::ActiveModel>,
    people: Vec<person::ActiveModel>,
    cases: Vec<case_file::ActiveModel>,
    anchors: Vec<anchor_date::ActiveModel>,
    employments: Vec<employment::ActiveModel>,
    records: Vec<step_record::ActiveModel>,
    companions: Vec<companion::ActiveModel>,
}

impl NewRows {
    fn add(&mut self, write: &mut Write<'_>, templates: &Templates, number: String, new: NewCase) -> Result<()> {
        let (id, person_id, household_id) = (write.new_id(), write.new_id(), write.new_id());
        self.ids.push(id);
        self.households.push(household::ActiveModel { id: Set(household_id), created_at: Set(write.at()) });
        self.people.push(person_row(write, person_id, household_id, &new.person));
        for (anchor, date) in new.facts.anchors.iter() {
            self.anchors.push(anchor_date::ActiveModel {
                case_id: Set(id),
                anchor: Set(anchor.to_string()),
                day: Set(date.day),
                certainty: Set(date.certainty.to_string()),
                set_by: Set(new.by),
                set_at: Set(write.at()),
            });
        }
        if let Some(employer) = new.employer {
            self.employments.push(employment::ActiveModel {
                id: Set(write.new_id()),
                case_id: Set(id),
                employer_id: Set(employer.0),
                from_at: Set(write.at()),
                ended_at: Set(None),
            });
        }
        if matches!(new.source, Source::Employer | Source::Zav) {
            self.records.push(notice_row(write, id, new.by));
        }
        write.record(NewEvent {
            kind: "case.announced",
            actor: new.by,
            organisation: new.employer.map(|id| id.0),
            case: Some(id),
            detail: json!({ "source": new.source.to_string() }),
        });
        self.cases.push(case_row(write, templates, number, id, person_id, household_id, new)?);
        Ok(())
    }

    /// The case added last had a past.
    fn live(&mut self, write: &Write<'_>, past: Past) {
        let Some(case) = self.cases.last_mut() else { return };
        let Some(id) = self.ids.last().copied() else { return };
        case.state = Set(past.state.to_string());
        case.companion_id = Set(past.companion.map(|(account, _)| account));
        case.invited_at = Set(past.invited_at);
        case.opened_at = Set(past.opened_at);
        case.accepted_at = Set(past.accepted_at);
        self.records.extend(past.recorded.iter().map(|record| recorded(id, record)));
        self.companions.extend(past.companion.map(|(account, organisation)| companion::ActiveModel {
            id: Set(write.new_id()),
            case_id: Set(id),
            account_id: Set(account),
            organisation_id: Set(organisation),
            from_at: Set(write.at()),
            ended_at: Set(None),
        }));
    }

    async fn insert(self, write: &Write<'_>) -> Result<()> {
        insert(write, self.households).await?;
        insert(write, self.people).await?;
        insert(write, self.cases).await?;
        insert(write, self.anchors).await?;
        insert(write, self.employments).await?;
        insert(write, self.companions).await?;
        insert(write, self.records).await
    }
}

async fn insert<A>(write: &Write<'_>, rows: Vec<A>) -> Result<()>
where
    A: ActiveModelTrait + Send,
    A::Entity: EntityTrait,
{
    for chunk in rows.chunks(CHUNK) {
        A::Entity::insert_many(chunk.to_vec()).exec_without_returning(&**write).await?;
    }
    Ok(())
}

fn person_row(write: &Write<'_>, id: Uuid, household: Uuid, new: &NewPerson) -> person::ActiveModel {
    person::ActiveModel {
        id: Set(id),
        household_id: Set(household),
        family_name: Set(new.family_name.clone()),
        given_names: Set(new.given_names.clone()),
        birth_date: Set(new.birth_date),
        nationality: Set(new.nationality.map(|country| country.code().to_owned())),
        email: Set(new.email.as_ref().map(Email::to_string)),
        phone: Set(new.phone.clone()),
        last_address: Set(None),
        language: Set(new.language.tag().to_owned()),
        relation: Set("lead".to_owned()),
        created_at: Set(write.at()),
    }
}

/// Opening a case for an employer is the announcement itself: nobody has to do that step again.
fn notice_row(write: &Write<'_>, case: Uuid, by: Option<Uuid>) -> step_record::ActiveModel {
    step_record::ActiveModel {
        case_id: Set(case),
        step: Set(ANNOUNCED.to_owned()),
        state: Set(StepState::DoneConfirmed.to_string()),
        since: Set(write.today()),
        done_on: Set(Some(write.today())),
        reason: Set(None),
        remark: Set(None),
        claimed_by: Set(by),
        confirmed_by: Set(None),
        version: Set(1),
    }
}

/// The case itself. Its summary is written once its plan is known; dates, birth and nationality have rows of their
/// own.
fn case_row(
    write: &Write<'_>,
    templates: &Templates,
    number: String,
    id: Uuid,
    person_id: Uuid,
    household_id: Uuid,
    new: NewCase,
) -> Result<case_file::ActiveModel> {
    let mut facts = new.facts;
    facts.source = Some(new.source);
    facts.anchors = domain::facts::Anchors::default();
    facts.birth_date = None;
    facts.nationality = None;
    Ok(case_file::ActiveModel {
        id: Set(id),
        number: Set(number),
        person_id: Set(person_id),
        household_id: Set(household_id),
        employer_id: Set(new.employer.map(|id| id.0)),
        cohort_id: Set(new.cohort.map(|id| id.0)),
        companion_id: Set(None),
        template_version: Set(templates.current()),
        source: Set(new.source.to_string()),
        state: Set(CaseState::Announced.to_string()),
        facts: Set(serde_json::to_string(&facts).map_err(Error::inconsistent)?),
        name_sort: Set(fold::sort_key(&new.person.family_name, &new.person.given_names)),
        work_start: Set(FAR),
        next_due: Set(FAR),
        next_step: Set(String::new()),
        holder: Set(String::new()),
        holder_since: Set(write.at()),
        station: Set(String::new()),
        open_steps: Set(0),
        done_steps: Set(0),
        at_risk: Set(false),
        has_overdue: Set(false),
        employer_due: Set(FAR),
        employer_holder: Set(String::new()),
        employer_holder_since: Set(write.at()),
        employer_overdue: Set(false),
        stale_on: Set(FAR),
        invited_at: Set(None),
        opened_at: Set(None),
        accepted_at: Set(None),
        created_at: Set(write.at()),
        ended_at: Set(None),
        chain_head: Set(Vec::new()),
        version: Set(1),
    })
}
