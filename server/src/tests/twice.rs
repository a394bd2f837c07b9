//! Every form, sent twice: a double click, a retry after the line was cut. It has one effect, and whoever waited for an
//! answer is not told that something went wrong.

mod crawl;
mod forms;

use super::{
    canary::{
        seeds,
        words::{ADVISOR, COMPANION, EMPLOYER, NEWCOMER},
    },
    import::form as file,
    visitors::Visitors,
    world::Answer,
};
use axum::http::StatusCode;
use chrono::TimeDelta;
use crawl::forms_of;
use std::collections::{BTreeMap, BTreeSet};

/// Whoever sends this is signed out by the first, and asked to sign in by the next.
const SIGNS_OUT: &str = "account/sign-out-everywhere";
/// The same, once the answer is forgotten.
const ENDS_ACCOUNT: &str = "plan/erase";

/// What can be seen of what was done.
#[derive(Debug, PartialEq, Eq)]
struct Done {
    events: i64,
    mails: u64,
    pages: BTreeMap<&'static str, String>,
}

/// Sends forms, and notes what was wrong and which functions were tried.
struct Twice {
    city: Visitors,
    /// Or as a browser without scripts.
    by_script: bool,
    words: u32,
    sent: BTreeSet<String>,
    wrong: Vec<String>,
}

impl Twice {
    /// Sends a form of a page twice. Gives the first answer.
    async fn form(&mut self, who: Option<&str>, page: &str, function: &str, fields: &str) -> Answer {
        // What is newer is told by its time.
        self.city.world.office.clock.advance(TimeDelta::seconds(1));
        self.sent.insert(function.to_owned());
        self.words += 1;
        let path = format!("/api/{function}");
        // As the form on the page does it.
        let form = forms_of(&self.city.get(who, page).await.body).find(|(action, _)| *action == path);
        if form.is_none() && !forms::is_found_elsewhere(function) {
            self.wrong.push(format!("{function} stands not on {page}"));
        }
        let has_word = form.is_none_or(|(_, has_word)| has_word);
        let body = if has_word { format!("once={}&{fields}", self.words) } else { fields.to_owned() };
        let first = self.send(who, page, &path, &body).await;
        if !self.is_answered(who, function, &first).await {
            return first;
        }
        let before = self.done(who).await;
        for is_remembered in [true, false] {
            if !is_remembered {
                // Much later, or after a restart: nobody remembers the answer, and nothing is done again.
                self.city.world.restart();
            }
            let again = self.send(who, page, &path, &body).await;
            if function == SIGNS_OUT || function == ENDS_ACCOUNT && !is_remembered {
                let is_asked =
                    if self.by_script { 401 == again.status } else { again.location.as_deref() == Some("/de/sign-in") };
                assert!(is_asked, "{again:?}");
            } else {
                self.is_answered(who, function, &again).await;
            }
            let after = self.done(who).await;
            self.is_unchanged(&format!("{function} (remembered: {is_remembered})"), &before, &after);
        }
        first
    }

    fn is_unchanged(&mut self, what: &str, before: &Done, after: &Done) {
        if (before.events, before.mails) != (after.events, after.mails) {
            self.wrong.push(format!(
                "{what} has effects: {} and {} events, {} and {} mails",
                before.events, after.events, before.mails, after.mails
            ));
        }
        for (page, text) in &before.pages {
            if after.pages.get(page) != Some(text) {
                let now = after.pages.get(page).map(String::as_str).unwrap_or_default();
                self.wrong.push(format!("{what} changes {page}: {}", difference(text, now)));
            }
        }
    }

    async fn send(&self, who: Option<&str>, page: &str, path: &str, body: &str) -> Answer {
        if self.by_script {
            self.city.call(who, path, body).await
        } else {
            self.city.submit(who, page, path, body).await
        }
    }

    /// Whether an answer says that it is done; notes if not, or if it leads to a page that says that something is wrong.
    async fn is_answered(&mut self, who: Option<&str>, function: &str, answer: &Answer) -> bool {
        let expected = if self.by_script { StatusCode::OK } else { StatusCode::FOUND };
        if answer.status != expected {
            self.wrong.push(format!("{function} is answered {} {}", answer.status, answer.body));
            return false;
        }
        if answer.location.is_some() {
            let shown = self.city.follow(who, answer).await;
            let refusal = ["wo-error-summary", "wo-notice--danger"].iter().find_map(|mark| shown.body.find(mark));
            if shown.status != StatusCode::OK || refusal.is_some() {
                let said: String = refusal.map(|at| shown.body[at..].chars().take(200).collect()).unwrap_or_default();
                self.wrong.push(format!("{function} is told {} {:?} {said}", shown.status, answer.location));
                return false;
            }
        }
        true
    }

    async fn done(&self, who: Option<&str>) -> Done {
        let mut pages = BTreeMap::new();
        for (reader, page) in watched(who) {
            pages.insert(*page, shown(&self.city.get(Some(reader), page).await.body));
        }
        let office = &self.city.world.office;
        Done { events: office.live().newest(), mails: office.mails().await, pages }
    }
}

/// The pages on which something would show, by whoever sends.
fn watched(who: Option<&str>) -> &'static [(&'static str, &'static str)] {
    match who {
        Some(NEWCOMER) => &[(NEWCOMER, "/de/plan"), (NEWCOMER, "/de/account"), (COMPANION, "/de/cases/{own}")],
        Some(EMPLOYER) => &[
            (EMPLOYER, "/de/hires?q="),
            (EMPLOYER, "/de/hires/{own}"),
            (EMPLOYER, "/de/hires/import"),
            (EMPLOYER, "/de/cohorts"),
            (EMPLOYER, "/de/account"),
        ],
        Some(COMPANION | ADVISOR) => &[
            (COMPANION, "/de/cases/{own}"),
            (COMPANION, "/de/desk"),
            (COMPANION, "/de/referrals"),
            (COMPANION, "/de/consultations"),
            (COMPANION, "/de/questions"),
        ],
        _ => &[(COMPANION, "/de/notices"), (COMPANION, "/de/barriers"), (COMPANION, "/de/cases")],
    }
}

/// What stands on a page, without what is new each time.
fn shown(page: &str) -> String {
    let main = page.split_once("<main").map_or(page, |(_, main)| main);
    let main = main.split_once("</main>").map_or(main, |(main, _)| main);
    let parts = main.split("name=\"once\" value=\"").map(|part| part.split_once('"').map_or(part, |(_, rest)| rest));
    parts.collect()
}

/// Where two pages begin to differ.
fn difference(one: &str, other: &str) -> String {
    let same = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
    let part = |text: &str| text.chars().skip(same.saturating_sub(60)).take(160).collect::<String>();
    format!("{:?} and {:?}", part(one), part(other))
}

/// What the product can be asked for.
fn functions() -> BTreeSet<&'static str> {
    server_fn::axum::server_fn_paths().map(|(path, _)| path.trim_start_matches("/api/")).collect()
}

async fn everything_twice(by_script: bool) {
    let city = seeds::city().await;
    let mut twice = Twice { city, by_script, words: 0, sent: BTreeSet::new(), wrong: Vec::new() };
    forms::everything(&mut twice).await;
    let sent = twice.sent.iter().map(String::as_str);
    assert_eq!(functions(), forms::reads().into_iter().chain(sent).collect(), "every function is read or sent");
    assert!(twice.wrong.is_empty(), "{}", twice.wrong.join("\n"));
}

#[tokio::test]
async fn every_form_sent_twice_has_one_effect() {
    everything_twice(false).await;
}

#[tokio::test]
async fn every_form_sent_twice_by_a_script_has_one_effect() {
    everything_twice(true).await;
}

#[tokio::test]
async fn a_list_that_is_uploaded_twice_is_one_draft() {
    let city = seeds::city().await;
    let list = "Name;Vorname\nTazi;Rim\n";
    for _ in 0..2 {
        let mut form = b"--cut\r\nContent-Disposition: form-data; name=\"once\"\r\n\r\n1\r\n".to_vec();
        form.extend(file("file", "list.csv", list.as_bytes()));
        let taken = city.upload(Some(EMPLOYER), form).await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.body);
    }
    let page = city.get(Some(EMPLOYER), "/de/hires/import").await.body;
    let drafts: BTreeSet<&str> =
        page.split("href=\"/de/hires/import/").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(drafts.len(), 1, "{drafts:?}");
}
