//! That a newcomer's plan was opened: when, how, with which account, and whether that was reset.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "plan_access")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) case_id: Uuid,
    pub(crate) account_id: Uuid,
    pub(crate) way: String,
    pub(crate) opened_at: DateTimeUtc,
    pub(crate) ended_at: Option<DateTimeUtc>,
    pub(crate) ended_by: Option<Uuid>,
    pub(crate) reason: Option<String>,
    pub(crate) read_at: Option<DateTimeUtc>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
