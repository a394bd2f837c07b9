//! An employer's cohorts: people who come together.

#[cfg(feature = "ssr")]
use crate::gate::{self, Done};
use crate::{AppError, form::Said, packed::Packed};
use domain::{
    form,
    id::{CaseId, CohortId},
    view::cohorts::{Cohort, Cohorts},
};
use leptos::prelude::*;

#[cfg(feature = "ssr")]
mod said {
    //! Sentences with numbers, said on the server.

    use crate::{
        gate,
        language::{locale_of, words},
    };
    use domain::view::{
        cohorts::{Cohort, OnPaper},
        hires::Fact,
    };

    /// The numbers of a cohort as sentences.
    pub(super) fn cohort(mut cohort: Cohort) -> Cohort {
        let locale = locale_of(gate::language());
        let (people, invited, opened) = (cohort.row.people, cohort.row.invited, cohort.row.opened);
        cohort.facts = vec![
            Fact { number: people.to_string(), text: words!(locale, employer.fact_members, count = people) },
            Fact { number: invited.to_string(), text: words!(locale, employer.fact_invited, count = invited) },
            Fact { number: opened.to_string(), text: words!(locale, employer.fact_opened, count = opened) },
        ];
        let OnPaper { shared, without, no_birth_date } = cohort.on_paper;
        let sentences = [
            (shared, words!(locale, employer.on_paper_shared, count = shared)),
            (without, words!(locale, employer.on_paper_without, count = without)),
            (no_birth_date, words!(locale, employer.on_paper_no_birth_date, count = no_birth_date)),
        ];
        cohort.on_paper_facts = sentences.into_iter().filter(|(count, _)| *count > 0).map(|(_, text)| text).collect();
        cohort
    }
}

/// A page of the own cohorts.
#[server(prefix = "/api", endpoint = "cohorts/list")]
pub async fn own_cohorts(#[server(default)] after: Option<CohortId>) -> Result<Packed<Cohorts>, AppError> {
    gate::read::<backend::actor::Employer, _, _, _>(|employer| async move {
        employer.cohorts(after, gate::language()).await
    })
    .await
}

/// One of the own cohorts.
#[server(prefix = "/api", endpoint = "cohorts/one")]
pub async fn own_cohort(id: CohortId, #[server(default)] after: Option<CaseId>) -> Result<Packed<Cohort>, AppError> {
    gate::read::<backend::actor::Employer, _, _, _>(|employer| async move {
        employer.one_cohort(id, after, gate::language()).await.map(said::cohort)
    })
    .await
}

/// Opens a cohort.
#[server(prefix = "/api", endpoint = "cohorts/create")]
pub async fn create_cohort(form: form::NewCohort) -> Result<Said, AppError> {
    gate::form::<backend::actor::Employer, _, _>("cohort", &form, |employer| {
        let form = form.clone();
        async move {
            let id = employer.create_cohort(&form).await?;
            Ok(Done::go(&format!("cohorts/{id}"), Said::Saved))
        }
    })
    .await
}

/// Sets the same facts for the members selected.
#[server(prefix = "/api", endpoint = "cohorts/set")]
pub async fn set_for_all(
    id: CohortId,
    #[server(default)] cases: Vec<CaseId>,
    #[server(default)] everyone: String,
    form: form::SetForAll,
) -> Result<Said, AppError> {
    gate::form::<backend::actor::Employer, _, _>("set", &form, |employer| {
        let form = form.clone();
        async move {
            let cases = if everyone.is_empty() { cases } else { employer.members_of(id).await? };
            employer.set_for_all(id, &cases, &form).await?;
            Ok(Done::stay(Said::Saved))
        }
    })
    .await
}

/// Invites everybody of a cohort who has an address of her own and was never invited.
#[server(prefix = "/api", endpoint = "cohorts/invite")]
pub async fn invite_cohort(id: CohortId) -> Result<Said, AppError> {
    gate::form::<backend::actor::Employer, _, _>("invite-cohort", &(), |employer| async move {
        let invited = employer.invite_cohort(id).await?;
        Ok(Done::stay(Said::InvitedGroup { mailed: invited.mailed, on_paper: invited.on_paper }))
    })
    .await
}
