//! A form that was taken.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "submission")]
pub(crate) struct Model {
    /// A hash of what was sent.
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) form: Vec<u8>,
    pub(crate) at: DateTimeUtc,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
