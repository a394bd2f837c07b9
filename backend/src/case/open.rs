//! Opens a case: person, household, facts, dates, and the first plan.

use super::{CaseFile, Templates};
use crate::{
    error::Result,
    store::{Write, entity::anchor_date},
};
use chrono::NaiveDate;
use domain::{
    calendar::Day,
    country::Country,
    facts::{Anchor, Certainty, Facts, Source},
    id::{CaseId, CohortId, OrganisationId},
    language::Language,
    text::Email,
};
use sea_orm::ActiveValue::Set;
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
    super::open_many(write, templates, vec![new]).await?.pop().ok_or(crate::Error::NotFound)
}

/// The step that is done by announcing somebody.
pub(crate) const ANNOUNCED: &str = "employer_notice";

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
