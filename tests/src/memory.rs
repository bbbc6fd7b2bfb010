//! What a process has in its memory.

use aho_corasick::AhoCorasick;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};

/// A place where something was found.
#[derive(Debug)]
pub struct Found {
    /// Which needle.
    pub needle: String,
    /// The mapping, as in `/proc/…/maps`.
    pub mapping: String,
    /// Where in it.
    pub offset: usize,
    /// What lies around it.
    pub around: String,
}

/// Looks for needles, named, in all memory that the process can write.
pub fn search(process: u32, needles: &[(&str, &[u8])]) -> Vec<Found> {
    let maps = std::fs::read_to_string(format!("/proc/{process}/maps")).expect("the process's mappings");
    let mut memory = File::open(format!("/proc/{process}/mem")).expect("the process's memory");
    let finder = finder(needles);
    let mut found = Vec::new();
    for mapping in maps.lines() {
        let mut fields = mapping.split_ascii_whitespace();
        let (range, rights) = (fields.next().expect("a range"), fields.next().expect("rights"));
        if !rights.starts_with("rw") {
            continue;
        }
        let (start, end) = range.split_once('-').expect("start and end");
        let hex = |text| u64::from_str_radix(text, 16).expect("an address");
        let mut bytes = vec![0; usize::try_from(hex(end) - hex(start)).expect("a size")];
        memory.seek(SeekFrom::Start(hex(start))).expect("an address of the process");
        // mappings that cannot be read (of devices) hold nothing of ours
        if memory.read_exact(&mut bytes).is_err() {
            continue;
        }
        found.extend(finder.find_overlapping_iter(&bytes).map(|at| Found {
            needle: needles[at.pattern()].0.to_owned(),
            mapping: mapping.to_owned(),
            offset: at.start(),
            around: around(&bytes, at.start()),
        }));
    }
    found
}

/// Looks for many needles in one pass.
pub fn finder(needles: &[(&str, &[u8])]) -> AhoCorasick {
    AhoCorasick::new(needles.iter().map(|(_, needle)| needle)).expect("needles")
}

fn around(bytes: &[u8], offset: usize) -> String {
    let part = &bytes[offset.saturating_sub(64)..bytes.len().min(offset + 128)];
    part.escape_ascii().to_string()
}
