//! A disk as a power cut leaves it: what was synced is there; of what was not, any part may be, down to single sectors.

use super::recorded::{Deed, Step};
use std::collections::BTreeMap;

/// Files by name.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// What a disk writes wholly or not at all, in bytes.
const SECTOR: usize = 512;

/// Chance that comes out the same again from the same seed.
pub(super) struct Chance(pub(super) u64);

impl Chance {
    /// Any number below this one.
    pub(super) fn below(&mut self, end: u64) -> u64 {
        // SplitMix64, by Sebastiano Vigna.
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % end
    }
}

/// Whether the disk does what a sync asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Syncs {
    Honest,
    /// It says that it did, and does not.
    Lied,
}

/// What becomes of what was written and not synced.
#[derive(Clone, Copy, Debug)]
enum Unsynced {
    Nothing,
    Everything,
    /// The first so many writes of each hundred.
    Beginning(u64),
    /// So many writes of each hundred, whichever.
    Some(u64),
    /// So many sectors of each hundred, whichever.
    Torn(u64),
}

#[derive(Default)]
struct File<'a> {
    synced: Vec<u8>,
    waiting: Vec<&'a Step>,
}

/// A name that appears or goes.
struct Entry<'a> {
    name: &'a str,
    /// Which file it is the name of from now on, if any.
    file: Option<usize>,
    end: u64,
}

/// The files as a power cut at this moment leaves them.
pub(super) fn after_a_cut(before: &Files, steps: &[Step], moment: u64, syncs: Syncs, chance: &mut Chance) -> Files {
    let mut files: Vec<File<'_>> =
        before.values().map(|bytes| File { synced: bytes.clone(), waiting: Vec::new() }).collect();
    let mut names: BTreeMap<&str, usize> = before.keys().map(String::as_str).zip(0..).collect();
    let mut synced_names = names.clone();
    let mut entries: Vec<Entry<'_>> = Vec::new();
    for step in steps.iter().take_while(|step| step.begin < moment) {
        let name = step.file.as_str();
        match step.deed {
            Deed::Open if !names.contains_key(name) => {
                names.insert(name, files.len());
                entries.push(Entry { name, file: Some(files.len()), end: step.end });
                files.push(File::default());
            }
            Deed::Open => {}
            Deed::Remove => {
                names.remove(name);
                entries.push(Entry { name, file: None, end: step.end });
            }
            // Written after its name was taken away: nobody will find it.
            Deed::Write { .. } | Deed::Cut(_) => {
                if let Some(number) = names.get(name) {
                    files[*number].waiting.push(step);
                }
            }
            Deed::Sync if syncs == Syncs::Lied || step.end > moment => {}
            Deed::Sync if name.is_empty() => {
                let later = entries.iter().position(|entry| entry.end > step.begin).unwrap_or(entries.len());
                entries.drain(..later).for_each(|entry| name_it(&mut synced_names, &entry));
            }
            Deed::Sync => {
                if let Some(number) = names.get(name) {
                    let File { synced, waiting } = &mut files[*number];
                    let (done, later): (Vec<_>, Vec<_>) =
                        waiting.drain(..).partition(|written| written.end <= step.begin);
                    for written in done {
                        apply(synced, &written.deed);
                    }
                    *waiting = later;
                }
            }
        }
    }
    let kept = usize::try_from(chance.below(u64::try_from(entries.len()).unwrap() + 1)).unwrap();
    entries[..kept].iter().for_each(|entry| name_it(&mut synced_names, entry));
    let unsynced = match chance.below(5) {
        0 => Unsynced::Nothing,
        1 => Unsynced::Everything,
        2 => Unsynced::Beginning(chance.below(100)),
        3 => Unsynced::Some(chance.below(100)),
        _ => Unsynced::Torn(chance.below(100)),
    };
    let left = synced_names.into_iter();
    left.map(|(name, number)| (name.to_owned(), files[number].settle(unsynced, chance))).collect()
}

fn name_it<'a>(names: &mut BTreeMap<&'a str, usize>, entry: &Entry<'a>) {
    match entry.file {
        Some(number) => names.insert(entry.name, number),
        None => names.remove(entry.name),
    };
}

impl File<'_> {
    fn settle(&self, unsynced: Unsynced, chance: &mut Chance) -> Vec<u8> {
        let mut bytes = self.synced.clone();
        let count = u64::try_from(self.waiting.len()).unwrap();
        for (number, step) in (0..).zip(&self.waiting) {
            match unsynced {
                Unsynced::Everything => apply(&mut bytes, &step.deed),
                Unsynced::Beginning(share) if number * 100 < share * count => apply(&mut bytes, &step.deed),
                Unsynced::Nothing | Unsynced::Beginning(_) => {}
                Unsynced::Some(share) | Unsynced::Torn(share) => match &step.deed {
                    Deed::Write { offset, bytes: written } if matches!(unsynced, Unsynced::Torn(_)) => {
                        tear(&mut bytes, *offset, written, share, chance);
                    }
                    deed if chance.below(100) < share => apply(&mut bytes, deed),
                    _ => {}
                },
            }
        }
        bytes
    }
}

fn apply(file: &mut Vec<u8>, deed: &Deed) {
    match deed {
        Deed::Write { offset, bytes } => put(file, *offset, bytes),
        Deed::Cut(length) => file.resize(*length, 0),
        Deed::Open | Deed::Sync | Deed::Remove => {}
    }
}

fn put(file: &mut Vec<u8>, offset: usize, bytes: &[u8]) {
    let end = offset + bytes.len();
    if file.len() < end {
        file.resize(end, 0);
    }
    file[offset..end].copy_from_slice(bytes);
}

/// Writes so many of each hundred sectors.
fn tear(file: &mut Vec<u8>, mut offset: usize, mut bytes: &[u8], share: u64, chance: &mut Chance) {
    while !bytes.is_empty() {
        let (sector, rest) = bytes.split_at((SECTOR - offset % SECTOR).min(bytes.len()));
        if chance.below(100) < share {
            put(file, offset, sector);
        }
        offset += sector.len();
        bytes = rest;
    }
}

#[test]
fn what_was_synced_is_there_and_what_was_not_may_be() {
    let step = |begin, deed| Step { begin, end: begin + 5, file: "a".to_owned(), deed };
    let write = |offset, text: &str| Deed::Write { offset, bytes: text.as_bytes().to_vec() };
    let steps = [
        step(10, write(0, "one")),
        step(20, Deed::Sync),
        step(30, write(3, "two")),
        step(40, Deed::Cut(4)),
        step(50, Deed::Sync),
        step(60, Deed::Remove),
    ];
    let before = Files::from([("a".to_owned(), Vec::new())]);
    let left = |moment, syncs| {
        let mut all: Vec<_> = (0..200)
            .map(|seed| after_a_cut(&before, &steps, moment, syncs, &mut Chance(seed)).remove("a"))
            .map(|bytes| bytes.map(|bytes| String::from_utf8(bytes).unwrap()))
            .collect();
        all.sort();
        all.dedup();
        all
    };
    let there = |texts: &[&str]| texts.iter().map(|text| Some((*text).to_owned())).collect::<Vec<_>>();
    assert_eq!(left(15, Syncs::Honest), there(&["", "one"]));
    assert_eq!(left(25, Syncs::Honest), there(&["one"]));
    assert_eq!(left(25, Syncs::Lied), there(&["", "one"]));
    assert_eq!(left(35, Syncs::Honest), there(&["one", "onetwo"]));
    assert_eq!(left(45, Syncs::Honest), there(&["one", "one\0", "onet", "onetwo"]));
    // A sync that was not over when the power went promises nothing.
    assert_eq!(left(52, Syncs::Honest), left(45, Syncs::Honest));
    assert_eq!(left(55, Syncs::Honest), there(&["onet"]));
    assert_eq!(left(65, Syncs::Honest), [None, Some("onet".to_owned())]);
}
