//! One row for each organisation that sees a case, with the sort keys of lists.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "case_scope")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) organisation_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) case_id: Uuid,
    pub(crate) name_sort: Vec<u8>,
    pub(crate) work_start: Date,
    pub(crate) next_due: Date,
    pub(crate) holder: String,
    pub(crate) station: String,
    pub(crate) cohort_id: Option<Uuid>,
    pub(crate) arrival_day: Date,
    /// Whether work goes on; only open cases are counted.
    pub(crate) is_open: bool,
    /// Since when the oldest step that a person says is done waits for this organisation to confirm it; the far day if none
    /// does.
    pub(crate) claimed_since: Date,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
