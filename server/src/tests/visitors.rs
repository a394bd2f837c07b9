//! People who write and read by their address, each in one session throughout.

use super::world::{Answer, World};
use app::gate::session_cookie;
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use std::collections::BTreeMap;

const FORM: &str = "application/x-www-form-urlencoded";

pub(super) struct Visitors {
    pub(super) world: World,
    cookies: BTreeMap<String, String>,
}

impl Visitors {
    pub(super) async fn new(world: World, addresses: &[&str]) -> Self {
        let mut cookies = BTreeMap::new();
        for address in addresses {
            let secret = world.office.session_of(address).await;
            cookies.insert((*address).to_owned(), format!("{}={secret}", session_cookie(false)));
        }
        Self { world, cookies }
    }

    /// Signs somebody in once more, in a browser of this name.
    pub(super) async fn sign_in(&mut self, browser: &str, address: &str) {
        let secret = self.world.office.session_of(address).await;
        self.keep(browser, &format!("{}={secret}", session_cookie(false)));
    }

    /// Gives a visitor another cookie, or names a browser that has only this one.
    pub(super) fn keep(&mut self, visitor: &str, cookie: &str) {
        let cookie = cookie.split(';').next().unwrap_or_default();
        self.cookies.insert(visitor.to_owned(), cookie.to_owned());
    }

    /// A request as this visitor's browser makes it.
    pub(super) fn asked_by(
        &self,
        visitor: Option<&str>,
        request: http::request::Builder,
        more: &[String],
    ) -> http::request::Builder {
        let request = request.header(header::HOST, "localhost:3000").header("sec-fetch-site", "same-origin");
        let own = visitor.and_then(|visitor| self.cookies.get(visitor)).cloned();
        let cookies: Vec<String> = own.into_iter().chain(more.iter().cloned()).collect();
        if cookies.is_empty() { request } else { request.header(header::COOKIE, cookies.join("; ")) }
    }

    pub(super) async fn get(&self, visitor: Option<&str>, path: &str) -> Answer {
        let request = Request::get(self.world.fill(path)).header(header::ACCEPT, "text/html");
        self.world.send(self.asked_by(visitor, request, &[]).body(Body::empty()).unwrap()).await
    }

    /// Calls a server function as a script does.
    pub(super) async fn call(&self, visitor: Option<&str>, path: &str, fields: &str) -> Answer {
        let request = Request::post(path).header(header::ACCEPT, "application/json").header(header::CONTENT_TYPE, FORM);
        let body = Body::from(self.world.fill(fields));
        self.world.send(self.asked_by(visitor, request, &[]).body(body).unwrap()).await
    }

    /// Does something as a script does; it has to work.
    pub(super) async fn does(&self, visitor: Option<&str>, path: &str, fields: &str) -> Answer {
        let answer = self.call(visitor, path, fields).await;
        assert_eq!(answer.status, StatusCode::OK, "{path} {fields}: {}", answer.body);
        answer
    }

    /// Sends a form of a page as a browser without scripts does.
    pub(super) async fn submit(&self, visitor: Option<&str>, page: &str, path: &str, fields: &str) -> Answer {
        let request = Request::post(path)
            .header(header::ACCEPT, "text/html,application/xhtml+xml")
            .header(header::CONTENT_TYPE, FORM)
            .header(header::REFERER, format!("http://localhost:3000{}", self.world.fill(page)));
        let body = Body::from(self.world.fill(fields));
        self.world.send(self.asked_by(visitor, request, &[]).body(body).unwrap()).await
    }

    /// Sends a form with a file.
    pub(super) async fn upload(&self, visitor: Option<&str>, form: Vec<u8>) -> Answer {
        let request = Request::post("/uploads/hires").header(header::CONTENT_TYPE, "multipart/form-data; boundary=cut");
        self.world.send(self.asked_by(visitor, request, &[]).body(Body::from(form)).unwrap()).await
    }

    /// Prints an invitation; gives the code that stands on it.
    pub(super) async fn printed(&self, visitor: &str, path: &str, fields: &str) -> String {
        let printed = self.submit(Some(visitor), "/de/account", path, fields).await;
        let sheet = self.follow(Some(visitor), &printed).await.body;
        let code = sheet.split_once("wo-sheet__letters").expect("a code").1;
        code.split_once('>').unwrap().1.split('<').next().unwrap().split_whitespace().collect()
    }

    /// The page an answer leads to, with the cookies it set.
    pub(super) async fn follow(&self, visitor: Option<&str>, answer: &Answer) -> Answer {
        let set = answer.cookies.iter().filter_map(|cookie| cookie.split(';').next()).filter(|set| !set.ends_with('='));
        let set: Vec<String> = set.map(str::to_owned).collect();
        let to = answer.location.as_deref().unwrap_or_else(|| panic!("leads nowhere: {answer:?}"));
        let request = Request::get(to).header(header::ACCEPT, "text/html");
        self.world.send(self.asked_by(visitor, request, &set).body(Body::empty()).unwrap()).await
    }
}

/// The value of the choice with this text.
pub(super) fn choice(page: &str, text: &str) -> Option<String> {
    let mut choices = page.split("<option").skip(1).filter_map(|rest| rest.split("</option>").next());
    after(choices.find(|choice| choice.contains(text))?, "value=\"")
}

/// The word after a mark.
pub(super) fn after(text: &str, mark: &str) -> Option<String> {
    let rest = text.split_once(mark)?.1;
    Some(rest.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-').next()?.to_owned())
}
