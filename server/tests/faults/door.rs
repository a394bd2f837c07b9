//! Requests that never end, too many at once, and the end of the program.

use crate::{
    program::Place,
    rounds::{rounds, within},
};
use std::time::{Duration, Instant};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    task::JoinSet,
    time::timeout,
};

#[tokio::test]
async fn half_sent_requests_are_closed_while_others_are_served() {
    let place = Place::new(&[]);
    let program = place.start().await;
    let mut halves = JoinSet::new();
    let begin = Instant::now();
    for number in 0..rounds(6) * 50 {
        let mut stream = program.connect().await.unwrap();
        let sent: &[u8] = match number % 3 {
            0 => b"",
            1 => b"GET /de HTTP/1.1\r\nHost: localhost\r\n",
            _ => b"G",
        };
        stream.write_all(sent).await.unwrap();
        halves.spawn(async move {
            let begin = Instant::now();
            let mut rest = Vec::new();
            // Closed, politely or not.
            let _read = stream.read_to_end(&mut rest).await;
            begin.elapsed()
        });
    }
    let mut longest = Duration::ZERO;
    while !halves.is_empty() {
        let answer = program.get("/de", "").await.unwrap();
        assert_eq!(answer.status, 200);
        while let Some(open) = halves.try_join_next() {
            longest = longest.max(open.unwrap());
        }
        assert!(begin.elapsed() < Duration::from_mins(1), "{} are still open", halves.len());
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    within("a half-sent request was open for", longest, Duration::from_secs(15));
}

#[tokio::test]
async fn a_form_that_never_arrives_is_not_waited_for() {
    let place = Place::new(&[]);
    let program = place.start().await;
    let mut stream = program.connect().await.unwrap();
    stream.write_all(half_a_form(program.port).as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    timeout(Duration::from_mins(1), stream.read_to_end(&mut answer)).await.expect("the end of waiting").unwrap();
    let answer = String::from_utf8_lossy(&answer);
    assert!(answer.starts_with("HTTP/1.1 408") && answer.contains("nicht angekommen"), "{answer}");
}

#[tokio::test]
async fn who_is_slow_to_send_or_to_read_holds_up_nobody() {
    let place = Place::new(&[("SERVER__REQUESTS", "2")]);
    let program = place.start().await;
    let page = program.get("/de", "").await.unwrap().body;
    let files = page.split('"').filter(|part| part.starts_with("/pkg/")).collect::<Vec<_>>();
    assert!(!files.is_empty(), "{page}");
    let mut slow = Vec::new();
    for number in 0..24 {
        let mut stream = program.connect().await.unwrap();
        let head = match files.get(number) {
            // Never read.
            Some(file) => format!("GET {file} HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", program.port),
            None => half_a_form(program.port),
        };
        stream.write_all(head.as_bytes()).await.unwrap();
        slow.push(stream);
    }
    tokio::time::sleep(Duration::from_millis(300)).await;
    let begin = Instant::now();
    assert_eq!(program.get("/de", "").await.unwrap().status, 200);
    within("a page beside slow visitors", begin.elapsed(), Duration::from_secs(5));
}

/// The head of a form and the first of its 400 bytes.
fn half_a_form(port: u16) -> String {
    format!(
        "POST /api/account/sign-in HTTP/1.1\r\nHost: localhost:{port}\r\nOrigin: http://localhost:{port}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 400\r\n\r\nform"
    )
}

#[tokio::test]
async fn too_many_at_once_are_told_to_come_back_and_the_others_are_served() {
    let place = Place::new(&[("SERVER__REQUESTS", "4")]);
    let program = std::sync::Arc::new(place.start().await);
    let cookie = program.sign_in("companion").await;
    let mut crowd = JoinSet::new();
    for _ in 0..rounds(6) * 25 {
        let (program, cookie) = (std::sync::Arc::clone(&program), cookie.clone());
        crowd.spawn(async move { program.get("/de/cases", &cookie).await });
    }
    let (mut served, mut shed) = (0, 0);
    for answer in crowd.join_all().await {
        let answer = answer.unwrap();
        match answer.status {
            200 => served += 1,
            503 => {
                assert!(answer.header("retry-after").is_some_and(|seconds| seconds.parse::<u32>().is_ok()));
                assert!(answer.body.contains("gleich wieder da"), "{}", answer.body);
                shed += 1;
            }
            status => panic!("{status}"),
        }
    }
    println!("{served} served, {shed} told to come back");
    assert!(served >= 4 && shed > 0, "{served} served, {shed} shed");
    assert_eq!(program.get("/de/cases", &cookie).await.unwrap().status, 200);
}

#[tokio::test]
async fn open_streams_end_when_the_program_is_told_to_stop() {
    let place = Place::new(&[]);
    let program = place.start().await;
    let cookie = program.sign_in("companion").await;
    let mut streams = Vec::new();
    for _ in 0..20 {
        let mut stream = program.connect().await.unwrap();
        let head = format!("GET /events HTTP/1.1\r\nHost: localhost:{}\r\nCookie: {cookie}\r\n\r\n", program.port);
        stream.write_all(head.as_bytes()).await.unwrap();
        let mut seen = String::new();
        while !seen.contains("event: hello") {
            let mut part = [0; 1024];
            let count = stream.read(&mut part).await.unwrap();
            assert!(count > 0, "the stream ended: {seen}");
            seen.push_str(&String::from_utf8_lossy(&part[..count]));
        }
        streams.push(stream);
    }
    let (code, took) = program.stop().await;
    println!("ended {took:?} after it was told to");
    assert_eq!(code, Some(0));
    for mut stream in streams {
        let mut rest = Vec::new();
        stream.read_to_end(&mut rest).await.unwrap();
    }
    place.doctor().unwrap();
}

#[tokio::test]
async fn of_a_crowd_that_comes_at_once_nobody_has_to_try_again() {
    let place = Place::new(&[]);
    let program = place.start().await;
    // It takes nobody now: whoever is in line was let in by the system.
    program.pause(true);
    let mut crowd = Vec::new();
    for number in 0..600 {
        let connected = timeout(Duration::from_secs(20), program.connect()).await;
        crowd.push(connected.unwrap_or_else(|_| panic!("{number} are in line, the next is not")).unwrap());
    }
    program.pause(false);
    drop(crowd);
    assert_eq!(program.get("/de", "").await.unwrap().status, 200);
}
