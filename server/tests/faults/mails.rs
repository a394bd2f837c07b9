//! Mails whose sender is killed: each arrives, and one that arrives twice can be recognised.

use crate::{program::Place, rounds::rounds};
use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU32, Ordering},
    },
    time::{Duration, Instant},
};
use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader},
    net::{TcpListener, TcpStream},
    sync::watch,
    task::JoinHandle,
};

/// The demo's people who have a mailbox of their own.
const PEOPLE: [&str; 8] = ["companion", "lead", "admin", "recognition", "clerk", "caretaker", "employer", "owner"];

/// What a mail server did.
#[derive(Default)]
struct Counter {
    /// The receiver and the identifier of each mail, as often as it was taken.
    taken: Mutex<Vec<(String, String)>>,
    /// How many senders said goodbye.
    goodbyes: AtomicU32,
}

/// A mail server that takes everything, until it is dropped.
pub(crate) struct PostOffice {
    pub(crate) port: u16,
    counter: Arc<Counter>,
    /// Whether it says that it took a mail.
    speaks: watch::Sender<bool>,
    serving: JoinHandle<()>,
}

impl Drop for PostOffice {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

impl PostOffice {
    pub(crate) async fn open() -> Self {
        Self::speaking(true).await
    }

    /// As [`PostOffice::open`], and whoever sends a mail waits for an answer until [`PostOffice::speak`].
    pub(crate) async fn open_silent() -> Self {
        Self::speaking(false).await
    }

    async fn speaking(speaks: bool) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (port, counter) = (listener.local_addr().unwrap().port(), Arc::<Counter>::default());
        let (speaks, may_speak) = watch::channel(speaks);
        let serving = tokio::spawn(serve(listener, Arc::clone(&counter), may_speak));
        Self { port, counter, speaks, serving }
    }

    /// Says from now on that it took a mail.
    pub(crate) fn speak(&self) {
        self.speaks.send_replace(true);
    }

    pub(crate) fn taken(&self) -> Vec<(String, String)> {
        self.counter.taken.lock().unwrap().clone()
    }

    /// How many senders were told that their mail was taken, and said goodbye.
    pub(crate) fn goodbyes(&self) -> u32 {
        self.counter.goodbyes.load(Ordering::Relaxed)
    }
}

async fn serve(listener: TcpListener, counter: Arc<Counter>, may_speak: watch::Receiver<bool>) {
    while let Ok((stream, _)) = listener.accept().await {
        let (counter, may_speak) = (Arc::clone(&counter), may_speak.clone());
        tokio::spawn(async move {
            // Whoever is killed while it sends does not say goodbye.
            let _ended = take(stream, counter, may_speak).await;
        });
    }
}

async fn take(stream: TcpStream, counter: Arc<Counter>, mut may_speak: watch::Receiver<bool>) -> std::io::Result<()> {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    write.write_all(b"220 post office\r\n").await?;
    let mut receiver = String::new();
    while let Some(line) = lines.next_line().await? {
        let word = line.to_ascii_uppercase();
        if word.starts_with("RCPT TO:") {
            receiver = line.get(8..).unwrap_or_default().trim_matches(['<', '>', ' ']).to_owned();
        }
        if word == "DATA" {
            write.write_all(b"354 go on\r\n").await?;
            let mut id = String::new();
            loop {
                // Without its last line it is no mail: its sender was killed while it sent.
                let Some(line) = lines.next_line().await? else { return Ok(()) };
                if line == "." {
                    break;
                }
                if let Some(named) = line.strip_prefix("Message-ID: ") {
                    named.clone_into(&mut id);
                }
            }
            // Long enough for a blow to fall between taking a mail and saying so.
            counter.taken.lock().unwrap().push((receiver.clone(), id));
            tokio::time::sleep(Duration::from_millis(15)).await;
            may_speak.wait_for(|speaks| *speaks).await.map_err(std::io::Error::other)?;
        }
        if word == "QUIT" {
            counter.goodbyes.fetch_add(1, Ordering::Relaxed);
        }
        write.write_all(if word == "QUIT" { b"221 bye\r\n" } else { b"250 well\r\n" }).await?;
    }
    Ok(())
}

#[tokio::test]
async fn every_mail_arrives_although_its_sender_is_killed_and_no_mail_gets_a_second_identifier() {
    let office = PostOffice::open().await;
    let port = office.port.to_string();
    let settings = [("MAIL__HOST", "127.0.0.1"), ("MAIL__PORT", port.as_str()), ("MAIL__ENCRYPTION", "none")];
    let mut twice = 0;
    for round in 0..rounds(2) {
        // Asking for links is limited, so each round has an office of its own.
        let place = Place::new(&settings);
        office.counter.taken.lock().unwrap().clear();
        let program = place.start().await;
        for person in PEOPLE {
            let body = format!("form[email]={person}%40demo.example&form[password]=&form[next]=");
            let answer = program.post("/api/account/sign-in", "", "/de/sign-in", &body).await.unwrap();
            assert!(matches!(answer.status, 302 | 303), "{answer:?}");
        }
        let begin = Instant::now();
        let wanted = 1 + usize::try_from(round).unwrap() % (PEOPLE.len() - 1);
        while office.taken().len() < wanted {
            assert!(begin.elapsed() < Duration::from_secs(30), "no mail");
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        program.strike();
        drop(program);
        let program = place.start().await;
        let begin = Instant::now();
        loop {
            let mut mails: BTreeMap<String, Vec<String>> = BTreeMap::new();
            for (receiver, id) in office.taken() {
                mails.entry(receiver).or_default().push(id);
            }
            if mails.len() == PEOPLE.len() && backend::testing::waiting_mails(&place.address()).await == 0 {
                for (receiver, ids) in &mails {
                    assert!(ids.iter().all(|id| !id.is_empty() && *id == ids[0]), "{receiver}: {ids:?}");
                    assert!(ids.len() <= 2, "{receiver}: {ids:?}");
                    twice += ids.len() - 1;
                }
                break;
            }
            assert!(begin.elapsed() < Duration::from_mins(1), "only {:?}", mails.keys());
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let (code, _) = program.stop().await;
        assert_eq!(code, Some(0));
    }
    println!("{twice} mails came twice, each under its own identifier");
}
