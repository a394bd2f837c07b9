//! Every page and who it is for. Addresses are a contract: they stand in mails and on paper.

use crate::pages;
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::{
    SsrMode,
    components::{ParentRoute, Route, Router, Routes},
    path,
};

/// The whole interface.
///
/// Every route renders completely before it is sent: without scripts nothing could fill in a
/// placeholder later.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    #[cfg(feature = "ssr")]
    crate::gate::set_content_policy();
    view! {
        <Router>
            <Routes fallback=pages::not_found::NotFound>
                <ParentRoute path=path!("/:language") view=crate::parts::layout::Layout ssr=SsrMode::Async>
                    <Route path=path!("") view=pages::public::start_page::StartPage/>
                    <Route path=path!("way") view=pages::public::start_page::Way/>
                    <Route path=path!("announce") view=pages::public::announce::Announce/>
                    <Route path=path!("start") view=pages::public::own_start::OwnStart/>
                    <Route path=path!("imprint") view=pages::public::legal::Imprint/>
                    <Route path=path!("privacy") view=pages::public::legal::Privacy/>
                    <Route path=path!("accessibility") view=pages::public::legal::Accessibility/>
                    <Route path=path!("sign-in") view=pages::account::sign_in::SignInPage/>
                    <Route path=path!("reset") view=pages::account::reset::Reset/>
                    <Route path=path!("code") view=pages::account::code::TypeCode/>
                    <Route path=path!("code/:code") view=pages::account::code::OpenCode/>
                    <Route path=path!("sheets") view=pages::account::sheets::SheetsPage/>
                    <Route path=path!("link/:token") view=pages::account::link::LinkPage/>
                    <Route path=path!("account") view=pages::account::own::OwnAccount/>
                    <Route path=path!("hires") view=pages::employer::hires::Hires/>
                    <Route path=path!("hires/import") view=pages::employer::import::Import/>
                    <Route path=path!("hires/import/:id") view=pages::employer::import::Draft/>
                    <Route path=path!("hires/:id") view=pages::employer::hire::Hire/>
                    <Route path=path!("cohorts") view=pages::employer::cohorts::Cohorts/>
                    <Route path=path!("cohorts/:id") view=pages::employer::cohorts::Cohort/>
                    <Route path=path!("plan") view=pages::newcomer::plan::Plan/>
                    <Route path=path!("plan/print") view=pages::newcomer::paper::PaperPlan/>
                    <Route path=path!("plan/:step") view=pages::newcomer::step::Step/>
                    <Route path=path!("desk") view=pages::staff::desk::Desk/>
                    <Route path=path!("cases") view=pages::staff::cases::Cases/>
                    <Route path=path!("cases/:id") view=pages::staff::case::Case/>
                    <Route path=path!("questions") view=pages::staff::questions::Questions/>
                    <Route path=path!("referrals") view=pages::staff::referrals::Referrals/>
                    <Route path=path!("consultations") view=pages::staff::consultations::Consultations/>
                    <Route path=path!("numbers") view=pages::staff::numbers::Numbers/>
                    <Route path=path!("barriers") view=pages::staff::barriers::Barriers/>
                    <Route path=path!("notices") view=pages::staff::notices::Notices/>
                    <Route path=path!("*any") view=pages::not_found::NotFound/>
                </ParentRoute>
            </Routes>
        </Router>
    }
}

/// Who a page is for; the server refuses others before anything renders.
#[cfg(feature = "ssr")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Anyone.
    Public,
    /// Anyone with a session.
    SignedIn,
    /// Newcomers.
    Newcomer,
    /// Employers.
    Employer,
    /// Staff.
    Staff,
}

/// Who the page at this path, without its language, is for.
#[cfg(feature = "ssr")]
#[must_use]
pub fn audience(page: &str) -> Audience {
    match first(page) {
        "account" | "sheets" => Audience::SignedIn,
        "plan" => Audience::Newcomer,
        page if of_employers(page) => Audience::Employer,
        page if of_staff(page) => Audience::Staff,
        _ => Audience::Public,
    }
}

/// Whether the page at this path, without its language, is one people work with: those exist in fewer languages
/// ([`domain::language::Language::is_for_work`]).
#[must_use]
pub fn is_for_work(page: &str) -> bool {
    of_employers(first(page)) || of_staff(first(page))
}

fn first(page: &str) -> &str {
    page.split('/').next().unwrap_or_default()
}

fn of_employers(page: &str) -> bool {
    matches!(page, "hires" | "cohorts")
}

fn of_staff(page: &str) -> bool {
    matches!(page, "desk" | "cases" | "questions" | "referrals" | "consultations" | "notices" | "numbers" | "barriers")
}
