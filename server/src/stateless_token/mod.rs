//! Stateless tokens: what the server hands out and recognises again without storing it: challenges, session tokens,
//! cursors.
//!
//! Each ends in a tag by a key that all servers on one database share, over a purpose and parts of fixed length, so
//! that none can be taken for another.

pub mod cursor;
pub mod session;
pub mod work;

use fluister_protocol::encoding;
use hmac::{Hmac, KeyInit, Mac};
use rand::TryRng;
use rand::rngs::SysRng;
use sha2::Sha256;
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::problem::Problem;

/// The key of all tags: 32 bytes, from the database, wiped on drop, never shown.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct ServerKey([u8; 32]);

/// Why a stateless token is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Not made here, or for something else.
    Forged,
    /// Made here, and too old.
    Expired,
}

/// The kinds of stateless tokens; a tag is valid for one of them.
#[derive(Clone, Copy)]
enum Purpose {
    Work,
    SessionChallenge,
    SessionToken,
    Cursor,
}

impl Purpose {
    const fn label(self) -> &'static [u8] {
        match self {
            Self::Work => b"fluister-server/v1/work\0",
            Self::SessionChallenge => b"fluister-server/v1/session challenge\0",
            Self::SessionToken => b"fluister-server/v1/session token\0",
            Self::Cursor => b"fluister-server/v1/cursor\0",
        }
    }
}

impl ServerKey {
    /// The key's name in the database, which never changes.
    pub const NAME: &'static str = "tickets";

    /// The key from its bytes.
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    fn mac(&self, purpose: Purpose, parts: &[&[u8]]) -> Result<Hmac<Sha256>, Problem> {
        // HMAC takes keys of any length: this cannot fail
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).map_err(|_| Problem::Internal)?;
        mac.update(purpose.label());
        for part in parts {
            mac.update(part);
        }
        Ok(mac)
    }

    fn tag(&self, purpose: Purpose, parts: &[&[u8]]) -> Result<[u8; 32], Problem> {
        Ok(self.mac(purpose, parts)?.finalize().into_bytes().into())
    }

    /// Whether a tag, or the beginning of one, is right; compared in constant time.
    fn knows(&self, purpose: Purpose, parts: &[&[u8]], tag: &[u8]) -> bool {
        self.mac(purpose, parts).is_ok_and(|mac| mac.verify_truncated_left(tag).is_ok())
    }
}

/// Fresh bytes from the operating system.
///
/// # Errors
/// [`Problem::Internal`] where it has none.
pub fn fresh<const N: usize>() -> Result<[u8; N], Problem> {
    let mut bytes = [0; N];
    SysRng.try_fill_bytes(&mut bytes).map_err(|error| {
        tracing::error!(%error, "no randomness from the operating system");
        Problem::Internal
    })?;
    Ok(bytes)
}

/// Concatenates parts into an array of exactly their size.
fn join<const N: usize>(parts: &[&[u8]]) -> Result<[u8; N], Problem> {
    parts.concat().try_into().map_err(|_| Problem::Internal)
}

/// Reads `N` bytes of canonical base64url.
fn read<const N: usize>(text: &str, otherwise: Problem) -> Result<[u8; N], Problem> {
    encoding::decode_array(text).map_err(|_| otherwise)
}
