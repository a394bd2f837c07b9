//! Cases: lists, the page of one, and what staff do with it.

#[cfg(feature = "ssr")]
use crate::gate::{self, Done};
use crate::{
    AppError,
    form::Said,
    packed::{Markup, Packed},
};
#[cfg(feature = "ssr")]
use backend::actor::{Accompany, Answer, ConfirmSteps, ReadCases, Refer, Staff};
use domain::{
    form,
    id::CaseId,
    view::case::{CaseFilter, CasePage},
};
use leptos::prelude::*;

#[cfg(feature = "ssr")]
mod list;

/// A page of the cases of the own scope.
#[server(prefix = "/api", endpoint = "cases/list")]
pub async fn cases(#[server(default)] filter: CaseFilter) -> Result<Packed<Markup>, AppError> {
    let asked = filter.clone();
    gate::build_permitted::<Staff, ReadCases, _, _, _>(
        |staff, permit| async move { staff.cases(gate::language(), &asked, permit).await },
        |locale, list| list::shown(locale, &filter, list),
    )
    .await
}

/// One case, with the step chosen to be worked on, and with those who could accompany the person if asked.
#[server(prefix = "/api", endpoint = "cases/page")]
pub async fn read_case(
    case: CaseId,
    #[server(default)] step: String,
    #[server(default)] assigns: bool,
) -> Result<Packed<CasePage>, AppError> {
    gate::read_permitted::<Staff, ReadCases, _, _, _>(|staff, permit| async move {
        staff.case_page(gate::language(), case, &step, assigns, permit).await
    })
    .await
}

/// Confirms that a step was done.
#[server(prefix = "/api", endpoint = "cases/confirm-step")]
pub async fn confirm_step(case: CaseId, form: form::ConfirmStep) -> Result<Said, AppError> {
    gate::form_permitted::<Staff, ConfirmSteps, _, _>("confirm-step", &form.clone(), |staff, permit| async move {
        staff.confirm_step(case, &form, permit).await?;
        Ok(Done::stay(Said::Confirmed))
    })
    .await
}

/// Gives up a step with a reason.
#[server(prefix = "/api", endpoint = "cases/waive-step")]
pub async fn waive_step(case: CaseId, form: form::WaiveStep) -> Result<Said, AppError> {
    gate::form_permitted::<Staff, ConfirmSteps, _, _>("waive-step", &form.clone(), |staff, permit| async move {
        staff.waive_step(case, &form, permit).await?;
        Ok(Done::stay(Said::Waived))
    })
    .await
}

/// Opens a step again.
#[server(prefix = "/api", endpoint = "cases/reopen-step")]
pub async fn reopen_step(case: CaseId, step: String) -> Result<Said, AppError> {
    gate::form_permitted::<Staff, ConfirmSteps, _, _>("reopen-step", &(), |staff, permit| async move {
        staff.reopen_step(case, &step, permit).await?;
        Ok(Done::stay(Said::TakenBack))
    })
    .await
}

/// Sets a date that others hang on.
#[server(prefix = "/api", endpoint = "cases/set-date")]
pub async fn set_date(case: CaseId, form: form::SetDate) -> Result<Said, AppError> {
    gate::form_permitted::<Staff, ConfirmSteps, _, _>("set-date", &form.clone(), |staff, permit| async move {
        staff.set_date(case, &form, permit).await?;
        Ok(Done::stay(Said::Saved))
    })
    .await
}

/// Writes down facts that were told.
#[server(prefix = "/api", endpoint = "cases/tell-facts")]
pub async fn tell_facts(case: CaseId, form: form::TellFacts) -> Result<Said, AppError> {
    gate::form_permitted::<Staff, ConfirmSteps, _, _>("tell-facts", &form.clone(), |staff, permit| async move {
        staff.tell_facts(case, &form, permit).await?;
        Ok(Done::stay(Said::Saved))
    })
    .await
}

/// Writes a note for the own institution.
#[server(prefix = "/api", endpoint = "cases/write-note")]
pub async fn write_note(case: CaseId, form: form::WriteNote) -> Result<Said, AppError> {
    gate::form_permitted::<Staff, Answer, _, _>("note", &form.clone(), |staff, permit| async move {
        staff.write_note(case, &form, permit).await?;
        Ok(Done::stay(Said::Noted))
    })
    .await
}

/// Makes somebody of the own office the companion.
#[server(prefix = "/api", endpoint = "cases/assign-companion")]
pub async fn assign_companion(case: CaseId, form: form::AssignCompanion) -> Result<Said, AppError> {
    gate::form_permitted::<Staff, Accompany, _, _>("companion", &form.clone(), |staff, permit| async move {
        staff.assign_companion(case, &form, permit).await?;
        Ok(Done::go(&format!("cases/{case}"), Said::Saved))
    })
    .await
}

/// Mails the person a link to the own way.
#[server(prefix = "/api", endpoint = "cases/invite")]
pub async fn invite_newcomer(case: CaseId) -> Result<Said, AppError> {
    gate::form_permitted::<Staff, Accompany, _, _>("invite", &(), |staff, permit| async move {
        staff.invite_newcomer(case, permit).await?;
        Ok(Done::stay(Said::Invited))
    })
    .await
}

/// Refers a case to another institution.
#[server(prefix = "/api", endpoint = "cases/refer")]
pub async fn refer_case(case: CaseId, form: form::SendReferral) -> Result<Said, AppError> {
    gate::form_permitted::<Staff, Refer, _, _>("refer", &form.clone(), |staff, permit| async move {
        staff.refer(case, &form, permit).await?;
        Ok(Done::stay(Said::Referred))
    })
    .await
}
