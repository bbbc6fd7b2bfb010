//! How long a fetch takes as letters become more.

use std::time::Instant;

use super::filled::Filled;
use crate::load::{self, Caller};
use crate::report::{Goal, Row};
use crate::rounds::{Samples, in_turn, ratios};
use crate::scale::Scale;

const GOAL: Goal = Goal::AtMost(1.5);

/// One caller's fetches of four, with few letters and with many.
pub fn measure(scale: &Scale) -> Vec<Row> {
    let databases: Vec<Filled> = scale.filled.iter().map(|letters| Filled::with(*letters)).collect();
    let Some((few, more)) = databases.split_first() else { return Vec::new() };
    more.iter().map(|many| compare(scale, few, many)).collect()
}

fn compare(scale: &Scale, few: &Filled, many: &Filled) -> Row {
    let servers = [few.server(), many.server()];
    let side = |at: usize, database: &Filled| {
        let took = fetch(servers[at].address, scale.fetches, database);
        took.median()
    };
    // what is read for the first time may come from the disk
    for (server, database) in servers.iter().zip([few, many]) {
        fetch(server.address, scale.fetches, database);
    }
    let [with_few, with_many] =
        in_turn(scale.rounds, [Box::new(|| side(0, few)), Box::new(|| side(1, many))]);
    let microseconds = |figures: &[f64], of: &Filled| {
        let samples = Samples::new(figures.to_vec());
        format!("{:.0} µs with {} letters", samples.median(), of.letters)
    };
    Row::new(
        "a fetch of four letters, one caller: as letters become more",
        microseconds(&with_many, many),
        microseconds(&with_few, few),
    )
    .outcome(ratios(&with_many, &with_few), "×", GOAL)
    .note(format!("Medians of {} fetches a round; the system keeps the letters in memory.", scale.fetches))
}

/// Microseconds of each.
fn fetch(address: std::net::SocketAddr, count: usize, database: &Filled) -> Samples {
    load::block_on(async {
        let mut caller = Caller::connect(address).await;
        let mut took = Vec::with_capacity(count);
        for _ in 0..count {
            let request = database.fetch();
            let begun = Instant::now();
            let body = caller.expect(&request, 200).await;
            took.push(begun.elapsed().as_secs_f64() * 1e6);
            assert!(body.starts_with(b"FLU1"), "a letter, not zeros");
        }
        Samples::new(took)
    })
}
