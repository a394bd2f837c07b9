//! Addresses that a mail for one person must not go to: others read it, too.

use crate::{
    error::Result,
    store::entity::{account, case_file, membership, organisation, person},
};
use domain::calendar::Day;
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, EntityTrait, ExprTrait as _, QueryFilter as _, QuerySelect as _,
    QueryTrait as _,
    sea_query::{Expr, Func},
};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Addresses that several open hires of an employer have, or its own people; in the form accounts are found by.
pub(crate) async fn shared_addresses(
    db: &impl ConnectionTrait,
    employer: Uuid,
    today: Day,
) -> Result<BTreeSet<String>> {
    let address = || Func::lower(Expr::col(person::Column::Email));
    #[expect(clippy::disallowed_methods, reason = "narrows people to those of one employer")]
    let hired = case_file::Entity::find()
        .select_only()
        .column(case_file::Column::PersonId)
        .filter(case_file::Column::EmployerId.eq(employer))
        .filter(case_file::Column::EndedAt.is_null());
    #[expect(clippy::disallowed_methods, reason = "addresses alone, of people of one employer")]
    let several: Vec<String> = person::Entity::find()
        .select_only()
        .expr_as(address(), "address")
        .filter(person::Column::Id.in_subquery(hired.into_query()))
        .filter(person::Column::Email.is_not_null())
        .group_by(address())
        .having(Expr::col(person::Column::Id).count().gt(1))
        .into_tuple()
        .all(db)
        .await?;
    #[expect(clippy::disallowed_methods, reason = "narrows accounts to those of one employer")]
    let members = membership::Entity::find()
        .select_only()
        .column(membership::Column::AccountId)
        .filter(membership::Column::OrganisationId.eq(employer))
        .filter(
            Condition::any().add(membership::Column::ValidTo.is_null()).add(membership::Column::ValidTo.gte(today)),
        );
    #[expect(clippy::disallowed_methods, reason = "addresses alone, of members of one employer")]
    let own: Vec<String> = account::Entity::find()
        .select_only()
        .column(account::Column::EmailKey)
        .filter(account::Column::Id.in_subquery(members.into_query()))
        .into_tuple()
        .all(db)
        .await?;
    #[expect(clippy::disallowed_methods, reason = "the address of the employer itself")]
    let contact: Option<String> = organisation::Entity::find_by_id(employer)
        .select_only()
        .column(organisation::Column::ContactEmail)
        .into_tuple()
        .one(db)
        .await?;
    let contact = contact.filter(|address| !address.is_empty());
    Ok(several.into_iter().chain(own).chain(contact).map(|address| address.to_lowercase()).collect())
}

/// Whether an address is one of these.
pub(crate) fn is_shared(shared: &BTreeSet<String>, address: &str) -> bool {
    shared.contains(&address.to_lowercase())
}
