//! Facts about a case, stored where each belongs.

use super::CaseFile;
use crate::{
    error::{Error, Result},
    store::{
        Write,
        entity::{case_file, person},
    },
};
use domain::facts::{Anchors, Facts};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, sea_query::Expr};

/// Stores facts where each belongs: the person's own with the person, the rest with the case.
pub(crate) async fn store_facts(write: &Write<'_>, case: &CaseFile, mut facts: Facts) -> Result<()> {
    person::Entity::update_many()
        .col_expr(person::Column::BirthDate, Expr::value(facts.birth_date))
        .col_expr(person::Column::Nationality, Expr::value(facts.nationality.map(|country| country.code().to_owned())))
        .filter(person::Column::Id.eq(case.person.id))
        .exec(&**write)
        .await?;
    facts.birth_date = None;
    facts.nationality = None;
    facts.anchors = Anchors::default();
    let text = serde_json::to_string(&facts).map_err(Error::inconsistent)?;
    case_file::Entity::update_many()
        .col_expr(case_file::Column::Facts, Expr::value(text))
        .filter(case_file::Column::Id.eq(case.row.id))
        .exec(&**write)
        .await?;
    Ok(())
}
