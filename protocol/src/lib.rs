//! The fluister protocol, version 1: what `SPEC.md` beside this crate describes, in Rust.
//!
//! Nothing here reads a clock, a file or a socket; whoever calls brings the day and the randomness. Without the
//! feature `seal` the crate knows ids, signatures and proofs of work, and has no code that could open a letter.
//!
//! No match over an enum ends in `_`: a new kind of letter, or a new error, doesn't compile until every place says what it
//! does with it.
#![deny(clippy::wildcard_enum_match_arm, clippy::match_wildcard_for_single_variants)]

pub mod chain;
pub mod day;
pub mod directory;
pub mod encoding;
pub mod file;
pub mod heartbeat;
pub mod id;
pub mod json;
pub mod label;
pub mod request;
pub mod session;
pub mod signed;
pub mod size;
pub mod statement;
pub mod suite;
pub mod verifying;
pub mod work;

#[cfg(feature = "seal")]
pub mod chunk;
#[cfg(feature = "seal")]
pub mod code;
#[cfg(feature = "seal")]
pub mod content;
#[cfg(feature = "seal")]
pub mod derivation;
#[cfg(feature = "seal")]
pub mod heartbeat_contents;
#[cfg(feature = "seal")]
pub mod keys;
#[cfg(feature = "seal")]
pub mod letter;
#[cfg(feature = "seal")]
pub mod manifest;
#[cfg(feature = "seal")]
pub mod note;
#[cfg(feature = "seal")]
pub mod padding;
#[cfg(feature = "seal")]
pub mod proof;
#[cfg(feature = "seal")]
pub mod random;
#[cfg(feature = "seal")]
mod secret;
#[cfg(feature = "seal")]
pub mod thread;
#[cfg(feature = "seal")]
pub mod vault;
