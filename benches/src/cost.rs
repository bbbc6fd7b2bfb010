//! What something costs, as the kernel counts it.

use std::cell::Cell;
use std::fs;

/// What one process spent while something was measured.
pub struct Cost {
    process: u32,
    with_family: bool,
    total: Cell<Spent>,
}

/// Processor time in seconds, and bytes that went to the disk.
#[derive(Clone, Copy, Default)]
struct Spent {
    seconds: f64,
    written: f64,
}

impl Cost {
    /// Of this process; nothing yet.
    pub fn of(process: u32) -> Self {
        Self { process, with_family: false, total: Cell::default() }
    }

    /// Of this process and of all that it started: PostgreSQL has a process for each connection.
    pub fn of_family(process: u32) -> Self {
        Self { with_family: true, ..Self::of(process) }
    }

    /// Of the program that measures.
    pub fn own() -> Self {
        Self::of(std::process::id())
    }

    /// Runs `job`, and adds what was spent meanwhile.
    pub fn during<T>(&self, job: impl FnOnce() -> T) -> T {
        let before = self.spent();
        let done = job();
        let (now, total) = (self.spent(), self.total.get());
        self.total.set(Spent {
            seconds: total.seconds + now.seconds - before.seconds,
            written: total.written + now.written - before.written,
        });
        done
    }

    fn spent(&self) -> Spent {
        let seconds = if self.with_family { family_seconds(self.process) } else { own_seconds(self.process) };
        Spent { seconds, written: written(self.process) }
    }

    /// Microseconds of processor time for each of so many.
    pub fn microseconds(&self, many: f64) -> f64 {
        self.total.get().seconds / many * 1e6
    }

    /// KiB that went to the disk for each of so many.
    pub fn written_kib(&self, many: f64) -> f64 {
        self.total.get().written / many / 1024.0
    }
}

/// Seconds of processor time that a process has used.
fn own_seconds(process: u32) -> f64 {
    // utime and stime
    ticks(process, &[11, 12])
}

/// Those of a process, of its children, and of those whose end it has seen.
fn family_seconds(process: u32) -> f64 {
    let children = fs::read_to_string(format!("/proc/{process}/task/{process}/children")).unwrap_or_default();
    let children = children.split_whitespace().filter_map(|id| id.parse().ok());
    // utime, stime, cutime, cstime
    ticks(process, &[11, 12, 13, 14]) + children.map(own_seconds).sum::<f64>()
}

fn ticks(process: u32, fields: &[usize]) -> f64 {
    // a child may be gone by now
    let text = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    // proc_pid_stat(5): utime is the 14th field; the second, in parentheses, may have spaces
    let all: Vec<&str> = text.rsplit(") ").next().unwrap_or_default().split_whitespace().collect();
    let ticks = fields.iter().filter_map(|at| all.get(*at)?.parse::<f64>().ok()).sum::<f64>();
    // USER_HZ, which is 100 wherever Linux runs these programs
    ticks / 100.0
}

/// Bytes that a process has caused to be written to a disk.
fn written(process: u32) -> f64 {
    let text = fs::read_to_string(format!("/proc/{process}/io")).unwrap_or_default();
    let bytes = text.lines().find_map(|line| line.strip_prefix("write_bytes: ")?.parse().ok());
    bytes.unwrap_or_default()
}
