//! The binary body by which a vault is changed: operations, one after the other, all or none of which are done.
//!
//! Each is `operation (1) ‖ id (32) ‖ expected version (u32) ‖ new version (u32) ‖ length (u32) ‖ bytes`, numbers
//! big-endian.

use std::collections::BTreeSet;

use bytes::{Buf as _, Bytes};
use fluister_protocol::id::Id;
use fluister_protocol::size;

/// The largest batch in bytes.
pub const MOST_BYTES: usize = 8 << 20;
/// The most operations in one batch.
pub const MOST_OPERATIONS: usize = 2_048;
/// The largest record in bytes.
pub const MOST_RECORD: usize = 1 << 20;

const HEAD: usize = 1 + size::ID + 3 * 4;
/// Bytes of a record beside its blocks: 32 of randomness, and the tag.
const BESIDE: usize = 32 + size::TAG;
const BLOCK: usize = 4_096;

/// What an operation changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A record of the vault.
    Record,
    /// A wrap record, whose id is the SHA-256 of its own token.
    Wrap,
}

/// One operation of a batch.
#[derive(Clone, PartialEq, Eq)]
pub struct Operation {
    /// What is changed.
    pub kind: Kind,
    /// The id of the record, or of the wrap record.
    pub id: Id,
    /// The version that must be stored now; 0 where nothing may be.
    pub expected: u32,
    /// The new version and its bytes; none where it is deleted.
    pub put: Option<(u32, Bytes)>,
}

impl std::fmt::Debug for Operation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let put = self.put.as_ref().map(|(version, bytes)| (version, bytes.len()));
        write!(f, "Operation({:?}, {} → {put:?})", self.kind, self.expected)
    }
}

/// Why bytes are no batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BatchFault {
    /// A record is none of 4,144, 8,240 and so on to 1,044,528 bytes.
    #[error("a record's length is not 48 and a whole number of blocks of 4,096 bytes, at most 1,048,576")]
    RecordSize,
    /// It has more operations than [`MOST_OPERATIONS`].
    #[error("it has more than 2,048 operations")]
    TooMany,
    /// One id, of one kind, stands in it twice.
    #[error("an id stands in it twice")]
    Twice,
    /// Nothing is in it.
    #[error("it has no operation")]
    Empty,
    /// It ends before an operation's record.
    #[error("it ends within an operation")]
    EndsInOperation,
    /// It ends before a record's last byte.
    #[error("it ends within a record")]
    EndsInRecord,
    /// An operation's first byte is none of those that are known.
    #[error("an operation is none of 1, 2, 3 and 4")]
    Code,
    /// The new version is not higher than the expected one.
    #[error("a new version is not higher than the expected one")]
    Version,
    /// A deletion that expects no version, or that names a new version or bytes.
    #[error("a deletion names an expected version, and 0 as new version and length")]
    Deletion,
}

/// Reads a batch. The records' bytes stay slices of it.
///
/// # Errors
/// [`BatchFault`].
pub fn parse(mut body: Bytes) -> Result<Vec<Operation>, BatchFault> {
    let mut operations = Vec::new();
    let mut seen = BTreeSet::new();
    while !body.is_empty() {
        if operations.len() == MOST_OPERATIONS {
            return Err(BatchFault::TooMany);
        }
        let operation = operation(&mut body)?;
        if !seen.insert((operation.kind, operation.id)) {
            return Err(BatchFault::Twice);
        }
        operations.push(operation);
    }
    if operations.is_empty() { Err(BatchFault::Empty) } else { Ok(operations) }
}

fn operation(body: &mut Bytes) -> Result<Operation, BatchFault> {
    if body.len() < HEAD {
        return Err(BatchFault::EndsInOperation);
    }
    let mut head = body.split_to(HEAD);
    let code = head.get_u8();
    let mut id = [0; size::ID];
    head.copy_to_slice(&mut id);
    let (expected, version, length) = (head.get_u32(), head.get_u32(), head.get_u32());
    let (kind, puts) = match code {
        1 => (Kind::Record, true),
        2 => (Kind::Record, false),
        3 => (Kind::Wrap, true),
        4 => (Kind::Wrap, false),
        _ => return Err(BatchFault::Code),
    };
    let put = if puts {
        let length = usize::try_from(length).unwrap_or(usize::MAX);
        if !is_record(length) {
            return Err(BatchFault::RecordSize);
        }
        if version <= expected {
            return Err(BatchFault::Version);
        }
        if body.len() < length {
            return Err(BatchFault::EndsInRecord);
        }
        Some((version, body.split_to(length)))
    } else if expected == 0 || version != 0 || length != 0 {
        return Err(BatchFault::Deletion);
    } else {
        None
    };
    Ok(Operation { kind, id: Id(id), expected, put })
}

/// Whether a record has whole blocks, at least one, and the bytes beside them.
fn is_record(length: usize) -> bool {
    length <= MOST_RECORD
        && length.checked_sub(BESIDE).is_some_and(|blocks| blocks >= BLOCK && blocks.is_multiple_of(BLOCK))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(code: u8, id: u8, numbers: [u32; 3], bytes: usize) -> Vec<u8> {
        let mut operation = vec![code];
        operation.extend([id; 32]);
        numbers.iter().for_each(|number| operation.extend(number.to_be_bytes()));
        operation.resize(HEAD + bytes, 7);
        operation
    }

    fn read(body: &[u8]) -> Result<Vec<Operation>, BatchFault> {
        parse(Bytes::copy_from_slice(body))
    }

    const RECORD: u32 = 4_144;

    #[test]
    fn operations_are_read_as_written() {
        let size = RECORD as usize;
        let body = [
            written(1, 9, [0, 1, RECORD], size),
            written(2, 8, [5, 0, 0], 0),
            written(3, 9, [1, u32::MAX, RECORD], size),
            written(4, 8, [7, 0, 0], 0),
        ]
        .concat();
        let bytes = Bytes::from(vec![7; size]);
        let due = [
            (Kind::Record, 9, 0, Some((1, bytes.clone()))),
            (Kind::Record, 8, 5, None),
            (Kind::Wrap, 9, 1, Some((u32::MAX, bytes))),
            (Kind::Wrap, 8, 7, None),
        ]
        .map(|(kind, id, expected, put)| Operation { kind, id: Id([id; 32]), expected, put });
        assert_eq!(read(&body), Ok(due.to_vec()));
        for (cut, fault) in [
            (1, BatchFault::EndsInOperation),
            (HEAD - 1, BatchFault::EndsInOperation),
            (HEAD + size - 1, BatchFault::EndsInRecord),
            (body.len() - 1, BatchFault::EndsInOperation),
        ] {
            assert_eq!(read(&body[..cut]), Err(fault), "cut at {cut}");
        }
        assert_eq!(read(&[&body[..], &[1]].concat()), Err(BatchFault::EndsInOperation));
    }

    #[test]
    fn what_is_no_change_is_refused() {
        let size = RECORD as usize;
        assert_eq!(read(&[]), Err(BatchFault::Empty));
        let twice = [written(1, 9, [0, 1, RECORD], size), written(2, 9, [1, 0, 0], 0)].concat();
        let too_many = (0..=MOST_OPERATIONS)
            .flat_map(|at| {
                let mut delete = written(2, 0, [1, 0, 0], 0);
                delete[1..9].copy_from_slice(&at.to_be_bytes());
                delete
            })
            .collect();
        for (wrong, fault) in [
            (written(0, 9, [0, 1, RECORD], size), BatchFault::Code),
            (written(5, 9, [0, 1, RECORD], size), BatchFault::Code),
            (written(1, 9, [1, 1, RECORD], size), BatchFault::Version),
            (written(1, 9, [0, 0, RECORD], size), BatchFault::Version),
            (written(2, 9, [0, 0, 0], 0), BatchFault::Deletion),
            (written(2, 9, [1, 2, 0], 0), BatchFault::Deletion),
            (written(4, 9, [1, 0, RECORD], size), BatchFault::Deletion),
            (twice, BatchFault::Twice),
            (too_many, BatchFault::TooMany),
        ] {
            assert_eq!(read(&wrong), Err(fault));
        }
        for length in [0, 1, 48, 4_096, RECORD - 1, RECORD + 1, 48 + (1 << 20), u32::MAX] {
            let wrong = written(1, 9, [0, 1, length], size);
            assert_eq!(read(&wrong), Err(BatchFault::RecordSize), "{length}");
        }
        let largest = 48 + 255 * 4_096;
        assert!(read(&written(1, 9, [0, 1, largest], largest as usize)).is_ok());
    }
}
