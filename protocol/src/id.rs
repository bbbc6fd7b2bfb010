//! One rule for everything stored: the id is the hash of the token.

use sha2::Digest;
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::encoding::{self, public_bytes};
use crate::suite::Hash;

public_bytes!(
    /// Under what a letter or chunk is stored: SHA-256 of its token. 32 bytes, public.
    Id, 32
);
public_bytes!(
    /// An organisation's fingerprint: the labelled hash of its first root key. 32 bytes, public.
    OrganisationId, 32
);
public_bytes!(
    /// An adviser's name on the wire: the labelled hash of the identity key. 32 bytes, public.
    AdviserId, 32
);
public_bytes!(
    /// A SHA-256, plain (files) or labelled (signed payloads). 32 bytes, public.
    Digest32, 32
);

impl OrganisationId {
    /// The numbers, 0 to 2,047, of the twelve words by which people compare fingerprints: the first 132 bits, eleven at a
    /// time.
    pub fn word_numbers(&self) -> [u16; 12] {
        let bit = |at: usize| self.0.get(at / 8).map_or(0, |byte| u16::from(byte >> (7 - at % 8) & 1));
        std::array::from_fn(|word| (word * 11..word * 11 + 11).fold(0, |number, at| number << 1 | bit(at)))
    }
}

impl Digest32 {
    /// SHA-256 of a file's bytes, without a label: the name under which it is served.
    pub fn of_file(bytes: &[u8]) -> Self {
        Self(Hash::digest(bytes).into())
    }
}

/// What reads and deletes one stored object: 32 secret bytes, wiped on drop, never shown.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Token([u8; 32]);

impl Token {
    /// Size in bytes.
    pub const SIZE: usize = 32;

    /// A token from its 32 bytes.
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes; to be sent to the server that holds the object, and nowhere else.
    pub const fn expose(&self) -> &[u8; 32] {
        &self.0
    }

    /// The id that this token opens: SHA-256(token).
    pub fn id(&self) -> Id {
        Id::of_token(&self.0)
    }
}

impl Id {
    /// SHA-256 of a token's bytes.
    pub fn of_token(token: &[u8; 32]) -> Self {
        Self(Hash::digest(token).into())
    }
}

impl PartialEq for Token {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}
impl Eq for Token {}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(…)")
    }
}

// A token travels inside sealed letters only; that is what these two are for.
impl serde::Serialize for Token {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        encoding::array::serialize(&self.0, to)
    }
}
impl<'de> serde::Deserialize<'de> for Token {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        encoding::array::deserialize(from).map(Self)
    }
}
