//! Attachments: chunks as they come, and files put together from pieces that may be wrong.

use arbitrary::{Arbitrary, Unstructured};
use fluister_protocol::chunk::{
    Assembly, AttachmentKey, ChunkError, LARGEST, is_padded, open_chunk, padded_count, seal_chunk,
};
use fluister_protocol::id::Digest32;
use fluister_protocol::size::CHUNK_PIECE;

use crate::choose;

#[derive(Arbitrary, Debug)]
struct Reading {
    /// The file's size: so many whole pieces, and some bytes more or less.
    pieces: u8,
    bytes: i8,
    /// How much was written before the interruption, in pieces and bytes.
    written: Option<(u8, i8)>,
    /// What is wrong with the piece of each number.
    wrong: Vec<(u8, Wrong)>,
    /// Another number of chunks or another hash than it has.
    chunks: Option<u32>,
    hash: bool,
    /// How many pieces come after the last.
    more: u8,
}

#[derive(Arbitrary, Debug)]
enum Wrong {
    Byte(u32, u8),
    Length(i8),
    Missing,
}

/// A file comes out as it was, or is refused; and chunks open in their place only.
pub fn check(data: &[u8]) {
    let Some((first, rest)) = choose(data) else { return };
    if first % 4 == 0 { chunk(rest) } else { read(rest) }
}

fn chunk(data: &[u8]) {
    let mut input = Unstructured::new(data);
    let Ok((i, count, size)) = <(u32, u32, u64)>::arbitrary(&mut input) else { return };
    match padded_count(size) {
        Some(count) => {
            assert!(size <= LARGEST && is_padded(count));
            assert!(u64::from(count) * CHUNK_PIECE as u64 >= size);
        }
        None => assert!(size > LARGEST),
    }
    let key = AttachmentKey::new([7; 32]);
    let rest = input.take_rest();
    assert!(open_chunk(&key, i, count, rest).is_err());
    match seal_chunk(&key, i, count, rest) {
        Ok(sealed) => {
            let piece = open_chunk(&key, i, count, &sealed).expect("it was sealed so");
            assert!(piece.starts_with(rest) && piece[rest.len()..].iter().all(|byte| *byte == 0));
        }
        Err(error) => assert!(i >= count || !is_padded(count) || error == ChunkError::Size),
    }
}

fn length(pieces: u8, bytes: i8) -> usize {
    (usize::from(pieces % 4) * CHUNK_PIECE).saturating_add_signed(bytes.into())
}

fn read(data: &[u8]) {
    let Ok(reading) = Reading::arbitrary(&mut Unstructured::new(data)) else { return };
    let file: Vec<u8> = (0..length(reading.pieces, reading.bytes)).map(|at| (at % 251) as u8).collect();
    let count = padded_count(file.len() as u64).expect("it is small");
    let due = if reading.hash { Digest32([0; 32]) } else { Digest32::of_file(&file) };
    let assembly = Assembly::new(file.len() as u64, reading.chunks.unwrap_or(count), due);
    let mut assembly = match assembly {
        Ok(assembly) => assembly,
        Err(error) => {
            assert!(error == ChunkError::Count && reading.chunks.is_some_and(|chunks| chunks != count));
            return;
        }
    };
    let mut whole = Vec::new();
    if let Some((pieces, bytes)) = reading.written {
        let written = length(pieces, bytes);
        let before: Vec<u8> = file.iter().copied().chain(std::iter::repeat(9)).take(written).collect();
        match assembly.resume(&before) {
            Ok(()) => whole = before,
            Err(error) => assert!(error == ChunkError::Size && written > file.len()),
        }
    }
    let mut altered = false;
    for i in assembly.next().unwrap_or(count)..count + u32::from(reading.more % 2) {
        let start = i as usize * CHUNK_PIECE;
        let mut piece: Vec<u8> = file.iter().skip(start).take(CHUNK_PIECE).copied().collect();
        piece.resize(CHUNK_PIECE, 0);
        for (_, wrong) in reading.wrong.iter().filter(|(at, _)| u32::from(*at) == i) {
            match *wrong {
                Wrong::Byte(at, bits) => {
                    let at = at as usize % piece.len().max(1);
                    if let Some(byte) = piece.get_mut(at) {
                        *byte ^= bits;
                        // what was written before is not looked at again
                        altered |= bits != 0 && start + at >= whole.len();
                    }
                }
                Wrong::Length(by) => piece.resize(piece.len().saturating_add_signed(by.into()), 0),
                Wrong::Missing => piece.clear(),
            }
        }
        match assembly.take(&piece) {
            Ok(bytes) => {
                assert!(i < count && piece.len() == CHUNK_PIECE);
                whole.extend_from_slice(bytes);
            }
            Err(error) => {
                let expected = match error {
                    ChunkError::Count => i == count,
                    ChunkError::Size => piece.len() != CHUNK_PIECE,
                    ChunkError::Padding => altered,
                    _ => false,
                };
                assert!(expected, "{error:?} at {i}");
                break;
            }
        }
    }
    let ended = assembly.next().is_none();
    match assembly.finish() {
        Ok(()) => assert!(ended && whole == file && !reading.hash),
        Err(ChunkError::Missing) => assert!(!ended),
        Err(error) => assert!(error == ChunkError::Hash && ended && (reading.hash || whole != file)),
    }
}
