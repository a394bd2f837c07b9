//! `kill -9`, again and again: what was acknowledged is there, and what is there is whole.

use crate::{
    columns::proposed,
    program::{Place, Program},
    rounds::rounds,
};
use std::{
    collections::BTreeSet,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};
use tokio::task::JoinSet;

/// Milliseconds to wait before the next blow: spread over what a write takes, without chance.
fn blow(round: u32) -> Duration {
    Duration::from_millis(u64::from(40 + round * 97 % 400))
}

/// Writes until the program is gone; gives what was acknowledged.
async fn write(program: Arc<Program>, cookie: String, next: Arc<AtomicU32>) -> Vec<String> {
    let mut acknowledged = Vec::new();
    loop {
        let remark = format!("remark-{:06}", next.fetch_add(1, Ordering::Relaxed));
        match program.remark(&cookie, &remark).await {
            Ok(answer) if answer.status == 200 => acknowledged.push(remark),
            Ok(answer) => panic!("{}: {}", answer.status, answer.body),
            Err(_) => return acknowledged,
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_sixteen_writers_were_told_is_there_after_every_kill() {
    let place = Place::new(&[]);
    let next = Arc::new(AtomicU32::new(0));
    let mut acknowledged = BTreeSet::new();
    let mut cookie = None;
    let mut slowest = Duration::ZERO;
    for round in 0..rounds(6) {
        let program = Arc::new(place.start().await);
        if round > 0 {
            slowest = slowest.max(program.took);
        }
        let cookie = match &cookie {
            Some(cookie) => String::clone(cookie),
            None => cookie.insert(program.sign_in("companion").await).clone(),
        };
        let mut writers = JoinSet::new();
        for _ in 0..16 {
            writers.spawn(write(Arc::clone(&program), cookie.clone(), Arc::clone(&next)));
        }
        tokio::time::sleep(blow(round)).await;
        program.strike();
        for remarks in writers.join_all().await {
            acknowledged.extend(remarks);
        }
        drop(program);
        place.doctor().unwrap_or_else(|told| panic!("round {round}: {told}"));
    }
    let kept: BTreeSet<String> = backend::testing::remarks(&place.address()).await.into_iter().collect();
    let lost: Vec<_> = acknowledged.difference(&kept).collect();
    println!("{} acknowledged, {} kept, slowest start {slowest:?}", acknowledged.len(), kept.len());
    assert!(lost.is_empty(), "lost: {lost:?}");
    assert!(acknowledged.len() > 10, "only {} were acknowledged", acknowledged.len());
}

/// The family name of everybody who comes in this round.
fn family(round: u32) -> String {
    format!("Runde{}", in_letters(round))
}

/// Names have no digits.
fn in_letters(number: u32) -> String {
    number.to_string().bytes().map(|digit| char::from(b'a' + digit - b'0')).collect::<String>() + "z"
}

/// A list as people paste it from a spreadsheet.
fn table(round: u32) -> String {
    let mut table = vec!["Name\tVorname\tGeburtsdatum\tNationalität\tBeruf\tArbeitsbeginn\tE-Mail".to_owned()];
    for number in 0..40 {
        let (family, given) = (family(round), in_letters(number));
        table.push(format!(
            "{family}\t{given}\t12.05.1990\tSpanien\tPflegefachfrau\t01.03.2027\tp{round}x{number}@example.org"
        ));
    }
    table.join("\n")
}

#[tokio::test]
async fn an_import_that_is_killed_is_there_wholly_or_not_at_all() {
    let place = Place::new(&[]);
    let mut cookie = None;
    let (mut none, mut all) = (0, 0);
    for round in 0..rounds(6) {
        let program = Arc::new(place.start().await);
        let cookie = match &cookie {
            Some(cookie) => String::clone(cookie),
            None => cookie.insert(program.sign_in("employer").await).clone(),
        };
        let form = format!(
            "--cut\r\nContent-Disposition: form-data; name=\"language\"\r\n\r\nde\r\n\
             --cut\r\nContent-Disposition: form-data; name=\"table\"\r\n\r\n{}\r\n--cut--\r\n",
            table(round)
        );
        let kind = "multipart/form-data; boundary=cut";
        let taken = program.send("/uploads/hires", &cookie, "/de/hires/import", kind, form.as_bytes()).await.unwrap();
        let page = taken.header("location").unwrap_or_else(|| panic!("{taken:?}")).to_owned();
        let import = page.rsplit('/').next().unwrap().to_owned();
        let columns = program.get(&page, &cookie).await.unwrap();
        let fields = format!("import={import}{}", proposed(&columns.body));
        let answer = program.call("/api/import/columns", &cookie, &fields).await.unwrap();
        assert_eq!(answer.status, 200, "{fields}: {}", answer.body);
        let mut confirm = {
            let (program, cookie) = (Arc::clone(&program), cookie.clone());
            let fields = format!("import={import}&form[cohort]=Round+{round}");
            tokio::spawn(async move { program.call("/api/import/confirm", &cookie, &fields).await })
        };
        // In every third round right after the answer, else at any moment before.
        let moment = Duration::from_millis(u64::from(if round % 3 == 2 { 60_000 } else { round * 97 % 600 }));
        let answered = tokio::time::timeout(moment, &mut confirm).await;
        program.strike();
        let answered = match answered {
            Ok(answered) => answered,
            Err(_) => confirm.await,
        };
        let was_told = match answered.unwrap() {
            Ok(answer) => {
                assert_eq!(answer.status, 200, "{}", answer.body);
                true
            }
            Err(_) => false,
        };
        drop(program);
        place.doctor().unwrap_or_else(|told| panic!("round {round}: {told}"));
        let names = backend::testing::family_names(&place.address(), &family(round)).await;
        match names {
            0 => none += 1,
            40 => all += 1,
            some => panic!("round {round}: {some} of 40"),
        }
        assert!(!was_told || names == 40, "round {round} was told to be there");
    }
    println!("not at all: {none}, wholly: {all}");
    assert!(all >= rounds(6) / 3);
}
