//! `chunk.json`: chunks open and seal as the file says, and files are put together from them.

use chacha20poly1305::aead::{Aead as _, Payload};
use chacha20poly1305::{ChaCha20Poly1305, KeyInit as _};
use fluister_protocol::chunk::{
    Assembly, AttachmentKey, AttachmentTokens, ChunkError, open_chunk, padded_count, seal_chunk,
};
use fluister_protocol::id::Digest32;
use fluister_protocol::size::{CHUNK, CHUNK_PIECE};

use super::load::{Case, load};

fn number(case: &Case, key: &str) -> usize {
    usize::try_from(case.at(key).0.as_u64().unwrap()).unwrap()
}

/// Bytes as the file describes them.
fn bytes(described: &Case) -> Vec<u8> {
    let (from, count) = (number(described, "from"), number(described, "count"));
    let mut bytes: Vec<u8> = (0..count).map(|j| u8::try_from((from + j) % 251).unwrap()).collect();
    let set: Vec<(usize, u8)> =
        described.get("set").map_or_else(Vec::new, |set| serde_json::from_value(set.0).unwrap());
    if let Some(last) = set.iter().map(|(at, _)| at + 1).max() {
        bytes.resize(last.max(count), 0);
    }
    for (at, value) in set {
        bytes[at] = value;
    }
    bytes
}

fn piece(described: &Case) -> Vec<u8> {
    let length = described.get("length").map_or(CHUNK_PIECE, |_| number(described, "length"));
    let mut piece = bytes(described);
    piece.resize(length, 0);
    piece
}

fn key(case: &Case) -> AttachmentKey {
    AttachmentKey::new(case.array("key"))
}

/// Puts the pieces together, and gives the whole and the chunk it began with.
fn assemble(case: &Case) -> Result<(Vec<u8>, Option<u32>), ChunkError> {
    let size = number(case, "size") as u64;
    let mut assembly = Assembly::new(size, case.u32("chunks"), Digest32(case.array("sha256")))?;
    let mut whole = bytes(&case.at("written"));
    assembly.resume(&whole)?;
    let begin = assembly.next();
    for described in case.list("pieces") {
        whole.extend_from_slice(assembly.take(&piece(&described))?);
    }
    assembly.finish()?;
    Ok((whole, begin))
}

fn open(case: &Case) -> Result<(), ChunkError> {
    let aead = case.at("aead");
    let (piece, aad) = (bytes(&aead.at("piece")), aead.bytes("aad"));
    let mut chunk = ChaCha20Poly1305::new(&aead.array("key").into())
        .encrypt(&aead.array("nonce").into(), Payload { msg: &piece, aad: &aad })
        .unwrap();
    if case.get("length").is_some() {
        chunk.resize(number(case, "length"), 0);
    }
    if let Some(flip) = case.get("flip") {
        let (at, bits): (usize, u8) = serde_json::from_value(flip.0).unwrap();
        chunk[at] ^= bits;
    }
    open_chunk(&key(case), case.u32("i"), case.u32("chunks"), &chunk).map(drop)
}

fn check(case: &Case) {
    match case.str("call") {
        "count" => assert_eq!(padded_count(number(case, "size") as u64), Some(case.u32("expect"))),
        "token" => {
            let token = AttachmentTokens::new(case.array("tokens")).token(case.u32("i"));
            assert_eq!(token.expose(), &case.at("expect").array("token"));
            assert_eq!(token.id().0, case.at("expect").array("id"));
        }
        "seal" => {
            let (key, i, chunks) = (key(case), case.u32("i"), case.u32("chunks"));
            let plain = bytes(&case.at("piece"));
            let (chunk, expect) = (seal_chunk(&key, i, chunks, &plain).unwrap(), case.at("expect"));
            assert_eq!(chunk[..32], expect.array::<32>("first"));
            assert_eq!(chunk[CHUNK - 16..], expect.array::<16>("tag"));
            assert_eq!(Digest32::of_file(&chunk).0, expect.array("sha256"));
            assert!(*open_chunk(&key, i, chunks, &chunk).unwrap() == piece(&case.at("piece")));
        }
        "assemble" => {
            let (whole, begin) = assemble(case).unwrap();
            assert_eq!(whole.len(), number(case, "size"));
            assert_eq!(begin, Some(case.at("expect").u32("begins_with_chunk")));
        }
        other => panic!("{other}"),
    }
}

#[test]
fn chunks() {
    let ran = load("chunk").check(check, |refusal| match refusal.str("call") {
        "count" => padded_count(number(refusal, "size") as u64).map_or(Err("count"), |_| Ok(())),
        "open" => open(refusal).map_err(ChunkError::reason),
        "assemble" => assemble(refusal).map(drop).map_err(ChunkError::reason),
        other => panic!("{other}"),
    });
    assert_eq!(ran, (56, 51));
}
