//! A full disk under the running program: everybody can still read, whoever saves is told that it failed and keeps
//! what was typed, no mail goes out twice, and when there is room again everything goes on without a restart.

use crate::{
    mails::PostOffice,
    program::{Answer, Place, Program},
    rounds::rounds,
};
use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

const PAGES: [&str; 5] = ["/de", "/de/desk", "/de/cases", "/de/consultations", "/de/questions"];

/// What somebody typed into the form who has no scripts.
const TYPED: &str = "fragt+nach+dem+Sprachkurs";

/// Everything that is asked of the program while nothing can be written.
async fn reads_and_refuses(program: &Program, cookie: &str) {
    for page in PAGES {
        let answer = program.get(page, cookie).await.unwrap();
        assert_eq!(answer.status, 200, "{page}: {}", answer.body);
    }
    let told = program.remark(cookie, "refused").await.unwrap();
    assert!(told.status == 507 && told.body == "\"unwritable\"", "{told:?}");
    let page = "/de/consultations";
    let body =
        format!("form[party]=newcomer&form[language]=de&form[minutes]=10&form[result]=answered&form[remark]={TYPED}");
    let sent = program.post("/api/consultations/log", cookie, page, &body).await.unwrap();
    let flash = sent.header("set-cookie").unwrap_or_else(|| panic!("no word of what went wrong: {sent:?}"));
    let flash = flash.split(';').next().unwrap_or_default();
    assert!(matches!(sent.status, 302 | 303) && sent.header("location") == Some(page), "{sent:?}");
    let again = program.get(page, &format!("{cookie}; {flash}")).await.unwrap();
    assert!(again.status == 200 && keeps_what_was_typed(&again), "{again:?}");
    assert_eq!(program.get("/health/live", "").await.unwrap().status, 200);
}

fn keeps_what_was_typed(page: &Answer) -> bool {
    page.body.contains(&TYPED.replace('+', " ")) && page.body.contains("Gerade kann nichts gespeichert werden")
}

/// Writes until one is refused, at most so many; gives what was acknowledged.
async fn write(program: &Program, cookie: &str, name: &str, most: u32) -> (BTreeSet<String>, bool) {
    let mut acknowledged = BTreeSet::new();
    for number in 0..most {
        let remark = format!("{name}-{number:05}-{}", "x".repeat(300));
        let answer = program.remark(cookie, &remark).await.unwrap();
        if answer.status != 200 {
            assert_eq!(answer.status, 507, "{}", answer.body);
            return (acknowledged, true);
        }
        acknowledged.insert(remark);
    }
    (acknowledged, false)
}

async fn kept(place: &Place) -> BTreeSet<String> {
    backend::testing::remarks(&place.address()).await.into_iter().collect()
}

/// Lets the program write no byte into any file, or as many as it likes: the system refuses it as it refuses one whose
/// disk is full.
fn limit(program: &Program, bytes: &str) {
    let size = format!("--fsize={bytes}:unlimited");
    let limited = Command::new("prlimit").args(["--pid", &program.id().to_string(), &size]).status().unwrap();
    assert!(limited.success());
}

#[tokio::test]
async fn while_nothing_can_be_written_pages_are_read_and_savers_are_told_until_there_is_room_again() {
    let place = Place::new(&[]);
    let program = place.start_limited().await;
    let cookie = program.sign_in("companion").await;
    let mut acknowledged = BTreeSet::new();
    for round in 0..rounds(3) {
        let (written, was_refused) = write(&program, &cookie, &format!("before{round}"), 3).await;
        assert!(!was_refused);
        acknowledged.extend(written);
        limit(&program, "0");
        reads_and_refuses(&program, &cookie).await;
        limit(&program, "unlimited");
        let begin = Instant::now();
        let (written, was_refused) = write(&program, &cookie, &format!("after{round}"), 1).await;
        assert!(!was_refused, "there is room, and nothing is written");
        println!("written again after {:?}", begin.elapsed());
        acknowledged.extend(written);
    }
    let (code, _) = program.stop().await;
    assert_eq!(code, Some(0));
    place.doctor().unwrap();
    assert_eq!(
        kept(&place).await.into_iter().filter(|remark| remark.ends_with('x')).collect::<BTreeSet<_>>(),
        acknowledged
    );
    assert!(!kept(&place).await.contains("refused"), "it was refused, and kept");
}

/// Waits for what happens soon, by itself.
async fn until(what: &str, happened: impl AsyncFn() -> bool) {
    let begin = Instant::now();
    while !happened().await {
        assert!(begin.elapsed() < Duration::from_secs(30), "not so: {what}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn a_mail_goes_out_once_although_nothing_can_be_written_about_it() {
    let office = PostOffice::open_silent().await;
    let port = office.port.to_string();
    let place = Place::new(&[("MAIL__HOST", "127.0.0.1"), ("MAIL__PORT", &port), ("MAIL__ENCRYPTION", "none")]);
    let program = place.start_limited().await;
    let cookie = program.sign_in("companion").await;
    let body = "form[email]=companion%40demo.example&form[password]=&form[next]=";
    let answer = program.post("/api/account/sign-in", "", "/de/sign-in", body).await.unwrap();
    assert!(matches!(answer.status, 302 | 303), "{answer:?}");
    until("the mail is there", async || !office.taken().is_empty()).await;
    limit(&program, "0");
    office.speak();
    until("the sender knows that the mail was taken", async || office.goodbyes() > 0).await;
    // Behind each of these in the line of writers the sender had time to try to note it.
    for _ in 0..5 {
        let body = "form[party]=newcomer&form[language]=de&form[minutes]=10&form[result]=answered";
        let told = program.call("/api/consultations/log", &cookie, body).await.unwrap();
        assert_eq!(told.status, 507, "{told:?}");
    }
    assert_eq!(backend::testing::waiting_mails(&place.address()).await, 1, "it was noted on a full disk");
    limit(&program, "unlimited");
    until("it is noted that the mail was taken", async || backend::testing::waiting_mails(&place.address()).await == 0)
        .await;
    // Whoever had forgotten it would have sent it again before it was noted.
    assert_eq!(office.taken().len(), 1, "{:?}", office.taken());
    let (code, _) = program.stop().await;
    assert_eq!(code, Some(0));
}

/// A small disk of its own; only an administrator can have one.
struct SmallDisk(PathBuf);

impl SmallDisk {
    fn mount(folder: &Path, megabytes: u32) -> Self {
        let size = format!("size={megabytes}m");
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(folder).status().unwrap();
        assert!(mounted.success(), "a small disk cannot be mounted: this harness needs an administrator");
        Self(folder.to_owned())
    }

    fn filler(&self) -> PathBuf {
        self.0.join("filler")
    }

    /// Leaves so many bytes free.
    fn fill(&self, free: usize) {
        use std::io::Write as _;
        let mut filler = std::fs::File::create(self.filler()).unwrap();
        while filler.write_all(&[1; 4096]).is_ok() {}
        let length = filler.metadata().unwrap().len();
        filler.set_len(length.saturating_sub(u64::try_from(free).unwrap())).unwrap();
    }

    fn free(&self) {
        std::fs::remove_file(self.filler()).unwrap();
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        if !Command::new("umount").arg(&self.0).status().is_ok_and(|status| status.success()) {
            eprintln!("{} stays mounted", self.0.display());
        }
    }
}

#[tokio::test]
async fn what_was_acknowledged_on_a_small_disk_that_fills_up_is_kept_and_it_goes_on_without_a_restart() {
    let place = Place::new(&[]);
    let disk = SmallDisk::mount(place.folder(), 64);
    let program = place.start_limited().await;
    let cookie = program.sign_in("companion").await;
    let mut acknowledged = BTreeSet::new();
    for round in 0..rounds(3) {
        // Where in a write the disk is full is another place each time.
        disk.fill(usize::try_from(round * 79_190 % 400_000).unwrap());
        let (written, was_refused) = write(&program, &cookie, &format!("full{round}"), 2_000).await;
        assert!(was_refused, "the disk is not full");
        acknowledged.extend(written);
        reads_and_refuses(&program, &cookie).await;
        disk.free();
        let (written, was_refused) = write(&program, &cookie, &format!("free{round}"), 3).await;
        assert!(!was_refused, "round {round}: there is room, and nothing is written");
        acknowledged.extend(written);
    }
    let (code, _) = program.stop().await;
    assert_eq!(code, Some(0));
    place.doctor().unwrap();
    let kept: BTreeSet<String> = kept(&place).await.into_iter().filter(|remark| remark.ends_with('x')).collect();
    println!("{} acknowledged, {} kept", acknowledged.len(), kept.len());
    assert_eq!(kept, acknowledged);
    drop(disk);
}
