//! Fetches a second.

use std::cell::Cell;

use super::filled::{self, Filled};
use super::writes::a_second;
use crate::reference::Reference;
use crate::report::{Goal, Row};
use crate::rounds::{in_turn, ratios};
use crate::scale::Scale;
use crate::{load, memory};

const GOAL: Goal = Goal::AtLeast(0.5);

/// Of four letters: from the store, and by actix from memory.
pub fn measure(scale: &Scale) -> Vec<Row> {
    let database = Filled::with(scale.filled[0]);
    let (server, reference) = (database.server(), Reference::start());
    let letters = database.letters;
    let side = |address, process, used: &Cell<(f64, f64)>| {
        let before = memory::processor_seconds(process);
        let a_second =
            load::keep_asking(address, scale.callers, scale.window, move || filled::fetch(letters));
        let (seconds, answers) = used.get();
        let now = memory::processor_seconds(process) - before;
        used.set((seconds + now, answers + a_second * scale.window.as_secs_f64()));
        a_second
    };
    let [ours, its] = [Cell::new((0.0, 0.0)), Cell::new((0.0, 0.0))];
    let [fetches, limit] = in_turn(
        scale.rounds,
        [
            Box::new(|| side(server.address, server.id(), &ours)),
            Box::new(|| side(reference.address, reference.id(), &its)),
        ],
    );
    let [ours, its] = [ours, its].map(|used| used.get().0 / used.get().1 * 1e6);
    let row = Row::new(
        "fetches of four letters a second",
        a_second(&fetches),
        format!("actix, as many bytes from memory: {}", a_second(&limit)),
    );
    vec![
        row.outcome(ratios(&fetches, &limit), "×", GOAL)
            .note(format!(
                "{} callers, {} letters, which the system keeps in memory.",
                scale.callers, database.letters
            ))
            .note(format!(
                "Processor time a fetch, the load generator's apart: {ours:.0} µs, actix's {its:.0} µs."
            )),
    ]
}
