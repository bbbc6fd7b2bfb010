//! How many chunks an attachment takes: few different numbers, so that they tell little about its size.

use crate::size;

/// The most chunks of one attachment: 1 GiB.
pub const MAX_CHUNKS: u32 = 4_096;
/// The most bytes of one attachment: what its chunks hold.
pub const LARGEST: u64 = MAX_CHUNKS as u64 * size::CHUNK_PIECE as u64;

/// The number of chunks for a file of so many bytes: as many as its pieces, at least one; up to 16 the next power of two,
/// beyond that Padmé (Nikitin and others, 'Reducing Metadata Leakage from Encrypted Files and Communication with PURBs',
/// PETS 2019), which adds less than an eighth. None where it is larger than [`LARGEST`].
pub fn padded_count(size: u64) -> Option<u32> {
    let pieces = u32::try_from(size.div_ceil(size::CHUNK_PIECE as u64)).ok()?;
    (pieces <= MAX_CHUNKS).then(|| pad(pieces.max(1)))
}

/// Whether [`padded_count`] gives this number for any size.
pub fn is_padded(count: u32) -> bool {
    (1..=MAX_CHUNKS).contains(&count) && pad(count) == count
}

fn pad(pieces: u32) -> u32 {
    if pieces <= 16 {
        return pieces.next_power_of_two();
    }
    // Padmé keeps as many leading bits as the length of the length's logarithm
    let exponent = pieces.ilog2();
    let kept = exponent.ilog2() + 1;
    pieces.next_multiple_of(1 << (exponent - kept))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_counts() {
        let piece = size::CHUNK_PIECE as u64;
        for (size, count) in [
            (0, 1),
            (1, 1),
            (piece, 1),
            (piece + 1, 2),
            (2 * piece + 1, 4),
            (5 * piece, 8),
            (8 * piece + 1, 16),
            (16 * piece, 16),
            (16 * piece + 1, 18),
            (31 * piece, 32),
            (33 * piece, 36),
            (100_000_000, 384),
            (1023 * piece, 1024),
            (1025 * piece, 1088),
            (3 << 28, 3_200),
            (LARGEST, MAX_CHUNKS),
        ] {
            assert_eq!(padded_count(size), Some(count), "{size}");
        }
        assert_eq!(padded_count(LARGEST + 1), None);
        assert_eq!(padded_count(u64::MAX), None);
        assert_eq!(LARGEST, 1_073_676_288);
    }

    #[test]
    fn a_padded_count_is_its_own_and_adds_less_than_an_eighth() {
        let mut last = 0;
        for pieces in 1..=MAX_CHUNKS {
            let count = pad(pieces);
            assert!(count >= pieces && count >= last && count <= MAX_CHUNKS, "{pieces}");
            assert!(is_padded(count), "{pieces}");
            assert!(pieces <= 16 || (count - pieces) * 8 < pieces, "{pieces}: {count}");
            last = count;
        }
        let distinct = (1..=MAX_CHUNKS).filter(|count| is_padded(*count)).count();
        assert_eq!(distinct, 101);
        assert!(!is_padded(0) && !is_padded(3) && !is_padded(17) && !is_padded(2 * MAX_CHUNKS));
    }

    proptest! {
        #[test]
        fn a_count_holds_its_file(size in 0..=LARGEST) {
            let count = padded_count(size).unwrap();
            prop_assert!(u64::from(count) * size::CHUNK_PIECE as u64 >= size);
            prop_assert!(is_padded(count));
        }
    }
}
