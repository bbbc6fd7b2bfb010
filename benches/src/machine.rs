//! What the figures were taken on.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use crate::rounds::Samples;

/// File systems that forget everything with the power.
const IN_MEMORY: [&str; 2] = ["tmpfs", "ramfs"];

/// Names and values, no path among them.
pub fn describe() -> Vec<(&'static str, String)> {
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load: Vec<&str> = load.split_whitespace().take(3).collect();
    vec![
        ("processor", field("/proc/cpuinfo", "model name")),
        ("cores", std::thread::available_parallelism().map_or(0, usize::from).to_string()),
        ("memory", memory()),
        ("disk", disk(&std::env::temp_dir())),
        ("kernel", fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default().trim().to_owned()),
        ("compiler", said("rustc", &["--version"])),
        ("SQLite", rusqlite::version().to_owned()),
        ("PostgreSQL", said("postgres", &["--version"])),
        ("commit", commit()),
        ("day", said("date", &["-u", "+%Y-%m-%d"])),
        ("load before (1, 5, 15 minutes)", load.join(", ")),
    ]
}

fn field(file: &str, name: &str) -> String {
    let text = fs::read_to_string(file).unwrap_or_default();
    let line = text.lines().find(|line| line.starts_with(name));
    line.and_then(|line| line.split_once(':')).map_or_else(unknown, |(_, value)| value.trim().to_owned())
}

fn unknown() -> String {
    "unknown".to_owned()
}

fn memory() -> String {
    let kib = field("/proc/meminfo", "MemTotal").trim_end_matches(" kB").parse::<f64>().ok();
    kib.map_or_else(unknown, |kib| format!("{:.1} GiB", kib / f64::from(1 << 20)))
}

/// What a program says of itself.
fn said(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output().ok().filter(|output| output.status.success());
    output.map_or_else(unknown, |output| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn commit() -> String {
    let hash = said("git", &["rev-parse", "--short=12", "HEAD"]);
    let changed = said("git", &["status", "--porcelain", "--untracked-files=no"]);
    // the results themselves are written anew by each run
    let others = changed.lines().any(|line| !line.ends_with("benches/RESULTS.md"));
    if others { format!("{hash}, with changes") } else { hash }
}

/// The file system under a directory, and what flushing it costs.
fn disk(directory: &Path) -> String {
    let kind = file_system(directory);
    assert!(
        !IN_MEMORY.contains(&kind.as_str()),
        "the directory for temporary files is in memory, where nothing is durable: name another by TMPDIR"
    );
    let [small, large] = [64 << 10, 4 << 20].map(|size| flush_milliseconds(directory, size));
    format!(
        "{kind}; appending and flushing (fdatasync) 64 KiB takes {:.2} ms ({:.2} to {:.2}), 4 MiB {:.1} ms ({:.1} to {:.1})",
        small.median(),
        small.min(),
        small.max(),
        large.median(),
        large.min(),
        large.max(),
    )
}

fn file_system(directory: &Path) -> String {
    let directory = directory.canonicalize().expect("the directory for temporary files");
    let mounts = fs::read_to_string("/proc/mounts").unwrap_or_default();
    let mut found = (0, unknown());
    for line in mounts.lines() {
        let mut fields = line.split(' ').skip(1);
        let (Some(place), Some(kind)) = (fields.next(), fields.next()) else { continue };
        // of several at one place the last one is seen
        if directory.starts_with(place) && place.len() >= found.0 {
            found = (place.len(), kind.to_owned());
        }
    }
    found.1
}

/// Appends so many bytes to a file and flushes it, again and again.
fn flush_milliseconds(directory: &Path, size: usize) -> Samples {
    let directory = tempfile::tempdir_in(directory).expect("a temporary directory");
    let mut file = File::create(directory.path().join("file")).expect("a file");
    let bytes: Vec<u8> = (0..size).map(|at| (at % 251) as u8).collect();
    let flushes = (0..25).map(|_| {
        let begun = Instant::now();
        file.write_all(&bytes).and_then(|()| file.sync_data()).expect("the disk");
        begun.elapsed().as_secs_f64() * 1e3
    });
    Samples::new(flushes.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_machine_is_described_without_its_paths() {
        for (name, value) in describe() {
            assert!(!value.is_empty() && !value.starts_with('/') && !value.contains(" /"), "{name}: {value}");
        }
    }
}
