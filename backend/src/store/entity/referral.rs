//! Reason three: a referral.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "referral")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) case_id: Uuid,
    pub(crate) from_organisation_id: Uuid,
    pub(crate) to_organisation_id: Uuid,
    pub(crate) topic: String,
    pub(crate) request: String,
    pub(crate) state: String,
    pub(crate) sent_by: Uuid,
    pub(crate) sent_at: DateTimeUtc,
    pub(crate) acknowledge_by: Date,
    pub(crate) acknowledged_by: Option<Uuid>,
    pub(crate) acknowledged_at: Option<DateTimeUtc>,
    pub(crate) reply: Option<String>,
    pub(crate) closed_at: Option<DateTimeUtc>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
