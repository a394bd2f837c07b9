//! A case: facts and the summary lists need.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "case_file")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) number: String,
    pub(crate) person_id: Uuid,
    pub(crate) household_id: Uuid,
    pub(crate) employer_id: Option<Uuid>,
    pub(crate) cohort_id: Option<Uuid>,
    pub(crate) companion_id: Option<Uuid>,
    pub(crate) template_version: String,
    pub(crate) source: String,
    pub(crate) state: String,
    pub(crate) facts: String,
    pub(crate) name_sort: Vec<u8>,
    pub(crate) work_start: Date,
    pub(crate) next_due: Date,
    pub(crate) next_step: String,
    pub(crate) holder: String,
    pub(crate) holder_since: DateTimeUtc,
    pub(crate) station: String,
    pub(crate) open_steps: i32,
    pub(crate) done_steps: i32,
    pub(crate) at_risk: bool,
    pub(crate) has_overdue: bool,
    pub(crate) employer_due: Date,
    pub(crate) employer_holder: String,
    pub(crate) employer_holder_since: DateTimeUtc,
    pub(crate) employer_overdue: bool,
    pub(crate) stale_on: Date,
    pub(crate) invited_at: Option<DateTimeUtc>,
    pub(crate) opened_at: Option<DateTimeUtc>,
    pub(crate) accepted_at: Option<DateTimeUtc>,
    pub(crate) created_at: DateTimeUtc,
    pub(crate) ended_at: Option<DateTimeUtc>,
    pub(crate) chain_head: Vec<u8>,
    pub(crate) version: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
