//! What a newcomer asks.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "question")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) case_id: Uuid,
    pub(crate) organisation_id: Uuid,
    pub(crate) step: String,
    pub(crate) text: String,
    pub(crate) language: String,
    pub(crate) asked_by: Uuid,
    pub(crate) asked_at: DateTimeUtc,
    pub(crate) answer_by: Date,
    pub(crate) answer: Option<String>,
    pub(crate) answered_by: Option<Uuid>,
    pub(crate) answered_at: Option<DateTimeUtc>,
    pub(crate) read_at: Option<DateTimeUtc>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
