//! `thread.json`: the order in which letters come in.

use fluister_protocol::id::Id;
use fluister_protocol::thread::Sequence;

use super::load::{Case, load};

/// Walks the steps, and gives the last arrival.
fn walk(case: &Case) -> (Sequence, Option<&'static str>) {
    let (mut sequence, mut last) = (Sequence::default(), None);
    for step in case.list("steps") {
        if step.get("take").is_some() {
            let arrival = sequence.take(step.u32("take"), Id(step.array("id"))).name();
            assert_eq!(arrival, step.str("arrival"));
            last = Some(arrival);
        } else {
            sequence.expire(step.u32("expire"));
        }
    }
    (sequence, last)
}

#[test]
fn threads() {
    let ran = load("thread").check(
        |case| {
            let (sequence, _) = walk(case);
            let expect = case.at("expect");
            assert_eq!(sequence.seen(), expect.u32("seen"));
            assert_eq!(sequence.highest(), expect.u32("highest"));
            let numbers = |key: &str| serde_json::from_value::<Vec<u32>>(expect.at(key).0).unwrap();
            assert_eq!(sequence.missing(case.u32("written")), numbers("missing"));
            assert_eq!(sequence.expired().collect::<Vec<_>>(), numbers("expired"));
            // what is stored between two visits says the same
            let stored = serde_json::to_string(&sequence).unwrap();
            assert_eq!(serde_json::from_str::<Sequence>(&stored).unwrap(), sequence);
            assert!(Sequence::seen_is_possible(sequence.seen(), case.u32("written")));
        },
        |refusal| match refusal.get("steps") {
            Some(_) => Err(walk(refusal).1.unwrap()),
            None if Sequence::seen_is_possible(refusal.u32("seen"), refusal.u32("written")) => Ok(()),
            None => Err("seen-ahead"),
        },
    );
    assert_eq!(ran, (11, 11));
}
