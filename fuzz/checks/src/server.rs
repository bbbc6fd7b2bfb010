//! The server's binary bodies: letters and tokens in fours, ids, and a vault's batches.

use arbitrary::{Arbitrary, Unstructured};
use bytes::Bytes;
use fluister_protocol::size;
use fluister_protocol::suite::MAGIC;

use crate::batch::{self, BatchFault, Kind, Operation};
use crate::choose;
use crate::items::{self, ItemsFault};

/// What is accepted is the body, part for part; what is refused breaks the rule that is named.
pub fn check(data: &[u8]) {
    let Some((first, rest)) = choose(data) else { return };
    match first % 4 {
        0 => batch(Bytes::copy_from_slice(rest)),
        1 => batches(rest),
        2 => letters(rest),
        _ => tokens(rest),
    }
}

/// What a batch's rules say of one operation, by itself.
fn breaks(operation: &Operation) -> bool {
    match &operation.put {
        Some((version, bytes)) => *version <= operation.expected || !is_record(bytes.len()),
        None => operation.expected == 0,
    }
}

fn is_record(length: usize) -> bool {
    (1..=255).any(|blocks| 48 + blocks * 4_096 == length)
}

fn batch(body: Bytes) {
    match batch::parse(body.clone()) {
        Ok(operations) => {
            let written: Vec<u8> = operations.iter().flat_map(write).collect();
            assert!(written == body, "what was read is not what was sent");
            assert!((1..=batch::MOST_OPERATIONS).contains(&operations.len()));
            assert!(!operations.iter().any(breaks), "{operations:?}");
            let mut keys: Vec<_> = operations.iter().map(|one| (one.kind, one.id)).collect();
            keys.sort_unstable();
            assert!(keys.is_sorted_by(|one, next| one < next), "an id stands in it twice");
        }
        Err(BatchFault::Empty) => assert!(body.is_empty()),
        Err(_) => assert!(!body.is_empty()),
    }
}

fn write(operation: &Operation) -> Vec<u8> {
    let code = match (operation.kind, operation.put.is_some()) {
        (Kind::Record, true) => 1,
        (Kind::Record, false) => 2,
        (Kind::Wrap, true) => 3,
        (Kind::Wrap, false) => 4,
    };
    let (version, bytes) = operation.put.as_ref().map_or((0, &[][..]), |(version, bytes)| (*version, bytes));
    put(code, operation.id.0, [operation.expected, version, bytes.len() as u32], bytes)
}

fn put(code: u8, id: [u8; 32], numbers: [u32; 3], bytes: &[u8]) -> Vec<u8> {
    [&[code][..], &id, &numbers.map(u32::to_be_bytes).concat(), bytes].concat()
}

/// An operation, right for the most part.
#[derive(Arbitrary, Debug)]
struct Made {
    kind: u8,
    id: u8,
    expected: u8,
    rise: u8,
    blocks: u8,
    /// What is wrong with it: another code, another length, or bytes that are missing.
    wrong: Option<(u8, u32)>,
}

/// What a model thinks of it: the rule that it breaks.
fn make(made: &Made, body: &mut Vec<u8>) -> Option<BatchFault> {
    let (id, expected) = ([made.id; 32], u32::from(made.expected));
    let is_put = made.kind.is_multiple_of(2);
    let code = 1 + made.kind % 4;
    if !is_put {
        body.extend(put(code, id, [expected, 0, 0], &[]));
        return (expected == 0).then_some(BatchFault::Deletion);
    }
    let blocks = usize::from(made.blocks % 4);
    let length = match made.wrong {
        Some((0, length)) => length as usize,
        _ => 48 + 4_096 * blocks,
    };
    let mut bytes = vec![made.id; length.min(48 + 4_096 * blocks)];
    if let Some((1, less)) = made.wrong {
        bytes.truncate(bytes.len().saturating_sub(1 + less as usize % 5_000));
    }
    let version = expected + u32::from(made.rise);
    body.extend(put(code, id, [expected, version, length as u32], &bytes));
    if !is_record(length) {
        Some(BatchFault::RecordSize)
    } else if made.rise == 0 {
        Some(BatchFault::Version)
    } else {
        // the last one then: nothing comes after
        (bytes.len() < length).then_some(BatchFault::EndsInRecord)
    }
}

/// Batches of a known meaning.
fn batches(data: &[u8]) {
    let Ok(all) = Vec::<Made>::arbitrary(&mut Unstructured::new(data)) else { return };
    let (mut body, mut due, mut keys) = (Vec::new(), None, Vec::new());
    for made in all.iter().take(16) {
        let fault = make(made, &mut body);
        let key = (made.kind % 4 / 2, made.id);
        due = fault.or(keys.contains(&key).then_some(BatchFault::Twice));
        if due.is_some() {
            break;
        }
        keys.push(key);
    }
    let body = Bytes::from(body);
    batch(body.clone());
    let read = batch::parse(body);
    match due {
        None if keys.is_empty() => assert_eq!(read, Err(BatchFault::Empty)),
        None => assert_eq!(read.expect("it breaks no rule").len(), keys.len()),
        Some(due) => assert_eq!(read, Err(due)),
    }
}

/// How a body of letters differs from a right one.
#[derive(Arbitrary, Debug)]
struct Letters {
    ids: Vec<u8>,
    not_a_letter: Option<u8>,
    less: u16,
}

fn letters(data: &[u8]) {
    let Ok(made) = Letters::arbitrary(&mut Unstructured::new(data)) else { return };
    let ids = &made.ids[..made.ids.len().min(18)];
    let mut body = Vec::new();
    for (at, id) in ids.iter().enumerate() {
        let is_one = made.not_a_letter != Some(at as u8);
        body.extend([*id; size::ID]);
        body.extend(if is_one { MAGIC } else { [0; MAGIC.len()] });
        body.resize((at + 1) * size::POSTED, *id);
    }
    let less = usize::from(made.less) % size::POSTED;
    body.truncate(body.len().saturating_sub(less));
    let fault = ids.iter().enumerate().find_map(|(at, id)| {
        if made.not_a_letter == Some(at as u8) {
            return Some(ItemsFault::NotALetter);
        }
        ids[..at].contains(id).then_some(ItemsFault::Twice)
    });
    let due = if body.len() % size::POSTED != 0 {
        Some(ItemsFault::Size)
    } else if !matches!(body.len() / size::POSTED, 4 | 8 | 12 | 16) {
        Some(ItemsFault::NotInFours)
    } else {
        fault
    };
    match items::letters(&body) {
        Ok(read) => {
            assert_eq!(due, None);
            let back: Vec<u8> =
                read.iter().flat_map(|one| [one.id.as_slice(), one.letter].concat()).collect();
            assert!(back == body, "what was read is not what was sent");
        }
        Err(fault) => assert_eq!(Some(fault), due),
    }
}

fn tokens(body: &[u8]) {
    let is_whole = body.len().is_multiple_of(size::ID);
    let count = body.len() / size::ID;
    match items::fours::<{ size::ID }>(body) {
        Ok(items) => assert!(items.as_flattened() == body && matches!(items.len(), 4 | 8 | 12 | 16)),
        Err(ItemsFault::Size) => assert!(!is_whole),
        Err(fault) => {
            assert_eq!(fault, ItemsFault::NotInFours);
            assert!(is_whole && !matches!(count, 4 | 8 | 12 | 16));
        }
    }
    match items::some(body) {
        Ok(items) => assert!(items.as_flattened() == body && !items.is_empty()),
        Err(fault) => assert!(fault == ItemsFault::Size && (!is_whole || count == 0)),
    }
}
