//! What a program did to the files of its database, in order, as `strace` wrote it down.

use std::path::Path;

/// How `strace` has to be called for it; the program's own arguments follow. The tracer is the program's grandchild, so
/// that the program can be asked to end as ever.
pub(crate) const ARGUMENTS: [&str; 15] = [
    "-DD",
    "-f",
    "-ff",
    "--seccomp-bpf",
    "-y",
    "-ttt",
    "-T",
    "-e",
    "signal=none",
    "-s",
    "1000000",
    "-e",
    "trace=openat,creat,write,writev,pwrite64,pwritev,pwritev2,ftruncate,fallocate,fsync,fdatasync,sync_file_range,\
     unlink,unlinkat,rename,renameat,renameat2,link,linkat,mmap,sendfile,copy_file_range",
    "-o",
    RECORD,
];

/// What the record's files are called, in the program's folder; each thread has one.
const RECORD: &str = "record";

/// One thing done, from when to when, in microseconds since 1970.
#[derive(Debug)]
pub(crate) struct Step {
    pub(crate) begin: u64,
    pub(crate) end: u64,
    /// The file's name; empty if it concerns the folder itself.
    pub(crate) file: String,
    pub(crate) deed: Deed,
}

#[derive(Debug)]
pub(crate) enum Deed {
    /// Opened, and made if it was not there.
    Open,
    Write {
        offset: usize,
        bytes: Vec<u8>,
    },
    /// Made this long.
    Cut(usize),
    Sync,
    Remove,
}

/// Reads the record of a program that has ended.
pub(crate) fn read(folder: &Path) -> Vec<Step> {
    let mut steps = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.file_stem().is_some_and(|stem| stem == RECORD) {
            let text = std::fs::read_to_string(&path).unwrap();
            steps.extend(text.lines().filter_map(|line| step(line, folder)));
        }
    }
    steps.sort_by_key(|step| step.begin);
    steps
}

/// Whether every thread's end is written down.
pub(crate) fn is_whole(folder: &Path) -> bool {
    std::fs::read_dir(folder).unwrap().all(|entry| {
        let path = entry.unwrap().path();
        let is_record = path.file_stem().is_some_and(|stem| stem == RECORD);
        !is_record || std::fs::read_to_string(path).unwrap().trim_end().ends_with("+++")
    })
}

/// What a line says, if it is about the database: `1795391504.692358 fsync(12</folder/office.db-wal>) = 0 <0.006980>`.
fn step(line: &str, folder: &Path) -> Option<Step> {
    let (begin, rest) = line.split_once(' ')?;
    let (call, rest) = rest.split_once('(')?;
    let (told, took) = rest.rsplit_once(" <")?;
    let (arguments, result) = told.rsplit_once(" = ")?;
    let arguments = arguments.trim_end().trim_end_matches(')');
    if result.starts_with('-') || result.starts_with('?') {
        return None;
    }
    // A path is shown as an argument of its own, or beside the number of the open file.
    let file = match call {
        "openat" | "unlink" | "rename" | "link" | "creat" => between(arguments, '"', '"')?,
        "mmap" => between(arguments, '<', '>').unwrap_or_default(),
        _ => between(arguments, '<', '>')?,
    };
    let file = match Path::new(file).strip_prefix(folder) {
        Ok(file) => file.to_str().unwrap().to_owned(),
        Err(_) => return None,
    };
    // Who takes part in the write-ahead log meets in this one; it is made anew after a power cut.
    if file.ends_with("-shm") {
        return None;
    }
    let begin = micros(begin);
    let deed = match call {
        "openat" if arguments.contains("O_TRUNC") => panic!("not foreseen: {line}"),
        "openat" if arguments.contains("O_CREAT") => Deed::Open,
        "openat" => return None,
        "mmap" if !arguments.contains("MAP_SHARED") || !arguments.contains("PROT_WRITE") => return None,
        "pwrite64" => {
            let (bytes, offset) = text(arguments);
            assert_eq!(bytes.len().to_string(), result, "written in part: {call} {file}");
            Deed::Write { offset, bytes }
        }
        "ftruncate" => Deed::Cut(arguments.rsplit(", ").next().unwrap().parse().unwrap()),
        "fsync" | "fdatasync" => Deed::Sync,
        "unlink" => Deed::Remove,
        _ => panic!("not foreseen: {}", line.chars().take(200).collect::<String>()),
    };
    Some(Step { begin, end: begin + micros(took.trim_end_matches('>')), file, deed })
}

fn between(text: &str, open: char, close: char) -> Option<&str> {
    let (_, rest) = text.split_once(open)?;
    rest.split_once(close).map(|(inner, _)| inner)
}

/// `1795391504.692358` as microseconds.
fn micros(seconds: &str) -> u64 {
    let (seconds, micros) = seconds.split_once('.').unwrap();
    seconds.parse::<u64>().unwrap() * 1_000_000 + micros.parse::<u64>().unwrap()
}

/// The text in quotes among the arguments, and the number at their end.
fn text(arguments: &str) -> (Vec<u8>, usize) {
    let (_, rest) = arguments.split_once('"').unwrap();
    let mut bytes = Vec::with_capacity(4096);
    let mut left = rest.bytes().enumerate().peekable();
    loop {
        let (at, byte) = left.next().unwrap();
        match byte {
            b'"' => {
                let offset = rest[at..].rsplit(", ").next().unwrap().parse().unwrap();
                return (bytes, offset);
            }
            b'\\' => {
                let (_, escaped) = left.next().unwrap();
                bytes.push(match escaped {
                    b'0'..=b'7' => {
                        let mut value = u32::from(escaped - b'0');
                        for _ in 0..2 {
                            let Some((_, digit)) = left.next_if(|(_, digit)| matches!(digit, b'0'..=b'7')) else {
                                break;
                            };
                            value = value * 8 + u32::from(digit - b'0');
                        }
                        u8::try_from(value).unwrap()
                    }
                    b'n' => b'\n',
                    b't' => b'\t',
                    b'r' => b'\r',
                    b'v' => 11,
                    b'f' => 12,
                    plain => plain,
                });
            }
            plain => bytes.push(plain),
        }
    }
}
