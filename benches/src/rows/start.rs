//! From starting the process to its first answer.

use std::time::Instant;

use fluister_tests::harness::Process;

use super::filled::Filled;
use crate::load::{self, Caller};
use crate::posts;
use crate::report::{Goal, Row};
use crate::rounds::{Samples, in_turn};
use crate::scale::Scale;

const GOAL: Goal = Goal::AtMost(50.0);

/// On a database that is there, and on a new one.
pub fn measure(scale: &Scale) -> Vec<Row> {
    let database = Filled::with(scale.filled[0]);
    let there = || milliseconds(|| database.server());
    let new = || {
        let directory = tempfile::tempdir().expect("a temporary directory");
        let url = format!("sqlite://{}", directory.path().join("fluister.sqlite").display());
        milliseconds(|| posts::server_on(&url))
    };
    let [there, new] = in_turn(scale.starts, [Box::new(there), Box::new(new)]).map(Samples::new);
    let row = |what: &str, samples: Samples| {
        let said = format!("{:.1} ms", samples.median());
        Row::new(format!("start to first answer, {what}"), said, "").outcome(samples, "ms", GOAL)
    };
    vec![
        row(&format!("a database of {} letters", database.letters), there).note(format!(
            "The process is started, says where it listens, and answers; {} times.",
            scale.starts
        )),
        row("a new database", new).note("Its tables are made and flushed to the disk."),
    ]
}

fn milliseconds(start: impl FnOnce() -> Process) -> f64 {
    let ask = load::request("GET", "/v1/server", &[], &[]);
    let begun = Instant::now();
    let server = start();
    load::block_on(async { Caller::connect(server.address).await.expect(&ask, 200).await.len() });
    begun.elapsed().as_secs_f64() * 1e3
}
