//! Tokens are not kept: how their traces are wiped from memory.
//!
//! What was on the heap is wiped by the allocator (`main.rs`) as it is freed. What passed through the stack (a hash's
//! block, a decoded array, and the copies that a compiler makes when it moves them) is overwritten here, once the
//! function that used it has returned. What the HTTP library itself left there, below frames of ours, is overwritten
//! from further up, once the request has been answered.

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
    // words, not bytes: overwriting byte by byte took a tenth of a fetch's time
    let mut below = [0_u64; DEPTH / size_of::<u64>()];
    // `zeroize` writes volatile, so that the compiler keeps writes that nobody reads
    below.zeroize();
    std::hint::black_box(&below);
}

/// More stack than a worker takes from its loop down to reading a request.
const WORKERS_DEPTH: usize = 64 * 1024;

/// Overwrites the worker's unused stack as soon as it is back in its loop. A request's reader (which looks at 32 bytes
/// at once, some of the body's among them) runs there, above what [`after`] reaches.
pub fn soon() {
    actix_web::rt::spawn(async { below() });
}

#[inline(never)]
fn below() {
    let below = [0_u8; WORKERS_DEPTH];
    // for the compiler the array escapes here, so that it has to be written
    std::hint::black_box(&below);
}

/// SHA-256 of a secret, whose block is wiped.
pub fn sha256(secret: &[u8]) -> [u8; 32] {
    after(|| Sha256::digest(secret).into())
}
