//! What happened: ids, codes and days only, chained by hashes.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "domain_event")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) sequence: i64,
    pub(crate) id: Uuid,
    pub(crate) at: DateTimeUtc,
    pub(crate) kind: String,
    pub(crate) actor_id: Option<Uuid>,
    pub(crate) organisation_id: Option<Uuid>,
    pub(crate) case_id: Option<Uuid>,
    pub(crate) detail: String,
    pub(crate) previous_hash: Vec<u8>,
    pub(crate) hash: Vec<u8>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
