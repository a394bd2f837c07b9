//! Who may see the own case: asked one institution at a time, where a step first needs it.
//!
//! A refusal is written down like a yes, so that nobody is asked twice; it changes nothing else.

use super::scope;
use crate::{
    acting::Acting,
    actor::Newcomer,
    case::{self, CaseFile},
    error::{Error, Result},
    say,
    store::{
        NewEvent, Write,
        entity::{consent_grant, organisation},
    },
};
use domain::{
    facts::Word as _,
    id::OrganisationId,
    language::Language,
    step::StepRef,
    view::plan::{Purpose, Share, ShareAnswer},
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, sea_query::Expr,
};
use serde_json::json;
use uuid::Uuid;

/// The wording that was agreed to; a new wording gets a new day.
const TEXT_VERSION: &str = "2026-11-22";

/// The steps at which an institution could help, its kind, and what for.
const OFFERS: [(&str, &str, Purpose); 9] = [
    ("recognition_routing", "chamber", Purpose::Recognition),
    ("documents_translate", "chamber", Purpose::Recognition),
    ("recognition_apply", "chamber", Purpose::Recognition),
    ("adaptation_measure", "chamber", Purpose::Recognition),
    ("spouse_career", "employment-agency", Purpose::Work),
    ("graduate_transition", "employment-agency", Purpose::Work),
    ("housing_contract", "housing", Purpose::Housing),
    ("volunteering_match", "volunteering", Purpose::Volunteering),
    ("sports_match", "sports", Purpose::Sports),
];

fn offer_of(step: StepRef) -> Option<(&'static str, Purpose)> {
    OFFERS.iter().find(|(key, ..)| *key == step.key.as_str()).map(|(_, kind, purpose)| (*kind, *purpose))
}

impl Acting<Newcomer> {
    /// Answers whether the institution a step needs may see the case.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a step that needs nobody or an institution that is not there.
    pub async fn answer_share(&self, step: StepRef, answer: ShareAnswer, language: Language) -> Result<()> {
        let (kind, purpose) = offer_of(step).ok_or(Error::NotFound)?;
        let (mut write, case) = self.change_case().await?;
        let plan = case.plan(write.today());
        if !plan.steps.iter().any(|planned| planned.step == step) {
            return Err(Error::NotFound);
        }
        let institution = scope::institution(&*write, kind).await?.ok_or(Error::NotFound)?;
        self.store(&mut write, &case, institution.id, purpose, answer, language).await?;
        write.commit().await
    }

    /// Takes a yes back; the institution no longer sees the case from this moment.
    ///
    /// # Errors
    /// [`Error::NotFound`] if nothing was ever shared with it.
    pub async fn stop_sharing(&self, with: OrganisationId, purpose: Purpose, language: Language) -> Result<()> {
        let (mut write, case) = self.change_case().await?;
        let grants = scope::grants(&*write, case.row.id).await?;
        if !grants.iter().any(|grant| grant.organisation_id == with.0 && grant.purpose == purpose.word()) {
            return Err(Error::NotFound);
        }
        self.store(&mut write, &case, with.0, purpose, ShareAnswer::No, language).await?;
        write.commit().await
    }

    async fn store(
        &self,
        write: &mut Write<'_>,
        case: &CaseFile,
        organisation: Uuid,
        purpose: Purpose,
        answer: ShareAnswer,
        language: Language,
    ) -> Result<()> {
        let grants = scope::grants(&**write, case.row.id).await?;
        let before = grants.iter().find(|grant| is_for(grant, organisation, purpose));
        if before.map_or(ShareAnswer::Open, said) == answer {
            return Ok(());
        }
        let kind = match answer {
            ShareAnswer::Yes => "consent.given",
            ShareAnswer::No if before.is_some() => "consent.revoked",
            ShareAnswer::No => "consent.refused",
            ShareAnswer::Open => return Err(Error::NotFound),
        };
        consent_grant::Entity::update_many()
            .col_expr(consent_grant::Column::RevokedAt, Expr::value(write.at()))
            .filter(consent_grant::Column::CaseId.eq(case.row.id))
            .filter(consent_grant::Column::OrganisationId.eq(organisation))
            .filter(consent_grant::Column::Purpose.eq(purpose.word()))
            .filter(consent_grant::Column::RevokedAt.is_null())
            .exec(&**write)
            .await?;
        if answer == ShareAnswer::Yes || before.is_none() {
            consent_grant::ActiveModel {
                id: Set(write.new_id()),
                person_id: Set(self.role.person.0),
                case_id: Set(case.row.id),
                organisation_id: Set(organisation),
                field_group: Set(purpose.word().to_owned()),
                purpose: Set(purpose.word().to_owned()),
                text_version: Set(TEXT_VERSION.to_owned()),
                language: Set(language.tag().to_owned()),
                given_at: Set(write.at()),
                ends_at: Set(None),
                // A refusal never was a grant, not for a moment.
                revoked_at: Set((answer == ShareAnswer::No).then_some(write.at())),
            }
            .insert(&**write)
            .await?;
        }
        write.record(NewEvent {
            kind,
            actor: Some(self.role.account.0),
            organisation: Some(organisation),
            case: Some(case.row.id),
            detail: json!({ "purpose": purpose.word(), "text": TEXT_VERSION }),
        });
        case::settle(write, &self.inner.templates, case.row.id).await?;
        Ok(())
    }

    /// The institution a step could need, and what was said about it.
    pub(super) async fn share_of(&self, language: Language, case: &CaseFile, step: StepRef) -> Result<Option<Share>> {
        let Some((kind, purpose)) = offer_of(step) else { return Ok(None) };
        let Some(institution) = scope::institution(self.read(), kind).await? else { return Ok(None) };
        let grants = scope::grants(self.read(), case.row.id).await?;
        let grant = grants.iter().find(|grant| is_for(grant, institution.id, purpose));
        Ok(Some(self.share(language, &institution, purpose, grant)))
    }

    /// Every institution that was asked about, with the newest answer.
    pub(super) async fn shares(&self, language: Language, case: &CaseFile) -> Result<Vec<Share>> {
        let grants = scope::grants(self.read(), case.row.id).await?;
        let names = scope::organisations(self.read(), grants.iter().map(|grant| grant.organisation_id)).await?;
        let mut shares: Vec<Share> = Vec::new();
        for grant in &grants {
            let (Some(purpose), Some(row)) = (Purpose::from_word(&grant.purpose), names.get(&grant.organisation_id))
            else {
                continue;
            };
            if !shares.iter().any(|share| share.organisation.0 == row.id && share.purpose == purpose) {
                shares.push(self.share(language, row, purpose, Some(grant)));
            }
        }
        Ok(shares)
    }

    fn share(
        &self,
        language: Language,
        institution: &organisation::Model,
        purpose: Purpose,
        grant: Option<&consent_grant::Model>,
    ) -> Share {
        let at = grant.map(|grant| grant.revoked_at.unwrap_or(grant.given_at));
        Share {
            organisation: OrganisationId(institution.id),
            name: institution.name.clone(),
            purpose,
            answer: grant.map_or(ShareAnswer::Open, said),
            since: at.map(|at| say::when(language, self.inner.clock.day_of(at))),
        }
    }
}

fn is_for(grant: &consent_grant::Model, organisation: Uuid, purpose: Purpose) -> bool {
    grant.organisation_id == organisation && grant.purpose == purpose.word()
}

fn said(grant: &consent_grant::Model) -> ShareAnswer {
    if grant.revoked_at.is_none() { ShareAnswer::Yes } else { ShareAnswer::No }
}
