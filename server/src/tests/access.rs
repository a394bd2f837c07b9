//! Who may ask for what: every page and every server function, for every kind of visitor, with own
//! and foreign objects. A page or a function without a row fails.

use super::world::{Who, World};
use std::collections::BTreeSet;

/// A page, and the status each visitor gets, in the order of [`Who::ALL`]:
/// nobody, newcomer, employer, companion, advisor, lead, administrator.
pub(super) struct Page(&'static str, [u16; 7]);

impl Page {
    /// Its address; `{own}` and `{foreign}` stand for cases.
    pub(super) const fn path(&self) -> &'static str {
        self.0
    }
}

const PUBLIC: [u16; 7] = [200; 7];
const SIGNED_IN: [u16; 7] = [303, 200, 200, 200, 200, 200, 200];
const EMPLOYER: [u16; 7] = [303, 403, 200, 403, 403, 403, 403];
const NEWCOMER: [u16; 7] = [303, 200, 403, 403, 403, 403, 403];

const STAFF: [u16; 7] = [303, 403, 403, 200, 200, 403, 403];

pub(super) const PAGES: &[Page] = &[
    Page("/de", PUBLIC),
    Page("/de/way", PUBLIC),
    Page("/de/announce", PUBLIC),
    Page("/de/start", PUBLIC),
    Page("/de/imprint", PUBLIC),
    Page("/de/privacy", PUBLIC),
    Page("/de/accessibility", PUBLIC),
    Page("/de/nothing-here", [404; 7]),
    Page("/de/sign-in", PUBLIC),
    Page("/de/reset", PUBLIC),
    Page("/de/link/0000", [404; 7]),
    // Known or not, the page of a code is the same.
    Page("/de/code", PUBLIC),
    Page("/de/code/0000", PUBLIC),
    Page("/de/sheets", SIGNED_IN),
    Page("/de/account", SIGNED_IN),
    Page("/de/plan", NEWCOMER),
    Page("/de/plan/print", NEWCOMER),
    Page("/de/plan/residence_registration", NEWCOMER),
    Page("/de/plan/no_such_step", [303, 404, 403, 403, 403, 403, 403]),
    // With one hire only: straight to that person.
    Page("/de/hires", [303, 403, 302, 403, 403, 403, 403]),
    Page("/de/hires/import", EMPLOYER),
    Page("/de/hires/import/00000000-0000-7000-8000-000000000000", [303, 403, 404, 403, 403, 403, 403]),
    Page("/de/hires/{own}", EMPLOYER),
    Page("/de/hires/{foreign}", [303, 403, 404, 403, 403, 403, 403]),
    Page("/de/hires/not-an-id", [303, 404, 404, 404, 404, 404, 404]),
    Page("/de/cohorts", EMPLOYER),
    Page("/de/cohorts/00000000-0000-7000-8000-000000000000", [303, 403, 404, 403, 403, 403, 403]),
    Page("/de/desk", [303, 403, 403, 200, 200, 200, 200]),
    Page("/de/cases", STAFF),
    Page("/de/cases/{own}", [303, 403, 403, 200, 404, 403, 403]),
    Page("/de/cases/{foreign}", [303, 403, 403, 200, 404, 403, 403]),
    Page("/de/questions", STAFF),
    Page("/de/referrals", STAFF),
    Page("/de/consultations", STAFF),
    Page("/de/numbers", [303, 403, 403, 403, 403, 200, 403]),
    Page("/de/barriers", [303, 403, 403, 200, 403, 403, 403]),
    Page("/de/notices", [303, 403, 403, 200, 403, 403, 200]),
];

#[tokio::test]
async fn every_page_answers_every_visitor_as_the_table_says() {
    let world = World::new().await;
    let mut wrong = Vec::new();
    for Page(path, expected) in PAGES {
        for (who, expected) in Who::ALL.into_iter().zip(expected) {
            let status = world.get(who, path).await.status.as_u16();
            if status != *expected {
                wrong.push(format!("{path} as {who:?}: {status}, not {expected}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn server_functions_are_posted_never_linked() {
    let linked: BTreeSet<String> = server_fn::axum::server_fn_paths()
        .filter(|(_, method)| *method != axum::http::Method::POST)
        .map(|(path, _)| path.to_owned())
        .collect();
    assert!(linked.is_empty(), "{linked:?}");
}

use Who::{Administrator, Advisor, Companion, Employer, Lead, Newcomer, Nobody};

/// A server function, who may call it, and arguments it can read. `{case}` stands for a case: its
/// own for whoever has one, and then a foreign one, which has to be as good as none.
struct Function(&'static str, &'static [Who], &'static str);

const ANYONE: &[Who] = &[Nobody, Newcomer, Employer, Companion, Advisor, Lead, Administrator];
const ACCOUNTS: &[Who] = &[Newcomer, Employer, Companion, Advisor, Lead, Administrator];
const CASES: &[Who] = &[Companion, Advisor];
const ADMIT: &[Who] = &[Companion, Administrator];
/// An identifier that nothing has.
const NOTHING: &str = "00000000-0000-7000-8000-000000000000";

const FUNCTIONS: &[Function] = &[
    Function("account/sign-in", ANYONE, "form[email]=&form[password]="),
    Function("account/reset", ANYONE, "form[email]="),
    Function("account/look-at-link", ANYONE, "token=x"),
    Function("account/use-link", ANYONE, "token=x"),
    Function("account/sign-out", ANYONE, ""),
    Function("account/sign-out-everywhere", ACCOUNTS, ""),
    Function("account/own", ACCOUNTS, ""),
    Function("account/password", ACCOUNTS, "form[password]=short"),
    Function("account/address", ACCOUNTS, "form[email]=nobody"),
    Function("account/end-session", ACCOUNTS, "session={nothing}"),
    Function("account/switch", ACCOUNTS, "membership={nothing}"),
    Function("invitation/renew", ANYONE, "token=x"),
    Function("invitation/erase", ANYONE, "token=x"),
    Function("sheets/find", ANYONE, "form[code]="),
    Function("sheets/look", ANYONE, "code=x"),
    Function("sheets/open", ANYONE, "code=x&form[day]="),
    Function("sheets/show", ACCOUNTS, ""),
    Function("public/start-page", ANYONE, ""),
    Function("public/way", ANYONE, "asked[who]=coming&asked[occupation]=Koch"),
    Function("public/load-announcement", ANYONE, ""),
    Function("public/draft-notice", ANYONE, "form[company]="),
    Function("public/send-notice", ANYONE, "draft={nothing}"),
    Function("public/load-choices", ANYONE, ""),
    Function("public/start-alone", ANYONE, "form[email]="),
    Function("public/legal", ANYONE, "page=imprint"),
    Function("public/report-barrier", ANYONE, "form[barrier]="),
    Function("barriers/list", &[Companion], ""),
    Function("barriers/close", &[Companion], "id={nothing}"),
    Function("notices/list", ADMIT, ""),
    Function("notices/admit", ADMIT, "form[choice]="),
    Function("notices/decline", ADMIT, "form[notice]="),
    Function("hires/list", &[Employer], "find[q]="),
    Function("hires/one", &[Employer], "id={case}"),
    Function("hires/change", &[Employer], "id={case}&form[work_start]="),
    Function("hires/invite", &[Employer], "id={case}"),
    Function("hires/sheets", &[Employer], "cases[]={case}"),
    Function("hires/claim", &[Employer], "cases[]={case}&step=sv_registration"),
    Function("hires/step", &[Employer], "id={case}&claim=sv_registration"),
    Function("hires/withdraw", &[Employer], "id={case}&form[reason]="),
    Function("hires/replace", &[Employer], "id={case}&form[reason]="),
    Function("cohorts/list", &[Employer], ""),
    Function("cohorts/one", &[Employer], "id={nothing}"),
    Function("cohorts/create", &[Employer], "form[name]="),
    Function("cohorts/set", &[Employer], "id={nothing}&cases[]={nothing}&form[fact]="),
    Function("cohorts/invite", &[Employer], "id={nothing}"),
    Function("cohorts/sheets", &[Employer], "id={nothing}"),
    Function("import/list", &[Employer], ""),
    Function("import/look", &[Employer], "import={nothing}"),
    Function("import/sheet", &[Employer], "import={nothing}&form[sheet]=x"),
    Function("import/columns", &[Employer], "import={nothing}&form[0]=skip"),
    Function("import/act-on-row", &[Employer], "import={nothing}"),
    Function("import/edit-row", &[Employer], "import={nothing}&number=1&form[family_name]=x"),
    Function("import/confirm", &[Employer], "import={nothing}"),
    Function("import/undo", &[Employer], "import={nothing}"),
    Function("import/discard", &[Employer], "import={nothing}"),
    Function("plan/own", &[Newcomer], ""),
    Function("plan/print", &[Newcomer], ""),
    Function("plan/read-reset", &[Newcomer], ""),
    Function("plan/step", &[Newcomer], "step=entry"),
    Function("plan/claim", &[Newcomer], "step=entry"),
    Function("plan/take-back", &[Newcomer], "step=entry"),
    Function("plan/begin", &[Newcomer], "step=entry"),
    Function("plan/hand-in", &[Newcomer], "step=entry"),
    Function("plan/ask", &[Newcomer], "form[question]="),
    Function("plan/share", &[Newcomer], "step=recognition_routing&answer=no"),
    Function("plan/wish", &[Newcomer], "step=entry&answer=yes"),
    Function("plan/stop-sharing", &[Newcomer], "organisation={nothing}&purpose=recognition"),
    Function("plan/answer-missing", &[Newcomer], "form[spouse]=perhaps"),
    Function("plan/day", &[Newcomer], "anchor=arrival_date&form[day]="),
    Function("plan/accept", &[Newcomer], ""),
    Function("plan/correct", &[Newcomer], "form[given_names]="),
    Function("plan/erase", &[Newcomer], ""),
    Function("desk/show", &[Companion, Advisor, Lead, Administrator], ""),
    Function("cases/list", CASES, ""),
    Function("cases/page", CASES, "case={case}"),
    Function("cases/confirm-step", CASES, "case={case}&form[step]=entry"),
    Function("cases/waive-step", CASES, "case={case}&form[step]=entry"),
    Function("cases/reopen-step", CASES, "case={case}&step=entry"),
    Function("cases/set-date", CASES, "case={case}&form[anchor]=arrival_date"),
    Function("cases/tell-facts", CASES, "case={case}&form[route]="),
    Function("cases/write-note", CASES, "case={case}&form[note]="),
    Function("cases/assign-companion", &[Companion], "case={case}&form[companion]="),
    Function("cases/invite", &[Companion], "case={case}"),
    Function("cases/sheet", &[Companion], "case={case}"),
    Function("cases/reset-access", &[Companion], "case={case}&form[reason]=locked_out"),
    Function("cases/refer", CASES, "case={case}&form[organisation]="),
    Function("referrals/list", CASES, ""),
    Function("referrals/acknowledge", CASES, "referral={nothing}"),
    Function("referrals/accept", CASES, "referral={nothing}"),
    Function("referrals/decline", CASES, "form[referral]={nothing}&form[reply]=x"),
    Function("referrals/close", CASES, "form[referral]={nothing}&form[reply]=x"),
    Function("questions/list", CASES, ""),
    Function("questions/answer", CASES, "form[question]={nothing}&form[answer]=x"),
    Function("consultations/list", CASES, ""),
    Function("numbers/show", &[Lead], ""),
    Function("consultations/log", CASES, "form[party]="),
];

/// Whether somebody sees a case: the employer the own one, the Welcome Office every one, an advisor
/// without a referral none.
fn sees(world: &World, who: Who, case: &str) -> bool {
    match who {
        Companion => true,
        Employer => case == world.own_case,
        _ => false,
    }
}

#[tokio::test]
async fn every_server_function_answers_every_visitor_as_the_table_says() {
    let world = World::new().await;
    let mut wrong = Vec::new();
    for Function(path, allowed, body) in FUNCTIONS {
        for who in Who::ALL {
            let cases: &[&str] = if body.contains("{case}") { &[&world.own_case, &world.foreign_case] } else { &[""] };
            for case in cases {
                let body = body.replace("{case}", case).replace("{nothing}", NOTHING);
                let status = world.call(who, &format!("/api/{path}"), &body).await.status.as_u16();
                let fine = match (who, allowed.contains(&who)) {
                    (Nobody, false) => status == 401,
                    (_, false) => status == 403,
                    (_, true) if !case.is_empty() && !sees(&world, who, case) => status == 404,
                    (_, true) if !case.is_empty() => matches!(status, 200 | 409 | 422),
                    (_, true) => matches!(status, 200 | 404 | 409 | 422),
                };
                if !fine {
                    wrong.push(format!("{path} as {who:?} with {body}: {status}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_server_function_is_without_a_row_and_no_row_without_a_function() {
    let registered: BTreeSet<String> =
        server_fn::axum::server_fn_paths().map(|(path, _)| path.trim_start_matches("/api/").to_owned()).collect();
    let listed: BTreeSet<String> = FUNCTIONS.iter().map(|Function(path, ..)| (*path).to_owned()).collect();
    assert_eq!(registered, listed);
}

#[test]
fn no_page_is_without_a_row() {
    let listed: BTreeSet<usize> = PAGES.iter().map(|Page(path, _)| path.split('/').count()).collect();
    assert!(listed.len() > 1);
    let routes: BTreeSet<String> = leptos_axum::generate_route_list(app::App)
        .into_iter()
        .map(|route| route.path().to_owned())
        .filter(|path| path.contains(':') || path.contains('{'))
        .collect();
    let missing: Vec<&String> =
        routes.iter().filter(|route| !PAGES.iter().any(|Page(path, _)| fits(route, path))).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// Whether an address of the table belongs to a route.
fn fits(route: &str, path: &str) -> bool {
    let (route, path): (Vec<&str>, Vec<&str>) =
        (route.trim_end_matches('/').split('/').collect(), path.split('/').collect());
    route.len() == path.len()
        && route.iter().zip(&path).all(|(part, given)| part.starts_with([':', '{']) || part == given)
}
