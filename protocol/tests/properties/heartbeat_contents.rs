//! Heartbeat entries tell each melder their own counts, and nobody else anything.

use std::collections::BTreeSet;

use fluister_protocol::derivation::ThreadKey;
use fluister_protocol::heartbeat::{Heartbeat, MAX_ENTRIES};
use fluister_protocol::heartbeat_contents::{Counts, TooManyThreads, entries, find};
use fluister_protocol::random;
use proptest::collection::btree_map;
use proptest::prelude::*;

use crate::make::people::{directory, organisation, sam, sign, today};

fn heartbeat(counter: u32, entries: Vec<fluister_protocol::heartbeat::Entry>) -> Heartbeat {
    let named = fluister_protocol::chain::Named { serial: 1, hash: fluister_protocol::id::Digest32([1; 32]) };
    Heartbeat {
        version: 1,
        organisation: organisation(),
        adviser: sam().identity.public().adviser(),
        counter,
        day: today(),
        directory: named,
        statement: named,
        entries,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_melder_finds_their_own(
        threads in btree_map(any::<[u8; 32]>(), (any::<u16>(), any::<u16>()), 0..150),
        counter in 1..=u32::MAX,
        before in 0..=MAX_ENTRIES,
        stranger: [u8; 32],
    ) {
        let keys: Vec<_> = threads.keys().map(|key| ThreadKey::new(*key)).collect();
        let counts: Vec<_> =
            threads.values().map(|(received, written)| Counts { received: *received, written: *written }).collect();
        let live: Vec<_> = keys.iter().zip(counts.iter().copied()).collect();
        let entries = entries(&live, counter, before, &mut random::system()).unwrap();
        prop_assert!(entries.len().is_power_of_two());
        prop_assert!(entries.len() >= 64.max(before).max(live.len()));
        prop_assert!(entries.len() < 2 * 64.max(before).max(live.len()));
        let heartbeat = heartbeat(counter, entries);
        let listing = fluister_protocol::chain::read(&sign(&directory(), 1)).unwrap();
        let signed = sam().identity.sign_payload(&heartbeat).unwrap();
        prop_assert!(fluister_protocol::heartbeat::verify(&listing, &signed).is_ok());
        for (key, counts) in live {
            prop_assert_eq!(find(key, &heartbeat), Some(counts));
        }
        prop_assert_eq!(find(&ThreadKey::new(stranger), &heartbeat), None);
    }

    #[test]
    fn nothing_of_an_entry_stays(key: [u8; 32], received: u16, written: u16, counter in 1..u32::MAX) {
        let (key, counts) = (ThreadKey::new(key), Counts { received, written });
        let entry = |counter| fluister_protocol::heartbeat_contents::entry(&key, counter, counts).0;
        let (one, next) = (entry(counter), entry(counter + 1));
        let names: BTreeSet<_> = [&one[..28], &next[..28]].into();
        prop_assert_eq!(names.len(), 2);
        // under another counter the same thread is not found
        let mut list: Vec<_> = (0..63_u8).map(|at| fluister_protocol::heartbeat::Entry([at; 32])).collect();
        list.push(fluister_protocol::heartbeat::Entry(one));
        list.sort();
        prop_assert_eq!(find(&key, &heartbeat(counter, list.clone())), Some(counts));
        prop_assert_eq!(find(&key, &heartbeat(counter + 1, list)), None);
    }
}

#[test]
fn there_is_room_for_1024_threads() {
    let keys: Vec<_> = (0..=MAX_ENTRIES as u32)
        .map(|at| ThreadKey::new(std::array::from_fn(|place| at.to_be_bytes()[place % 4])))
        .collect();
    let counts = Counts { received: 1, written: 1 };
    let live: Vec<_> = keys.iter().map(|key| (key, counts)).collect();
    assert_eq!(entries(&live[..MAX_ENTRIES], 1, 0, &mut random::system()).unwrap().len(), MAX_ENTRIES);
    assert_eq!(entries(&live, 1, 0, &mut random::system()), Err(TooManyThreads));
    assert_eq!(entries(&[], 1, MAX_ENTRIES + 1, &mut random::system()), Err(TooManyThreads));
}
