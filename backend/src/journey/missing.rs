//! The few questions whose answers make the own plan exact.

use crate::{
    acting::Acting,
    actor::Newcomer,
    case::{self, CaseFile},
    error::Result,
    store::{NewEvent, entity::person},
};
use domain::{
    country::NationalityGroup,
    facts::{Anchor, Certainty, FactKey, Residence, Word as _},
    form::AnswerMissing,
    plan::{Applicability, Plan},
    view::plan::MissingFacts,
};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, sea_query::Expr};
use serde_json::json;

impl Acting<Newcomer> {
    /// Answers some of the short questions.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] for what cannot be used, [`crate::Error::NotFound`] without an open case.
    pub async fn answer_missing(&self, form: &AnswerMissing) -> Result<()> {
        let (mut write, case) = self.change_case().await?;
        let answered = form.check(self.today())?;
        let by = Some(self.role.account.0);
        let mut facts = case.facts.clone();
        let mut told: Vec<&str> = answered.facts.tell(&mut facts).iter().map(|key: &FactKey| key.word()).collect();
        if !told.is_empty() {
            case::store_facts(&write, &case, facts).await?;
        }
        if let Some(address) =
            answered.last_address.filter(|address| Some(address) != case.person.last_address.as_ref())
        {
            person::Entity::update_many()
                .col_expr(person::Column::LastAddress, Expr::value(address))
                .filter(person::Column::Id.eq(self.role.person.0))
                .exec(&*write)
                .await?;
            told.push("last_address");
        }
        if let Some(day) = answered.permit_until {
            case::set_anchor(&write, case.row.id, Anchor::PermitValidUntil, day, Certainty::Confirmed, by).await?;
            told.push("permit_valid_until");
        }
        if told.is_empty() {
            return Ok(());
        }
        write.record(NewEvent {
            kind: "facts.told",
            actor: by,
            organisation: None,
            case: Some(case.row.id),
            detail: json!({ "facts": told }),
        });
        case::settle(&mut write, &self.inner.templates, case.row.id).await?;
        write.commit().await
    }
}

/// What should be asked: only what a step of this case hangs on.
pub(super) fn missing(case: &CaseFile, plan: &Plan) -> MissingFacts {
    let facts = &case.facts;
    let known = facts.known();
    let group = facts.nationality.map(domain::country::Country::group);
    let has_permit = matches!(group, Some(NationalityGroup::VisaRequired | NationalityGroup::VisaFreeEntry));
    let depends_on = |key: FactKey| {
        let unclear = plan.steps.iter().filter_map(|step| match step.applicability {
            Applicability::Unclear(missing) => Some(missing),
            Applicability::Applies | Applicability::NotNeeded(_) => None,
        });
        unclear.into_iter().any(|missing| missing.facts.contains(key))
    };
    let registers = plan.steps.iter().any(|step| step.step.key.as_str() == "residence_registration" && step.is_open());
    let births = facts.children.as_ref().is_none_or(|children| children.iter().any(|child| child.born.is_none()));
    MissingFacts {
        spouse: facts.spouse.is_none(),
        children: births,
        training_country: facts.training_country.is_none() && depends_on(FactKey::TrainingCountry),
        housing: facts.housing.is_none() && facts.residence != Some(Residence::City),
        permit_until: known.already_here() == Some(true)
            && has_permit
            && facts.anchors.get(Anchor::PermitValidUntil).is_none(),
        last_address: registers && case.person.last_address.is_none(),
    }
}
