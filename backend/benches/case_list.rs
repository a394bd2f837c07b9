//! What a page of fifty cases costs through its use case, as a multiple of the same questions asked of bare SQLite, in
//! processor time. One JSON object a line.
//!
//! `CASE_LIST_DATABASE` names a database made by `welcome-office seed --crowd`, `CASE_LIST_FLOOR` the program of
//! `bench/floor`.

#![expect(clippy::unwrap_used, reason = "a measurement that cannot go on has to stop")]

use backend::{Acting, Backend, Device, SystemClock, actor::Staff, testing};
use domain::{
    id::OrganisationId,
    language::Language,
    view::case::{CaseFilter, CaseList},
};
use std::process::Command;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const COMPANION: &str = "companion@demo.example";
const RUNS: usize = 3;
/// Pages of one run: long enough for a clock that ticks a hundred times a second.
const PAGES: u32 = 5_000;
const TIMES: f64 = 4.0;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let [database, floor] = ["CASE_LIST_DATABASE", "CASE_LIST_FLOOR"].map(|name| std::env::var(name).unwrap());
    let url = format!("sqlite://{database}");
    let office = Backend::open(&url, None, testing::office(), Box::new(SystemClock)).await.unwrap();
    let device = Device { name: "bench".to_owned(), network: "bench".to_owned() };
    let session = office.sign_in_demo(COMPANION, &device).await.unwrap();
    let principal = office.principal(&session.secret).await.unwrap().unwrap();
    let organisation = principal.organisation().unwrap();
    let companion: Acting<Staff> = office.acting(Some(&principal)).unwrap();

    let asked = listed(&companion).await;
    assert_eq!(asked.rows.len(), 50);
    let (mut whole, mut bare) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        let begin = used_ms();
        for _ in 0..PAGES {
            assert_eq!(listed(&companion).await.rows.len(), 50);
        }
        whole.push((used_ms() - begin) / f64::from(PAGES));
        bare.push(asked_of_sqlite(&floor, &database, organisation, &asked));
    }
    let (whole, bare) = (middle(whole), middle(bare));
    let times = whole / bare;
    println!("{{\"name\":\"case_list_asked_cpu_ms\",\"value\":{whole:.3},\"unit\":\"ms\"}}");
    println!("{{\"name\":\"case_list_floor_cpu_ms\",\"value\":{bare:.3},\"unit\":\"ms\"}}");
    println!(
        "{{\"name\":\"sea_orm_factor\",\"value\":{times:.2},\"unit\":\"times\",\"target\":{TIMES},\"holds\":{}}}",
        times <= TIMES
    );
    office.close().await.unwrap();
}

async fn listed(companion: &Acting<Staff>) -> CaseList {
    let permit = companion.permit().unwrap();
    companion.cases(Language::De, &CaseFilter::default(), permit).await.unwrap()
}

/// Milliseconds of a page without anything between. It has to be the same page, or the comparison says nothing.
fn asked_of_sqlite(floor: &str, database: &str, organisation: OrganisationId, asked: &CaseList) -> f64 {
    let output = Command::new(floor).args([database, &organisation.to_string(), &PAGES.to_string()]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    let mut lines = text.lines();
    let used = lines.next().and_then(|line| line.parse().ok());
    assert_eq!(lines.next().and_then(|line| line.parse().ok()), asked.total);
    assert!(lines.eq(asked.rows.iter().map(|row| row.number.as_str())), "other cases: {text}");
    used.unwrap()
}

/// Milliseconds of processor time of this process, of all threads.
fn used_ms() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let fields: Vec<&str> = stat.rsplit_once(") ").unwrap().1.split(' ').collect();
    let ticks = |place: usize| fields[place].parse::<u32>().unwrap();
    // The kernel's clock ticks a hundred times a second on every Linux this runs on.
    f64::from((ticks(11) + ticks(12)) * 10)
}

fn middle(mut runs: Vec<f64>) -> f64 {
    runs.sort_by(f64::total_cmp);
    runs[runs.len() / 2]
}
