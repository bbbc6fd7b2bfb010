//! `cargo xtask fuzz`: every parser of what others wrote, fed with what libFuzzer makes of the vectors.

mod keep;
mod places;
mod round;

use std::collections::VecDeque;
use std::fs;
use std::path::PathBuf;

use clap::Args;

use crate::failure::Failure;
use crate::needs::{self, FUZZING};
use crate::shell::{Shell, quietly};
use places::Places;
use round::Round;

/// What `cargo xtask fuzz` takes.
#[derive(Args)]
pub struct Options {
    /// How long to go on with each target
    #[arg(long, default_value_t = 60, value_name = "N")]
    seconds: u32,
    /// How many targets run at a time
    #[arg(long, default_value_t = 2, value_name = "N")]
    jobs: usize,
    /// Install what the machine lacks for it, with apt-get (as root, or through sudo)
    #[arg(long)]
    install: bool,
    /// Afterwards, write the smallest inputs that reach as much to fuzz/corpus, for the tests to replay
    #[arg(long)]
    keep: bool,
    /// Only these targets [default: all]
    #[arg(value_name = "TARGET", value_parser = TARGETS)]
    targets: Vec<String>,
}

/// The programs in `fuzz/fuzz_targets`.
const TARGETS: [&str; 11] =
    ["json", "content", "text", "client", "signed", "chain", "letter", "chunk", "vault", "order", "server"];

/// What libFuzzer steers by: it is LLVM's own, so that a stable compiler has it. Sanitizers would need another one, and
/// look for what safe Rust does not do.
const COVERAGE: [&str; 7] = [
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "--cfg fuzzing",
    "-Ccodegen-units=1",
];

/// Builds the targets, and runs them.
pub fn run(shell: &Shell, options: &Options) -> Result<(), Failure> {
    needs::provide(shell, &[&FUZZING], options.install)?;
    let target = shell.path("target/fuzz");
    let places = Places { corpus: target.join("corpus"), found: target.join("found"), target };
    for directory in [&places.corpus, &places.found] {
        make(directory)?;
    }
    let host = host(shell)?;
    // With a target named, build scripts and macros are built without the flags.
    let mut build = shell.cargo("build --manifest-path fuzz/Cargo.toml --locked --release --bins --target");
    build.arg(&host).env("CARGO_TARGET_DIR", &places.target).env("RUSTFLAGS", COVERAGE.join(" "));
    shell.run(&mut build)?;
    let programs = places.target.join(host).join("release");

    let all = TARGETS.iter().copied();
    let chosen: Vec<&'static str> =
        all.filter(|name| options.targets.is_empty() || options.targets.iter().any(|t| t == name)).collect();
    let mut waiting: VecDeque<&'static str> = chosen.iter().copied().collect();
    let (mut running, mut failed) = (Vec::new(), Vec::new());
    while !(waiting.is_empty() && running.is_empty()) {
        while running.len() < options.jobs.max(1)
            && let Some(name) = waiting.pop_front()
        {
            make(&places.corpus.join(name))?;
            running.push(Round::start(shell, &programs, &places, name, options.seconds)?);
        }
        // in the order in which they were started: all take equally long
        let round = running.remove(0);
        if let Err(what) = round.wait()? {
            failed.push(what);
        }
    }
    if !failed.is_empty() {
        return Err(Failure::Fuzz(failed.join("\n")));
    }
    if options.keep {
        for name in chosen {
            keep::keep(shell, &programs, &places.corpus, name)?;
        }
    }
    Ok(())
}

fn make(directory: &PathBuf) -> Result<(), Failure> {
    fs::create_dir_all(directory).map_err(|source| Failure::File {
        doing: "cannot make",
        path: directory.clone(),
        source,
    })
}

/// The machine's own target, as the compiler names it.
fn host(shell: &Shell) -> Result<String, Failure> {
    let version = quietly(shell.command("rustc").arg("-vV"))?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).ok_or(Failure::Unexpected {
        command: "rustc -vV".into(),
        expected: "a line that begins with 'host: '",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_targets_are_those_that_are_there() {
        let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/../fuzz/fuzz_targets");
        let mut there: Vec<_> = fs::read_dir(directory)
            .unwrap()
            .map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
            .collect();
        let mut named = TARGETS.to_vec();
        there.sort();
        named.sort();
        assert_eq!(there, named);
    }
}
