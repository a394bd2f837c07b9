//! What was done or said about a step.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "step_record")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) case_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) step: String,
    pub(crate) state: String,
    pub(crate) since: Date,
    pub(crate) done_on: Option<Date>,
    pub(crate) reason: Option<String>,
    pub(crate) remark: Option<String>,
    pub(crate) claimed_by: Option<Uuid>,
    pub(crate) confirmed_by: Option<Uuid>,
    pub(crate) version: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
