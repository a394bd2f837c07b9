//! A canary crawl: every kind of confidence is written once, with a word that occurs nowhere else; then everybody reads
//! every page, file, stream, mail and log there is, and no word turns up where it must not.

use super::{
    access::PAGES,
    columns::proposed,
    import::form,
    world::{Answer, World},
};
use app::gate::session_cookie;
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use http_body_util::BodyExt as _;
use std::{
    io::Write,
    sync::{Arc, Mutex},
    time::Duration,
};

const NEWCOMER: &str = "newcomer@example.org";
const STRANGER: &str = "stranger@example.org";
const EMPLOYER: &str = "employer@example.org";
const BAKER: &str = "baker@example.org";
const COMPANION: &str = "companion@example.org";
const ADVISOR: &str = "advisor@example.org";
const LEAD: &str = "lead@example.org";
const ADMINISTRATOR: &str = "administrator@example.org";
const READERS: [Option<&str>; 9] = [
    None,
    Some(NEWCOMER),
    Some(STRANGER),
    Some(EMPLOYER),
    Some(BAKER),
    Some(COMPANION),
    Some(ADVISOR),
    Some(LEAD),
    Some(ADMINISTRATOR),
];

/// A word, what it stands for, and who may come across it.
struct Canary {
    word: &'static str,
    of: &'static str,
    readers: &'static [&'static str],
}

const fn canary(word: &'static str, of: &'static str, readers: &'static [&'static str]) -> Canary {
    Canary { word, of, readers }
}

const CANARIES: &[Canary] = &[
    canary("Zeisigrot", "family name of one's own hire", &[NEWCOMER, EMPLOYER, COMPANION, ADVISOR]),
    canary("Girlitzgelb", "given name of one's own hire", &[NEWCOMER, EMPLOYER, COMPANION, ADVISOR]),
    canary("Finkenweg", "last address", &[NEWCOMER]),
    canary("stieglitz@", "mail address of a newcomer", &[NEWCOMER, EMPLOYER, COMPANION]),
    canary("Gimpelfrage", "question to the Welcome Office", &[NEWCOMER, COMPANION]),
    canary("Gimpelantwort", "its answer", &[NEWCOMER, COMPANION]),
    canary("Meisennotiz", "note of the Welcome Office", &[COMPANION]),
    canary("Kleibernotiz", "note of the chamber", &[ADVISOR]),
    canary("Ammerbitte", "request of a referral", &[COMPANION, ADVISOR]),
    canary("Lerchengrund", "why a step was waived", &[COMPANION, ADVISOR]),
    canary("Starbemerkung", "conversation of the Welcome Office", &[COMPANION]),
    canary("Dohlenbemerkung", "conversation of the chamber", &[ADVISOR]),
    canary("Drosselhindernis", "barrier somebody reported", &[COMPANION]),
    canary("drosselpost@", "who reported it", &[COMPANION]),
    canary("Spatzengasthof", "employer who is not admitted yet", &[COMPANION, ADMINISTRATOR]),
    canary("Spatzenwirtin", "who announced", &[COMPANION, ADMINISTRATOR]),
    canary("spatzenpost@", "the announcer's address", &[COMPANION, ADMINISTRATOR]),
    canary("Spatzenkoch", "who was announced", &[COMPANION, ADMINISTRATOR]),
    canary("Elsterkurs", "name of a cohort", &[EMPLOYER]),
    canary("Rabenzeile", "row of a list that is not taken over", &[EMPLOYER]),
    canary("rabenpost@", "mail address in such a row", &[EMPLOYER]),
    canary("Kowalska", "somebody else's hire", &[STRANGER, BAKER, COMPANION]),
    canary("Uhufrage", "somebody else's question", &[STRANGER, COMPANION]),
    canary("Kauzkurs", "somebody else's cohort", &[BAKER]),
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

/// The city with people who write and read by their address.
struct City {
    world: World,
    sessions: Vec<(String, String)>,
}

impl City {
    async fn new() -> Self {
        let world = World::new().await;
        let mut sessions = Vec::new();
        for reader in READERS.into_iter().flatten() {
            let secret = world.office.session_of(reader).await;
            sessions.push((reader.to_owned(), format!("{}={secret}", session_cookie(false))));
        }
        Self { world, sessions }
    }

    fn request(&self, request: http::request::Builder, reader: Option<&str>) -> http::request::Builder {
        let request = request.header(header::HOST, "localhost:3000").header("sec-fetch-site", "same-origin");
        match self.sessions.iter().find(|(address, _)| Some(address.as_str()) == reader) {
            Some((_, cookie)) => request.header(header::COOKIE, cookie),
            None => request,
        }
    }

    async fn get(&self, reader: Option<&str>, path: &str) -> Answer {
        let request = Request::get(self.world.fill(path)).header(header::ACCEPT, "text/html");
        self.world.send(self.request(request, reader).body(Body::empty()).unwrap()).await
    }

    /// Does something as a script does; it has to work.
    async fn does(&self, who: Option<&str>, path: &str, fields: &str) -> Answer {
        let request = Request::post(path)
            .header(header::ACCEPT, "application/json")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let body = Body::from(self.world.fill(fields));
        let answer = self.world.send(self.request(request, who).body(body).unwrap()).await;
        assert_eq!(answer.status, StatusCode::OK, "{path} {fields}: {}", answer.body);
        answer
    }

    /// Answers the question with this text.
    async fn answers(&self, text: &str, answer: &str) {
        let page = self.get(Some(COMPANION), "/de/questions").await.body;
        let article = page.split("<article").find(|article| article.contains(text)).unwrap();
        let question =
            after(article, "name=\"form[question]\" value=\"").or_else(|| after(article, "question=")).unwrap();
        self.does(
            Some(COMPANION),
            "/api/questions/answer",
            &format!("form[question]={question}&form[answer]={answer}"),
        )
        .await;
    }

    async fn everything_is_written(&self) -> Vec<String> {
        self.does(
            Some(NEWCOMER),
            "/api/plan/correct",
            "form[given_names]=Girlitzgelb&form[family_name]=Zeisigrot&form[birth_date]=1999-02-03\
             &form[nationality]=Vietnam&form[last_address]=Finkenweg",
        )
        .await;
        self.does(
            Some(EMPLOYER),
            "/api/hires/change",
            "id={own}&form[work_start]=2027-04-01&form[arrival]=&form[housing]=&form[children]=&form[partner]=\
             &form[email]=stieglitz%40example.org&form[cohort]=&form[birth_date]=",
        )
        .await;
        for (who, text) in [(NEWCOMER, "Gimpelfrage"), (STRANGER, "Uhufrage")] {
            self.does(Some(who), "/api/plan/ask", &format!("form[question]={text}")).await;
        }
        self.answers("Gimpelfrage", "Gimpelantwort").await;
        let chamber = self.get(Some(COMPANION), "/de/cases/{own}").await.body;
        let chamber = chamber.split("<option").find(|option| option.contains("IHK zum")).unwrap();
        let chamber = after(chamber, "value=\"").unwrap();
        self.does(
            Some(COMPANION),
            "/api/cases/refer",
            &format!("case={{own}}&form[organisation]={chamber}&form[topic]=recognition&form[request]=Ammerbitte"),
        )
        .await;
        for (who, word) in [(COMPANION, "Meisennotiz"), (ADVISOR, "Kleibernotiz")] {
            self.does(Some(who), "/api/cases/write-note", &format!("case={{own}}&form[note]={word}")).await;
        }
        self.does(
            Some(COMPANION),
            "/api/cases/waive-step",
            "case={own}&form[step]=visa_apply&form[reason]=other&form[remark]=Lerchengrund",
        )
        .await;
        for (who, word) in [(COMPANION, "Starbemerkung"), (ADVISOR, "Dohlenbemerkung")] {
            let talk = "form[party]=newcomer&form[work]=on&form[language]=de&form[minutes]=10&form[result]=answered";
            self.does(Some(who), "/api/consultations/log", &format!("{talk}&form[remark]={word}")).await;
        }
        self.does(
            None,
            "/api/public/report-barrier",
            "form[barrier]=Drosselhindernis&form[reply_to]=drosselpost%40example.org",
        )
        .await;
        self.announced().await;
        for (who, name) in [(EMPLOYER, "Elsterkurs"), (BAKER, "Kauzkurs")] {
            self.does(Some(who), "/api/cohorts/create", &format!("form[name]={name}")).await;
        }
        let cohorts = self.get(Some(EMPLOYER), "/de/cohorts").await.body;
        let cohort = format!("/de/cohorts/{}", after(&cohorts, "/de/cohorts/").unwrap());
        vec![self.list_is_begun().await, cohort]
    }

    /// Somebody unknown announces a cook and says so again by the link that was mailed.
    async fn announced(&self) {
        let draft = self
            .does(
                None,
                "/api/public/draft-notice",
                "form[company]=Spatzengasthof&form[sender_name]=Spatzenwirtin&form[sender_email]=spatzenpost%40example.org\
                 &form[family_name]=Spatzenkoch&form[given_names]=Jan&form[nationality]=PL&form[occupation]=Koch\
                 &form[work_start]=2027-03-01&form[arrival_month]=2027-02&form[partner]=no&form[children]=0&form[person_email]=",
            )
            .await;
        let id = after(draft.location.as_deref().unwrap(), "draft=").unwrap();
        let browser = draft.cookies[0].split(';').next().unwrap().to_owned();
        let request = Request::post("/api/public/send-notice")
            .header(header::ACCEPT, "application/json")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::COOKIE, browser);
        let body = Body::from(format!("draft={id}"));
        let sent = self.world.send(self.request(request, None).body(body).unwrap()).await;
        assert_eq!(sent.status, StatusCode::OK, "{}", sent.body);
        let mails = self.get(None, "/dev/mail.json?to=spatzenpost").await.body;
        let token = after(&mails, "/link/").unwrap();
        self.does(None, "/api/account/use-link", &format!("token={token}")).await;
    }

    /// A list of hires that nobody has confirmed yet; gives its page.
    async fn list_is_begun(&self) -> String {
        let list = "Name\tVorname\tE-Mail\nRabenzeile\tJan\trabenpost@example.org\n";
        let request = Request::post("/uploads/hires").header(header::CONTENT_TYPE, "multipart/form-data; boundary=cut");
        let body = Body::from(form("table", "", list.as_bytes()));
        let taken = self.world.send(self.request(request, Some(EMPLOYER)).body(body).unwrap()).await;
        let page = taken.location.unwrap();
        let columns = proposed(&self.get(Some(EMPLOYER), &page).await.body);
        let id = page.rsplit('/').next().unwrap();
        self.does(Some(EMPLOYER), "/api/import/columns", &format!("import={id}{columns}")).await;
        page
    }
}

/// The word after a mark.
fn after(text: &str, mark: &str) -> Option<String> {
    let rest = text.split_once(mark)?.1;
    Some(rest.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-').next()?.to_owned())
}

/// What a stream has said so far.
async fn heard(mut stream: Body) -> String {
    let mut text = String::new();
    while let Ok(Some(Ok(frame))) = tokio::time::timeout(Duration::from_millis(50), stream.frame()).await {
        text.push_str(&frame.into_data().map(|data| String::from_utf8_lossy(&data).into_owned()).unwrap_or_default());
    }
    text
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
    let city = City::new().await;
    let mut streams = Vec::new();
    for reader in READERS.into_iter().flatten() {
        streams.push((reader, city.world.open(city.request(Request::get("/events"), Some(reader))).await));
    }
    let more = city.everything_is_written().await;
    let asked =
        ["/de/cases/{own}?step=visa_apply", "/de/cases/{own}?assign=yes", "/de/hires?q=Zeisig", "/de/cases?q=Zeisig"];
    let asked = PAGES.iter().map(super::access::Page::path).chain(asked).map(str::to_owned).chain(more);

    let mut wrong = Vec::new();
    let mut seen = vec![false; CANARIES.len()];
    let mut look = |place: &str, reader: Option<&str>, text: &str| {
        for (canary, seen) in CANARIES.iter().zip(&mut seen).filter(|(canary, _)| text.contains(canary.word)) {
            if reader.is_some_and(|reader| canary.readers.contains(&reader)) {
                *seen = true;
            } else {
                wrong.push(format!("{place} tells {}: {} ({})", reader.unwrap_or("anybody"), canary.of, canary.word));
            }
        }
    };
    let mut pages = 0;
    for path in asked {
        for reader in READERS {
            let answer = city.get(reader, &path).await;
            let headers = format!("{:?} {:?}", answer.headers, answer.location);
            look(&path, reader, &format!("{headers} {}", answer.body));
            pages += 1;
        }
    }
    for (reader, stream) in streams {
        let said = heard(stream).await;
        assert!(said.contains("hello"), "{reader} listens to nothing");
        look("the stream", None, &said);
    }
    let mails: Vec<serde_json::Value> =
        serde_json::from_str(&city.get(None, "/dev/mail.json").await.body).expect("a list of mails");
    assert!(mails.len() > 3, "{} mails", mails.len());
    for mail in &mails {
        look("a mail", None, &format!("{} {}", mail["subject"], mail["text"]));
    }
    drop(logging);
    let log = String::from_utf8_lossy(&log.0.lock().unwrap()).into_owned();
    assert!(log.lines().count() > pages, "{} lines for {pages} pages", log.lines().count());
    look("the log", None, &log);

    let unseen =
        CANARIES.iter().zip(&seen).filter(|(_, seen)| !**seen).map(|(canary, _)| format!("nobody sees {}", canary.of));
    wrong.extend(unseen);
    wrong.dedup();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
