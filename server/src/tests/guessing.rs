//! Whoever guesses addresses, codes or links learns nothing: not by an answer, its status, its headers or its time.

mod durations;

use super::{
    rounds::rounds,
    world::{Answer, Who, World},
};
use axum::{
    body::Body,
    extract::ConnectInfo,
    http::{Request, StatusCode, header},
};
use chrono::TimeDelta;
use durations::Durations;
use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};

const KNOWN: &str = "employer%40example.org";
const WITHOUT_PASSWORD: &str = "baker%40example.org";
const UNKNOWN: &str = "somebody%40example.org";

/// What somebody sends who tries whether there is such an address, and its page.
const TRIES: [(&str, &str, &str); 3] = [
    ("/api/account/sign-in", "/de/sign-in", "form[password]=not-the-password&form[next]="),
    ("/api/account/sign-in", "/de/sign-in", "form[password]=&form[next]="),
    ("/api/account/reset", "/de/reset", ""),
];

async fn world() -> World {
    let world = World::new().await;
    world.office.set_password_of("employer@example.org", "welcome-to-bochum").await;
    world
}

/// Sends a form as a script does, from a network; throttling begins anew each time.
async fn send(world: &World, path: &str, body: &str) -> (Answer, Duration) {
    world.office.clock.advance(TimeDelta::minutes(16));
    let request = Request::post(path)
        .header(header::HOST, "localhost:3000")
        .header(header::ACCEPT, "application/json")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin")
        .extension(ConnectInfo(SocketAddr::from(([192, 0, 2, 1], 40_000))))
        .body(Body::from(body.to_owned()));
    let begin = Instant::now();
    let answer = world.send(request.unwrap()).await;
    (answer, begin.elapsed())
}

/// All that is the same in two answers, if nothing is to be learnt from them: secrets of chance are left out.
fn seen(answer: &Answer) -> String {
    let headers: Vec<String> = answer.headers.iter().map(|(name, value)| format!("{name}: {value:?}")).collect();
    let all = format!("{}\n{}\n{}", answer.status, headers.join("\n"), answer.body);
    let is_word = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
    let words = all.split(|letter| !is_word(letter)).filter(|word| word.len() >= 20);
    words.fold(all.clone(), |text, word| text.replace(word, "*"))
}

#[tokio::test]
async fn an_address_that_is_known_is_answered_as_one_that_is_not() {
    let world = world().await;
    for (path, page, rest) in TRIES {
        let mut answers = Vec::new();
        for email in [KNOWN, WITHOUT_PASSWORD, UNKNOWN] {
            let body = format!("once={email}&form[email]={email}&{rest}");
            let mut told = Vec::new();
            // A second time, as by a double click, and then without scripts.
            for _ in 0..2 {
                told.push(seen(&send(&world, path, &body).await.0));
            }
            let posted = world.submit(Who::Nobody, page, path, &format!("form[email]={email}&{rest}")).await;
            told.push(seen(&posted));
            let flash = posted.cookies.iter().find(|cookie| cookie.starts_with("wo-flash=")).expect("a flash");
            let request = Request::get(page)
                .header(header::HOST, "localhost:3000")
                .header(header::ACCEPT, "text/html")
                .header(header::COOKIE, flash.split(';').next().unwrap());
            let shown = world.send(request.body(Body::empty()).unwrap()).await;
            assert_eq!(shown.status, StatusCode::OK);
            told.push(seen(&shown).replace(&email.replace("%40", "@"), "ADDRESS"));
            answers.push(told);
        }
        assert_eq!(answers[0], answers[2], "{path} {rest}: with a password");
        assert_eq!(answers[1], answers[2], "{path} {rest}: without a password");
    }
    let mails = world.office.mailbox(50).await.unwrap();
    assert!(mails.iter().all(|mail| mail.recipient != "somebody@example.org"), "a stranger got a mail");
    // Sent twice by a script is one mail; the plain form is another.
    assert_eq!(mails.iter().filter(|mail| mail.recipient == "employer@example.org").count(), 4);
}

#[tokio::test]
async fn a_link_that_never_was_is_answered_as_any_other() {
    let world = world().await;
    send(&world, "/api/account/sign-in", &format!("form[email]={KNOWN}&form[password]=&form[next]=")).await;
    let mails = world.office.mailbox(1).await.unwrap();
    let real: String = mails[0].plain.split_once("/link/").unwrap().1.chars().take(64).collect();
    let other_end = if real.ends_with('0') { '1' } else { '0' };
    let nearly = format!("{}{other_end}", real.get(..63).unwrap());
    for path in ["account/look-at-link", "account/use-link", "invitation/renew", "invitation/erase"] {
        let mut answers = Vec::new();
        for token in [nearly.as_str(), &"0".repeat(64), "0"] {
            let (answer, _) = send(&world, &format!("/api/{path}"), &format!("token={token}")).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
            answers.push(seen(&answer));
        }
        answers.dedup();
        assert_eq!(answers.len(), 1, "{path}: {answers:?}");
    }
    let (used, _) = send(&world, "/api/account/use-link", &format!("token={real}")).await;
    assert_eq!(used.status, StatusCode::CONFLICT, "it was valid for ten minutes");
}

/// The code on the sheet of the world's own case.
async fn code(world: &World) -> String {
    let born = world.call(Who::Employer, "/api/hires/change", "id={own}&form[birth_date]=2001-05-06").await;
    assert_eq!(born.status, StatusCode::OK, "{}", born.body);
    let made = world.call(Who::Employer, "/api/hires/sheets", "cases[0]={own}").await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.body);
    let cookie = made.cookies.iter().find(|cookie| cookie.starts_with("wo-sheets=")).expect("a secret");
    let session = world.cookie(Who::Employer).await.unwrap();
    let request = Request::get("/de/sheets")
        .header(header::HOST, "localhost:3000")
        .header(header::ACCEPT, "text/html")
        .header(header::COOKIE, format!("{session}; {}", cookie.split(';').next().unwrap()));
    let page = world.send(request.body(Body::empty()).unwrap()).await.body;
    let (_, rest) = page.split_once("wo-sheet__letters").expect("a code");
    let (_, rest) = rest.split_once('>').unwrap();
    rest.split('<').next().unwrap().replace(' ', "")
}

#[tokio::test]
async fn a_code_with_a_wrong_date_is_answered_as_a_code_that_never_was() {
    let world = world().await;
    let real = code(&world).await;
    let made_up = "0123456789ABCDEFGHJKMNPQRST4";
    let mut answers = Vec::new();
    for code in [real.as_str(), made_up] {
        let mut told = Vec::new();
        for (once, day) in [("a", 7), ("a", 7), ("b", 8), ("c", 9), ("d", 10), ("e", 11), ("f", 12)] {
            let body = format!("once={once}&code={code}&form[day]={day}&form[month]=5&form[year]=2001");
            told.push(seen(&send(&world, "/api/sheets/open", &body).await.0));
        }
        answers.push(told);
    }
    assert_eq!(answers[0], answers[1]);
    assert!(answers[0][0].starts_with("422"), "{:?}", answers[0][0]);
}

#[tokio::test]
async fn a_wrong_date_that_is_sent_twice_is_one_try() {
    let world = world().await;
    let code = code(&world).await;
    for once in ["a", "b", "c", "d"] {
        for _ in 0..2 {
            let body = format!("once={once}&code={code}&form[day]=7&form[month]=5&form[year]=2001");
            let (answer, _) = send(&world, "/api/sheets/open", &body).await;
            assert!(answer.body.contains("not-this-date"), "{}", answer.body);
        }
    }
    let body = format!("once=e&code={code}&form[day]=6&form[month]=5&form[year]=2001");
    let (answer, _) = send(&world, "/api/sheets/open", &body).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
}

/// The durations of two requests, one after the other, the first of them in turn.
async fn compare(world: &World, one: (&str, &str), other: (&str, &str), few: u32) -> Durations {
    let mut durations = Durations::default();
    for round in 0..rounds(few) {
        for turn in [round % 2, 1 - round % 2] {
            let (path, body) = if turn == 0 { one } else { other };
            let (_, took) = send(world, path, body).await;
            if turn == 0 { &mut durations.one } else { &mut durations.other }.push(took);
        }
    }
    durations
}

#[tokio::test]
async fn a_known_address_is_answered_as_fast_as_an_unknown_one() {
    let world = world().await;
    for (path, _, rest) in TRIES {
        let [known, open, unknown] =
            [KNOWN, WITHOUT_PASSWORD, UNKNOWN].map(|email| format!("form[email]={email}&{rest}"));
        for (who, body) in [("with a password", &known), ("without one", &open)] {
            let durations = compare(&world, (path, body), (path, &unknown), 15).await;
            println!("{}", durations.say(&format!("{path} {rest}, {who} and unknown")));
            assert!(!durations.tell_apart(), "{}", durations.say(path));
        }
        // What does not even look for an account is faster, and that is found.
        let refused = format!("form[email]=nobody&{rest}");
        let durations = compare(&world, (path, &refused), (path, &unknown), 15).await;
        println!("{}", durations.say(&format!("{path} {rest}, no address and unknown")));
        assert!(durations.is_noticed(), "{}", durations.say(path));
    }
}

#[tokio::test]
async fn a_code_that_is_known_is_answered_as_fast_as_one_that_is_not() {
    let world = world().await;
    let real = code(&world).await;
    let [known, unknown] = [real.as_str(), "0123456789ABCDEFGHJKMNPQRST4"]
        .map(|code| format!("code={code}&form[day]=7&form[month]=5&form[year]=2001"));
    let path = "/api/sheets/open";
    let durations = compare(&world, (path, &known), (path, &unknown), 15).await;
    println!("{}", durations.say("a code with a wrong date and one that never was"));
    assert!(!durations.tell_apart(), "{}", durations.say(path));
}
