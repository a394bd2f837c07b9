//! `kill -9`, again and again: what was acknowledged is there, and what is there is whole.

use crate::{
    columns::proposed,
    program::{Answer, Place, Program},
    rounds::{rounds, within},
};
use std::{
    collections::BTreeSet,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};
use tokio::task::JoinSet;

/// Milliseconds to wait before the next blow: spread over what a write takes, without chance.
fn blow(round: u32) -> Duration {
    Duration::from_millis(u64::from(40 + round * 97 % 400))
}

/// What one of the writers does, again and again.
#[derive(Clone, Copy)]
enum Work {
    /// Logs a conversation; nobody gets a mail.
    Log,
    /// Asks as the newcomer; her companion gets a mail.
    Ask,
    /// Answers what was asked in earlier rounds; the newcomer gets a mail.
    Answer,
}

impl Work {
    /// Of each four writers two write mails.
    const TURNS: [Self; 4] = [Self::Log, Self::Ask, Self::Log, Self::Answer];
}

/// One life of the program, from its start until it is killed.
struct Life {
    program: Program,
    companion: String,
    newcomer: String,
    /// Counts all that is written, so that everything has words of its own.
    next: Arc<AtomicU32>,
    /// Questions that nobody has answered yet.
    open: Mutex<Vec<String>>,
}

impl Life {
    /// Does one piece of work; gives its words and what was said to them.
    async fn work(&self, work: Work) -> (String, std::io::Result<Answer>) {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let open = if matches!(work, Work::Answer) { self.open.lock().unwrap().pop() } else { None };
        match (work, open) {
            (Work::Ask, _) => {
                let words = format!("question-{number:06}");
                let fields = format!("form[question]={words}");
                let asked = self.program.call("/api/plan/ask", &self.newcomer, &fields).await;
                (words, asked)
            }
            (Work::Answer, Some(question)) => {
                let words = format!("answer-{number:06}");
                let fields = format!("form[question]={question}&form[answer]={words}");
                let answered = self.program.call("/api/questions/answer", &self.companion, &fields).await;
                (words, answered)
            }
            (Work::Log | Work::Answer, _) => {
                let words = format!("remark-{number:06}");
                let logged = self.program.remark(&self.companion, &words).await;
                (words, logged)
            }
        }
    }

    /// Works until the program is gone; gives what was acknowledged.
    async fn write(self: Arc<Self>, mut work: Work) -> Vec<String> {
        let mut acknowledged = Vec::new();
        loop {
            let (words, told) = self.work(work).await;
            match told {
                Ok(answer) if answer.status == 200 => acknowledged.push(words),
                // So many may wait, and no more.
                Ok(answer) if answer.status == 429 && matches!(work, Work::Ask) => work = Work::Log,
                Ok(answer) => panic!("{words}: {}: {}", answer.status, answer.body),
                Err(_) => return acknowledged,
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_sixteen_writers_were_told_is_there_with_its_mails_after_every_kill() {
    let place = Place::new(&[]);
    let next = Arc::<AtomicU32>::default();
    let (mut acknowledged, mut open) = (BTreeSet::new(), Vec::new());
    let mut known = None;
    let mut slowest = Duration::ZERO;
    for round in 0..rounds(6) {
        let program = place.start().await;
        if round > 0 {
            slowest = slowest.max(program.took);
        }
        if known.is_none() {
            let cookies = (program.sign_in("companion").await, program.sign_in("newcomer").await);
            known = Some((cookies, backend::testing::waiting_mails(&place.address()).await));
        }
        let ((companion, newcomer), mails_before) = known.clone().unwrap();
        let life = Life { program, companion, newcomer, next: Arc::clone(&next), open: Mutex::new(open) };
        let life = Arc::new(life);
        let mut writers = JoinSet::new();
        for work in Work::TURNS.into_iter().cycle().take(16) {
            writers.spawn(Arc::clone(&life).write(work));
        }
        tokio::time::sleep(blow(round)).await;
        life.program.strike();
        acknowledged.extend(writers.join_all().await.concat());
        drop(life);
        place.doctor().unwrap_or_else(|told| panic!("round {round}: {told}"));
        open = check(&place, &acknowledged, mails_before).await;
    }
    let of = |kind| acknowledged.iter().filter(|words| words.starts_with(kind)).count();
    let [logged, asked, answered] = ["remark-", "question-", "answer-"].map(of);
    println!("acknowledged: {logged} conversations, {asked} questions, {answered} answers");
    assert!(logged > 10 && asked > 0 && answered > 0, "too few were acknowledged");
    within("slowest start after a kill", slowest, Duration::from_millis(500));
}

/// Everything acknowledged is there, and whatever is there has exactly one mail, if it has any. Gives what still waits
/// for an answer.
async fn check(place: &Place, acknowledged: &BTreeSet<String>, mails_before: u64) -> Vec<String> {
    let talks = backend::testing::talks(&place.address(), "question-").await;
    let mut kept: BTreeSet<String> = backend::testing::remarks(&place.address()).await.into_iter().collect();
    let (mut open, mut mails) = (Vec::new(), mails_before);
    for talk in talks {
        let is_answered = talk.answer.is_some();
        assert_eq!((talk.question_mails, talk.answer_mails), (1, usize::from(is_answered)), "{talk:?}");
        mails += 1 + u64::from(is_answered);
        kept.insert(talk.question);
        match talk.answer {
            Some(answer) => {
                kept.insert(answer);
            }
            None => open.push(talk.id),
        }
    }
    let lost: Vec<_> = acknowledged.difference(&kept).collect();
    assert!(lost.is_empty(), "lost: {lost:?}");
    assert_eq!(backend::testing::waiting_mails(&place.address()).await, mails, "a mail without what it is about");
    open
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
