//! How many changes a second the office keeps, and how long each takes: every one with its event and the form it came
//! by, questions and answers with their mails, all of it on the disk before the change returns. One JSON object a line.
//!
//! The database is a file in `TMPDIR`, which should not be a memory disk.

#![expect(clippy::unwrap_used, reason = "a measurement that cannot go on has to stop")]

use backend::{
    Acting,
    actor::{Newcomer, Staff},
    testing::{TestOffice, backend, faults},
};
use domain::{
    form::{AnswerQuestion, AssignCompanion, LogConsultation, plan::AskQuestion},
    id::QuestionId,
    language::Language,
    role::MembershipRole,
};
use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const COMPANION: &str = "companion@example.org";
const CASES: usize = 256;
/// Questions of a case that wait at once: fewer than are allowed.
const OPEN: usize = 16;
const RUNS: usize = 3;
const RUN: Duration = Duration::from_secs(5);
/// Where the target is measured.
const MANY: usize = 256;
const PER_SECOND: f64 = 2_500.0;
const P99_MS: f64 = 60.0;

/// One change somebody makes, by what they are.
#[derive(Clone)]
enum Change {
    /// A newcomer asks; her companion gets a mail, her plan is computed anew.
    Ask(Acting<Newcomer>),
    /// The companion answers; the newcomer gets a mail.
    Answer(Acting<Staff>, QuestionId),
    /// A conversation is logged and counted; nobody gets a mail.
    Log(Acting<Staff>),
}

impl Change {
    /// Makes it, by a form nobody has sent before.
    async fn make(self) -> backend::Result<()> {
        static FORMS: AtomicU64 = AtomicU64::new(1);
        let number = FORMS.fetch_add(1, Ordering::Relaxed);
        let mut form = [0; 32];
        form[..8].copy_from_slice(&number.to_be_bytes());
        match self {
            Self::Ask(newcomer) => {
                let words = AskQuestion { question: format!("Wo melde ich mich an? {number}") };
                newcomer.by_form(Some(form)).ask(None, &words, Language::Vi).await
            }
            Self::Answer(companion, question) => {
                let words = AnswerQuestion { question: question.to_string(), answer: "Im Bürgerbüro.".into() };
                let permit = companion.permit()?;
                companion.by_form(Some(form)).answer_question(&words, permit).await
            }
            Self::Log(companion) => {
                let words = LogConsultation {
                    party: "newcomer".into(),
                    work: Some("on".into()),
                    language: "de".into(),
                    minutes: "10".into(),
                    result: "answered".into(),
                    ..LogConsultation::default()
                };
                let permit = companion.permit()?;
                companion.by_form(Some(form)).log_consultation(&words, permit).await
            }
        }
    }
}

/// What changes of one kind took: all of them together, and each.
#[derive(Default)]
struct Took {
    whole: Duration,
    each: Vec<Duration>,
}

impl Took {
    fn add(&mut self, other: Self) {
        self.whole += other.whole;
        self.each.extend(other.each);
    }

    #[expect(clippy::cast_precision_loss, reason = "a measurement has far fewer than 2^52 changes")]
    fn per_second(&self) -> f64 {
        self.each.len() as f64 / self.whole.as_secs_f64()
    }

    fn p99_ms(&mut self) -> f64 {
        self.each.sort_unstable();
        self.each[self.each.len() * 99 / 100].as_secs_f64() * 1_000.0
    }
}

/// The kinds of change, in the order of their figures.
const KINDS: [&str; 3] = ["asked", "answered", "logged"];

struct Town {
    office: TestOffice,
    newcomers: Vec<Acting<Newcomer>>,
    companion: Acting<Staff>,
    /// How many changes of each kind were said to be kept.
    kept: [usize; 3],
}

#[tokio::main]
async fn main() {
    let mut town = settle().await;
    for writers in [64, MANY] {
        let mut runs = Vec::new();
        for _ in 0..RUNS {
            runs.push(Box::pin(town.run(writers)).await);
        }
        report(writers, runs);
    }
    town.check().await;
}

/// Cases of one employer, each with a newcomer who has an account, and one companion for all.
async fn settle() -> Town {
    let office = backend().await;
    let own = office.welcome_office().await;
    let account = office.member(own, MembershipRole::Companion, COMPANION).await;
    let employer = office.organisation("employer", "Klinikum").await;
    let companion: Acting<Staff> = office.acting(COMPANION).await;
    let mut newcomers = Vec::with_capacity(CASES);
    for place in 0..CASES {
        let case = office.hire(employer, &format!("Nguyễn {place:03}"), "Minh").await;
        let email = format!("newcomer.{place}@example.org");
        office.account_for_case(case, &email).await;
        let form = AssignCompanion { companion: account.to_string() };
        companion.assign_companion(case, &form, companion.permit().unwrap()).await.unwrap();
        newcomers.push(office.acting(&email).await);
    }
    Town { office, newcomers, companion, kept: [0; 3] }
}

impl Town {
    /// Rounds of questions, answers and conversations for a while.
    async fn run(&mut self, writers: usize) -> [Took; 3] {
        let mut took = <[Took; 3]>::default();
        while took.iter().any(|took| took.whole < RUN) {
            let round = self.newcomers.iter().cycle().take(CASES * OPEN);
            let asked = all(round.cloned().map(Change::Ask).collect(), writers).await;
            let open = self.office.open_questions().await;
            let answers = open.into_iter().map(|question| Change::Answer(self.companion.clone(), question));
            let answered = all(answers.collect(), writers).await;
            let logged = all(vec![Change::Log(self.companion.clone()); CASES * OPEN], writers).await;
            for (place, new) in [asked, answered, logged].into_iter().enumerate() {
                self.kept[place] += new.each.len();
                took[place].add(new);
            }
        }
        took
    }

    /// Everything that was said to be kept is there, once, with its mail; and the database is sound.
    async fn check(&self) {
        let [asked, answered, logged] = self.kept;
        for (kind, kept) in
            [("question.asked", asked), ("question.answered", answered), ("consultation.logged", logged)]
        {
            assert_eq!(self.office.events(kind).await, u64::try_from(kept).unwrap(), "{kind}");
        }
        assert_eq!(self.office.mails().await, u64::try_from(asked + answered).unwrap());
        assert_eq!(self.office.open_questions().await, []);
        assert_eq!(faults(&self.office).await, []);
    }
}

/// Makes all of these changes, so many people at a time.
async fn all(changes: Vec<Change>, writers: usize) -> Took {
    let changes = Arc::new(changes);
    let next = Arc::new(AtomicUsize::new(0));
    let begin = Instant::now();
    let lines: Vec<_> = (0..writers)
        .map(|_| {
            let (changes, next) = (Arc::clone(&changes), Arc::clone(&next));
            tokio::spawn(async move {
                let mut each = Vec::new();
                while let Some(change) = changes.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let since = Instant::now();
                    Box::pin(change.clone().make()).await.unwrap();
                    each.push(since.elapsed());
                }
                each
            })
        })
        .collect();
    let mut each = Vec::new();
    for line in lines {
        each.extend(line.await.unwrap());
    }
    Took { whole: begin.elapsed(), each }
}

/// The middle run of each kind. The target is that of a change with its event and its mail.
fn report(writers: usize, runs: Vec<[Took; 3]>) {
    let mut kinds = <[Vec<(f64, f64)>; 3]>::default();
    for mut run in runs {
        for (kind, took) in kinds.iter_mut().zip(&mut run) {
            kind.push((took.per_second(), took.p99_ms()));
        }
    }
    for (name, mut kind) in KINDS.into_iter().zip(kinds) {
        kind.sort_by(|one, other| one.0.total_cmp(&other.0));
        let (per_second, p99) = kind[RUNS / 2];
        if (name, writers) == ("answered", MANY) {
            let holds = per_second >= PER_SECOND;
            println!(
                "{{\"name\":\"durable_writes_per_s\",\"value\":{per_second:.0},\"unit\":\"1/s\",\"target\":{PER_SECOND},\"holds\":{holds}}}"
            );
            let holds = p99 <= P99_MS;
            println!(
                "{{\"name\":\"durable_writes_p99_ms\",\"value\":{p99:.1},\"unit\":\"ms\",\"target\":{P99_MS},\"holds\":{holds}}}"
            );
        } else {
            println!("{{\"name\":\"{name}_by_{writers}_per_s\",\"value\":{per_second:.0},\"unit\":\"1/s\"}}");
            println!("{{\"name\":\"{name}_by_{writers}_p99_ms\",\"value\":{p99:.1},\"unit\":\"ms\"}}");
        }
    }
}
