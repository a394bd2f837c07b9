//! What was entered about the newcomer: seen, put right, added to.

use super::scope;
use crate::{
    acting::Acting,
    actor::Newcomer,
    case::{self, CaseFile},
    error::{Error, Result},
    say,
    store::{
        NewEvent,
        entity::{account, case_file, person},
    },
};
use domain::{
    facts::{Anchor, Certainty, Residence},
    form::plan::{CorrectEntry, TellDay},
    language::Language,
    plan::Plan,
    view::plan::{AskedDay, Entry},
};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, sea_query::Expr};
use serde_json::json;

/// Dates the newcomer knows better than anybody else.
const OWN: [Anchor; 5] =
    [Anchor::ArrivalDate, Anchor::MoveIn, Anchor::VisaValidUntil, Anchor::PermitValidUntil, Anchor::PassportValidUntil];

impl Acting<Newcomer> {
    /// Says that what was entered is right. A courtesy, never a gate: the plan works before.
    ///
    /// # Errors
    /// [`Error::NotFound`] without an open case.
    pub async fn accept(&self) -> Result<()> {
        let (mut write, case) = self.change_case().await?;
        if case.row.accepted_at.is_some() {
            return Ok(());
        }
        case_file::Entity::update_many()
            .col_expr(case_file::Column::AcceptedAt, Expr::value(write.at()))
            .filter(case_file::Column::Id.eq(case.row.id))
            .exec(&*write)
            .await?;
        write.record(NewEvent {
            kind: "case.accepted",
            actor: Some(self.role.account.0),
            organisation: None,
            case: Some(case.row.id),
            detail: json!({}),
        });
        self.claim_within(&mut write, &case, "consent_grant").await?;
        case::settle(&mut write, &self.inner.templates, case.row.id).await?;
        write.commit().await
    }

    /// Puts right what was entered about the person.
    ///
    /// # Errors
    /// [`Error::Invalid`] for what cannot be used, [`Error::NotFound`] without an open case.
    pub async fn correct_entry(&self, form: &CorrectEntry) -> Result<()> {
        let correction = form.check(self.today())?;
        let (mut write, case) = self.change_case().await?;
        let nationality = correction.nationality.map(|country| country.code().to_owned());
        let mut changed = Vec::new();
        for (field, differs) in [
            ("given_names", case.person.given_names != correction.given_names),
            ("family_name", case.person.family_name != correction.family_name),
            ("birth_date", case.person.birth_date != correction.birth_date),
            ("nationality", case.person.nationality != nationality),
            ("last_address", case.person.last_address != correction.last_address),
        ] {
            changed.extend(differs.then_some(field));
        }
        if changed.is_empty() {
            return Ok(());
        }
        let name = format!("{} {}", correction.given_names, correction.family_name);
        person::Entity::update_many()
            .col_expr(person::Column::GivenNames, Expr::value(correction.given_names))
            .col_expr(person::Column::FamilyName, Expr::value(correction.family_name))
            .col_expr(person::Column::BirthDate, Expr::value(correction.birth_date))
            .col_expr(person::Column::Nationality, Expr::value(nationality))
            .col_expr(person::Column::LastAddress, Expr::value(correction.last_address))
            .filter(person::Column::Id.eq(self.role.person.0))
            .exec(&*write)
            .await?;
        account::Entity::update_many()
            .col_expr(account::Column::DisplayName, Expr::value(name.trim()))
            .filter(account::Column::Id.eq(self.role.account.0))
            .exec(&*write)
            .await?;
        write.record(NewEvent {
            kind: "person.corrected",
            actor: Some(self.role.account.0),
            organisation: None,
            case: Some(case.row.id),
            detail: json!({ "fields": changed }),
        });
        let (case, _) = case::settle(&mut write, &self.inner.templates, case.row.id).await?;
        case::index(&write, &case).await?;
        write.commit().await
    }

    /// Tells a date only the newcomer knows.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a date that is not hers to tell, [`Error::Invalid`] for an impossible day.
    pub async fn tell_day(&self, anchor: Anchor, form: &TellDay) -> Result<()> {
        if !OWN.contains(&anchor) {
            return Err(Error::NotFound);
        }
        let day = form.check(anchor, self.today())?;
        let (mut write, case) = self.change_case().await?;
        let before = case.facts.anchors.get(anchor);
        if before.is_some_and(|date| date.day == day && date.certainty != Certainty::Planned) {
            return Ok(());
        }
        let by = Some(self.role.account.0);
        case::set_anchor(&write, case.row.id, anchor, day, Certainty::Confirmed, by).await?;
        write.record(NewEvent {
            kind: "anchor.changed",
            actor: by,
            organisation: None,
            case: Some(case.row.id),
            detail: json!({ "anchor": anchor.to_string(), "day": day, "before": before.map(|date| date.day) }),
        });
        case::settle(&mut write, &self.inner.templates, case.row.id).await?;
        write.commit().await
    }

    /// What was entered, and by whom.
    pub(super) async fn entry(&self, language: Language, case: &CaseFile) -> Result<Entry> {
        let from = scope::organisations(self.read(), case.row.employer_id).await?.into_values().next();
        let when = |day| say::when(language, day);
        Ok(Entry {
            is_accepted: case.row.accepted_at.is_some(),
            from: from.map(|row| row.name),
            given_names: case.person.given_names.clone(),
            family_name: case.person.family_name.clone(),
            birth_date: case.person.birth_date.map(when),
            nationality: case.facts.nationality.map(|country| country.name(language).to_owned()),
            occupation: case.facts.occupation.map(|occupation| occupation.name(language).to_owned()),
            first_day: case.facts.anchors.get(Anchor::WorkStart).map(|date| when(date.day)),
            arrival: case.facts.anchors.get(Anchor::ArrivalDate).map(|date| when(date.day)),
            last_address: case.person.last_address.clone(),
        })
    }
}

/// A date the newcomer should be asked for: those of the step, else those others wait for.
pub(super) fn asked_day(case: &CaseFile, plan: &Plan, language: Language) -> Option<AskedDay> {
    let is_done = |key: &str| plan.steps.iter().any(|step| step.step.key.as_str() == key && step.state.is_done());
    let is_here = matches!(case.facts.residence, Some(Residence::Germany | Residence::City));
    let lacks = |anchor| case.facts.anchors.get(anchor).is_none();
    let anchor = if lacks(Anchor::VisaValidUntil) && is_done("visa_decision") && !is_done("entry") {
        Anchor::VisaValidUntil
    } else if !is_here && !is_done("entry") && !is_sure(case, Anchor::ArrivalDate) {
        Anchor::ArrivalDate
    } else if lacks(Anchor::MoveIn)
        && !is_done("move_in")
        && case.facts.residence != Some(Residence::City)
        && (is_here || is_sure(case, Anchor::ArrivalDate))
    {
        Anchor::MoveIn
    } else {
        return None;
    };
    Some(ask(case, anchor, language))
}

/// The date a step hangs on, if the newcomer can tell it.
pub(super) fn asked_for(case: &CaseFile, step: &domain::plan::PlanStep, language: Language) -> Option<AskedDay> {
    if !step.is_open() {
        return None;
    }
    let own = match step.step.key.as_str() {
        "entry" | "arrival_plan" | "housing_contract" => Some(Anchor::ArrivalDate),
        "move_in" | "landlord_confirmation" | "residence_registration" => Some(Anchor::MoveIn),
        _ => None,
    };
    let own = own.filter(|anchor| !is_sure(case, *anchor));
    let anchor = own.or_else(|| OWN.into_iter().find(|anchor| step.missing.anchors.contains(*anchor)))?;
    Some(ask(case, anchor, language))
}

fn is_sure(case: &CaseFile, anchor: Anchor) -> bool {
    case.facts.anchors.get(anchor).is_some_and(|date| date.certainty != Certainty::Planned)
}

fn ask(case: &CaseFile, anchor: Anchor, language: Language) -> AskedDay {
    let known = case.facts.anchors.get(anchor).map(|date| say::when(language, date.day));
    AskedDay { anchor, known }
}
