//! Opens a case: person, household, facts, dates, and the first plan.

use super::{CaseFile, Templates, refresh};
use crate::{
    error::Result,
    store::{
        FAR, NewEvent, Write,
        entity::{anchor_date, case_file, employment, household, person, step_record},
    },
};
use chrono::{Datelike as _, NaiveDate};
use domain::{
    calendar::Day,
    case::CaseState,
    country::Country,
    facts::{Anchor, Certainty, Facts, Source},
    fold,
    id::{CaseId, CohortId, OrganisationId},
    language::Language,
    step::StepState,
    text::Email,
};
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set};
use serde_json::json;
use uuid::Uuid;

/// The person a case is about, as entered.
#[derive(Clone, Debug)]
pub(crate) struct NewPerson {
    pub(crate) family_name: String,
    pub(crate) given_names: String,
    pub(crate) birth_date: Option<NaiveDate>,
    pub(crate) nationality: Option<Country>,
    pub(crate) email: Option<Email>,
    pub(crate) phone: Option<String>,
    pub(crate) language: Language,
}

/// A case about to be opened.
#[derive(Clone, Debug)]
pub(crate) struct NewCase {
    pub(crate) person: NewPerson,
    pub(crate) employer: Option<OrganisationId>,
    pub(crate) cohort: Option<CohortId>,
    pub(crate) facts: Facts,
    pub(crate) source: Source,
    /// Who opens it.
    pub(crate) by: Option<Uuid>,
}

/// Opens a case and computes its first plan.
pub(crate) async fn open(write: &mut Write<'_>, templates: &Templates, new: NewCase) -> Result<CaseId> {
    let (id, person_id, household_id) = (write.new_id(), write.new_id(), write.new_id());
    let mut facts = new.facts;
    facts.source = Some(new.source);
    let anchors = std::mem::take(&mut facts.anchors);
    facts.birth_date = None;
    facts.nationality = None;
    household::ActiveModel { id: Set(household_id), created_at: Set(write.at()) }.insert(&**write).await?;
    insert_person(write, person_id, household_id, &new.person).await?;
    let number = next_number(write).await?;
    case_file::ActiveModel {
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
        facts: Set(serde_json::to_string(&facts).map_err(crate::Error::inconsistent)?),
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
        stale_on: Set(FAR),
        invited_at: Set(None),
        opened_at: Set(None),
        accepted_at: Set(None),
        created_at: Set(write.at()),
        ended_at: Set(None),
        chain_head: Set(Vec::new()),
        version: Set(1),
    }
    .insert(&**write)
    .await?;
    for (anchor, date) in anchors.iter() {
        set_anchor(write, id, anchor, date.day, date.certainty, new.by).await?;
    }
    if let Some(employer) = new.employer {
        employment::ActiveModel {
            id: Set(write.new_id()),
            case_id: Set(id),
            employer_id: Set(employer.0),
            from_at: Set(write.at()),
            ended_at: Set(None),
        }
        .insert(&**write)
        .await?;
    }
    if matches!(new.source, Source::Employer | Source::Zav) {
        record_notice(write, id, new.by).await?;
    }
    write.record(NewEvent {
        kind: "case.announced",
        actor: new.by,
        organisation: new.employer.map(|id| id.0),
        case: Some(id),
        detail: json!({ "source": new.source.to_string() }),
    });
    let case = super::load(&**write, templates, id).await?.ok_or(crate::Error::NotFound)?;
    super::search::index(write, &case).await?;
    refresh(write, &case).await?;
    Ok(CaseId(id))
}

async fn insert_person(write: &Write<'_>, id: Uuid, household: Uuid, new: &NewPerson) -> Result<()> {
    person::ActiveModel {
        id: Set(id),
        household_id: Set(household),
        family_name: Set(new.family_name.clone()),
        given_names: Set(new.given_names.clone()),
        birth_date: Set(new.birth_date),
        nationality: Set(new.nationality.map(|country| country.code().to_owned())),
        email: Set(new.email.as_ref().map(Email::to_string)),
        phone: Set(new.phone.clone()),
        language: Set(new.language.tag().to_owned()),
        relation: Set("lead".to_owned()),
        created_at: Set(write.at()),
    }
    .insert(&**write)
    .await?;
    Ok(())
}

/// The step that is done by announcing somebody.
pub(crate) const ANNOUNCED: &str = "employer_notice";

/// Opening a case for an employer is the announcement itself: nobody has to do that step again.
async fn record_notice(write: &Write<'_>, case: Uuid, by: Option<Uuid>) -> Result<()> {
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
    .insert(&**write)
    .await?;
    Ok(())
}

/// `WO-2026-00042`: what people read out on the phone.
async fn next_number(write: &Write<'_>) -> Result<String> {
    let year = write.today().year();
    let number = write.next_number(&format!("case-{year}"), 1).await?;
    Ok(format!("WO-{year}-{number:05}"))
}

/// Sets or moves a date that others hang on. The caller refreshes the case.
pub(crate) async fn set_anchor(
    write: &Write<'_>,
    case: Uuid,
    anchor: Anchor,
    day: Day,
    certainty: Certainty,
    by: Option<Uuid>,
) -> Result<()> {
    use sea_orm::{EntityTrait as _, sea_query::OnConflict};
    let row = anchor_date::ActiveModel {
        case_id: Set(case),
        anchor: Set(anchor.to_string()),
        day: Set(day),
        certainty: Set(certainty.to_string()),
        set_by: Set(by),
        set_at: Set(write.at()),
    };
    anchor_date::Entity::insert(row)
        .on_conflict(
            OnConflict::columns([anchor_date::Column::CaseId, anchor_date::Column::Anchor])
                .update_columns([
                    anchor_date::Column::Day,
                    anchor_date::Column::Certainty,
                    anchor_date::Column::SetBy,
                    anchor_date::Column::SetAt,
                ])
                .to_owned(),
        )
        .exec_without_returning(&**write)
        .await?;
    Ok(())
}

/// A case that has to exist, loaded for a change.
pub(crate) async fn require(write: &Write<'_>, templates: &Templates, id: Uuid) -> Result<CaseFile> {
    super::load(&**write, templates, id).await?.ok_or(crate::Error::NotFound)
}
