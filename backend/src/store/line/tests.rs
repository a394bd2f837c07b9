//! Whoever is told that something is kept finds it kept; whoever is not, finds nothing of it.

use super::*;
use crate::store::Store;
use sea_orm::{DbErr, Statement};
use std::path::PathBuf;
use tokio::task::{JoinHandle, JoinSet};

/// An SQLite file of its own, whatever database the other tests use.
struct Scratch {
    store: Store,
    folder: PathBuf,
}

impl Drop for Scratch {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.folder).unwrap();
    }
}

impl Scratch {
    async fn new() -> Self {
        let folder = std::env::temp_dir()
            .join(format!("welcome-office-line-{}", crate::clock::hex(&crate::clock::random::<8>())));
        std::fs::create_dir_all(&folder).unwrap();
        let url = format!("sqlite://{}", folder.join("line.db").display());
        let store = Store::open(&url, None).await.unwrap();
        let begun = store.begin().await.unwrap();
        begun.execute_unprepared("CREATE TABLE note (text TEXT NOT NULL PRIMARY KEY)").await.unwrap();
        begun.commit().await.unwrap();
        Self { store, folder }
    }

    async fn begun(&self, text: &str) -> Begun {
        let begun = self.store.begin().await.unwrap();
        write(&begun, text).await.unwrap();
        begun
    }

    /// Somebody else who writes this, and waits in line for it.
    fn another(&self, text: &'static str) -> JoinHandle<Result<()>> {
        let store = self.store.clone();
        tokio::spawn(async move {
            let begun = store.begin().await?;
            write(&begun, text).await?;
            begun.commit().await
        })
    }

    /// What everybody sees, in order.
    async fn notes(&self) -> Vec<String> {
        let read = self.store.read();
        let all = Statement::from_string(read.get_database_backend(), "SELECT text FROM note ORDER BY text");
        read.query_all_raw(all).await.unwrap().iter().map(|row| row.try_get("", "text").unwrap()).collect()
    }

    async fn round(&self) -> u64 {
        self.store.line().unwrap().0.lock().await.round
    }
}

async fn write(begun: &Begun, text: &str) -> std::result::Result<(), DbErr> {
    begun.execute_unprepared(&format!("INSERT INTO note VALUES ('{text}')")).await.map(drop)
}

/// Lets others come as far as they can.
async fn others() {
    for _ in 0..50 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn writers_that_wait_for_each_other_share_one_commit() {
    let scratch = Scratch::new().await;
    let before = scratch.round().await;
    let first = scratch.begun("00").await;
    let mut tasks = JoinSet::new();
    for number in 1..20 {
        let store = scratch.store.clone();
        tasks.spawn(async move {
            let begun = store.begin().await.unwrap();
            write(&begun, &format!("{number:02}")).await.unwrap();
            begun.commit().await.unwrap();
        });
    }
    others().await;
    assert_eq!(scratch.notes().await, Vec::<String>::new());
    first.commit().await.unwrap();
    tasks.join_all().await;
    assert_eq!(scratch.notes().await.len(), 20);
    assert_eq!(scratch.round().await - before, 1);
}

#[tokio::test]
async fn a_writer_alone_commits_at_once() {
    let scratch = Scratch::new().await;
    scratch.begun("one").await.commit().await.unwrap();
    assert_eq!(scratch.notes().await, ["one"]);
    scratch.begun("two").await.commit().await.unwrap();
    assert_eq!(scratch.notes().await, ["one", "two"]);
}

#[tokio::test]
async fn a_writer_that_gives_up_leaves_nothing_and_holds_up_nobody() {
    let scratch = Scratch::new().await;
    drop(scratch.begun("given up").await);
    scratch.begun("kept").await.commit().await.unwrap();
    assert_eq!(scratch.notes().await, ["kept"]);
}

#[tokio::test]
async fn who_writes_together_with_one_that_gives_up_loses_nothing() {
    let scratch = Scratch::new().await;
    let first = scratch.begun("first").await;
    let middle = scratch.store.clone();
    let middle = tokio::spawn(async move {
        let begun = middle.begin().await.unwrap();
        write(&begun, "middle").await.unwrap();
        // The same text twice is refused; the use case ends with an error, and drops what it began.
        write(&begun, "first").await.unwrap_err();
    });
    let last = scratch.another("last");
    others().await;
    first.commit().await.unwrap();
    middle.await.unwrap();
    last.await.unwrap().unwrap();
    assert_eq!(scratch.notes().await, ["first", "last"]);
}

#[tokio::test]
async fn a_request_given_up_while_it_waits_for_its_commit_is_kept_and_blocks_nobody() {
    let scratch = Scratch::new().await;
    let first = scratch.begun("first").await;
    let second = scratch.another("second");
    others().await;
    let third = scratch.another("third");
    others().await;
    // Its turn has not come: nothing of it stays.
    third.abort();
    first.commit().await.unwrap();
    second.await.unwrap().unwrap();
    let commit = scratch.begun("fourth").await.commit();
    // Polled once, and then the person has closed the page.
    drop(tokio::time::timeout(std::time::Duration::ZERO, commit).await);
    scratch.begun("fifth").await.commit().await.unwrap();
    assert_eq!(scratch.notes().await, ["fifth", "first", "fourth", "second"]);
}

#[tokio::test]
async fn when_the_disk_is_full_reading_goes_on_everybody_is_told_and_it_ends_by_itself() {
    let scratch = Scratch::new().await;
    scratch.begun("before").await.commit().await.unwrap();
    let (mut kept, mut refused, mut full) = (vec!["before".to_owned()], 0, 0);
    for round in 0..8 {
        let mut tasks = JoinSet::new();
        for number in 0..8 {
            let store = scratch.store.clone();
            let text = format!("{round}{number}{}", "x".repeat(900));
            tasks.spawn(async move {
                let begun = store.begin().await?;
                // A connection that was given up takes its limit along.
                begun.execute_unprepared("PRAGMA max_page_count = 8").await?;
                write(&begun, &text).await?;
                begun.commit().await?;
                Ok::<_, Error>(text)
            });
        }
        for outcome in tasks.join_all().await {
            match outcome {
                Ok(text) => kept.push(text),
                // One that joined a transaction which the disk ended is told less.
                Err(Error::Database(_)) => refused += 1,
                Err(Error::Unwritable(_)) => {
                    refused += 1;
                    full += 1;
                }
                Err(error) => panic!("{error}"),
            }
        }
    }
    kept.sort();
    assert!(refused > 20 && full > 0, "{refused} refused, {full} of them for the full disk");
    assert_eq!(scratch.notes().await, kept);

    let then = scratch.store.begin().await.unwrap();
    then.execute_unprepared("PRAGMA max_page_count = 100000").await.unwrap();
    write(&then, "then").await.unwrap();
    then.commit().await.unwrap();
    assert_eq!(scratch.notes().await.len(), kept.len() + 1);
}

#[tokio::test]
async fn a_database_that_ends_the_transaction_by_itself_tells_all_who_took_part() {
    let scratch = Scratch::new().await;
    let first = scratch.begun("first").await;
    let store = scratch.store.clone();
    let second = tokio::spawn(async move {
        let begun = store.begin().await.unwrap();
        write(&begun, "second").await.unwrap();
        // What SQLite does on some errors of the disk.
        begun.execute_unprepared("ROLLBACK").await.unwrap();
        begun.commit().await
    });
    others().await;
    let first = first.commit();
    assert!(first.await.is_err());
    assert!(second.await.unwrap().is_err());
    assert_eq!(scratch.notes().await, Vec::<String>::new());
    scratch.begun("then").await.commit().await.unwrap();
    assert_eq!(scratch.notes().await, ["then"]);
}
