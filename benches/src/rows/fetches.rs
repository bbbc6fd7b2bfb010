//! Fetches a second.

use std::cell::Cell;

use super::filled::{self, Filled};
use super::writes::a_second;
use crate::cost::Cost;
use crate::load;
use crate::reference::Reference;
use crate::report::{Goal, Row};
use crate::rounds::{in_turn, ratios};
use crate::scale::Scale;

const GOAL: Goal = Goal::AtLeast(0.5);

/// Of four letters: from the store, and by actix from memory.
pub fn measure(scale: &Scale) -> Vec<Row> {
    let database = Filled::with(scale.filled[0]);
    let (server, reference) = (database.server(), Reference::start());
    let letters = database.letters;
    let (of_ours, of_its, of_store) = (Cost::of(server.id()), Cost::of(reference.id()), Cost::own());
    let answers = [Cell::new(0.0), Cell::new(0.0)];
    let side = |address, cost: &Cost, answers: &Cell<f64>| {
        let ask = || load::keep_asking(address, scale.callers, scale.window, move || filled::fetch(letters));
        let a_second = cost.during(ask);
        answers.set(answers.get() + a_second * scale.window.as_secs_f64());
        a_second
    };
    let [fetches, limit] = in_turn(
        scale.rounds,
        [
            Box::new(|| side(server.address, &of_ours, &answers[0])),
            Box::new(|| side(reference.address, &of_its, &answers[1])),
        ],
    );
    of_store.during(|| database.read_by_store(scale.fetches));
    let [ours, its] = [(&of_ours, &answers[0]), (&of_its, &answers[1])]
        .map(|(cost, answers)| cost.microseconds(answers.get()));
    let alone = of_store.microseconds(scale.fetches as f64);
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
            ))
            .reason(format!(
                "reading four letters from the store alone takes {alone:.0} µs of processor time, wiping of memory and \
                 HTTP left out; actix has nothing to read."
            )),
    ]
}
