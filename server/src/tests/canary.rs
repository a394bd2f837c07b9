//! A canary crawl: every kind of confidence is written once, with a word that occurs nowhere else; then everybody reads
//! every page, file, stream, mail and log there is, and no word turns up where it must not.

mod schema;
pub(super) mod seeds;
pub(super) mod words;

use super::{access::PAGES, visitors::Visitors, world::Answer};
use axum::{body::Body, http::Request};
use http_body_util::BodyExt as _;
use std::{
    collections::BTreeSet,
    io::{Cursor, Read as _, Write},
    sync::{Arc, Mutex},
    time::Duration,
};
use words::{CANARIES, COUNTRIES, OFFERS_COUNTRIES, PEOPLE};
use zip::ZipArchive;

/// What is no page, as it is asked for.
const PLAIN: [&str; 11] = [
    "/",
    "/health/live",
    "/health/ready",
    "/files/hires.xlsx?language=de",
    "/files/numbers.xlsx?language=de",
    "/icons.svg",
    "/favicon.svg",
    "/pkg/welcome-office.css",
    "/fonts/fira.woff2",
    "/dev/clock",
    "/dev/components",
];

/// Plain routes that are read in another way, or not at all.
const BESIDE: [(&str, &str); 8] = [
    ("/events", "listened to while everything is written"),
    ("/files/import/{name}", "read for each list that was written"),
    ("/uploads/hires", "answers with an address only"),
    ("/dev/mail", "the same mails as /dev/mail.json"),
    ("/dev/mail.json", "everybody's mails at once: each is read by itself"),
    ("/dev/as", "answers with an address only"),
    ("/dev/minute", "answers with an address only"),
    ("/dev/reset", "answers with an address only"),
];

/// Pages with something chosen.
const ASKED: [&str; 6] = [
    "/de/plan/measles_proof",
    "/de/cases/{own}?step=visa_apply",
    "/de/cases/{own}?step=measles_proof",
    "/de/cases/{own}?assign=yes",
    "/de/hires?q=Zeisig",
    "/de/cases?q=Zeisig",
];

/// What the program logs while the test runs.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, part: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(part)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// What was found where it must not be, and what was found at all.
#[derive(Default)]
struct Findings {
    wrong: BTreeSet<String>,
    seen: BTreeSet<&'static str>,
}

impl Findings {
    fn look(&mut self, place: &str, reader: Option<&str>, text: &str) {
        let offers = OFFERS_COUNTRIES.contains(&place.split('?').next().unwrap_or_default());
        for canary in CANARIES.iter().filter(|canary| !(offers && COUNTRIES.contains(&canary.word()))) {
            let Some(form) = canary.forms.iter().find(|form| text.contains(**form)) else { continue };
            if reader.is_some_and(|reader| canary.readers.contains(&reader)) {
                self.seen.insert(canary.word());
            } else {
                let reader = reader.unwrap_or("anybody");
                self.wrong.insert(format!("{place} tells {reader}: {} ({form})", canary.of));
            }
        }
    }

    /// What somebody may read and nobody did: the crawl is blind there.
    fn unseen(&self) -> impl Iterator<Item = String> {
        let unseen = CANARIES.iter().filter(|canary| !canary.readers.is_empty() && !self.seen.contains(canary.word()));
        unseen.map(|canary| format!("nobody sees {}", canary.of))
    }
}

/// What a stream has said so far.
async fn heard(mut stream: Body) -> String {
    let mut text = String::new();
    while let Ok(Some(Ok(frame))) = tokio::time::timeout(Duration::from_millis(50), stream.frame()).await {
        text.push_str(&frame.into_data().map(|data| String::from_utf8_lossy(&data).into_owned()).unwrap_or_default());
    }
    text
}

/// Everything an answer says, a workbook opened.
fn text_of(answer: &Answer) -> String {
    let mut text = format!("{:?} {:?} {}", answer.headers, answer.location, answer.body);
    if answer.bytes.starts_with(b"PK") {
        let mut book = ZipArchive::new(Cursor::new(&answer.bytes)).unwrap();
        for place in 0..book.len() {
            // Pictures are no text; there are none.
            book.by_index(place).unwrap().read_to_string(&mut text).unwrap();
        }
    }
    text
}

async fn crawl(city: &Visitors, more: Vec<String>, findings: &mut Findings) -> usize {
    let paths = PAGES.iter().map(super::access::Page::path).chain(ASKED).chain(PLAIN).map(str::to_owned).chain(more);
    let (mut pages, mut books) = (0, BTreeSet::new());
    for path in paths {
        for reader in [None].into_iter().chain(PEOPLE.map(Some)) {
            let answer = city.get(reader, &path).await;
            findings.look(&path, reader, &text_of(&answer));
            if answer.bytes.starts_with(b"PK") {
                books.insert(path.clone());
            }
            pages += 1;
        }
    }
    // A list that is taken over is no file any more.
    assert_eq!(books.len(), 3, "workbooks somebody got: {books:?}");
    pages
}

#[tokio::test]
async fn what_was_told_in_confidence_turns_up_only_where_it_may() {
    let log = Log::default();
    let written = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_env_filter("info,welcome_office=trace,backend=trace,app=trace")
        .with_writer(move || written.clone())
        .finish();
    let logging = tracing::subscriber::set_default(subscriber);
    let mut city = seeds::city().await;
    let mut streams = Vec::new();
    for reader in PEOPLE {
        streams.push((reader, city.world.open(city.asked_by(Some(reader), Request::get("/events"), &[])).await));
    }
    let more = seeds::everything_is_written(&mut city).await;

    let mut findings = Findings::default();
    let pages = crawl(&city, more, &mut findings).await;
    for (reader, stream) in streams {
        let said = heard(stream).await;
        assert!(said.contains("hello"), "{reader} listens to nothing");
        findings.look("the stream", None, &said);
    }
    let mails = city.world.office.due_mails(200).await.unwrap();
    assert!(mails.len() > 5, "{} mails", mails.len());
    for mail in &mails {
        findings.look("a mail", None, &format!("{} {} {}", mail.subject, mail.plain, mail.html));
    }
    drop(logging);
    let log = String::from_utf8_lossy(&log.0.lock().unwrap()).into_owned();
    assert!(log.lines().count() > pages, "{} lines for {pages} pages", log.lines().count());
    findings.look("the log", None, &log);

    let unseen: Vec<String> = findings.unseen().collect();
    findings.wrong.extend(unseen);
    let wrong: Vec<String> = findings.wrong.into_iter().collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_plain_route_is_read_or_says_why_not() {
    let sources = [include_str!("../router.rs"), include_str!("../dev.rs"), include_str!("../uploads.rs")];
    let routes: BTreeSet<&str> = sources
        .iter()
        .flat_map(|source| ["route(\"", "route_service(\""].map(|call| source.split(call).skip(1)))
        .flatten()
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert!(routes.len() > 15, "{routes:?}");
    let is_read = |route: &&str| {
        let start = route.split('{').next().unwrap_or_default();
        let is_open = start != *route;
        let path = |path: &&str| path.split('?').next() == Some(*route) || (is_open && path.starts_with(start));
        BESIDE.iter().any(|(beside, _)| beside == route) || PLAIN.iter().any(path)
    };
    let left: Vec<&&str> = routes.iter().filter(|route| !is_read(route)).collect();
    assert!(left.is_empty(), "{left:?}");
    let gone: Vec<&str> = BESIDE.iter().map(|(route, _)| *route).filter(|route| !routes.contains(route)).collect();
    assert!(gone.is_empty(), "{gone:?}");
    assert!(BESIDE.iter().all(|(_, why)| !why.is_empty()));
}
