//! PostgreSQL that restarts while people work: nobody waits for it for long, and what was acknowledged is there.
//! `build/postgres.sh` gives this test a database that it may restart.

use crate::{
    program::{Place, Program},
    rounds::{rounds, within},
};
use std::{
    collections::BTreeSet,
    process::Command,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
    time::{Duration, Instant},
};
use tokio::task::JoinSet;

/// What the writers went through.
#[derive(Default)]
struct Told {
    acknowledged: BTreeSet<String>,
    refused: u32,
    last: Option<Instant>,
    longest: Duration,
}

impl Told {
    fn note(&mut self, begin: Instant, acknowledged: Option<String>) {
        self.longest = self.longest.max(begin.elapsed());
        match acknowledged {
            Some(remark) => {
                self.acknowledged.insert(remark);
                self.last = Some(Instant::now());
            }
            None => self.refused += 1,
        }
    }
}

/// Writes until it is told to end, whatever is answered.
async fn write(
    program: Arc<Program>,
    cookie: String,
    next: Arc<AtomicU32>,
    end: Arc<AtomicBool>,
    told: Arc<Mutex<Told>>,
) {
    while !end.load(Ordering::Relaxed) {
        let remark = format!("remark-{:06}", next.fetch_add(1, Ordering::Relaxed));
        let begin = Instant::now();
        let answer = program.remark(&cookie, &remark).await.unwrap();
        let is_done = answer.status == 200;
        assert!(is_done || matches!(answer.status, 500 | 503), "{}: {}", answer.status, answer.body);
        told.lock().unwrap().note(begin, is_done.then_some(remark));
        if !is_done {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_restarts_under_load_holds_nobody_and_loses_nothing() {
    let url = std::env::var("TEST_POSTGRES_URL").expect("a database: build/postgres.sh");
    let restart = std::env::var("TEST_POSTGRES_RESTART").expect("a way to restart it: build/postgres.sh");
    let place = Place::new(&[("DATABASE__URL", &url)]);
    let program = Arc::new(place.start().await);
    let cookie = program.sign_in("companion").await;
    let (next, end, told) = (Arc::default(), Arc::<AtomicBool>::default(), Arc::<Mutex<Told>>::default());
    let mut writers = JoinSet::new();
    for _ in 0..16 {
        writers.spawn(write(
            Arc::clone(&program),
            cookie.clone(),
            Arc::clone(&next),
            Arc::clone(&end),
            Arc::clone(&told),
        ));
    }
    let mut slowest = Duration::ZERO;
    for round in 0..rounds(3).min(20) {
        tokio::time::sleep(Duration::from_millis(u64::from(300 + round * 97 % 400))).await;
        let restart = restart.clone();
        let restarted = tokio::task::spawn_blocking(move || Command::new(restart).status().unwrap()).await.unwrap();
        assert!(restarted.success());
        let up = Instant::now();
        while told.lock().unwrap().last.is_none_or(|last| last < up) {
            assert!(up.elapsed() < Duration::from_secs(30), "nothing is written again after round {round}");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        slowest = slowest.max(up.elapsed());
    }
    end.store(true, Ordering::Relaxed);
    writers.join_all().await;
    drop(program);
    let kept: BTreeSet<String> = backend::testing::remarks(&url).await.into_iter().collect();
    let told = told.lock().unwrap();
    let lost: Vec<_> = told.acknowledged.difference(&kept).collect();
    println!("{} acknowledged, {} refused, {} kept", told.acknowledged.len(), told.refused, kept.len());
    assert!(lost.is_empty(), "lost: {lost:?}");
    assert!(told.acknowledged.len() > 100);
    within("written again after a restart", slowest, Duration::from_secs(2));
    within("longest answer", told.longest, Duration::from_secs(10));
}
