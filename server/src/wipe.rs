//! Tokens are not kept: how their traces are wiped from memory.
//!
//! What was on the heap is wiped by the allocator (`main.rs`) as it is freed. What passed through the stack (a hash's
//! block, a decoded array, and the copies that a compiler makes when it moves them) is overwritten here, once the
//! function that used it has returned.

use sha2::{Digest, Sha256};
use zeroize::Zeroize;

/// More stack than parsing, hashing and checking a token takes.
const DEPTH: usize = 16 * 1024;

/// Runs `job` in a frame of its own, then overwrites the stack below.
#[inline(never)]
pub fn after<T>(job: impl FnOnce() -> T) -> T {
    let done = in_its_frame(job);
    stack();
    done
}

#[inline(never)]
fn in_its_frame<T>(job: impl FnOnce() -> T) -> T {
    job()
}

/// Overwrites the unused stack below the caller's frame.
#[inline(never)]
fn stack() {
    let mut below = [0_u8; DEPTH];
    // volatile writes: they stay, though nobody reads them
    below.zeroize();
    std::hint::black_box(&below);
}

/// SHA-256 of a secret, whose block is wiped.
pub fn sha256(secret: &[u8]) -> [u8; 32] {
    after(|| Sha256::digest(secret).into())
}
