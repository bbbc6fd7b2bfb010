//! Measures the server side by side with limits taken in the same run, and writes down what came out.
//!
//! `cargo xtask bench` builds this and the server with optimisations, and runs it. What cannot be measured stops the
//! program by panicking, with what is missing.
#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod bare;
mod cost;
mod kept;
mod load;
mod machine;
mod memory;
mod posts;
mod reference;
mod report;
mod rounds;
mod rows;
mod scale;

use std::path::PathBuf;
use std::time::Instant;

use clap::Parser;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use crate::report::Report;
use crate::scale::Scale;

/// Measures a fluister server.
#[derive(Parser)]
struct Arguments {
    /// Fetch latency with a million letters, too: 16 GB and some minutes more
    #[arg(long)]
    full: bool,
    /// Sizes so small that the figures mean nothing: to see that everything runs
    #[arg(long, conflicts_with = "full")]
    tiny: bool,
    /// Only the rows whose name begins so: writes, postgres, fetches, latency, memory, start
    #[arg(long)]
    only: Option<String>,
    /// Write the results here, as Markdown
    #[arg(long)]
    output: Option<PathBuf>,
    /// Become the reference for fetches: a server that answers from memory
    #[arg(long, hide = true)]
    answer_from_memory: bool,
}

fn main() {
    let arguments = Arguments::parse();
    if arguments.answer_from_memory {
        return reference::serve();
    }
    allow_many_files();
    let scale = match (arguments.tiny, arguments.full) {
        (true, _) => Scale::TINY,
        (false, true) => Scale::FULL,
        (false, false) => Scale::USUAL,
    };
    let begun = Instant::now();
    let mut report = Report::new(machine::describe());
    for (name, measure) in rows::ALL {
        if arguments.only.as_ref().is_none_or(|only| name.starts_with(only)) {
            eprintln!("{name} …");
            let from = Instant::now();
            report.add(measure(&scale));
            eprintln!("{name}: {:.0} s", from.elapsed().as_secs_f64());
        }
    }
    report.took(begun.elapsed());
    print!("{}", report.text());
    if let Some(output) = arguments.output {
        let before = std::fs::read_to_string(&output).unwrap_or_default();
        std::fs::write(&output, kept::with_browsers(&report.markdown(), &before))
            .expect("writing the results");
    }
}

/// A thousand connections take more files than a process is usually let have; the server inherits this.
fn allow_many_files() {
    let limit = getrlimit(Resource::Nofile);
    setrlimit(Resource::Nofile, Rlimit { current: limit.maximum, ..limit }).expect("more open files");
}
