//! Public Ed25519 keys, a type for each role, and the one strict way to verify.

use ed25519_dalek::{Signature, VerifyingKey};

use crate::encoding::{self, public_bytes};
use crate::id::{AdviserId, Digest32, OrganisationId};
use crate::label::Label;

/// Size of an Ed25519 signature in bytes (RFC 8032 §5.1.6).
pub const SIGNATURE: usize = 64;

/// The key or the signature is not one that everybody accepts or refuses alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignatureError {
    /// A public key that is not a point, not canonically encoded, or of small order.
    #[error("not a usable Ed25519 public key")]
    Key,
    /// The signature does not belong to this key and message, or is not canonical (S ≥ L, R not canonical or of small
    /// order).
    #[error("the signature is wrong")]
    Signature,
}

impl SignatureError {
    /// A stable name, used by the vectors.
    pub const fn reason(self) -> &'static str {
        match self {
            Self::Key => "key",
            Self::Signature => "signature",
        }
    }
}

/// RFC 8032 §5.1.7 verification as everybody must do it: canonical A, R and S, no small order.
fn verify(key: &[u8; 32], message: &[u8], signature: &[u8; SIGNATURE]) -> Result<(), SignatureError> {
    usable(key)?
        .verify_strict(message, &Signature::from_bytes(signature))
        .map_err(|_| SignatureError::Signature)
}

fn usable(bytes: &[u8; 32]) -> Result<VerifyingKey, SignatureError> {
    let key = VerifyingKey::from_bytes(bytes).map_err(|_| SignatureError::Key)?;
    // decompression alone would also take y ≥ p and the negative zero
    if key.is_weak() || key.to_edwards().compress().as_bytes() != bytes {
        return Err(SignatureError::Key);
    }
    Ok(key)
}

macro_rules! verifying_key {
    ($(#[$doc:meta])* $name:ident) => {
        public_bytes!($(#[$doc])* $name, 32);

        impl $name {
            /// Refuses bytes that are no usable key.
            ///
            /// # Errors
            /// [`SignatureError::Key`].
            pub fn check(&self) -> Result<(), SignatureError> {
                usable(&self.0).map(|_| ())
            }

            /// Verifies a signature over `label ‖ 00 ‖ parts`.
            ///
            /// # Errors
            /// [`SignatureError`].
            pub fn verify(
                &self,
                label: Label,
                parts: &[&[u8]],
                signature: &[u8; SIGNATURE],
            ) -> Result<(), SignatureError> {
                verify(&self.0, &label.prefix(parts), signature)
            }
        }
    };
}

verifying_key!(
    /// An organisation's root key (Ed25519, public, 32 bytes): signs directories and files.
    OrganisationKey
);
verifying_key!(
    /// An adviser's identity key (Ed25519, public, 32 bytes): signs key statements, heartbeats, sessions, files.
    IdentityKey
);

impl OrganisationKey {
    /// The fingerprint of an organisation whose first root key this is.
    pub fn organisation(&self) -> OrganisationId {
        OrganisationId(Label::Organisation.hash(&[&self.0]))
    }

    /// The hash by which the directories of the root before name this key.
    pub fn successor_hash(&self) -> Digest32 {
        Digest32(Label::Successor.hash(&[&self.0]))
    }
}

impl IdentityKey {
    /// The adviser's id.
    pub fn adviser(&self) -> AdviserId {
        AdviserId(Label::Identity.hash(&[&self.0]))
    }
}

/// A signature as it travels: base64url of 64 bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct SignatureBytes(#[serde(with = "encoding::array")] pub [u8; SIGNATURE]);
