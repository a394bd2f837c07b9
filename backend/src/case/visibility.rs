//! Who sees a case: employment, companion, referral, grant, and the Welcome Office's own unit.

use super::CaseFile;
use crate::{
    error::Result,
    session::{CITY_KIND, EMPLOYER_KIND, OFFICE_KIND},
    store::entity::{companion, consent_grant, employment, organisation, referral},
};
use chrono::{DateTime, Utc};
use domain::journey::{Holder, Sensitivity, StepDefinition};
use sea_orm::{ColumnTrait as _, Condition, ConnectionTrait, EntityTrait, QueryFilter as _, QuerySelect as _};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// A referral is over once it is closed or declined; until then its receiver sees the case.
pub(crate) const OPEN_REFERRAL: [&str; 3] = ["sent", "acknowledged", "accepted"];

/// The organisations that see a case at this instant.
pub(crate) async fn organisations(
    db: &impl ConnectionTrait,
    case: &CaseFile,
    now: DateTime<Utc>,
) -> Result<BTreeSet<Uuid>> {
    let id = case.row.id;
    #[expect(clippy::disallowed_methods, reason = "derives the scope that other queries start from")]
    let employers: Vec<Uuid> = employment::Entity::find()
        .select_only()
        .column(employment::Column::EmployerId)
        .filter(employment::Column::CaseId.eq(id))
        .filter(employment::Column::EndedAt.is_null())
        .into_tuple()
        .all(db)
        .await?;
    #[expect(clippy::disallowed_methods, reason = "derives the scope that other queries start from")]
    let companions: Vec<Uuid> = companion::Entity::find()
        .select_only()
        .column(companion::Column::OrganisationId)
        .filter(companion::Column::CaseId.eq(id))
        .filter(companion::Column::EndedAt.is_null())
        .into_tuple()
        .all(db)
        .await?;
    #[expect(clippy::disallowed_methods, reason = "derives the scope that other queries start from")]
    let referred: Vec<Uuid> = referral::Entity::find()
        .select_only()
        .column(referral::Column::ToOrganisationId)
        .filter(referral::Column::CaseId.eq(id))
        .filter(referral::Column::State.is_in(OPEN_REFERRAL))
        .into_tuple()
        .all(db)
        .await?;
    #[expect(clippy::disallowed_methods, reason = "derives the scope that other queries start from")]
    let granted: Vec<Uuid> = consent_grant::Entity::find()
        .select_only()
        .column(consent_grant::Column::OrganisationId)
        .filter(consent_grant::Column::CaseId.eq(id))
        .filter(consent_grant::Column::RevokedAt.is_null())
        .filter(
            Condition::any().add(consent_grant::Column::EndsAt.is_null()).add(consent_grant::Column::EndsAt.gt(now)),
        )
        .into_tuple()
        .all(db)
        .await?;
    let mut all: BTreeSet<Uuid> = employers.into_iter().chain(companions).chain(referred).chain(granted).collect();
    all.extend(office(db).await?);
    Ok(all)
}

/// The bodies an institution of this kind acts for.
pub(crate) fn holders(kind: &str) -> &'static [Holder] {
    match kind {
        OFFICE_KIND => &[Holder::WelcomeOffice],
        "chamber" | "crafts-chamber" => &[Holder::RecognitionAdvisor],
        "employment-agency" => &[Holder::EmploymentAgency],
        CITY_KIND => &[Holder::RegistryOffice, Holder::ForeignersOffice, Holder::CityOffice],
        "housing" => &[Holder::HousingCompany],
        EMPLOYER_KIND => &[Holder::Employer],
        _ => &[Holder::Partner],
    }
}

/// Whether an institution of this kind confirms a step that a person says is done: the Welcome Office confirms every one,
/// others what they see and what they or the body behind them acted on, an employer none.
pub(crate) fn confirms(kind: &str, step: Option<&StepDefinition>) -> bool {
    let is_theirs = |step: &StepDefinition| acts(kind, step) && step.sensitivity == Sensitivity::Normal;
    kind == OFFICE_KIND || (kind != EMPLOYER_KIND && step.is_some_and(is_theirs))
}

/// Whether an institution of this kind, or the body behind it, acts on a step.
pub(crate) fn acts(kind: &str, step: &StepDefinition) -> bool {
    let holders = holders(kind);
    holders.contains(&step.holder) || holders.contains(&step.waits_for)
}

/// The kinds of these organisations.
pub(crate) async fn kinds(db: &impl ConnectionTrait, ids: &BTreeSet<Uuid>) -> Result<BTreeMap<Uuid, String>> {
    #[expect(clippy::disallowed_methods, reason = "of those that see a case")]
    let kinds: Vec<(Uuid, String)> = organisation::Entity::find()
        .select_only()
        .columns([organisation::Column::Id, organisation::Column::Kind])
        .filter(organisation::Column::Id.is_in(ids.iter().copied()))
        .into_tuple()
        .all(db)
        .await?;
    Ok(kinds.into_iter().collect())
}

/// The Welcome Office's own unit.
pub(crate) async fn office(db: &impl ConnectionTrait) -> Result<Option<Uuid>> {
    #[expect(clippy::disallowed_methods, reason = "derives the scope that other queries start from")]
    let office = organisation::Entity::find()
        .select_only()
        .column(organisation::Column::Id)
        .filter(organisation::Column::Kind.eq(OFFICE_KIND))
        .into_tuple()
        .one(db)
        .await?;
    Ok(office)
}

#[cfg(test)]
mod tests {
    use super::{Holder, acts, holders};
    use crate::case::Templates;
    use domain::calendar::Land;

    /// The kinds of institutions that do something for people themselves, and the body each is.
    const BODIES: [(&str, Holder); 10] = [
        ("welcome-office", Holder::WelcomeOffice),
        ("chamber", Holder::RecognitionAdvisor),
        ("crafts-chamber", Holder::RecognitionAdvisor),
        ("employment-agency", Holder::EmploymentAgency),
        ("city", Holder::RegistryOffice),
        ("city", Holder::ForeignersOffice),
        ("city", Holder::CityOffice),
        ("housing", Holder::HousingCompany),
        ("employer", Holder::Employer),
        ("university", Holder::Partner),
    ];

    #[test]
    fn an_institution_acts_for_its_own_body_and_no_other() {
        for (kind, _) in BODIES {
            let own: Vec<_> = BODIES.into_iter().filter(|(other, _)| *other == kind).map(|(_, body)| body).collect();
            assert_eq!(holders(kind), own, "{kind}");
        }
    }

    #[test]
    fn an_institution_acts_on_what_its_body_does_and_on_what_waits_for_its_body() {
        let template = Templates::bundled(Land::NorthRhineWestphalia).unwrap().bundled_template();
        let is_city = |holder: Holder| holders("city").contains(&holder);
        let mut seen = [0_u32; 3];
        for step in template.steps() {
            let (does, is_awaited) = (is_city(step.holder), is_city(step.waits_for));
            assert_eq!(acts("city", step), does || is_awaited, "{}", step.key);
            seen[usize::from(does) + usize::from(is_awaited)] += 1;
        }
        assert!(seen.iter().all(|steps| *steps > 0), "neither, one or both: {seen:?}");
    }
}
