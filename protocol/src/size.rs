//! Sizes in bytes, each the sum of its parts.
//!
//! ```
//! use fluister_protocol::size::*;
//! assert_eq!(LETTER, MAGIC + ENC + SEALED);
//! assert_eq!(SEALED, PLAINTEXT + TAG);
//! assert_eq!(PLAINTEXT, THREAD_ID + PROOF + PADDED);
//! assert_eq!(PADDED, LENGTH + CONTENT);
//! assert_eq!((LETTER, SEALED, PADDED), (16_384, 15_260, 15_148));
//! assert_eq!(POSTED, ID + LETTER);
//! assert_eq!(WORK, CHALLENGE + NONCE);
//! assert_eq!(CHUNK, CHUNK_PIECE + TAG);
//! assert_eq!((CHUNK, CHUNK_PIECE), (262_144, 262_128));
//! assert_eq!(FILE, 1_048_576);
//! ```

/// `FLU1`, with which a letter begins.
pub const MAGIC: usize = 4;
/// X-Wing's encapsulated key: ML-KEM-768 ciphertext (1088) and X25519 share (32).
pub const ENC: usize = 1088 + 32;
/// Poly1305's tag.
pub const TAG: usize = 16;
/// Thread id, first in a letter's plaintext.
pub const THREAD_ID: usize = 32;
/// MAC and 32 zeros, or an Ed25519 signature.
pub const PROOF: usize = 64;
/// The content's length, u32 big-endian.
pub const LENGTH: usize = 4;
/// A letter, as stored and sent.
pub const LETTER: usize = 16_384;
/// HPKE's ciphertext with its tag.
pub const SEALED: usize = LETTER - MAGIC - ENC;
/// What is sealed: thread id, proof and padded content.
pub const PLAINTEXT: usize = SEALED - TAG;
/// Length, content and zeros.
pub const PADDED: usize = PLAINTEXT - THREAD_ID - PROOF;
/// The most JSON that one letter holds.
pub const CONTENT: usize = PADDED - LENGTH;
/// An id or a token.
pub const ID: usize = 32;
/// One letter in the body of a post: id ‖ letter.
pub const POSTED: usize = ID + LETTER;
/// A chunk of an attachment, as stored and sent.
pub const CHUNK: usize = 262_144;
/// What a chunk holds of an attachment.
pub const CHUNK_PIECE: usize = CHUNK - TAG;
/// Letters and tokens go in groups of this many.
pub const FOUR: usize = 4;
/// The most letters or tokens in one call.
pub const SIXTEEN: usize = 16;
/// An X-Wing public key: ML-KEM-768 (1184) and X25519 (32).
pub const XWING_PUBLIC: usize = 1184 + 32;
/// A proof-of-work challenge.
pub const CHALLENGE: usize = 64;
/// A proof of work's nonce, u64 big-endian.
pub const NONCE: usize = 8;
/// The header `Fluister-Work`, decoded.
pub const WORK: usize = CHALLENGE + NONCE;
/// The largest signed payload, so that its base64url fits in a JSON body of 64 KiB.
pub const SIGNED_PAYLOAD: usize = 48_000;
/// The largest file that a directory names: a photo or an information page.
pub const FILE: usize = 1 << 20;
