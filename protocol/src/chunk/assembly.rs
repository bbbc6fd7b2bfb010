//! Putting an attachment together again, piece by piece, without holding it in memory.

use sha2::Digest as _;

use super::{ChunkError, padded_count};
use crate::content::Attachment;
use crate::id::Digest32;
use crate::size;
use crate::suite::Hash;

/// An attachment that is being read: takes the opened pieces in order, gives the bytes that belong to the file, and says at
/// the end whether it is the file that was sent.
///
/// To go on with an interrupted one, begin anew and give [`Assembly::resume`] all that was already written.
pub struct Assembly {
    size: u64,
    chunks: u32,
    due: Digest32,
    /// How many of the file's bytes have come.
    done: u64,
    /// The number of the chunk that is expected next, from 0.
    next: u32,
    hash: Hash,
}

// progress only: size and hash could tell which file it is
impl std::fmt::Debug for Assembly {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Assembly({} of {})", self.next, self.chunks)
    }
}

const PIECE: u64 = size::CHUNK_PIECE as u64;

impl Assembly {
    /// Of an attachment as its letter describes it.
    ///
    /// # Errors
    /// [`ChunkError::Count`].
    pub fn of(attachment: &Attachment) -> Result<Self, ChunkError> {
        Self::new(attachment.size, attachment.chunks, attachment.sha256)
    }

    /// Of a file of `size` bytes in `chunks` chunks, with this SHA-256.
    ///
    /// # Errors
    /// [`ChunkError::Count`] where a file of this size takes another number of chunks, or is too large.
    pub fn new(size: u64, chunks: u32, sha256: Digest32) -> Result<Self, ChunkError> {
        if padded_count(size) != Some(chunks) {
            return Err(ChunkError::Count);
        }
        Ok(Self { size, chunks, due: sha256, done: 0, next: 0, hash: Hash::new() })
    }

    /// Takes in what was written before, from the file's beginning, in any portions. They may end within a piece:
    /// [`Assembly::take`] then gives the rest of it.
    ///
    /// # Errors
    /// [`ChunkError::Size`] for more bytes than the file has.
    pub fn resume(&mut self, written: &[u8]) -> Result<(), ChunkError> {
        let done = self.done + written.len() as u64;
        if done > self.size {
            return Err(ChunkError::Size);
        }
        self.hash.update(written);
        self.done = done;
        self.next = self.next.max(self.whole_pieces());
        Ok(())
    }

    /// How many pieces are complete, and need not be fetched again.
    fn whole_pieces(&self) -> u32 {
        let pieces = if self.done == self.size { self.done.div_ceil(PIECE) } else { self.done / PIECE };
        u32::try_from(pieces).unwrap_or(u32::MAX)
    }

    /// The chunk that is due: none once all of them came. Those after the file's end are due as well, so that what is
    /// fetched tells no more than what was uploaded.
    pub fn next(&self) -> Option<u32> {
        (self.next < self.chunks).then_some(self.next)
    }

    /// Takes the opened chunk that is due, 262,128 bytes, and gives those that are to be written next.
    ///
    /// # Errors
    /// [`ChunkError::Size`], [`ChunkError::Count`] once all came, [`ChunkError::Padding`].
    pub fn take<'a>(&mut self, piece: &'a [u8]) -> Result<&'a [u8], ChunkError> {
        let at = self.next().ok_or(ChunkError::Count)?;
        if piece.len() != size::CHUNK_PIECE {
            return Err(ChunkError::Size);
        }
        let start = u64::from(at) * PIECE;
        let within = |end: u64| usize::try_from(end.saturating_sub(start).min(PIECE)).unwrap_or(usize::MAX);
        let (file, zeros) = piece.split_at_checked(within(self.size)).ok_or(ChunkError::Size)?;
        if zeros.iter().fold(0, |all, byte| all | byte) != 0 {
            return Err(ChunkError::Padding);
        }
        let (_, fresh) = file.split_at_checked(within(self.done)).ok_or(ChunkError::Size)?;
        self.hash.update(fresh);
        self.done += fresh.len() as u64;
        self.next += 1;
        Ok(fresh)
    }

    /// Whether it is the file that was sent.
    ///
    /// # Errors
    /// [`ChunkError::Missing`] before all chunks came, [`ChunkError::Hash`].
    pub fn finish(self) -> Result<(), ChunkError> {
        if self.next().is_some() {
            return Err(ChunkError::Missing);
        }
        if self.hash.finalize().as_slice() == self.due.as_bytes() { Ok(()) } else { Err(ChunkError::Hash) }
    }
}
