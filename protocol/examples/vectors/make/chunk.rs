//! Attachments' chunks. They are long, so that the file says how their bytes are made.

use chacha20poly1305::aead::{Aead as _, Payload};
use chacha20poly1305::{ChaCha20Poly1305, KeyInit as _};
use fluister_protocol::chunk::{
    Assembly, AttachmentKey, AttachmentTokens, ChunkError, LARGEST, open_chunk, padded_count, seal_chunk,
};
use fluister_protocol::id::Digest32;
use fluister_protocol::size::{CHUNK, CHUNK_PIECE};
use hkdf::Hkdf;
use serde_json::{Value, json};
use sha2::Sha256;

use super::forge::labelled;
use super::people::seed;
use super::{File, Made, b};

pub fn file() -> Made {
    let mut file = File::new(
        "chunk",
        "Attachments. Bytes are given as {from, count}: byte j is (from + j) mod 251, for j below count; `set` then lists [place, \
         value]. Pieces are filled up with zeros to 262,128 bytes, or to `length`. `call` is: count, the number of chunks for a \
         size; token; seal; open, what `aead` (ChaCha20-Poly1305) makes of a piece, with `flip` [byte, bits] by exclusive or and \
         `length` that cuts it or adds zeros; assemble, the pieces of a file in order, after what was `written` before.",
    );
    counts(&mut file);
    tokens(&mut file);
    sealed(&mut file);
    files(&mut file);
    chunks_refused(&mut file);
    files_refused(&mut file);
    file.done()
}

fn counts(file: &mut File) {
    let piece = CHUNK_PIECE as u64;
    let edges =
        [0, 1, 2, 3, 4, 5, 8, 9, 16, 17, 18, 19, 31, 32, 33, 63, 64, 65, 127, 128, 129, 255, 256, 257];
    let more = [511, 513, 1023, 1025, 2047, 2049, 2176, 2177, 4095, 4096];
    for pieces in edges.into_iter().chain(more) {
        let size = pieces * piece;
        file.case(
            &format!("a file of {pieces} whole pieces"),
            json!({ "call": "count", "size": size, "expect": padded_count(size).unwrap() }),
        );
    }
    for size in [1, piece - 1, piece + 1, 16 * piece + 1, 100_000_000] {
        file.case(
            &format!("a file of {size} bytes"),
            json!({ "call": "count", "size": size, "expect": padded_count(size).unwrap() }),
        );
    }
    for (name, size) in [
        ("a byte more than 4,096 chunks hold", LARGEST + 1),
        ("4,097 pieces", 4097 * piece),
        ("the largest number", 9_007_199_254_740_991),
    ] {
        file.refusal(name, "count", json!({ "call": "count", "size": size }));
    }
}

fn tokens(file: &mut File) {
    let tokens = AttachmentTokens::new(seed("attachment tokens"));
    for i in [0, 1, 4095] {
        let token = tokens.token(i);
        file.case(
            &format!("the token of chunk {i}"),
            json!({ "call": "token", "tokens": b(tokens.expose()), "i": i,
                "expect": { "token": b(token.expose()), "id": b(token.id().0) } }),
        );
    }
}

/// Byte j is (from + j) mod 251.
fn bytes(from: usize, count: usize) -> Vec<u8> {
    (0..count).map(|j| u8::try_from((from + j) % 251).unwrap()).collect()
}

fn key() -> AttachmentKey {
    AttachmentKey::new(seed("attachment key"))
}

fn sealed(file: &mut File) {
    for (name, i, chunks, from, count) in [
        ("the only chunk", 0, 1, 0, 5),
        ("a whole piece", 1, 4, 84, CHUNK_PIECE),
        ("the same piece in another place", 2, 4, 84, CHUNK_PIECE),
        ("the same piece in another number of chunks", 1, 8, 84, CHUNK_PIECE),
        ("beyond the end", 3, 4, 0, 0),
        ("the last of all that can be", 4095, 4096, 7, 1),
    ] {
        let chunk = seal_chunk(&key(), i, chunks, &bytes(from, count)).unwrap();
        file.case(
            name,
            json!({ "call": "seal", "key": b(key().expose()), "i": i, "chunks": chunks,
                "piece": { "from": from, "count": count },
                "expect": { "first": b(&chunk[..32]), "tag": b(&chunk[CHUNK - 16..]), "sha256": b(Digest32::of_file(&chunk).0) } }),
        );
    }
}

/// A file of consecutive bytes, whole or from where it was interrupted.
fn files(file: &mut File) {
    for (name, size, written) in [
        ("an empty file", 0, 0),
        ("a file of one byte", 1, 0),
        ("a file that fills its only piece", CHUNK_PIECE, 0),
        ("a file of a byte more", CHUNK_PIECE + 1, 0),
        ("a file of three pieces, in four chunks", 2 * CHUNK_PIECE + 9, 0),
        ("a file of which a piece was written", 2 * CHUNK_PIECE + 9, CHUNK_PIECE),
        ("a file that was interrupted within a piece", 2 * CHUNK_PIECE + 9, CHUNK_PIECE + 1000),
        ("a file that was written to its end", 2 * CHUNK_PIECE + 9, 2 * CHUNK_PIECE + 9),
    ] {
        let whole = bytes(0, size);
        let chunks = padded_count(size as u64).unwrap();
        let begin = if written == size { written.div_ceil(CHUNK_PIECE) } else { written / CHUNK_PIECE };
        let pieces: Vec<_> = (begin..chunks as usize)
            .map(|i| {
                let start = (i * CHUNK_PIECE).min(size);
                json!({ "from": start, "count": (size - start).min(CHUNK_PIECE) })
            })
            .collect();
        file.case(
            name,
            json!({ "call": "assemble", "size": size, "chunks": chunks, "sha256": b(Digest32::of_file(&whole).0),
                "written": { "from": 0, "count": written }, "pieces": pieces,
                "expect": { "begins_with_chunk": begin } }),
        );
    }
}

/// What ChaCha20-Poly1305 seals, in whatever place.
#[derive(Clone)]
struct Raw {
    key: [u8; 32],
    nonce: [u8; 12],
    aad: Vec<u8>,
    piece: Vec<u8>,
}

fn expand(secret: &[u8; 32], info: &[u8]) -> [u8; 32] {
    let mut out = [0; 32];
    Hkdf::<Sha256>::from_prk(secret).unwrap().expand(info, &mut out).unwrap();
    out
}

impl Raw {
    /// Chunk 1 of 4, made by hand.
    fn right() -> Self {
        let one = 1_u32.to_be_bytes();
        Self {
            key: expand(key().expose(), &labelled("chunk", &[&one])),
            nonce: [0; 12],
            aad: labelled("chunk", &[&one, &4_u32.to_be_bytes()]),
            piece: bytes(84, CHUNK_PIECE),
        }
    }

    fn seal(&self) -> Vec<u8> {
        let payload = Payload { msg: &self.piece, aad: &self.aad };
        ChaCha20Poly1305::new(&self.key.into()).encrypt(&self.nonce.into(), payload).unwrap()
    }

    fn fields(&self) -> Value {
        json!({ "key": b(self.key), "nonce": b(self.nonce), "aad": b(&self.aad),
            "piece": { "from": 84, "count": self.piece.len() } })
    }
}

fn chunks_refused(file: &mut File) {
    let (right, one) = (Raw::right(), 1_u32.to_be_bytes());
    assert_eq!(right.seal(), seal_chunk(&key(), 1, 4, &right.piece).unwrap());
    let other_key = b(AttachmentKey::new(seed("another attachment key")).expose());
    let mut refuse = |name: &str, reason: &str, raw: &Raw, change: Value| {
        let mut fields =
            json!({ "call": "open", "key": b(key().expose()), "i": 1, "chunks": 4, "aead": raw.fields() });
        fields.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        if change.as_object().unwrap().is_empty() {
            let refused = open_chunk(&key(), 1, 4, &raw.seal());
            assert_eq!(refused.unwrap_err().reason(), reason, "{name}");
        }
        file.refusal(name, reason, fields);
    };
    refuse("swapped: chunk 1 as chunk 0", "opaque", &right, json!({ "i": 0 }));
    refuse("swapped: chunk 1 as chunk 2", "opaque", &right, json!({ "i": 2 }));
    refuse("changed count: of 4 chunks as of 2", "opaque", &right, json!({ "chunks": 2 }));
    refuse("changed count: of 4 chunks as of 8", "opaque", &right, json!({ "chunks": 8 }));
    refuse("another attachment's chunk", "opaque", &right, json!({ "key": other_key }));
    for (part, byte) in
        [("first byte", 0), ("last byte of the piece", 262_127), ("first byte of the tag", 262_128)]
    {
        refuse(&format!("a bit flipped in the {part}"), "opaque", &right, json!({ "flip": [byte, 1] }));
    }
    refuse("the last bit of the tag flipped", "opaque", &right, json!({ "flip": [262_143, 1] }));
    refuse("truncated by a byte", "size", &right, json!({ "length": 262_143 }));
    refuse("truncated to its piece", "size", &right, json!({ "length": 262_128 }));
    refuse("a byte more", "size", &right, json!({ "length": 262_145 }));
    refuse("nothing", "size", &right, json!({ "length": 0 }));
    refuse("a number of chunks that padding never gives", "count", &right, json!({ "chunks": 3 }));
    refuse("17 chunks, which padding never gives", "count", &right, json!({ "chunks": 17 }));
    refuse("more chunks than there can be", "count", &right, json!({ "chunks": 8192 }));
    refuse("no chunks", "count", &right, json!({ "i": 0, "chunks": 0 }));
    refuse("a chunk after the last", "count", &right, json!({ "i": 4 }));

    let none = json!({});
    let mut raw = right.clone();
    raw.nonce[11] = 1;
    refuse("sealed with another nonce", "opaque", &raw, none.clone());
    let raw = Raw { key: expand(key().expose(), &labelled("chunk", &[])), ..right.clone() };
    refuse("sealed with one key for all chunks", "opaque", &raw, none.clone());
    let raw = Raw { key: expand(key().expose(), &labelled("chunk token", &[&one])), ..right.clone() };
    refuse("sealed with the key of a token", "opaque", &raw, none.clone());
    let raw = Raw { key: *key().expose(), ..right.clone() };
    refuse("sealed with the attachment's key itself", "opaque", &raw, none.clone());
    let raw = Raw { key: expand(key().expose(), &labelled("record", &[&one])), ..right.clone() };
    refuse("sealed with a record's key", "opaque", &raw, none.clone());
    let raw = Raw { aad: labelled("chunk", &[&one]), ..right.clone() };
    refuse("sealed without the number of chunks", "opaque", &raw, none.clone());
    let raw = Raw { aad: vec![], ..right.clone() };
    refuse("sealed without associated data", "opaque", &raw, none.clone());
    let raw = Raw { piece: bytes(84, CHUNK_PIECE - 1), ..right };
    refuse("a piece of a byte less, rightly sealed", "size", &raw, none);
}

fn files_refused(file: &mut File) {
    let piece = CHUNK_PIECE;
    let size = 2 * piece + 9;
    let due = Digest32::of_file(&bytes(0, size));
    let pieces = || -> Vec<Value> {
        (0..4)
            .map(|i| json!({ "from": (i * piece).min(size), "count": size.saturating_sub(i * piece).min(piece) }))
            .collect()
    };
    let whole = || {
        json!({ "call": "assemble", "size": size, "chunks": 4, "sha256": b(due.0), "written": { "from": 0, "count": 0 },
            "pieces": pieces() })
    };
    let mut refuse = |name: &str, reason: &str, change: &dyn Fn(&mut Value)| {
        let mut fields = whole();
        change(&mut fields);
        file.refusal(name, reason, fields);
    };
    refuse("two chunks for three pieces", "count", &|f| f["chunks"] = 2.into());
    refuse("three chunks for three pieces", "count", &|f| f["chunks"] = 3.into());
    refuse("eight chunks for three pieces", "count", &|f| f["chunks"] = 8.into());
    refuse("a larger size than its chunks hold", "count", &|f| f["size"] = (4 * piece + 1).into());
    refuse("a size beyond all", "count", &|f| {
        f["size"] = (LARGEST + 1).into();
        f["chunks"] = 4096.into();
    });
    refuse("nonzero padding: the byte after the end", "padding", &|f| {
        f["pieces"][2]["set"] = json!([[9, 1]])
    });
    refuse("nonzero padding: the last byte of the last piece", "padding", &|f| {
        f["pieces"][2]["set"] = json!([[piece - 1, 128]]);
    });
    refuse("nonzero padding: two bytes alike", "padding", &|f| {
        f["pieces"][2]["set"] = json!([[9, 1], [10, 1]])
    });
    refuse("nonzero padding: in a chunk after the end", "padding", &|f| {
        f["pieces"][3]["set"] = json!([[0, 1]])
    });
    refuse("a smaller size than was sealed", "padding", &|f| f["size"] = (size - 1).into());
    refuse("truncated: the last chunk is missing", "missing", &|f| {
        f["pieces"].as_array_mut().unwrap().pop();
    });
    refuse("truncated: no chunk at all", "missing", &|f| f["pieces"] = json!([]));
    refuse("extended: a chunk too many", "count", &|f| {
        f["pieces"].as_array_mut().unwrap().push(json!({ "from": 0, "count": 0 }));
    });
    refuse("a piece of a byte less", "size", &|f| f["pieces"][1]["length"] = (piece - 1).into());
    refuse("a piece with its tag", "size", &|f| f["pieces"][1]["length"] = CHUNK.into());
    refuse("hash mismatch: a byte altered", "hash", &|f| f["pieces"][0]["set"] = json!([[0, 9]]));
    refuse("hash mismatch: two pieces exchanged", "hash", &|f| {
        let (one, other) = (f["pieces"][0].take(), f["pieces"][1].take());
        f["pieces"][0] = other;
        f["pieces"][1] = one;
    });
    refuse("hash mismatch: another file's hash", "hash", &|f| f["sha256"] = b(seed("a hash")));
    refuse("hash mismatch: the hash with its padding", "hash", &|f| {
        let mut padded = bytes(0, size);
        padded.resize(4 * piece, 0);
        f["sha256"] = b(Digest32::of_file(&padded).0);
    });
    refuse("hash mismatch: a larger size than was sealed", "hash", &|f| f["size"] = (size + 1).into());
    refuse("what was written before is another file's", "hash", &|f| {
        f["written"] = json!({ "from": 1, "count": piece });
        f["pieces"].as_array_mut().unwrap().remove(0);
    });
    refuse("more was written before than the file has", "size", &|f| {
        f["written"] = json!({ "from": 0, "count": size + 1 });
    });
    let wrong = Assembly::new(size as u64, 3, due).unwrap_err();
    assert_eq!(wrong, ChunkError::Count);
}
