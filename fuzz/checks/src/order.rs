//! The order of letters, against a model that remembers everything.

use std::collections::{BTreeMap, BTreeSet};

use arbitrary::{Arbitrary, Unstructured};
use fluister_protocol::id::Id;
use fluister_protocol::thread::{Arrival, Sequence};

#[derive(Arbitrary, Debug)]
enum Step {
    Take { n: u8, far: bool, id: u8 },
    Expire { n: u8 },
    Store,
}

/// Whatever comes, in whatever order: what is new is told from what is known, and `seen` never counts beyond a gap.
pub fn check(data: &[u8]) {
    let Ok(steps) = Vec::<Step>::arbitrary(&mut Unstructured::new(data)) else { return };
    let mut sequence = Sequence::default();
    let (mut ids, mut came, mut expired) = (BTreeSet::new(), BTreeMap::new(), BTreeSet::new());
    for step in steps.iter().take(400) {
        match *step {
            Step::Take { n, far, id } => {
                let n = if far { 65_535 - u32::from(n) } else { u32::from(n) };
                let id = Id([id; 32]);
                let arrival = sequence.take(n, id);
                let due = if ids.contains(&id) {
                    Arrival::Repeated
                } else if n == 0 || came.contains_key(&n) {
                    Arrival::Conflict
                } else if came.last_key_value().is_some_and(|(last, _)| *last > n)
                    || n <= seen(&came, &expired)
                {
                    Arrival::OutOfTurn
                } else if n == seen(&came, &expired) + 1 {
                    Arrival::InTurn
                } else {
                    Arrival::AfterGap
                };
                assert_eq!(arrival, due, "{steps:?}");
                if !matches!(arrival, Arrival::Repeated | Arrival::Conflict) {
                    ids.insert(id);
                    came.insert(n, id);
                    expired.remove(&n);
                }
            }
            Step::Expire { n } => {
                let n = u32::from(n);
                sequence.expire(n);
                if n > seen(&came, &expired) && !came.contains_key(&n) {
                    expired.insert(n);
                }
            }
            Step::Store => {
                let stored = serde_json::to_vec(&sequence).expect("it can be written");
                assert_eq!(serde_json::from_slice::<Sequence>(&stored).expect("it was written"), sequence);
            }
        }
        let seen = seen(&came, &expired);
        assert_eq!(sequence.seen(), seen, "{steps:?}");
        assert_eq!(sequence.expired().collect::<BTreeSet<_>>(), expired);
    }
    let seen = seen(&came, &expired);
    let highest = came.last_key_value().map_or(seen, |(last, _)| seen.max(*last));
    assert_eq!(sequence.highest(), highest);
    let missing: Vec<_> = (seen + 1..=highest.max(300)).filter(|n| !came.contains_key(n)).collect();
    assert_eq!(sequence.missing(300), missing);
}

fn seen(came: &BTreeMap<u32, Id>, expired: &BTreeSet<u32>) -> u32 {
    (1..).take_while(|n| came.contains_key(n) || expired.contains(n)).last().unwrap_or_default()
}
