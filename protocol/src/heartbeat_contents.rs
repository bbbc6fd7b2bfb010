//! What a heartbeat's entries say: to each melder how far their own thread has come, to everybody else nothing.

use std::collections::BTreeSet;

use crate::derivation::ThreadKey;
use crate::heartbeat::{Entry, Heartbeat, MAX_ENTRIES, MIN_ENTRIES};
use crate::random::{self, CryptoRng};

/// How far a thread has come, as its adviser sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Counts {
    /// The highest n of the melder's letters that was received without a gap.
    pub received: u16,
    /// How many letters the adviser wrote.
    pub written: u16,
}

impl Counts {
    const fn masked(self, mask: [u8; 4]) -> [u8; 4] {
        let [r0, r1] = self.received.to_be_bytes();
        let [w0, w1] = self.written.to_be_bytes();
        let [m0, m1, m2, m3] = mask;
        [r0 ^ m0, r1 ^ m1, w0 ^ m2, w1 ^ m3]
    }

    const fn unmasked(bytes: [u8; 4], mask: [u8; 4]) -> Self {
        let ([b0, b1, b2, b3], [m0, m1, m2, m3]) = (bytes, mask);
        Self {
            received: u16::from_be_bytes([b0 ^ m0, b1 ^ m1]),
            written: u16::from_be_bytes([b2 ^ m2, b3 ^ m3]),
        }
    }
}

fn split(entry: &[u8; 32]) -> ([u8; 28], [u8; 4]) {
    let (mut name, mut counts) = ([0; 28], [0; 4]);
    let (head, tail) = entry.split_at(28);
    name.copy_from_slice(head);
    counts.copy_from_slice(tail);
    (name, counts)
}

/// A thread's entry in the heartbeat with this counter.
pub fn entry(thread: &ThreadKey, counter: u32, counts: Counts) -> Entry {
    let (name, mask) = split(&thread.heartbeat(counter));
    let mut entry = [0; 32];
    let (head, tail) = entry.split_at_mut(28);
    head.copy_from_slice(&name);
    tail.copy_from_slice(&counts.masked(mask));
    Entry(entry)
}

/// What a heartbeat says of a thread; nothing where the adviser keeps no such thread.
pub fn find(thread: &ThreadKey, heartbeat: &Heartbeat) -> Option<Counts> {
    let (name, mask) = split(&thread.heartbeat(heartbeat.counter));
    heartbeat.entries.iter().find_map(|entry| {
        let (entry_name, counts) = split(entry.as_bytes());
        (entry_name == name).then(|| Counts::unmasked(counts, mask))
    })
}

/// More live threads than a heartbeat has room for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a heartbeat has room for {MAX_ENTRIES} threads; close some")]
pub struct TooManyThreads;

/// All entries of a heartbeat: one for each live thread, random ones up to 64 or the next power of two, at least as many
/// as before, sorted.
///
/// # Errors
/// [`TooManyThreads`].
pub fn entries(
    threads: &[(&ThreadKey, Counts)],
    counter: u32,
    before: usize,
    rng: &mut impl CryptoRng,
) -> Result<Vec<Entry>, TooManyThreads> {
    let count = threads.len().max(before).max(MIN_ENTRIES).next_power_of_two();
    if count > MAX_ENTRIES {
        return Err(TooManyThreads);
    }
    let mut entries: BTreeSet<Entry> =
        threads.iter().map(|(thread, counts)| entry(thread, counter, *counts)).collect();
    while entries.len() < count {
        entries.insert(Entry(random::bytes(rng)));
    }
    Ok(entries.into_iter().collect())
}
