//! A flood of wrong passwords from everywhere, and what somebody else notices of it.

use crate::{
    program::{Place, Program},
    rounds::rounds,
};
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
    time::{Duration, Instant},
};
use tokio::task::JoinSet;

/// Connections that try at once.
const AT_ONCE: u32 = 200;
/// How much slower the slowest hundredth of somebody else's pages may become.
const TIMES: u32 = 5;

/// Sends wrong passwords until told to stop.
async fn guess(program: Arc<Program>, number: u32, stop: Arc<AtomicBool>, tried: Arc<AtomicU32>) {
    let host = format!("localhost:{}", program.port);
    for turn in 0.. {
        if stop.load(Ordering::Relaxed) {
            return;
        }
        let body = format!("form[email]=nobody{number}-{turn}%40example.org&form[password]=wrong&form[next]=");
        // From ever other networks, and with and without a script, which keeps a message.
        let accept = if turn % 2 == 0 { "application/json" } else { "text/html" };
        let request = format!(
            "POST /api/account/sign-in HTTP/1.0\r\nHost: {host}\r\nOrigin: http://{host}\r\nReferer: http://{host}/de/sign-in\r\n\
             X-Forwarded-For: 10.{}.{}.{}\r\nAccept: {accept}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
             Content-Length: {}\r\n\r\n{body}",
            turn / 250 % 250,
            turn % 250,
            number % 250,
            body.len()
        );
        let answer = program.try_ask(&request).await.unwrap();
        // Wrong, or too many just now; without a script back to the form that says so. 503: too many at once.
        assert!(matches!(answer.status, 302 | 303 | 422 | 429 | 503), "{answer:?}");
        tried.fetch_add(1, Ordering::Relaxed);
    }
}

/// How long somebody who is signed in waits for a page, from the shortest wait to the longest.
async fn waits(program: &Program, cookie: &str, count: u32) -> Vec<Duration> {
    let mut waits = Vec::new();
    for _ in 0..count {
        let begin = Instant::now();
        let answer = program.get("/de/desk", cookie).await.unwrap();
        waits.push(begin.elapsed());
        assert_eq!(answer.status, 200, "{}", answer.body);
    }
    waits.sort_unstable();
    waits
}

fn share(waits: &[Duration], hundredths: usize) -> Duration {
    waits.get(waits.len() * hundredths / 100).or(waits.last()).copied().unwrap_or_default()
}

// The flood has threads of its own: whoever measures does not wait for it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_flood_of_wrong_passwords_leaves_others_their_pages() {
    let place = Place::new(&[("SERVER__BEHIND_PROXY", "true")]);
    let program = Arc::new(place.start().await);
    let cookie = program.sign_in("companion").await;
    let count = rounds(10) * 10;
    waits(&program, &cookie, 20).await;
    let idle = waits(&program, &cookie, count).await;
    let (stop, tried) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU32::new(0)));
    let mut flood = JoinSet::new();
    for number in 0..AT_ONCE {
        flood.spawn(guess(Arc::clone(&program), number, Arc::clone(&stop), Arc::clone(&tried)));
    }
    waits(&program, &cookie, 10).await;
    let begin = Instant::now();
    let before = tried.load(Ordering::Relaxed);
    let flooded = waits(&program, &cookie, count).await;
    let sent = tried.load(Ordering::Relaxed) - before;
    let each_second = f64::from(sent) / begin.elapsed().as_secs_f64();
    stop.store(true, Ordering::Relaxed);
    flood.join_all().await;
    for (name, waits) in [("idle", &idle), ("flooded", &flooded)] {
        println!("{name}: median {:?}, p99 {:?} of {count} pages", share(waits, 50), share(waits, 99));
    }
    println!("{each_second:.0} wrong passwords a second");
    assert!(sent > 20, "{sent} are no flood");
    // Only a program as it is in service is held to it: one with checks everywhere is slow by itself, and who floods it
    // here takes the same cores.
    if std::env::var_os("WELCOME_OFFICE").is_some() {
        let (calm, busy) = (share(&idle, 99), share(&flooded, 99));
        assert!(busy <= calm * TIMES, "{busy:?} is more than {TIMES} times {calm:?}");
    }
}
