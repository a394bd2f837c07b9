//! Reason four: a grant the newcomer holds.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "consent_grant")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) person_id: Uuid,
    pub(crate) case_id: Uuid,
    pub(crate) organisation_id: Uuid,
    pub(crate) field_group: String,
    pub(crate) purpose: String,
    pub(crate) text_version: String,
    pub(crate) language: String,
    pub(crate) given_at: DateTimeUtc,
    pub(crate) ends_at: Option<DateTimeUtc>,
    pub(crate) revoked_at: Option<DateTimeUtc>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
