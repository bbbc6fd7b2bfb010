//! What each person can do with fluister, as functions: the melder, the adviser, the administrator.
//!
//! Everything is blocking and takes today's day from the caller. Secrets are made, used and wiped here; what goes over
//! the wire is sealed before it is sent, and kept until the server has answered.
//!
//! No match over an enum ends in `_`: a new kind of letter, or a new error, doesn't compile until every place says what it
//! does with it.
#![deny(clippy::wildcard_enum_match_arm, clippy::match_wildcard_for_single_variants)]

pub mod adviser;
pub mod attachment;
pub mod error;
pub mod http;
pub mod key_file;
pub mod link;
pub mod melder;
pub mod organisation;
pub mod passphrase;
pub mod post;
pub mod set_aside;
pub mod trust;
pub mod vault;
pub mod words;

#[cfg(test)]
mod made;

pub use error::Error;
pub use link::Link;
