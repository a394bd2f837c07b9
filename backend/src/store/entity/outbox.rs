//! A mail to be sent or sent.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outbox")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) recipient: String,
    pub(crate) template: String,
    pub(crate) language: String,
    pub(crate) subject: String,
    pub(crate) plain: String,
    pub(crate) html: String,
    pub(crate) created_at: DateTimeUtc,
    pub(crate) next_try_at: DateTimeUtc,
    pub(crate) tries: i32,
    pub(crate) sent_at: Option<DateTimeUtc>,
    pub(crate) given_up_at: Option<DateTimeUtc>,
    pub(crate) last_error: String,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
