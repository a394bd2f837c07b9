//! Removes cases that were opened by mistake, with everything that hangs on them but their events.

use super::refresh::uncount;
use crate::{
    error::Result,
    store::{
        Write,
        entity::{
            anchor_date, case_file, case_scope, companion, consent_grant, employment, household, mail_link, note,
            person, plan_access, question, referral, search_form, sheet, step_record,
        },
    },
};
use sea_orm::{ColumnTrait as _, EntityTrait, QueryFilter as _, QuerySelect as _, sea_query::Expr};
use uuid::Uuid;

/// Removes these cases and their people; the caller has made sure that nobody has used them.
///
/// Events stay: they hold identifiers only, and a chain that could lose links would prove nothing.
pub(crate) async fn remove(write: &mut Write<'_>, cases: &[Uuid]) -> Result<()> {
    leave_scopes(write, cases).await?;
    mail_link::Entity::update_many()
        .col_expr(mail_link::Column::RevokedAt, Expr::value(write.at()))
        .filter(mail_link::Column::CaseId.is_in(cases.to_vec()))
        .filter(mail_link::Column::RevokedAt.is_null())
        .exec(&**write)
        .await?;
    macro_rules! delete {
        ($($table:ident),+) => {$(
            $table::Entity::delete_many()
                .filter($table::Column::CaseId.is_in(cases.to_vec()))
                .exec(&**write)
                .await?;
        )+};
    }
    delete!(search_form, anchor_date, step_record, employment, companion, referral, consent_grant, question, note);
    delete!(sheet, plan_access);
    #[expect(clippy::disallowed_methods, reason = "the people of cases that go")]
    let people: Vec<(Uuid, Uuid)> = case_file::Entity::find()
        .select_only()
        .columns([case_file::Column::PersonId, case_file::Column::HouseholdId])
        .filter(case_file::Column::Id.is_in(cases.to_vec()))
        .into_tuple()
        .all(&**write)
        .await?;
    case_file::Entity::delete_many().filter(case_file::Column::Id.is_in(cases.to_vec())).exec(&**write).await?;
    let households: Vec<Uuid> = people.iter().map(|(_, household)| *household).collect();
    person::Entity::delete_many().filter(person::Column::HouseholdId.is_in(households.clone())).exec(&**write).await?;
    household::Entity::delete_many().filter(household::Column::Id.is_in(households)).exec(&**write).await?;
    Ok(())
}

/// Whoever saw the cases hears that they are gone, and counts them no longer.
async fn leave_scopes(write: &mut Write<'_>, cases: &[Uuid]) -> Result<()> {
    #[expect(clippy::disallowed_methods, reason = "the list rows of cases that go")]
    let rows =
        case_scope::Entity::find().filter(case_scope::Column::CaseId.is_in(cases.to_vec())).all(&**write).await?;
    for row in &rows {
        uncount(write, row);
        write.tell_departure(row.organisation_id);
    }
    case_scope::Entity::delete_many().filter(case_scope::Column::CaseId.is_in(cases.to_vec())).exec(&**write).await?;
    Ok(())
}
