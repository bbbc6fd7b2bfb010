//! Makes `thread.json`: the order in which one writer's letters come in.

use fluister_protocol::id::Id;
use fluister_protocol::thread::Sequence;
use serde_json::{Value, json};

use super::people::seed;
use super::{File, Made, b};

/// Letter n under an id of this name, or the end of letter n's shelf life.
enum Step {
    Take(u32, &'static str),
    Expire(u32),
}
use Step::{Expire, Take};

fn id(name: &str) -> Id {
    Id(seed(&format!("letter {name}")))
}

/// What the steps give in the end, and each letter's arrival on the way.
fn walk(steps: &[Step]) -> (Vec<Value>, Sequence) {
    let mut sequence = Sequence::default();
    let walked = steps
        .iter()
        .map(|step| match step {
            Take(n, name) => {
                json!({ "take": n, "id": b(id(name).0), "arrival": sequence.take(*n, id(name)).name() })
            }
            Expire(n) => {
                sequence.expire(*n);
                json!({ "expire": n })
            }
        })
        .collect();
    (walked, sequence)
}

pub fn file() -> Made {
    let mut file = File::new(
        "thread",
        "One writer's letters in one thread as they come in. `missing` are those missing where `written` are known to exist. \
         In a refusal the last step is the one that is named; `seen` beyond `written` is refused without steps.",
    );
    let cases: [(&str, u32, &[Step]); 11] = [
        ("nothing has come", 2, &[]),
        ("in turn", 3, &[Take(1, "1"), Take(2, "2"), Take(3, "3")]),
        ("a gap that stays", 4, &[Take(1, "1"), Take(3, "3")]),
        ("a gap that is filled", 3, &[Take(1, "1"), Take(3, "3"), Take(2, "2")]),
        ("backwards", 3, &[Take(3, "3"), Take(2, "2"), Take(1, "1")]),
        ("the first is past its shelf life", 3, &[Take(2, "2"), Expire(1), Take(3, "3")]),
        (
            "two in a row past their shelf life, before the next came",
            3,
            &[Expire(2), Expire(1), Take(3, "3")],
        ),
        ("what had been given up beyond a gap comes after all", 3, &[Take(1, "1"), Expire(3), Take(3, "3")]),
        ("what had been given up last comes after all", 1, &[Expire(1), Take(1, "1")]),
        ("what had been given up comes after all", 2, &[Take(2, "2"), Expire(1), Take(1, "1")]),
        (
            "the end of the shelf life of one that came changes nothing",
            2,
            &[Take(1, "1"), Expire(1), Take(2, "2")],
        ),
    ];
    for (name, written, steps) in cases {
        let (walked, sequence) = walk(steps);
        file.case(
            name,
            json!({ "steps": walked, "written": written, "expect": {
                "seen": sequence.seen(), "highest": sequence.highest(), "missing": sequence.missing(written),
                "expired": sequence.expired().collect::<Vec<_>>(),
            }}),
        );
    }
    let refusals: [(&str, &str, &[Step]); 9] = [
        ("a letter is skipped", "after-gap", &[Take(1, "1"), Take(3, "3")]),
        ("the first is skipped", "after-gap", &[Take(2, "2")]),
        ("a letter out of turn", "out-of-turn", &[Take(1, "1"), Take(3, "3"), Take(2, "2")]),
        ("a known letter again", "repeated", &[Take(1, "1"), Take(1, "1")]),
        ("a known letter again, beyond a gap", "repeated", &[Take(2, "2"), Take(2, "2")]),
        (
            "a known letter again, long after",
            "repeated",
            &[Take(1, "1"), Take(2, "2"), Take(3, "3"), Take(1, "1")],
        ),
        ("another letter of a known number", "conflict", &[Take(1, "1"), Take(1, "another 1")]),
        ("another letter of a known number, beyond a gap", "conflict", &[Take(3, "3"), Take(3, "another 3")]),
        ("a letter numbered 0", "conflict", &[Take(0, "0")]),
    ];
    for (name, reason, steps) in refusals {
        let (walked, _) = walk(steps);
        assert_eq!(walked.last().unwrap()["arrival"], reason, "{name}");
        file.refusal(name, reason, json!({ "steps": walked }));
    }
    for (name, seen, written) in [("more seen than written", 3, 2), ("one seen of none written", 1, 0)] {
        file.refusal(name, "seen-ahead", json!({ "seen": seen, "written": written }));
    }
    file.done()
}
