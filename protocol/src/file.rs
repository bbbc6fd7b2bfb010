//! Files that a directory names by hash. Uploading one needs a signature by the root or an adviser.

use crate::encoding::{self, EncodingError};
use crate::id::{Digest32, OrganisationId};
use crate::verifying::SIGNATURE;

/// The header `Fluister-Signature`: base64url of public key (32) ‖ signature (64) over `file ‖ 00 ‖ organisation ‖
/// sha256`. The key says which of the organisation's keys to verify with; it must be one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileSignature {
    /// The Ed25519 public key that signed: the root's or an adviser's.
    pub key: [u8; 32],
    /// The Ed25519 signature over [`parts`].
    pub signature: [u8; SIGNATURE],
}

impl FileSignature {
    /// Reads the header.
    ///
    /// # Errors
    /// [`EncodingError`].
    pub fn parse(text: &str) -> Result<Self, EncodingError> {
        let bytes: [u8; 32 + SIGNATURE] = encoding::decode_array(text)?;
        let (key, signature) = bytes.split_at(32);
        let wrong = |_| EncodingError::NotCanonical;
        Ok(Self { key: key.try_into().map_err(wrong)?, signature: signature.try_into().map_err(wrong)? })
    }

    /// Writes the header.
    pub fn header(&self) -> String {
        encoding::encode(&[self.key.as_slice(), &self.signature].concat())
    }
}

/// The parts signed under [`crate::label::Label::File`].
pub const fn parts<'a>(organisation: &'a OrganisationId, sha256: &'a Digest32) -> [&'a [u8]; 2] {
    [organisation.as_bytes(), sha256.as_bytes()]
}
