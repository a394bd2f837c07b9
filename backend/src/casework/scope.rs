//! Where queries of institutions begin: the own scope, and rows tied to it.

use crate::{
    acting::Acting,
    actor::Staff,
    case::{self, CaseFile},
    error::{Error, Result},
    store::{
        Write,
        entity::{account, case_scope, membership, organisation, person},
    },
};
use domain::{
    id::CaseId,
    journey::{Sensitivity, StepDefinition},
    step::StepRef,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter as _, QuerySelect as _, QueryTrait as _, Select,
    sea_query::{Expr, ExprTrait as _, IntoCondition, SimpleExpr},
};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Rows of one table, tied to the own institution or to cases of its scope by this condition.
pub(crate) fn tied<E: EntityTrait>(by: impl IntoCondition) -> Select<E> {
    #[expect(clippy::disallowed_methods, reason = "the condition ties the rows to a scope")]
    E::find().filter(by.into_condition())
}

impl Acting<Staff> {
    /// The own institution.
    pub(crate) fn own(&self) -> Uuid {
        self.role.organisation.0
    }

    /// The own account.
    pub(crate) fn account(&self) -> Uuid {
        self.role.account.0
    }

    /// The list rows of every case the own institution sees.
    pub(crate) fn scope(&self) -> Select<case_scope::Entity> {
        tied(case_scope::Column::OrganisationId.eq(self.own()))
    }

    /// Whether the case this column names is of the own scope, asked row by row: a list of all identifiers would
    /// grow with the cases.
    pub(crate) fn sees_case<C: ColumnTrait>(&self, column: C) -> SimpleExpr {
        let same = Expr::col((case_scope::Entity, case_scope::Column::CaseId)).equals(column.as_column_ref());
        Expr::exists(self.scope().select_only().column(case_scope::Column::CaseId).filter(same).into_query())
    }

    /// A case of the own scope, whole.
    ///
    /// A case of others answers as one that does not exist.
    pub(crate) async fn own_case(&self, db: &impl ConnectionTrait, id: CaseId) -> Result<CaseFile> {
        let seen = self.scope().filter(case_scope::Column::CaseId.eq(id.0));
        let seen = seen.select_only().column(case_scope::Column::CaseId).into_tuple::<Uuid>().one(db).await?;
        case::load(db, &self.inner.templates, seen.ok_or(Error::NotFound)?).await?.ok_or(Error::NotFound)
    }

    /// A case of the own scope about to be changed, locked until the transaction ends: of two who change one case the
    /// second sees what the first did. One that has ended stays as it is.
    pub(crate) async fn own_open_case(&self, write: &Write<'_>, id: CaseId) -> Result<CaseFile> {
        case::hold(write, &[id.0]).await?;
        let case = self.own_case(&**write, id).await?;
        if case.row.ended_at.is_some() { Err(Error::Conflict) } else { Ok(case) }
    }

    /// Computes a changed case anew.
    pub(crate) async fn refresh(&self, write: &mut Write<'_>, id: Uuid) -> Result<()> {
        case::settle(write, &self.inner.templates, id).await?;
        Ok(())
    }

    /// Whether the own institution sees a step by name: the Welcome Office sees all, with health and conduct only as done
    /// or not done; others see what employers see, and a partner's desk of that only what it acts on.
    pub(crate) fn sees(&self, step: &StepDefinition) -> bool {
        let is_near = !self.role.sees_own_part() || case::acts(&self.role.kind, step);
        self.role.is_office || (step.sensitivity == Sensitivity::Normal && is_near)
    }

    /// The same for a step of a case.
    pub(crate) fn sees_step(&self, case: &CaseFile, step: StepRef) -> bool {
        case.template.step(step.key).is_some_and(|definition| self.sees(definition))
    }

    /// Names of those of these accounts that are members of the own institution, now or once.
    pub(crate) async fn own_members(
        &self,
        db: &impl ConnectionTrait,
        ids: impl IntoIterator<Item = Uuid>,
    ) -> Result<BTreeMap<Uuid, String>> {
        use membership::Column;
        let own: Vec<Uuid> = tied::<membership::Entity>(Column::OrganisationId.eq(self.own()))
            .filter(Column::AccountId.is_in(ids))
            .select_only()
            .column(Column::AccountId)
            .into_tuple()
            .all(db)
            .await?;
        account_names(db, own).await
    }
}

/// A person's name as people say it.
pub(crate) fn spoken_name(person: &person::Model) -> String {
    spoken(&person.given_names, &person.family_name)
}

/// A name as people say it.
pub(crate) fn spoken(given_names: &str, family_name: &str) -> String {
    format!("{given_names} {family_name}").trim().to_owned()
}

/// A name as lists sort it.
pub(crate) fn listed(family_name: &str, given_names: &str) -> String {
    match (family_name, given_names) {
        ("", name) | (name, "") => name.to_owned(),
        (family, given) => format!("{family}, {given}"),
    }
}

/// Names of members of the own institution.
pub(crate) async fn account_names(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<BTreeMap<Uuid, String>> {
    use account::Column;
    let ids: Vec<Uuid> = ids.into_iter().collect();
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let find = tied::<account::Entity>(Column::Id.is_in(ids)).select_only().columns([Column::Id, Column::DisplayName]);
    Ok(find.into_tuple::<(Uuid, String)>().all(db).await?.into_iter().collect())
}

/// Names of organisations; they are public.
pub(crate) async fn organisation_names(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<BTreeMap<Uuid, String>> {
    use organisation::Column;
    let ids: Vec<Uuid> = ids.into_iter().collect();
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let asked = Column::Id.is_in(ids);
    let find = tied::<organisation::Entity>(asked).select_only().columns([Column::Id, Column::Name]);
    Ok(find.into_tuple::<(Uuid, String)>().all(db).await?.into_iter().collect())
}

/// Both conditions.
pub(crate) fn both(one: impl IntoCondition, other: impl IntoCondition) -> Condition {
    Condition::all().add(one.into_condition()).add(other.into_condition())
}
