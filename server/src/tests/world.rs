//! A small city for router tests: two organisations of each kind, two newcomers, and clients named
//! by who is asking.

use crate::{
    config,
    router::{self, State},
};
use app::gate::session_cookie;
use axum::{
    Router,
    body::Body,
    http::{Request, Response, StatusCode, header},
};
use backend::testing::{self, TestOffice};
use domain::{id::OrganisationId, role::MembershipRole};
use http_body_util::BodyExt as _;
use leptos::config::LeptosOptions;
use std::{path::Path, sync::Arc};
use tokio_util::sync::CancellationToken;
use tower::ServiceExt as _;

/// Who is asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who {
    Nobody,
    Newcomer,
    Employer,
    Companion,
    Advisor,
    Lead,
    Administrator,
}

impl Who {
    pub(super) const ALL: [Self; 7] =
        [Self::Nobody, Self::Newcomer, Self::Employer, Self::Companion, Self::Advisor, Self::Lead, Self::Administrator];

    const fn address(self) -> Option<&'static str> {
        match self {
            Self::Nobody => None,
            Self::Newcomer => Some("newcomer@example.org"),
            Self::Employer => Some("employer@example.org"),
            Self::Companion => Some("companion@example.org"),
            Self::Advisor => Some("advisor@example.org"),
            Self::Lead => Some("lead@example.org"),
            Self::Administrator => Some("administrator@example.org"),
        }
    }
}

/// The city under test.
pub(super) struct World {
    pub(super) office: TestOffice,
    router: Router,
    /// The employer.
    pub(super) hotel: OrganisationId,
    /// The employer's and newcomer's own case.
    pub(super) own_case: String,
    /// A case of another employer and another newcomer, which no advisor sees either.
    pub(super) foreign_case: String,
}

/// An answer, read to its end.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) location: Option<String>,
    pub(super) cookies: Vec<String>,
    pub(super) headers: axum::http::HeaderMap,
    pub(super) body: String,
    /// The same as it was sent.
    pub(super) bytes: Vec<u8>,
}

impl World {
    pub(super) async fn new() -> Self {
        Self::around(testing::backend().await).await
    }

    /// As in service: nothing of the demo.
    pub(super) async fn in_service() -> Self {
        Self::around(testing::in_service().await).await
    }

    /// With the files for browsers in a folder.
    pub(super) async fn with_site(site: &Path) -> Self {
        Self::of(testing::backend().await, site).await
    }

    async fn around(office: TestOffice) -> Self {
        Self::of(office, Path::new("")).await
    }

    async fn of(office: TestOffice, site: &Path) -> Self {
        let unit = office.welcome_office().await;
        let chamber = office.organisation("chamber", "IHK zum Prüfen").await;
        let hotel = office.organisation("employer", "Hotel am Stadtpark").await;
        let bakery = office.organisation("employer", "Bäckerei Nord").await;
        office.member(hotel, MembershipRole::EmployerAdmin, "employer@example.org").await;
        office.member(bakery, MembershipRole::EmployerAdmin, "baker@example.org").await;
        office.member(unit, MembershipRole::Companion, "companion@example.org").await;
        office.member(unit, MembershipRole::ProgrammeLead, "lead@example.org").await;
        office.member(unit, MembershipRole::Administrator, "administrator@example.org").await;
        office.member(chamber, MembershipRole::Advisor, "advisor@example.org").await;
        let own = office.hire(hotel, "Nguyễn", "Thị Hà").await;
        let foreign = office.hire(bakery, "Kowalska", "Anna").await;
        office.account_for_case(own, "newcomer@example.org").await;
        office.account_for_case(foreign, "stranger@example.org").await;
        let state = state(&office, site);
        let router = router::build(state);
        Self { office, router, hotel, own_case: own.to_string(), foreign_case: foreign.to_string() }
    }

    /// The program ends and starts again: what it had in memory is gone.
    pub(super) fn restart(&mut self) {
        self.router = router::build(state(&self.office, Path::new("")));
    }

    /// A path or body with the world's ids in it.
    pub(super) fn fill(&self, text: &str) -> String {
        text.replace("{own}", &self.own_case).replace("{foreign}", &self.foreign_case)
    }

    pub(super) async fn cookie(&self, who: Who) -> Option<String> {
        let secret = self.office.session_of(who.address()?).await;
        Some(format!("{}={secret}", session_cookie(false)))
    }

    pub(super) async fn get(&self, who: Who, path: &str) -> Answer {
        let mut request =
            Request::get(self.fill(path)).header(header::ACCEPT, "text/html").header(header::HOST, "localhost:3000");
        if let Some(cookie) = self.cookie(who).await {
            request = request.header(header::COOKIE, cookie);
        }
        self.send(request.body(Body::empty()).unwrap()).await
    }

    /// Calls a server function as our script does.
    pub(super) async fn call(&self, who: Who, path: &str, body: &str) -> Answer {
        self.post(who, path, body, "application/json", None).await
    }

    /// Posts a form as a browser without scripts does.
    pub(super) async fn submit(&self, who: Who, page: &str, path: &str, body: &str) -> Answer {
        self.post(who, path, body, "text/html,application/xhtml+xml", Some(page)).await
    }

    async fn post(&self, who: Who, path: &str, body: &str, accept: &str, page: Option<&str>) -> Answer {
        let mut request = Request::post(path)
            .header(header::HOST, "localhost:3000")
            .header(header::ACCEPT, accept)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin");
        if let Some(cookie) = self.cookie(who).await {
            request = request.header(header::COOKIE, cookie);
        }
        if let Some(page) = page {
            request = request.header(header::REFERER, format!("http://localhost:3000{page}"));
        }
        self.send(request.body(Body::from(self.fill(body))).unwrap()).await
    }

    /// The beginning of an answer that does not end.
    pub(super) async fn open(&self, request: http::request::Builder) -> Body {
        let answer = self.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK);
        answer.into_body()
    }

    pub(super) async fn send(&self, request: Request<Body>) -> Answer {
        read(self.router.clone().oneshot(request).await.unwrap()).await
    }
}

async fn read(response: Response<Body>) -> Answer {
    let (parts, body) = response.into_parts();
    let bytes = body.collect().await.unwrap().to_bytes().to_vec();
    let text = |name| parts.headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    Answer {
        status: parts.status,
        location: text(header::LOCATION),
        cookies: parts
            .headers
            .get_all(header::SET_COOKIE)
            .iter()
            .filter_map(|value| Some(value.to_str().ok()?.to_owned()))
            .collect(),
        body: String::from_utf8_lossy(&bytes).into_owned(),
        bytes,
        headers: parts.headers,
    }
}

fn state(office: &TestOffice, site: &Path) -> State {
    State {
        backend: office.backend.clone(),
        options: LeptosOptions::builder()
            .output_name("welcome-office")
            .site_root(site.to_string_lossy().into_owned())
            .site_pkg_dir("pkg")
            .build(),
        settings: Arc::new(config::load(None, &config::Overrides::default()).unwrap()),
        stopping: CancellationToken::new(),
    }
}
