//! Invitations on paper: making and seeing them, opening the plan with one, and resetting an access.

#[cfg(feature = "ssr")]
use crate::gate::{self, Done};
use crate::{
    AppError,
    form::Said,
    packed::{Markup, Packed},
};
#[cfg(feature = "ssr")]
use backend::{
    OpenedSheet,
    actor::{Accompany, Employer, Public, SignedIn, Staff},
};
use domain::{
    form,
    id::{CaseId, CohortId},
};
use leptos::prelude::*;

/// Where the birth date of a sheet is sent.
pub const OPEN_SHEET: &str = "/api/sheets/open";
/// Where the form that prints sheets for those selected is sent.
pub const PRINT_SHEETS: &str = "/api/hires/sheets";
/// Where the form that prints sheets for a cohort is sent.
pub const PRINT_COHORT: &str = "/api/cohorts/sheets";
/// Where staff's form that prints a sheet is sent.
pub const PRINT_SHEET: &str = "/api/cases/sheet";

/// Makes sheets for the hires selected, or for everybody of the cohort.
#[server(prefix = "/api", endpoint = "hires/sheets")]
pub async fn print_sheets(
    #[server(default)] cases: Vec<CaseId>,
    #[server(default)] id: Option<CohortId>,
    #[server(default)] everyone: String,
    #[server(default)] language: String,
) -> Result<Said, AppError> {
    // On the page of a cohort the button stands in the form that also sets facts.
    let form = if id.is_some() { "set" } else { "sheets" };
    gate::form::<Employer, _, _>(form, &(), |employer| async move {
        let cases = match id.filter(|_| !everyone.is_empty()) {
            Some(cohort) => employer.members_not_opened(cohort).await?,
            None => cases,
        };
        browser::keep(&employer.print_sheets(&cases, language.parse().ok()).await?);
        Ok(Done::go("sheets", Said::Nothing))
    })
    .await
}

/// Makes sheets for everybody of a cohort whom no mail reaches.
#[server(prefix = "/api", endpoint = "cohorts/sheets")]
pub async fn print_cohort(id: CohortId) -> Result<Said, AppError> {
    gate::form::<Employer, _, _>("cohort-sheets", &(), |employer| async move {
        browser::keep(&employer.print_sheets_of_cohort(id).await?);
        Ok(Done::go("sheets", Said::Nothing))
    })
    .await
}

/// Makes a sheet for the person of a case.
#[server(prefix = "/api", endpoint = "cases/sheet")]
pub async fn print_sheet(case: CaseId, #[server(default)] language: String) -> Result<Said, AppError> {
    gate::form_permitted::<Staff, Accompany, _, _>("sheets", &(), |staff, permit| async move {
        browser::keep(&staff.print_sheet(case, language.parse().ok(), permit).await?);
        Ok(Done::go("sheets", Said::Nothing))
    })
    .await
}

/// Ends the access to a plan, so that its person can be invited anew.
#[server(prefix = "/api", endpoint = "cases/reset-access")]
pub async fn reset_access(case: CaseId, form: form::ResetAccess) -> Result<Said, AppError> {
    gate::form_permitted::<Staff, Accompany, _, _>("reset-access", &form.clone(), |staff, permit| async move {
        staff.reset_access(case, &form, permit).await?;
        Ok(Done::stay(Said::AccessReset))
    })
    .await
}

/// The sheets this browser has just made; seen once.
#[server(prefix = "/api", endpoint = "sheets/show")]
pub async fn show_sheets() -> Result<Packed<Markup>, AppError> {
    gate::build::<SignedIn, _, _, _>(
        |account| async move {
            let Some(secret) = browser::take() else { return Ok(None) };
            account.sheets(&secret).await
        },
        |locale, sheets| paper::page(locale, sheets, &gate::frame()),
    )
    .await
}

/// The code somebody typed, turned into its page.
#[server(prefix = "/api", endpoint = "sheets/find")]
pub async fn find_sheet(form: form::TypeCode) -> Result<Said, AppError> {
    // What was typed is not kept for the next page: it is nearly a code.
    gate::form::<Public, _, _>("code", &(), |visitor| async move {
        let code = visitor.read_code(&form)?;
        Ok(Done::go(&format!("code/{code}"), Said::Nothing))
    })
    .await
}

/// What the address on a sheet shows.
#[server(prefix = "/api", endpoint = "sheets/look")]
pub async fn look_at_sheet(code: String) -> Result<Packed<Markup>, AppError> {
    let asked = code.clone();
    gate::build::<Public, _, _, _>(
        |visitor| async move { visitor.look_at_sheet(&asked, gate::language()).await },
        |locale, seen| door::page(locale, code, seen),
    )
    .await
}

/// Opens the plan with a sheet and a birth date.
#[server(prefix = "/api", endpoint = "sheets/open")]
pub async fn open_sheet(code: String, #[server(default)] form: form::OpenSheet) -> Result<Said, AppError> {
    // A birth date is typed again rather than kept.
    gate::form::<Public, _, _>("open-sheet", &(), |visitor| async move {
        Ok(match visitor.open_by_sheet(&code, &form, &gate::device()).await? {
            OpenedSheet::Session(session) => {
                gate::set_session(Some(&session.secret));
                Done::go(session.landing.page(), Said::Nothing)
            }
            // Its page says so.
            OpenedSheet::Used => Done::stay(Said::Nothing),
        })
    })
    .await
}

#[cfg(feature = "ssr")]
mod door;
#[cfg(feature = "ssr")]
mod paper;

/// The secret from which the codes of sheets are made, for the page that shows them.
#[cfg(feature = "ssr")]
mod browser {
    use crate::gate;

    const COOKIE: &str = "wo-sheets";
    /// As long as what to show on the page is kept.
    const LIFE: u32 = 600;

    pub(super) fn keep(secret: &str) {
        gate::keep_cookie(COOKIE, secret, LIFE);
    }

    pub(super) fn take() -> Option<String> {
        let secret = gate::find_cookie(COOKIE)?;
        gate::drop_cookie(COOKIE);
        Some(secret)
    }
}
