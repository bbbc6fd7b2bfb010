//! Whole files are sealed, opened and put together again.

use super::*;
use crate::id::Digest32;
use proptest::prelude::*;

const PIECE: usize = size::CHUNK_PIECE;

fn file(size: usize) -> Vec<u8> {
    (0..size).map(|at| (at % 251) as u8 + 1).collect()
}

fn sealed(key: &AttachmentKey, file: &[u8]) -> Vec<Vec<u8>> {
    let count = padded_count(file.len() as u64).unwrap();
    let mut pieces = file.chunks(PIECE);
    (0..count).map(|i| seal_chunk(key, i, count, pieces.next().unwrap_or_default()).unwrap()).collect()
}

/// Reads on from what was written, and gives the whole.
fn read(key: &AttachmentKey, chunks: &[Vec<u8>], size: u64, due: Digest32, written: &[u8]) -> Vec<u8> {
    let count = u32::try_from(chunks.len()).unwrap();
    let mut assembly = Assembly::new(size, count, due).unwrap();
    let mut whole = written.to_vec();
    for portion in written.chunks(10_000) {
        assembly.resume(portion).unwrap();
    }
    while let Some(i) = assembly.next() {
        let piece = open_chunk(key, i, count, &chunks[i as usize]).unwrap();
        whole.extend_from_slice(assembly.take(&piece).unwrap());
    }
    assert_eq!(assembly.take(&[0; PIECE]), Err(ChunkError::Count));
    assembly.finish().unwrap();
    whole
}

#[test]
fn files_of_every_shape_go_round() {
    let key = AttachmentKey::new([1; 32]);
    for size in [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 2 * PIECE + 1] {
        let file = file(size);
        let chunks = sealed(&key, &file);
        assert!(chunks.iter().all(|chunk| chunk.len() == size::CHUNK));
        let whole = read(&key, &chunks, size as u64, Digest32::of_file(&file), &[]);
        assert!(whole == file, "{size}");
    }
}

#[test]
fn what_was_interrupted_goes_on_wherever_it_stopped() {
    let (key, file) = (AttachmentKey::new([1; 32]), file(2 * PIECE + 5));
    let (chunks, due) = (sealed(&key, &file), Digest32::of_file(&file));
    for written in [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 2 * PIECE + 1, file.len()] {
        assert!(read(&key, &chunks, file.len() as u64, due, &file[..written]) == file, "{written}");
    }
    let mut assembly = Assembly::new(file.len() as u64, 4, due).unwrap();
    assembly.resume(&file[..2 * PIECE]).unwrap();
    assert_eq!(assembly.next(), Some(2));
    assert_eq!(assembly.resume(&[0; 6]), Err(ChunkError::Size));
    assembly.resume(&file[2 * PIECE..]).unwrap();
    assert_eq!(assembly.next(), Some(3), "the padding is still due");
    assert_eq!(assembly.finish(), Err(ChunkError::Missing));
    // what was written before is not the file
    let mut assembly = Assembly::new(file.len() as u64, 4, due).unwrap();
    assembly.resume(&[9; PIECE]).unwrap();
    for (i, chunk) in (1..).zip(&chunks[1..]) {
        assembly.take(&open_chunk(&key, i, 4, chunk).unwrap()).unwrap();
    }
    assert_eq!(assembly.finish(), Err(ChunkError::Hash));
}

#[test]
fn a_chunk_opens_in_its_place_only() {
    let key = AttachmentKey::new([1; 32]);
    let chunk = seal_chunk(&key, 1, 4, b"piece").unwrap();
    let opened = open_chunk(&key, 1, 4, &chunk).unwrap();
    assert_eq!((opened.len(), &opened[..6]), (PIECE, b"piece\0".as_slice()));
    assert!(opened[5..].iter().all(|byte| *byte == 0));
    assert_eq!(chunk, seal_chunk(&key, 1, 4, b"piece\0").unwrap(), "the same bytes again");
    let open = |i, count, chunk: &[u8]| open_chunk(&key, i, count, chunk).unwrap_err();
    assert_eq!(open(0, 4, &chunk), ChunkError::Opaque);
    assert_eq!(open(1, 8, &chunk), ChunkError::Opaque);
    assert_eq!(open(1, 3, &chunk), ChunkError::Count);
    assert_eq!(open(4, 4, &chunk), ChunkError::Count);
    assert_eq!(open(1, 4, &chunk[1..]), ChunkError::Size);
    assert_eq!(open(1, 4, &[chunk.as_slice(), &[0]].concat()), ChunkError::Size);
    assert_eq!(open_chunk(&AttachmentKey::new([2; 32]), 1, 4, &chunk).unwrap_err(), ChunkError::Opaque);
    assert_eq!(seal_chunk(&key, 4, 4, b""), Err(ChunkError::Count));
    assert_eq!(seal_chunk(&key, 0, 5, b""), Err(ChunkError::Count));
    assert_eq!(seal_chunk(&key, 0, 1, &[0; PIECE + 1]), Err(ChunkError::Size));
}

#[test]
fn every_chunk_has_a_key_and_a_token_of_its_own() {
    let mut rng = random::system();
    let key = AttachmentKey::generate(&mut rng);
    assert_ne!(key, AttachmentKey::generate(&mut rng));
    // the keystreams: what zeros are sealed to
    let streams = [0, 1].map(|i| seal_chunk(&key, i, 2, b"").unwrap());
    let equal = streams[0].iter().zip(&streams[1]).filter(|(one, other)| one == other).count();
    assert!(equal < size::CHUNK / 100, "{equal} bytes are the same: one key for two chunks");
    let tokens = AttachmentTokens::generate(&mut rng);
    assert_ne!(tokens, AttachmentTokens::generate(&mut rng));
    assert_ne!(tokens.token(0), tokens.token(1));
    let same = AttachmentTokens::new([1; 32]).token(0);
    assert_ne!(same.expose(), &expand(&[1; 32], Label::Chunk, &[0]), "a token tells no key");
}

#[test]
fn what_an_assembly_refuses() {
    let due = Digest32::of_file(b"abc");
    let mut piece = vec![0; PIECE];
    piece[..3].copy_from_slice(b"abc");
    assert_eq!(Assembly::new(3, 2, due).unwrap_err(), ChunkError::Count);
    assert_eq!(Assembly::new(LARGEST + 1, MAX_CHUNKS, due).unwrap_err(), ChunkError::Count);
    let new = || Assembly::new(3, 1, due).unwrap();
    assert_eq!(new().finish(), Err(ChunkError::Missing));
    assert_eq!(new().take(&piece[1..]), Err(ChunkError::Size));
    let mut right = new();
    assert_eq!(right.take(&piece), Ok(b"abc".as_slice()));
    assert_eq!(right.next(), None);
    assert_eq!(right.finish(), Ok(()));
    for at in [3, PIECE - 1] {
        let mut wrong = piece.clone();
        wrong[at] = 1;
        assert_eq!(new().take(&wrong), Err(ChunkError::Padding), "{at}");
    }
    let mut wrong = piece.clone();
    wrong[4..6].fill(1);
    assert_eq!(new().take(&wrong), Err(ChunkError::Padding), "two that cancel each other out");
    piece[0] = b'x';
    let mut wrong = new();
    wrong.take(&piece).unwrap();
    assert_eq!(wrong.finish(), Err(ChunkError::Hash));
    assert_eq!(format!("{:?}", new()), "Assembly(0 of 1)");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn any_file_goes_round_from_anywhere(size in 0..3 * PIECE, part in 0.0..1.0_f64, seed: [u8; 32]) {
        let (key, file) = (AttachmentKey::new(seed), file(size));
        let written = &file[..(size as f64 * part) as usize];
        let whole = read(&key, &sealed(&key, &file), size as u64, Digest32::of_file(&file), written);
        prop_assert!(whole == file);
    }

    #[test]
    fn no_chunk_panics(i: u32, count: u32, bytes in proptest::collection::vec(any::<u8>(), 0..100)) {
        prop_assert!(open_chunk(&AttachmentKey::new([1; 32]), i, count, &bytes).is_err());
    }
}
