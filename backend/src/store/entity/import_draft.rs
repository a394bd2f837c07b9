//! An uploaded list.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "import_draft")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) employer_id: Uuid,
    pub(crate) account_id: Uuid,
    pub(crate) cohort_id: Option<Uuid>,
    pub(crate) file_name: String,
    pub(crate) file_kind: String,
    pub(crate) original: Option<Vec<u8>>,
    pub(crate) sheets: String,
    pub(crate) sheet: i32,
    pub(crate) header_row: i32,
    pub(crate) headers: String,
    pub(crate) columns: String,
    pub(crate) fingerprint: String,
    pub(crate) is_remembered: bool,
    pub(crate) cohort_name: String,
    pub(crate) state: String,
    pub(crate) row_count: i32,
    pub(crate) tally: String,
    pub(crate) created_at: DateTimeUtc,
    pub(crate) delete_after: DateTimeUtc,
    pub(crate) committed_at: Option<DateTimeUtc>,
    pub(crate) undone_at: Option<DateTimeUtc>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
