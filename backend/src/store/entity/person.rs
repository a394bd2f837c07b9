//! A human being: case lead or member of a household.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "person")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) household_id: Uuid,
    pub(crate) family_name: String,
    pub(crate) given_names: String,
    pub(crate) birth_date: Option<Date>,
    pub(crate) nationality: Option<String>,
    pub(crate) email: Option<String>,
    pub(crate) phone: Option<String>,
    /// Where the person lived last, in one line.
    pub(crate) last_address: Option<String>,
    pub(crate) language: String,
    pub(crate) relation: String,
    pub(crate) created_at: DateTimeUtc,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
