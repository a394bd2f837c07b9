//! The real program on a folder of its own, and one request at a time to it.

use crate::power::{
    disk::Files,
    recorded::{self, Step},
};
use std::{
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    time::timeout,
};

/// Everybody's in the demo.
const PASSWORD: &str = "welcome-to-bochum";

/// A folder with a database, over several starts of the program.
pub(crate) struct Place {
    folder: PathBuf,
    database: PathBuf,
    port: u16,
    settings: Vec<(String, String)>,
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_dir_all(&self.folder) {
            eprintln!("{} stays: {error}", self.folder.display());
        }
    }
}

/// The running program; ends with the test.
pub(crate) struct Program {
    child: std::process::Child,
    pub(crate) port: u16,
    /// From the start to the first answer.
    pub(crate) took: Duration,
}

impl Drop for Program {
    fn drop(&mut self) {
        // One that ended by itself cannot be killed, and need not.
        let _gone = self.child.kill();
        let _ended = self.child.wait();
    }
}

/// An answer, read to its end.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(header, _)| header == name).map(|(_, value)| value.as_str())
    }
}

impl Place {
    /// `settings` as `SECTION__KEY` and value.
    pub(crate) fn new(settings: &[(&str, &str)]) -> Self {
        let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let port = free.local_addr().unwrap().port();
        let folder = std::env::temp_dir().join(format!("welcome-office-faults-{}-{port}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let settings = settings.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
        Self { database: folder.join("office.db"), folder, port, settings }
    }

    fn command(&self, arguments: &[&str]) -> Command {
        self.through(&[], arguments)
    }

    /// The program, started by another one with these arguments.
    fn through(&self, by: &[&str], arguments: &[&str]) -> Command {
        // Another build, such as a release, is measured by naming it.
        let program =
            std::env::var("WELCOME_OFFICE").unwrap_or_else(|_| env!("CARGO_BIN_EXE_welcome-office").to_owned());
        let line = [by, &[program.as_str()], arguments].concat();
        let mut command = Command::new(line[0]);
        command
            .args(&line[1..])
            .current_dir(&self.folder)
            .env("WO__DATABASE__URL", self.address())
            .env("WO__LOG__LEVEL", "warn")
            .env("WO__SERVER__PORT", self.port.to_string())
            .stdout(Stdio::null());
        for (key, value) in &self.settings {
            command.env(format!("WO__{key}"), value);
        }
        command
    }

    /// Starts the demo and waits until it answers.
    pub(crate) async fn start(&self) -> Program {
        self.start_by(self.command(&["demo"])).await
    }

    /// As [`Place::start`], and writes down what it does to its files.
    pub(crate) async fn start_recorded(&self) -> Program {
        let by = [&["strace"][..], &recorded::ARGUMENTS[..]].concat();
        self.start_by(self.through(&by, &["demo"])).await
    }

    /// As [`Place::start`], with its log beside the database, on the same disk. It outlives being refused room for a
    /// file: the system would end it, as it does not if a disk is full.
    pub(crate) async fn start_limited(&self) -> Program {
        let mut command = self.through(&["sh", "-c", "trap '' XFSZ; exec \"$0\" \"$@\""], &["demo"]);
        command.stderr(std::fs::File::create(self.folder.join("log")).unwrap());
        self.start_by(command).await
    }

    /// What was written down; the program was asked to end.
    pub(crate) async fn recorded(&self) -> Vec<Step> {
        let begin = Instant::now();
        while !recorded::is_whole(&self.folder) {
            assert!(begin.elapsed() < Duration::from_mins(1), "the record does not end");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        recorded::read(&self.folder)
    }

    async fn start_by(&self, mut command: Command) -> Program {
        let begin = Instant::now();
        let child = command.spawn().unwrap();
        let mut program = Program { child, port: self.port, took: Duration::ZERO };
        loop {
            if let Ok(answer) = program.try_ask("GET /health/ready HTTP/1.0\r\n\r\n").await
                && answer.status == 200
            {
                program.took = begin.elapsed();
                return program;
            }
            assert!(program.child.try_wait().unwrap().is_none(), "the program ended before it answered");
            assert!(begin.elapsed() < Duration::from_secs(90), "the program does not answer");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The files of the database; the program must not run.
    pub(crate) fn files(&self) -> Files {
        let named = |path: PathBuf| (path.file_name().unwrap().to_str().unwrap().to_owned(), path);
        let paths = std::fs::read_dir(&self.folder).unwrap().map(|entry| named(entry.unwrap().path()));
        paths.map(|(name, path)| (name, std::fs::read(path).unwrap())).collect()
    }

    /// Puts these files in the place of all others; the program must not run.
    pub(crate) fn lay(&self, files: &Files) {
        std::fs::remove_dir_all(&self.folder).unwrap();
        std::fs::create_dir_all(&self.folder).unwrap();
        for (name, bytes) in files {
            std::fs::write(self.folder.join(name), bytes).unwrap();
        }
    }

    /// Where the database is, as the settings say it.
    pub(crate) fn address(&self) -> String {
        format!("sqlite://{}", self.database.display())
    }

    /// What `doctor` says of the database; the program must not run.
    pub(crate) fn doctor(&self) -> Result<(), String> {
        let told = self.command(&["doctor"]).stdout(Stdio::piped()).output().unwrap();
        if told.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&told.stdout).into_owned()) }
    }
}

impl Program {
    /// Asks it to end, and says how it did and after how long.
    pub(crate) async fn stop(mut self) -> (Option<i32>, Duration) {
        let begin = Instant::now();
        let asked = Command::new("kill").arg(self.child.id().to_string()).status().unwrap();
        assert!(asked.success());
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return (status.code(), begin.elapsed());
            }
            assert!(begin.elapsed() < Duration::from_mins(1), "it does not end");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// Its number among the processes of this machine.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// `kill -9`, while others still talk to it.
    pub(crate) fn strike(&self) {
        self.signal("-9");
    }

    /// Lets it stand still, or go on.
    pub(crate) fn pause(&self, stands: bool) {
        self.signal(if stands { "-STOP" } else { "-CONT" });
    }

    fn signal(&self, signal: &str) {
        let sent = Command::new("kill").args([signal, &self.child.id().to_string()]).status().unwrap();
        assert!(sent.success());
    }

    pub(crate) async fn connect(&self) -> std::io::Result<TcpStream> {
        TcpStream::connect(("127.0.0.1", self.port)).await
    }

    /// Sends a request as it is, head and body, and reads until the connection ends.
    pub(crate) async fn try_ask(&self, request: &str) -> std::io::Result<Answer> {
        self.try_send(request.as_bytes()).await
    }

    pub(crate) async fn try_send(&self, request: &[u8]) -> std::io::Result<Answer> {
        let mut stream = self.connect().await?;
        stream.write_all(request).await?;
        let mut answer = Vec::new();
        timeout(Duration::from_mins(1), stream.read_to_end(&mut answer)).await??;
        read(&answer).ok_or_else(|| std::io::Error::other("no whole answer"))
    }

    /// A page.
    pub(crate) async fn get(&self, path: &str, cookie: &str) -> std::io::Result<Answer> {
        self.try_ask(&format!("GET {path} HTTP/1.0\r\nHost: localhost:{}\r\nCookie: {cookie}\r\n\r\n", self.port)).await
    }

    /// A form, as a browser without scripts sends it.
    pub(crate) async fn post(&self, path: &str, cookie: &str, page: &str, body: &str) -> std::io::Result<Answer> {
        self.send(path, cookie, page, "application/x-www-form-urlencoded", body.as_bytes()).await
    }

    /// A form, as a script sends it: only what was done is answered with 200.
    pub(crate) async fn call(&self, path: &str, cookie: &str, body: &str) -> std::io::Result<Answer> {
        self.sent(path, cookie, "/", "application/x-www-form-urlencoded", "application/json", body.as_bytes()).await
    }

    /// Logs a conversation with this remark, as a script does it.
    pub(crate) async fn remark(&self, cookie: &str, remark: &str) -> std::io::Result<Answer> {
        let body = format!(
            "form[party]=newcomer&form[work]=on&form[language]=de&form[minutes]=10&form[result]=answered&form[remark]={remark}"
        );
        self.call("/api/consultations/log", cookie, &body).await
    }

    /// A form of another kind, as a browser without scripts sends it.
    pub(crate) async fn send(
        &self,
        path: &str,
        cookie: &str,
        page: &str,
        kind: &str,
        body: &[u8],
    ) -> std::io::Result<Answer> {
        self.sent(path, cookie, page, kind, "text/html", body).await
    }

    async fn sent(
        &self,
        path: &str,
        cookie: &str,
        page: &str,
        kind: &str,
        wanted: &str,
        body: &[u8],
    ) -> std::io::Result<Answer> {
        let host = format!("localhost:{}", self.port);
        let mut request = format!(
            "POST {path} HTTP/1.0\r\nHost: {host}\r\nOrigin: http://{host}\r\nReferer: http://{host}{page}\r\n\
             Accept: {wanted}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nCookie: {cookie}\r\n\r\n",
            body.len()
        )
        .into_bytes();
        request.extend(body);
        self.try_send(&request).await
    }

    /// Signs in as one of the demo's people; gives the cookie.
    pub(crate) async fn sign_in(&self, who: &str) -> String {
        let body = format!("form[email]={who}%40demo.example&form[password]={PASSWORD}&form[next]=");
        let answer = self.post("/api/account/sign-in", "", "/de/sign-in", &body).await.unwrap();
        let cookie = answer.headers.iter().find(|(name, value)| name == "set-cookie" && value.contains("session"));
        let cookie = cookie.unwrap_or_else(|| panic!("{who} is not signed in: {answer:?}"));
        cookie.1.split(';').next().unwrap_or_default().to_owned()
    }
}

fn read(answer: &[u8]) -> Option<Answer> {
    let text = String::from_utf8_lossy(answer);
    let (head, body) = text.split_once("\r\n\r\n")?;
    let mut lines = head.lines();
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let headers = lines.filter_map(|line| line.split_once(": "));
    let headers = headers.map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned())).collect();
    Some(Answer { status, headers, body: body.to_owned() })
}
