//! Attachments in pieces: each chunk 262,144 bytes, under a key and a token of its own.

mod assembly;
mod count;
#[cfg(test)]
mod tests;

pub use assembly::Assembly;
pub use count::{LARGEST, MAX_CHUNKS, is_padded, padded_count};

use chacha20poly1305::aead::AeadInOut as _;
use chacha20poly1305::{KeyInit as _, Nonce};
use zeroize::Zeroizing;

use crate::derivation::expand;
use crate::id::Token;
use crate::label::Label;
use crate::random::{self, CryptoRng};
use crate::secret::{sealed_in_json, secret_bytes};
use crate::size;
use crate::suite::Aead;

secret_bytes!(
    /// From which the keys of one attachment's chunks are derived. Random, of one file for one reader and never used for
    /// other bytes: each chunk's key is used once, with nonce zero.
    AttachmentKey
);
sealed_in_json!(AttachmentKey);
secret_bytes!(
    /// From which the tokens of one attachment's chunks are derived: enough to fetch and delete them, not to read them.
    /// Random.
    AttachmentTokens
);
sealed_in_json!(AttachmentTokens);

/// Why a chunk or an attachment is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChunkError {
    /// Not 262,144 bytes sealed, or more than 262,128 bytes to seal.
    #[error("not a chunk: it has another size")]
    Size,
    /// A number of chunks that padding never gives for this size, or a chunk beyond it.
    #[error("not the number of chunks that is due")]
    Count,
    /// Another chunk's bytes, another attachment's, another number of chunks, or altered: which of these cannot be told.
    #[error("does not open")]
    Opaque,
    /// Something else than zeros after the end of the file.
    #[error("the padding is not zero")]
    Padding,
    /// The attachment ends before its last chunk.
    #[error("chunks are missing")]
    Missing,
    /// All chunks came, and the whole has another SHA-256 than the letter says.
    #[error("not the file that was sent: its hash is another")]
    Hash,
}

impl ChunkError {
    /// A stable name, used by the vectors.
    pub const fn reason(self) -> &'static str {
        match self {
            Self::Size => "size",
            Self::Count => "count",
            Self::Opaque => "opaque",
            Self::Padding => "padding",
            Self::Missing => "missing",
            Self::Hash => "hash",
        }
    }
}

impl AttachmentKey {
    /// A new random key, of one attachment for one reader.
    pub fn generate(rng: &mut impl CryptoRng) -> Self {
        Self::new(random::bytes(rng))
    }

    fn cipher(&self, i: u32) -> Aead {
        let key = Zeroizing::new(expand(self.expose(), Label::Chunk, &[i]));
        Aead::new((&*key).into())
    }
}

impl AttachmentTokens {
    /// New random bytes to derive an attachment's tokens from.
    pub fn generate(rng: &mut impl CryptoRng) -> Self {
        Self::new(random::bytes(rng))
    }

    /// The token of chunk i (from 0).
    pub fn token(&self, i: u32) -> Token {
        Token::new(expand(self.expose(), Label::ChunkToken, &[i]))
    }
}

/// Chunk i (from 0) of so many stands in its place, and the number is one that padding gives.
fn check_place(i: u32, count: u32) -> Result<(), ChunkError> {
    if i < count && is_padded(count) { Ok(()) } else { Err(ChunkError::Count) }
}

fn associated(i: u32, count: u32) -> Vec<u8> {
    Label::Chunk.prefix(&[&i.to_be_bytes(), &count.to_be_bytes()])
}

/// Seals chunk i (from 0) of `count` (as [`padded_count`] gives it): 262,144 bytes. The piece is the file's bytes from
/// i × 262,128 on; where it is shorter or empty, zeros follow.
///
/// One key and i may seal one piece only. Whoever goes on with an upload first sees that the file is still the same.
///
/// # Errors
/// [`ChunkError::Size`], [`ChunkError::Count`].
pub fn seal_chunk(key: &AttachmentKey, i: u32, count: u32, piece: &[u8]) -> Result<Vec<u8>, ChunkError> {
    check_place(i, count)?;
    if piece.len() > size::CHUNK_PIECE {
        return Err(ChunkError::Size);
    }
    // room for the tag from the start: what grows leaves the piece behind
    let mut chunk = Vec::with_capacity(size::CHUNK);
    chunk.extend_from_slice(piece);
    chunk.resize(size::CHUNK_PIECE, 0);
    key.cipher(i)
        .encrypt_in_place(&Nonce::default(), &associated(i, count), &mut chunk)
        .map_err(|_| ChunkError::Size)?;
    Ok(chunk)
}

/// Opens chunk i of `count`: 262,128 bytes, of which those within the file are told by [`Assembly`]. Wiped when dropped.
///
/// # Errors
/// [`ChunkError::Size`], [`ChunkError::Count`], [`ChunkError::Opaque`].
pub fn open_chunk(
    key: &AttachmentKey,
    i: u32,
    count: u32,
    chunk: &[u8],
) -> Result<Zeroizing<Vec<u8>>, ChunkError> {
    check_place(i, count)?;
    if chunk.len() != size::CHUNK {
        return Err(ChunkError::Size);
    }
    let mut piece = Zeroizing::new(chunk.to_vec());
    key.cipher(i)
        .decrypt_in_place(&Nonce::default(), &associated(i, count), &mut *piece)
        .map_err(|_| ChunkError::Opaque)?;
    Ok(piece)
}
