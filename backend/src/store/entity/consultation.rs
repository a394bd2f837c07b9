//! A logged conversation.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "consultation")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) organisation_id: Uuid,
    pub(crate) account_id: Uuid,
    pub(crate) case_id: Option<Uuid>,
    pub(crate) day: Date,
    pub(crate) party: String,
    pub(crate) topics: String,
    pub(crate) language: String,
    pub(crate) minutes: i32,
    pub(crate) result: String,
    pub(crate) remark: String,
    pub(crate) logged_at: DateTimeUtc,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
