//! How much memory a process takes, as the kernel counts it.

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
