//! What the kernel says of a process.

use std::fs;

/// How much of its memory is resident, in MiB.
pub fn resident(process: u32) -> f64 {
    status(process, "VmRSS:")
}

/// The most that was ever resident, in MiB.
pub fn most_resident(process: u32) -> f64 {
    status(process, "VmHWM:")
}

fn status(process: u32, name: &str) -> f64 {
    let text = fs::read_to_string(format!("/proc/{process}/status")).expect("the process runs");
    let kib = text
        .lines()
        .find_map(|line| line.strip_prefix(name)?.trim().strip_suffix(" kB")?.parse::<f64>().ok());
    kib.expect("a figure of memory") / 1024.0
}

/// Seconds of processor time that a process has used.
pub fn processor_seconds(process: u32) -> f64 {
    let text = fs::read_to_string(format!("/proc/{process}/stat")).expect("the process runs");
    // proc_pid_stat(5): utime and stime are the 14th and 15th field; the second, in parentheses, may have spaces
    let fields: Vec<&str> = text.rsplit(") ").next().unwrap_or_default().split_whitespace().collect();
    let ticks =
        |at: usize| fields.get(at).and_then(|field| field.parse::<f64>().ok()).expect("processor time");
    // USER_HZ, which is 100 wherever Linux runs these programs
    (ticks(11) + ticks(12)) / 100.0
}
