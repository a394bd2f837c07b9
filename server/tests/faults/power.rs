//! A power cut, again and again. The real program writes while everything that it does to the files of its database is
//! recorded; then the files are made as a cut at some moment could have left them, and the program has to start from
//! them with everything that was acknowledged until then.

pub(crate) mod disk;
pub(crate) mod recorded;

use crate::{
    program::{Place, Program},
    rounds::{rounds, within},
};
use backend::{Clock as _, SystemClock};
use disk::{Chance, Files, Syncs, after_a_cut};
use recorded::{Deed, Step};
use std::{
    collections::BTreeSet,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};
use tokio::task::JoinSet;

/// What was written, what it did to the disk, and when it was acknowledged.
struct Recording {
    before: Files,
    steps: Vec<Step>,
    acknowledged: Vec<(u64, String)>,
    cookie: String,
}

/// Microseconds since 1970, as the recorder counts.
fn now() -> u64 {
    u64::try_from(SystemClock.now().timestamp_micros()).unwrap()
}

/// Writes until so many remarks are written by all together, and some of them after the database took over what its log
/// held: from then on the log is written from its beginning again.
async fn write(
    program: Arc<Program>,
    cookie: String,
    next: Arc<AtomicUsize>,
    remarks: usize,
    database: PathBuf,
) -> Vec<(u64, String)> {
    let changed = || std::fs::metadata(&database).unwrap().modified().unwrap();
    let first = changed();
    let mut end = None;
    let mut acknowledged = Vec::new();
    loop {
        let number = next.fetch_add(1, Ordering::Relaxed);
        if end.is_none() && changed() > first {
            end = Some(remarks.max(number + 60));
        }
        if end.is_some_and(|end| number >= end) {
            return acknowledged;
        }
        let remark = format!("remark-{number:06}");
        let answer = program.remark(&cookie, &remark).await.unwrap();
        assert_eq!(answer.status, 200, "{}", answer.body);
        acknowledged.push((now(), remark));
    }
}

async fn record(remarks: usize) -> Recording {
    let place = Place::new(&[]);
    let program = place.start().await;
    let cookie = program.sign_in("companion").await;
    program.stop().await;
    let before = place.files();
    let program = Arc::new(place.start_recorded().await);
    let (next, mut writers) = (Arc::default(), JoinSet::new());
    for _ in 0..4 {
        let database = place.folder().join("office.db");
        writers.spawn(write(Arc::clone(&program), cookie.clone(), Arc::clone(&next), remarks, database));
    }
    let acknowledged = writers.join_all().await.concat();
    let (code, _) = Arc::into_inner(program).unwrap().stop().await;
    assert_eq!(code, Some(0));
    let steps = place.recorded().await;
    assert!(steps.iter().any(|step| matches!(step.deed, Deed::Sync) && step.file.is_empty()), "no folder is synced");
    Recording { before, steps, acknowledged, cookie }
}

impl Recording {
    /// Any moment: in one half of all cases evenly in time, which is spent in syncs, in the other evenly over what was
    /// done.
    fn moment(&self, chance: &mut Chance) -> u64 {
        let (first, last) = (self.steps[0].begin, self.steps[self.steps.len() - 1].end);
        if chance.below(2) == 0 {
            return first + chance.below(last - first + 1);
        }
        let number = usize::try_from(chance.below(u64::try_from(self.steps.len()).unwrap() - 1)).unwrap();
        let step = self.steps[number].begin;
        step + 1 + chance.below(self.steps[number + 1].begin - step + 1)
    }

    /// What was acknowledged before this moment.
    fn acknowledged(&self, moment: u64) -> BTreeSet<String> {
        self.acknowledged.iter().filter(|(at, _)| *at < moment).map(|(_, remark)| remark.clone()).collect()
    }

    /// How often the database took over what its log holds.
    fn checkpoints(&self) -> usize {
        let of = |step: &&Step| step.file == "office.db" && matches!(step.deed, Deed::Sync);
        self.steps.iter().filter(of).count()
    }
}

/// Another seed cuts at other moments.
fn seed() -> u64 {
    std::env::var("STORM_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or_else(now)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_acknowledged_before_a_power_cut_is_there_after_it() {
    let seed = seed();
    let cuts = rounds(10);
    let recording = record(if cuts > 10 { 1000 } else { 200 }).await;
    println!(
        "seed {seed}: {} acknowledged, {} steps, {} checkpoints",
        recording.acknowledged.len(),
        recording.steps.len(),
        recording.checkpoints()
    );
    assert!(recording.checkpoints() > 1, "nothing was written after the log was taken over");
    let place = Place::new(&[]);
    let mut chance = Chance(seed);
    let (mut at_stake, mut lost, mut slowest) = (0, 0, Duration::ZERO);
    for cut in 0..cuts {
        let moment = recording.moment(&mut chance);
        place.lay(&after_a_cut(&recording.before, &recording.steps, moment, Syncs::Honest, &mut chance));
        let check = || place.doctor().unwrap_or_else(|told| panic!("seed {seed}, cut {cut}: {told}"));
        // Whoever comes first finds what the cut left.
        if cut % 2 == 0 {
            check();
        }
        let program = place.start().await;
        slowest = slowest.max(program.took);
        assert_eq!(program.get("/de/consultations", &recording.cookie).await.unwrap().status, 200);
        let (code, _) = program.stop().await;
        assert_eq!(code, Some(0));
        check();
        let kept: BTreeSet<String> = backend::testing::remarks(&place.address()).await.into_iter().collect();
        let acknowledged = recording.acknowledged(moment);
        let missing: Vec<_> = acknowledged.difference(&kept).collect();
        at_stake += acknowledged.len();
        lost += missing.len();
        assert!(missing.is_empty(), "seed {seed}, cut {cut}: lost {missing:?}");
    }
    println!("{cuts} cuts: {at_stake} acknowledged before them, {lost} lost");
    within("slowest start after a power cut", slowest, Duration::from_millis(500));
    assert!(at_stake > 100, "only {at_stake} were at stake");
}

/// The harness sees what is lost: here the disk says that it synced, and does not.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_disk_that_lies_about_syncing_loses_writes() {
    let seed = seed();
    let recording = record(40).await;
    let place = Place::new(&[]);
    let mut chance = Chance(seed);
    let (mut lost, mut damaged, mut cuts) = (0, 0, 0);
    // One cut in five leaves everything that was written; one in 5^20, that many times.
    while lost + damaged == 0 && cuts < 20 {
        cuts += 1;
        let moment = recording.steps[recording.steps.len() - 1].begin;
        place.lay(&after_a_cut(&recording.before, &recording.steps, moment, Syncs::Lied, &mut chance));
        if place.doctor().is_err() {
            damaged += 1;
            continue;
        }
        let kept: BTreeSet<String> = backend::testing::remarks(&place.address()).await.into_iter().collect();
        lost += recording.acknowledged(moment).difference(&kept).count();
    }
    println!("seed {seed}: {lost} lost, {damaged} damaged after {cuts} cuts");
    assert!(lost + damaged > 0);
}
